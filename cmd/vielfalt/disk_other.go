//go:build !linux && !darwin

package main

// freeSpace returns false: the standard library cannot tell on this system.
func freeSpace(string) (int64, bool) { return 0, false }
