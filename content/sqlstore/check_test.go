package sqlstore

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vielfalt/content"
)

func TestCheck(t *testing.T) {
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

	db, err := sql.Open("sqlite", path) // which does not look after references
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
