//go:build !linux && !darwin

package main

// writable is not told by the standard library on this system.
func writable(string) bool { return true }

// exposed is not told by the standard library on this system.
func exposed(string) []string { return nil }
