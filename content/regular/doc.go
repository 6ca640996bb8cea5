// Package regular reads the files and folders people name, without ever
// waiting: a named pipe has nothing to read as long as nobody writes to it, and
// a device may have no end.
//
// The package must not know what is in the files.
package regular
