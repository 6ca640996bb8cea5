// Package zipped opens ZIP files that outsiders send, as file systems, within
// bounds: how many files they hold and how large these are unpacked, by what they
// say and in truth, and where names lead.
//
// The package must not know what the files are for.
package zipped
