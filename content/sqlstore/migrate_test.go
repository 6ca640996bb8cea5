package sqlstore

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"vielfalt/content"
)

// TestStartAtOnce starts several stores on a file that is not there yet.
func TestStartAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "vielfalt.db")
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Go(func() {
			s, err := Open(t.Context(), Config{Path: path})
			if err != nil {
				t.Error(err)
				return
			}
			b := batch(i)
			if err := s.Save(t.Context(), "test", b...); err != nil {
				t.Error(err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	s, err := Open(t.Context(), Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if n, err := s.LastChange(t.Context()); n != 6*batchSize || err != nil {
		t.Errorf("%d changes, %v", n, err)
	}
	check(t, s)
}

func TestNewerSchema(t *testing.T) {
	path := filepath.Join(t.TempDir(), "vielfalt.db")
	s, err := Open(t.Context(), Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.writer.db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (4711, TRUE)`); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), Config{Path: path})
	if !errors.Is(err, content.ErrNewerSchema) || !strings.Contains(err.Error(), "version 4711") || strings.Contains(err.Error(), "\n") {
		t.Errorf("got error %v", err)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Error("the newer file was touched")
	}
}

func TestNoDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "vielfalt.db")
	if err := os.WriteFile(path, []byte(strings.Repeat("This is not a database. ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		path:           "is not a database of this program",
		path + "/x.db": "cannot be opened",
		t.TempDir():    "cannot be opened",
	} {
		s, err := Open(t.Context(), Config{Path: path})
		if err == nil {
			s.Close()
		}
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("got error %v, want %q", err, want)
		}
	}
}

// TestMigrationNames: one number, one step, forward only.
func TestMigrationNames(t *testing.T) {
	seen := make(map[string]bool)
	err := fs.WalkDir(migrations, "migrations", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		m := regexp.MustCompile(`^migrations/(\w+/\d{4})_[a-z0-9_]+\.sql$`).FindStringSubmatch(path)
		if m == nil || seen[m[1]] {
			t.Errorf("%s: not named 0001_what.sql, or its number is taken", path)
			return nil
		}
		seen[m[1]] = true
		b, err := fs.ReadFile(migrations, path)
		if strings.Contains(string(b), "+goose Down") {
			t.Errorf("%s leads back", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
