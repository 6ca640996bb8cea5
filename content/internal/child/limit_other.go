//go:build !unix

package child

import (
	"errors"
	"os"
	"syscall"
)

// LimitProcess refuses: nothing is read without bounds.
func LimitProcess(uint64) error {
	return errors.New("PDFs and pictures are read on Unix systems only, where processes can be limited")
}

// LimitMemory has nothing to add to that.
func LimitMemory(uint64) error { return nil }

func groupOfItsOwn() *syscall.SysProcAttr { return nil }

func killGroup(pid int) error {
	p, err := os.FindProcess(pid)
	if err != nil {
		return err
	}
	return p.Kill()
}
