//go:build linux || darwin

package peer

import "syscall"

// Descriptors returns how many files and connections this process may have
// open, and false if that cannot be told.
func Descriptors() (int, bool) {
	var l syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &l); err != nil || l.Cur > 1<<30 {
		return 0, false
	}
	return int(l.Cur), true
}
