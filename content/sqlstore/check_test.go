package sqlstore

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vielfalt/content"
)

func TestCheck(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		s := start(t, c)
		if p, err := s.Check(t.Context()); err != nil || len(p) > 0 {
			t.Errorf("sound: %q, %v", p, err)
		}
	})
}

// A snapshot that has given out rows does not start over when the connection
// dies.
func TestSnapshotOnce(t *testing.T) {
	c := onPostgres(t)
	s := start(t, c)
	var records []content.Record
	for i := range 300 { // more than fits into one buffer
		records = append(records, &content.Article{Item: content.Item{ID: fmt.Sprintf("a-%03d", i), State: content.Draft,
			Text: content.Text{Lang: content.German, Title: "A", Body: strings.Repeat("Text ", 10_000)}}})
	}
	if err := s.Save(t.Context(), "test", records...); err != nil {
		t.Fatal(err)
	}
	seen := map[any]bool{}
	err := s.Snapshot(t.Context(), func(r content.Row) error {
		if r.Table != "items" {
			return nil
		}
		if seen[r.Values[0]] {
			t.Fatalf("%v is given twice", r.Values[0])
		}
		if len(seen) == 0 {
			admin(t, nil, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database() AND query LIKE '%title_sort%' AND state <> 'idle'`)
		}
		seen[r.Values[0]] = true
		return nil
	})
	if !errors.Is(err, content.ErrUnavailable) {
		t.Errorf("after %d rows: got error %v", len(seen), err)
	}
}

func TestCheckDamage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	s, err := Open(t.Context(), Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	a := &content.Article{Item: content.Item{ID: "a", State: content.Approved, Text: content.Text{Lang: content.German, Title: "A", Body: strings.Repeat("Text ", 10_000)}}}
	if err := s.Save(t.Context(), "test", a); err != nil {
		t.Fatal(err)
	}
	if p, err := s.Check(t.Context()); err != nil || len(p) > 0 {
		t.Errorf("sound: %q, %v", p, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	db, err := sql.Open("sqlite", path) // which does not enforce references
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`DELETE FROM items`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(t.Context(), Config{Path: path}); err != nil {
		t.Fatal(err)
	}
	if p, err := s.Check(t.Context()); err != nil || len(p) == 0 || !strings.Contains(p[0], "belongs to none of items") {
		t.Errorf("rows without their item: %q, %v", p, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	// The last page is overwritten.
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt([]byte(strings.Repeat("x", 4096)), info.Size()-4096); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(t.Context(), Config{Path: path}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if p, err := s.Check(t.Context()); err == nil && len(p) < 2 {
		t.Errorf("damaged: %q, %v", p, err)
	}
}
