//go:build unix

package child

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// LimitProcess bounds the processor time (seconds) of this process and
// whatever it becomes, and forbids it to write files or leave a core dump.
func LimitProcess(seconds uint64) error {
	for _, l := range []struct {
		resource int
		value    uint64
	}{
		{unix.RLIMIT_CPU, seconds}, {unix.RLIMIT_FSIZE, 0}, {unix.RLIMIT_CORE, 0}, {unix.RLIMIT_NOFILE, 64},
	} {
		if err := unix.Setrlimit(l.resource, &unix.Rlimit{Cur: l.value, Max: l.value}); err != nil {
			return err
		}
	}
	return nil
}

// LimitMemory bounds the address space (bytes) of this process and whatever it
// becomes. The race detector needs more than any sensible bound.
func LimitMemory(bytes uint64) error {
	if RaceDetector {
		return nil
	}
	return unix.Setrlimit(unix.RLIMIT_AS, &unix.Rlimit{Cur: bytes, Max: bytes})
}

// groupOfItsOwn puts the child at the head of its own process group.
func groupOfItsOwn() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

// killGroup ends the child and whatever it started.
func killGroup(pid int) error { return syscall.Kill(-pid, syscall.SIGKILL) }
