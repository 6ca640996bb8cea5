package main

import (
	"bytes"
	"database/sql"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// endsWithin is how long a command may take to end after a signal, with a
// margin for a busy machine.
const endsWithin = haste + 1500*time.Millisecond

// A busy command runs in a process of its own, and nobody reads more than the
// beginning of its output, as when it is piped into a pager.
type busy struct {
	*exec.Cmd
	printed <-chan struct{} // closed when it has printed something
}

// opens reports whether it has a file open whose name ends so.
func (b busy) opens(name string) bool {
	fds := filepath.Join("/proc", strconv.Itoa(b.Process.Pid), "fd")
	list, _ := os.ReadDir(fds)
	return slices.ContainsFunc(list, func(e os.DirEntry) bool {
		to, _ := os.Readlink(filepath.Join(fds, e.Name()))
		return strings.HasSuffix(to, name)
	})
}

// prints reports whether it has printed something.
func (b busy) prints() bool {
	select {
	case <-b.printed:
		return true
	default:
		return false
	}
}

// stopped starts a command, sends it signals once it has got to the right
// point, and returns how it ended and what it printed. With more than one
// signal, it sends as many as it takes.
func stopped(t *testing.T, when func(busy) bool, signals int, args ...string) (code int, said string) {
	t.Helper()
	c := self(t, args...)
	var errs bytes.Buffer
	c.Stderr = &errs
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	c.Stdout = w
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	printed, done := make(chan struct{}), make(chan struct{})
	go func() {
		if n, _ := r.Read(make([]byte, 1)); n > 0 {
			close(printed)
		}
	}()
	go func() { _ = c.Wait(); close(done) }()
	ended := func() bool {
		select {
		case <-done:
			return true
		default:
			return false
		}
	}
	eventually(t, 30*time.Second, "where it is to be stopped", func() bool {
		if ended() {
			t.Fatalf("vielfalt %s ended by itself: %s", strings.Join(args, " "), errs.String())
		}
		return when(busy{c, printed})
	})
	sent := 0
	took := eventually(t, endsWithin, "the end of vielfalt "+strings.Join(args, " "), func() bool {
		if sent < signals {
			_ = c.Process.Signal(syscall.SIGTERM) // it may have ended
			if sent++; signals > 1 {
				sent = 1
			}
		}
		return ended()
	})
	t.Logf("vielfalt %s ended after %v", args[0], took.Round(time.Millisecond))
	return c.ProcessState.ExitCode(), errs.String()
}

// Every command ends soon after a signal, with everything done or nothing.
func TestCommandsEnd(t *testing.T) {
	dir := t.TempDir()
	data, many := filepath.Join(dir, "data"), filepath.Join(dir, "many.jsonl")
	if err := os.WriteFile(many, articles(4_000), 0o600); err != nil {
		t.Fatal(err)
	}
	one := func(code int, said string) {
		t.Helper()
		if code != exitFailed || !strings.HasPrefix(said, "vielfalt: ") || strings.Count(said, "\n") != 1 {
			t.Errorf("exit code %d, %q", code, said)
		}
	}
	exists := func(pattern string) bool {
		list, _ := filepath.Glob(filepath.Join(dir, pattern))
		return len(list) > 0
	}
	there := func(pattern string) func(busy) bool { return func(busy) bool { return exists(pattern) } }
	opens := func(name string) func(busy) bool { return func(b busy) bool { return b.opens(name) } }
	empty := func(name string) {
		t.Helper()
		if list, err := os.ReadDir(filepath.Join(dir, name)); err == nil && len(list) > 0 && list[0].Name() != ".unfinished" {
			t.Errorf("%s holds %v", name, list)
		}
	}

	if runtime.GOOS != "linux" {
		t.Skip("needs /proc to see what a process does")
	}
	t.Run("calendar", func(t *testing.T) {
		one(stopped(t, busy.prints, 1, "calendar", "--from", "1991-01-01", "--to", "2191-12-31", "--format", "json"))
	})
	t.Run("two signals", func(t *testing.T) {
		c, _ := stopped(t, busy.prints, 2, "calendar", "--from", "1900-01-01", "--to", "2100-12-31", "--format", "json")
		if c != -1 {
			t.Errorf("exit code %d, and it was to be ended by the signal", c)
		}
	})
	t.Run("import", func(t *testing.T) {
		one(stopped(t, opens("vielfalt.db-wal"), 1, "import", "--data", data, many))
		command(t, "migrate", "--data", data) // it may have been stopped before
		if n := strings.Count(command(t, "schedule", "--data", data, "--from", "2000-01-01", "--to", "2100-01-01", "--format", "json"), "\n"); n != 0 {
			t.Errorf("%d of its records are stored", n)
		}
	})
	command(t, "import", "--data", data, many)
	t.Run("waits for the database", func(t *testing.T) {
		db, err := sql.Open("sqlite", filepath.Join(data, "vielfalt.db.lock"))
		if err != nil {
			t.Fatal(err)
		}
		db.SetMaxOpenConns(1)
		defer db.Close()
		if _, err := db.Exec("BEGIN EXCLUSIVE"); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{{"migrate"}, {"import", many}, {"reindex"}, {"serve", "--addr", "127.0.0.1:0"}} {
			code, said := stopped(t, opens("vielfalt.db.lock"), 1, append(args, "--data", data)...)
			if _, last, found := strings.Cut(said, "\nvielfalt: "); found && args[0] == "serve" { // after its log
				said = "vielfalt: " + last
			}
			one(code, said)
		}
	})
	t.Run("schedule", func(t *testing.T) {
		one(stopped(t, busy.prints, 1, "schedule", "--data", data, "--from", "0001-01-01", "--to", "9999-12-31", "--format", "json"))
	})
	t.Run("export", func(t *testing.T) {
		one(stopped(t, there("out/*/beitraege/beitrag-1.md"), 1, "export", "--data", data, filepath.Join(dir, "out")))
		empty("out")
		command(t, "export", "--data", data, filepath.Join(dir, "out"))
	})
	file := filepath.Join(dir, "all.tar.gz")
	t.Run("backup", func(t *testing.T) {
		one(stopped(t, there("all.tar.gz.tmp"), 1, "backup", "--data", data, file))
		if exists("all.tar.gz") {
			t.Error("there is half a backup")
		}
		// A killed backup leaves something behind, which the next one replaces.
		c := self(t, "backup", "--data", data, file)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		eventually(t, 10*time.Second, "a backup on its way", func() bool { return exists("all.tar.gz.tmp") })
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = c.Wait()
		command(t, "backup", "--data", data, file)
	})
	t.Run("restore", func(t *testing.T) {
		fresh := filepath.Join(dir, "fresh")
		one(stopped(t, there("fresh/vielfalt.db"), 1, "restore", "--data", fresh, file))
		command(t, "restore", "--data", fresh, file)
	})
	t.Run("move", func(t *testing.T) {
		other := filepath.Join(dir, "other")
		one(stopped(t, there("other/vielfalt.db"), 1, "move", "--data", data, "--to-data", other))
		command(t, "move", "--data", data, "--to-data", other)
	})
	t.Run("reindex", func(t *testing.T) {
		one(stopped(t, there("data/index/*"), 1, "reindex", "--data", data))
	})
	t.Run("check", func(t *testing.T) {
		one(stopped(t, busy.prints, 1, "check", "--data", data))
	})
}
