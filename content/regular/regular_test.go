//go:build unix

package regular

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestOnlyRegularFilesAreOpened(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o600); err != nil {
		t.Skip("no named pipes here:", err)
	}
	if err := os.Symlink(os.DevNull, filepath.Join(dir, "device")); err != nil {
		t.Fatal(err)
	}
	fsys := FS(os.DirFS(dir))
	if b, err := fs.ReadFile(fsys, "file"); err != nil || string(b) != "x" {
		t.Errorf("file: %q, %v", b, err)
	}
	if list, err := fs.ReadDir(fsys, "."); err != nil || len(list) != 3 {
		t.Errorf("folder: %v, %v", list, err)
	}
	for _, name := range []string{"pipe", "device"} {
		if _, err := fs.ReadFile(fsys, name); err == nil || !strings.Contains(err.Error(), errOther.Error()) {
			t.Errorf("%s: %v", name, err)
		}
		if f, err := Open(filepath.Join(dir, name)); err == nil {
			f.Close()
			t.Errorf("%s is opened", name)
		}
	}
	f, err := Open(filepath.Join(dir, "file"))
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	if f, err := Open(dir); err == nil {
		f.Close()
		t.Error("a folder is opened")
	}
}
