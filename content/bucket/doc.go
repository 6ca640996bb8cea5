// Package bucket keeps brochure files and pictures in a bucket of a store that
// speaks the protocol of S3, each under the SHA-256 of what is in it. It
// implements [content.Files].
//
// A file is complete or not there, because it is sent in one piece, and the
// server checks its sum. It never changes, and nothing removes files here. The
// bucket is the operator's: the package neither creates it nor sets who may
// read it.
//
// The package must not know brochures, requests or what the files mean.
package bucket
