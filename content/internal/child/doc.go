// Package child has a process of its own read what outsiders send, with bounds on
// processor time, memory, files and output, so that a file which inflates to
// gigabytes, loops or crashes its reader ends nothing but that process.
//
// The program calls itself: the parent uses [Run]; the child sets its limits with
// [LimitProcess] and [LimitMemory] before it reads anything.
//
// The package must not know what is read.
package child
