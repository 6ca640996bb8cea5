package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestCheckUser(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		user, owner int
		dir, want   string
	}{
		{0, 998, dir, "sudo -u '#998' vielfalt"},
		{0, 64123, "/var/lib/private/vielfalt", "-p User=vielfalt -p StateDirectory=vielfalt"},
		{0, 0, dir, ""},
		{0, nobodyKnown, dir, ""},
		{998, 998, dir, ""},
		{1000, 998, dir, ""}, // the system tells
		{-1, nobodyKnown, dir, ""},
	} {
		err := checkUser(c.user, c.owner, c.dir)
		if (err != nil) != (c.want != "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("user %d, owner %d: %v, want %q", c.user, c.owner, err, c.want)
		}
	}
}

// TestForeignFolder: root is refused before anything is made, by every command
// that writes, and check names what the service cannot read.
func TestForeignFolder(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("run this as root, who alone can give files away")
	}
	dir := filepath.Join(t.TempDir(), "data")
	file := filepath.Join(t.TempDir(), "a.md")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("---\nid: a\ntype: article\ntitle: A\n---\n\nText.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(dir, 998, 998); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"import", file}, {"reindex"}, {"migrate"}, {"serve", "--addr", "127.0.0.1:0"}, {"user", "add", "anna", "--role", "editor", "--invite"}} {
		code, _, stderr := asked(t, append(args, "--data", dir)...)
		if code != exitUsage || !strings.Contains(stderr, "sudo -u '#998'") {
			t.Errorf("%q: %d %s", args, code, stderr)
		}
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) > 0 {
		t.Errorf("made %v, %v", list, err)
	}
	if err := os.Chown(dir, 0, 0); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := asked(t, "import", file, "--data", dir); code != exitDone {
		t.Fatal(stderr)
	}
	_, out, _ := asked(t, "check", "--data", dir)
	if !strings.Contains(out, "belongs to one user") {
		t.Error(out)
	}
	lost := filepath.Join(dir, "files", "tmp")
	if err := os.Chown(lost, 998, 998); err != nil {
		t.Fatal(err)
	}
	code, out, _ := asked(t, "check", "--data", dir)
	if code != exitFailed || !strings.Contains(out, lost) || !strings.Contains(out, "chown -R 0 ") {
		t.Error(code, out)
	}
}

// asked runs a command and returns its exit code and what it said.
func asked(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, said strings.Builder
	code = run(t.Context(), args, &out, &said, time.Now)
	return code, out.String(), said.String()
}
