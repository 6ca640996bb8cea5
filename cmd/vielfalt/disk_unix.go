//go:build linux || darwin

package main

import "syscall"

// freeSpace returns how many bytes can still be written to the disk of a
// folder, and false if that cannot be told.
func freeSpace(dir string) (int64, bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, false
	}
	return int64(s.Bavail) * int64(s.Bsize), true
}
