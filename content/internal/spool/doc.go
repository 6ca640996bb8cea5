// Package spool takes in what is to be stored as a file: into a temporary file
// first, because neither its size nor its hash is known before its end.
//
// It serves the packages that implement [content.Files] and must not know where
// they keep things.
package spool
