// Command bench measures the program as it is shipped, against its bars, and
// prints what it found as Markdown.
//
//	go -C .ci/bench run .                 about a quarter of an hour
//	go -C .ci/bench run . -quick          about two minutes, to try it out
//	go -C .ci/bench run . -soak 1h        mixed load for an hour, with wrong answers counted
//
// It builds the program, makes up content, imports it, and asks the running
// service and a bare handler in turn: a process that holds the very answers of
// the service as ready bytes and does nothing else, which is the limit of the
// stack. Ratios of one run can be compared with those of another machine;
// requests per second cannot. It needs wrk on the PATH and Linux, whose /proc
// tells what a process cost.
//
// It is a module of its own, so that nothing of it is part of the program.
//
// The command must not reach into the program: it sees addresses, commands and
// import files, as an operator does.
//
// To add a target: a line in targets in duel.go. To add another measurement: a
// file with a function that takes the running service, and its lines in
// report.go.
package main
