//go:build !linux && !darwin

package main

// writable returns true: the standard library cannot tell on this system.
func writable(string) bool { return true }

// exposed returns nothing: the standard library cannot tell on this system.
func exposed(string) []string { return nil }
