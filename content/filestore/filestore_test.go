package filestore

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/content"
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

func TestPutOpen(t *testing.T) {
	s := store(t)
	for range 2 { // storing the same again is fine
		got, err := s.Put(t.Context(), strings.NewReader("hello"), "text/plain", 5)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(content.File{Hash: helloHash, Size: 5, Type: "text/plain"}, got); d != "" {
			t.Errorf("-want +got:\n%s", d)
		}
	}
	f, err := s.Open(t.Context(), helloHash)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Seek(1, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(f); err != nil || string(b) != "ello" {
		t.Errorf("read %q, %v", b, err)
	}
	if d := cmp.Diff([]string{"2c/" + helloHash}, contents(t, s)); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if _, err := Open(s.dir); err != nil {
		t.Errorf("opened again: %v", err)
	}
}

func TestNothingHalfStored(t *testing.T) {
	s := store(t)
	var p content.Problems
	if _, err := s.Put(t.Context(), strings.NewReader("hello!"), "", 5); !errors.As(err, &p) {
		t.Errorf("above the limit: got error %v", err)
	}
	broken := io.MultiReader(strings.NewReader("hel"), iotest.ErrReader(io.ErrUnexpectedEOF))
	if _, err := s.Put(t.Context(), broken, "", 100); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a reader that breaks off: got error %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Put(ended, strings.NewReader("hello"), "", 100); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody waits: got error %v", err)
	}
	if names := contents(t, s); len(names) > 0 {
		t.Errorf("left behind: %v", names)
	}
}

func TestOpenUnknown(t *testing.T) {
	s := store(t)
	if err := os.WriteFile(filepath.Join(filepath.Dir(s.dir), "secret"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, hash := range []string{"", "..", "../secret", "../../secret", "tmp", helloHash, strings.ToUpper(helloHash), helloHash + "/..", strings.Repeat("/", 64)} {
		if _, err := s.Open(t.Context(), hash); !errors.Is(err, content.ErrNotFound) {
			t.Errorf("Open(%q): got error %v", hash, err)
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

func TestConcurrent(t *testing.T) {
	s := store(t)
	data := bytes.Repeat([]byte("abc"), 100_000)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			f, err := s.Put(t.Context(), bytes.NewReader(data), "", 1<<20)
			if err != nil || f.Size != int64(len(data)) {
				t.Errorf("%v, %v", f, err)
				return
			}
			r, err := s.Open(t.Context(), f.Hash)
			if err != nil {
				t.Error(err)
				return
			}
			defer r.Close()
			if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, data) {
				t.Errorf("%d bytes, %v", len(got), err)
			}
		})
	}
	wg.Wait()
	if names := contents(t, s); len(names) != 1 {
		t.Errorf("files: %v", names)
	}
}
