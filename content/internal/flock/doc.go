// Package flock tells a file or folder that another process is writing from one
// that a process left when it died: a lock ends with its process.
//
// It must not know what is written.
package flock
