// Package flock distinguishes a file or folder that another process is writing
// from one left behind by a process that died: a lock ends with its process.
//
// It must not know what is written.
package flock
