//go:build !unix

package main

import (
	"errors"
	"os/exec"
	"syscall"
)

// Processes cannot be frozen here, nor run as others; tests that do so find none of the
// servers that they do it to.
const (
	freeze = syscall.Signal(0)
	thaw   = syscall.Signal(0)
)

func runAs(*exec.Cmd, int, int) {}

func pipe(string) error { return errors.ErrUnsupported }
