//go:build !linux && !darwin && !freebsd && !netbsd && !openbsd && !dragonfly

package flock

import (
	"errors"
	"os"
)

// Try reports that there are no locks in the standard library for this system.
func Try(*os.File) (bool, error) { return false, errors.ErrUnsupported }
