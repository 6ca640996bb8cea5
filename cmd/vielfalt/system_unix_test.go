//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// freeze halts a process, and thaw lets it go on.
const (
	freeze = syscall.SIGSTOP
	thaw   = syscall.SIGCONT
)

// runAs has a command run as another user.
func runAs(c *exec.Cmd, uid, gid int) {
	c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
}

// pipe makes a named pipe.
func pipe(name string) error { return syscall.Mkfifo(name, 0o600) }
