// Package regular reads what people name, files and folders of files, without
// ever waiting: a named pipe has nothing to read for as long as nobody writes,
// a device may have no end.
//
// The package must not know what is in the files.
package regular
