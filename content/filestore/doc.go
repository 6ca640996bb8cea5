// Package filestore keeps brochure files and pictures in a folder, each under
// the SHA-256 of its content. It implements [content.Files].
//
// A file is either complete or absent: it is written under another name,
// flushed to the disk and then renamed. It never changes, so an answer for a
// hash can be kept forever. Nothing removes files here.
//
// The package must not know brochures, requests or what the files mean. Media
// types are the caller's business: they are stored with the hash.
//
// To keep files elsewhere: write another package that implements
// [content.Files] and passes contenttest.RunFiles, as content/bucket does.
package filestore
