// Package bucket keeps brochure files and pictures in a bucket of a server that
// speaks the S3 protocol, each under the SHA-256 of its content. It implements
// [content.Files].
//
// A file is either complete or absent, because it is sent in one piece and the
// server checks its hash. It never changes, and nothing removes files here. The
// bucket is the operator's: the package neither creates it nor sets who may
// read it.
//
// The package must not know brochures, requests or what the files mean.
package bucket
