//go:build !linux && !darwin && !freebsd && !netbsd && !openbsd && !dragonfly

package flock

import (
	"errors"
	"os"
)

// Try returns errors.ErrUnsupported: the standard library has no locks for this
// system.
func Try(*os.File) (bool, error) { return false, errors.ErrUnsupported }
