//go:build !unix

package pdftext

import (
	"errors"
	"os"
	"syscall"
)

// limitProcess refuses: no PDF is read without bounds.
func limitProcess(uint64) error {
	return errors.New("PDFs are read on Unix systems only, where processes can be limited")
}

func limitMemory(uint64) error { return nil }

func groupOfItsOwn() *syscall.SysProcAttr { return nil }

func killGroup(pid int) error {
	p, err := os.FindProcess(pid)
	if err != nil {
		return err
	}
	return p.Kill()
}
