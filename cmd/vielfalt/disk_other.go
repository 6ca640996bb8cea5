//go:build !linux && !darwin

package main

// freeSpace cannot be told with the standard library on this system.
func freeSpace(string) (int64, bool) { return 0, false }
