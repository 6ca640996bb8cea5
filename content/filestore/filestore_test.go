package filestore

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/content"
	"vielfalt/content/contenttest"
)

const helloHash = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

func store(t *testing.T) *Folder {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "files"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// contents returns all files below the store's folder.
func contents(t *testing.T, s *Folder) (names []string) {
	t.Helper()
	err := filepath.WalkDir(s.dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(s.dir, path)
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestContract(t *testing.T) {
	contenttest.RunFiles(t, func(t *testing.T) content.Files { return store(t) })
}

// A file is where its hash says, with nothing next to it, whatever went wrong.
func TestFolder(t *testing.T) {
	s := store(t)
	broken := io.MultiReader(strings.NewReader("hel"), iotest.ErrReader(io.ErrUnexpectedEOF))
	if _, err := s.Put(t.Context(), broken, "", 100); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a reader that breaks off: got error %v", err)
	}
	if _, err := s.Put(t.Context(), strings.NewReader("hello!"), "", 5); err == nil {
		t.Error("above the limit: no error")
	}
	if names := contents(t, s); len(names) > 0 {
		t.Errorf("left behind: %v", names)
	}
	for range 2 {
		if _, err := s.Put(t.Context(), strings.NewReader("hello"), "text/plain", 5); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff([]string{"2c/" + helloHash}, contents(t, s)); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if _, err := Open(s.dir); err != nil {
		t.Errorf("opened again: %v", err)
	}
}

// No name leads out of the folder.
func TestOpenOutside(t *testing.T) {
	s := store(t)
	if err := os.WriteFile(filepath.Join(filepath.Dir(s.dir), "secret"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"../secret", "../../secret"} {
		if _, err := s.Open(t.Context(), name); !errors.Is(err, content.ErrNotFound) {
			t.Errorf("Open(%q): got error %v", name, err)
		}
	}
}

func TestTidy(t *testing.T) {
	s := store(t)
	old, fresh := filepath.Join(s.dir, unfinished, "old"), filepath.Join(s.dir, unfinished, "fresh")
	for _, f := range []string{old, fresh} {
		if err := os.WriteFile(f, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	i, err := os.Stat(fresh)
	if err != nil {
		t.Fatal(err)
	}
	past := i.ModTime().Add(-stale - time.Hour)
	if err := os.Chtimes(old, past, past); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(s.dir); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"tmp/fresh"}, contents(t, s)); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

// A disk with no room for another file does not prevent reading the existing
// ones.
func TestOpenOnFullDisk(t *testing.T) {
	disk := t.TempDir()
	if exec.Command("mount", "-t", "tmpfs", "-o", "size=1m,nr_inodes=20", "tmpfs", disk).Run() != nil {
		t.Skip("needs to be allowed to mount a small disk")
	}
	t.Cleanup(func() {
		if err := exec.Command("umount", "-l", disk).Run(); err != nil {
			t.Error(err)
		}
	})
	dir := filepath.Join(disk, "files")
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), strings.NewReader("hello"), "text/plain", 5); err != nil {
		t.Fatal(err)
	}
	for i := 0; err == nil; i++ {
		err = os.WriteFile(filepath.Join(disk, strconv.Itoa(i)), nil, 0o600)
	}
	if s, err = Open(dir); err != nil {
		t.Fatal(err)
	}
	f, err := s.Open(t.Context(), helloHash)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
}
