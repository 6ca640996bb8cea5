// Command bench measures the program as shipped, compares it with its bars, and
// prints the results as Markdown.
//
//	go -C .ci/bench run .                 about a quarter of an hour
//	go -C .ci/bench run . -quick          about two minutes, to try it out
//	go -C .ci/bench run . -soak 1h        mixed load for an hour, with wrong answers counted
//
// It builds the program, makes up content, imports it, and then drives the
// running service and a bare handler in turn. The bare handler is a process
// that holds the service's own answers as ready bytes and does nothing else:
// the limit of the stack. Ratios can be compared between machines; requests per
// second cannot. It needs wrk on the PATH, and Linux, whose /proc shows what a
// process costs.
//
// It is a separate module, so that none of it becomes part of the program.
//
// It must not reach into the serving program: like an operator, it uses
// addresses, commands and import files.
//
// To add a target: a line in targets in duel.go. To add another measurement: a
// file with a function that takes the running service, and its lines in
// report.go.
package main
