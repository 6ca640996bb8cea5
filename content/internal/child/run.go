package child

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
	"unicode"
)

// MaxTime is how long a child may take.
const MaxTime = 20 * time.Second

const (
	maxComplaint = 64 << 10 // bytes of error messages that are read
	// goCrashed is the runtime's exit code when a process gets no more memory.
	goCrashed = 2
)

// A Refusal says in a few words why the child did not read a file to its end.
type Refusal struct {
	Text       string
	Complained bool // it is what the child itself said first
}

// Error implements error.
func (r Refusal) Error() string { return r.Text }

// NoMemory is the refusal of a child that got no more memory.
var NoMemory = Refusal{Text: "it needs more memory than it may have"}

// Run calls a command, by which the program calls itself, with in on its standard
// input, and returns what it prints, at most limit bytes, and how much processor time
// it took. What is the fault of the file is a Refusal; any other error is not. At the
// end of ctx or of [MaxTime] the child and whatever it started are killed.
func Run(ctx context.Context, command []string, in []byte, limit int64) (out []byte, took time.Duration, err error) {
	bounds, cancel := context.WithTimeout(ctx, MaxTime)
	defer cancel()
	dir, err := os.MkdirTemp("", "vielfalt-child-")
	if err != nil {
		return nil, 0, err
	}
	defer os.RemoveAll(dir)
	cmd := exec.CommandContext(bounds, command[0], command[1:]...)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "TMPDIR=" + dir, "GOTRACEBACK=none", "GOMAXPROCS=2"}
	cmd.Stdin = bytes.NewReader(in)
	cmd.SysProcAttr = groupOfItsOwn()
	cmd.Cancel = func() error { return killGroup(cmd.Process.Pid) }
	cmd.WaitDelay = time.Second
	var said, complaints bounded
	said.limit, complaints.limit = limit, maxComplaint
	said.full = cancel
	cmd.Stdout, cmd.Stderr = &said, &complaints
	err = cmd.Run()
	if s := cmd.ProcessState; s != nil {
		took = s.UserTime() + s.SystemTime()
	}
	switch {
	case ctx.Err() != nil:
		return nil, took, ctx.Err()
	case said.over:
		return nil, took, Refusal{Text: fmt.Sprintf("it holds more than %d MB", limit>>20)}
	case errors.Is(bounds.Err(), context.DeadlineExceeded):
		return nil, took, Refusal{Text: fmt.Sprintf("it takes longer than %d seconds", MaxTime/time.Second)}
	case err != nil && said.got.Len() == 0:
		return nil, took, refusal(err, complaints.got.String())
	case err != nil:
		return nil, took, Refusal{Text: "its end cannot be read"}
	}
	return said.got.Bytes(), took, nil
}

// refusal turns the failure of a child that said nothing into its reason.
func refusal(err error, complaints string) error {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return err
	}
	s, ok := exit.Sys().(syscall.WaitStatus)
	if exit.ExitCode() == goCrashed || ok && s.Signaled() && s.Signal() == syscall.SIGABRT {
		return NoMemory
	}
	if ok && s.Signaled() {
		return Refusal{Text: "it needs more time or memory than it may have"}
	}
	return Refusal{Text: firstLine(complaints), Complained: true}
}

// firstLine returns a tool's first complaint as plain text.
func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	s = strings.TrimPrefix(s, "vielfalt: ") // with which the program begins what it says of errors
	s = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, strings.ToValidUTF8(s, ""))
	if s == "" {
		return "it is damaged"
	}
	return s[:min(len(s), 200)]
}

// bounded is a buffer that takes no more than its limit, and notes when it is
// full. It embeds none, whose ReadFrom would be a way past the limit.
type bounded struct {
	got   bytes.Buffer
	limit int64
	over  bool
	full  func()
}

func (b *bounded) Write(p []byte) (int, error) {
	if int64(b.got.Len()+len(p)) > b.limit {
		if b.full != nil {
			b.over = true
			b.full()
			return 0, errors.New("too much output")
		}
		return len(p), nil // the rest of endless complaints is dropped
	}
	return b.got.Write(p)
}
