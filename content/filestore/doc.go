// Package filestore keeps brochure files and pictures in a folder, each under
// the SHA-256 of what is in it. It implements [content.Files].
//
// A file is complete or not there: it is written under another name, flushed to
// the disk and then renamed. It never changes, so that whoever knows a hash can
// keep the answer for ever. Nothing removes files here.
//
// The package must not know brochures, requests or what the files mean. Media
// types are the caller's: they stand beside the hash where it is kept.
//
// To keep files elsewhere: another package that implements [content.Files] and
// passes contenttest.RunFiles, as content/bucket does.
package filestore
