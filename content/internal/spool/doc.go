// Package spool takes in what is to be stored as a file: into a temporary file
// first, because neither size nor hash is known before the end.
//
// It serves the packages that implement [content.Files] and must not know where
// they keep files.
package spool
