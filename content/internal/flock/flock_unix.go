//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package flock

import (
	"errors"
	"os"
	"syscall"
)

// Try locks an open file or folder until it is closed. It returns false if
// somebody else holds the lock, and errors.ErrUnsupported if there are no
// locks.
func Try(f *os.File) (bool, error) {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	switch {
	case err == nil:
		return true, nil
	case errors.Is(err, syscall.EWOULDBLOCK):
		return false, nil
	case errors.Is(err, syscall.ENOLCK): // the file system has none
		return false, errors.ErrUnsupported
	}
	return false, os.NewSyscallError("flock", err)
}
