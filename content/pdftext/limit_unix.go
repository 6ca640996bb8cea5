//go:build unix

package pdftext

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// limitProcess bounds the processor time (seconds) and the address space
// (bytes, 0 for no bound) of this process and whatever it becomes, and forbids it to write
// files or leave a core dump.
func limitProcess(seconds, memory uint64) error {
	for _, l := range []struct {
		resource int
		value    uint64
	}{
		{unix.RLIMIT_CPU, seconds}, {unix.RLIMIT_AS, memory}, {unix.RLIMIT_FSIZE, 0}, {unix.RLIMIT_CORE, 0}, {unix.RLIMIT_NOFILE, 64},
	} {
		if l.resource == unix.RLIMIT_AS && l.value == 0 {
			continue
		}
		if err := unix.Setrlimit(l.resource, &unix.Rlimit{Cur: l.value, Max: l.value}); err != nil {
			return err
		}
	}
	return nil
}

// groupOfItsOwn makes the child the head of a process group.
func groupOfItsOwn() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

// killGroup ends the child and whatever it started.
func killGroup(pid int) error { return syscall.Kill(-pid, syscall.SIGKILL) }
