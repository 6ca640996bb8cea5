package local

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vielfalt/content"
	"vielfalt/search"
)

func fill(t *testing.T, x *Index) search.Position {
	t.Helper()
	at := search.Position{Change: 7, Edge: time.Date(2026, 3, 17, 7, 0, 0, 0, time.UTC)}
	docs := func(yield func(search.Document, error) bool) {
		_ = yield(search.Document{ID: "a", Item: "a", Type: content.TypeArticle, Title: "Das Laubhüttenfest"}, nil) &&
			yield(search.Document{ID: "b", Item: "b", Type: content.TypeArticle, Title: "Erntedank"}, nil)
	}
	if err := x.Rebuild(t.Context(), docs, at); err != nil {
		t.Fatal(err)
	}
	return at
}

func count(t *testing.T, x *Index, text string) int {
	t.Helper()
	r, err := x.Search(t.Context(), search.Query{Text: text})
	if err != nil {
		t.Fatalf("Search(%q): %v", text, err)
	}
	return r.Total
}

func closeNow(t *testing.T, x *Index) {
	t.Helper()
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// What was written is there after a restart, and so is the lexicon that queries
// need.
func TestReopen(t *testing.T) {
	dir := t.TempDir()
	x := open(t, dir)
	at := fill(t, x)
	closeNow(t, x)
	x = open(t, dir)
	if got, err := x.Position(t.Context()); err != nil || got != at {
		t.Errorf("Position = %v, %v, want %v", got, err, at)
	}
	for _, text := range []string{"Laubhüttenfest", "laubhuette", "Laubhütenfest", "Laubh", "Fest Laubhütte"} {
		if n := count(t, x, text); n != 1 {
			t.Errorf("Search(%q) finds %d, want 1", text, n)
		}
	}
	if got := names(t, dir); len(got) != 2 {
		t.Errorf("the folder holds %q, want one generation and the file that names it", got)
	}
}

func TestLocked(t *testing.T) {
	dir := t.TempDir()
	x := open(t, dir)
	begin := time.Now()
	_, err := Open(dir, slog.New(slog.DiscardHandler), x.lang)
	if !errors.Is(err, ErrLocked) {
		t.Errorf("second Open = %v, want ErrLocked", err)
	}
	if took := time.Since(begin); took > 2*time.Second {
		t.Errorf("second Open took %v", took)
	}
}

// An index of another schema answers, at the zero position, until it is
// rebuilt.
func TestOtherSchemaAnswers(t *testing.T) {
	dir := t.TempDir()
	x := open(t, dir)
	fill(t, x)
	generation := x.current.path
	closeNow(t, x)
	if err := os.Rename(generation, filepath.Join(dir, "index-0-older-1")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, currentFile), "index-0-older-1\n")
	x = open(t, dir)
	if p, err := x.Position(t.Context()); err != nil || p != (search.Position{}) {
		t.Errorf("Position = %v, %v, want zero", p, err)
	}
	if n := count(t, x, "Laubhüttenfest"); n != 1 {
		t.Errorf("Search finds %d, want 1 from the old index", n)
	}
	at := fill(t, x)
	if p, err := x.Position(t.Context()); err != nil || p != at {
		t.Errorf("after the rebuild Position = %v, %v, want %v", p, err, at)
	}
	if got := strings.Join(names(t, dir), " "); strings.Contains(got, "older") {
		t.Errorf("the folder holds %q, want the old index gone", got)
	}
}

// A broken index, or a broken file that names it, starts again empty and must
// be rebuilt.
func TestBegunAnew(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(t *testing.T, dir, generation string)
	}{
		{"broken store", func(t *testing.T, _, generation string) {
			write(t, filepath.Join(generation, "store", "root.bolt"), "no bolt file")
		}},
		{"cut segment", func(t *testing.T, _, generation string) {
			segments, err := filepath.Glob(filepath.Join(generation, "store", "*.zap"))
			if err != nil || len(segments) == 0 {
				t.Fatal(segments, err)
			}
			for _, name := range segments {
				write(t, name, "cut")
			}
		}},
		{"spoiled words", func(t *testing.T, _, generation string) {
			segments, err := filepath.Glob(filepath.Join(generation, "store", "*.zap"))
			if err != nil || len(segments) == 0 {
				t.Fatal(segments, err)
			}
			for _, name := range segments {
				b, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				for i := range len(b) / 2 {
					b[i] = 0xff
				}
				write(t, name, string(b))
			}
		}},
		{"missing index", func(t *testing.T, _, generation string) {
			if err := os.RemoveAll(generation); err != nil {
				t.Fatal(err)
			}
		}},
		{"no name", func(t *testing.T, dir, _ string) { write(t, filepath.Join(dir, currentFile), "") }},
		{"strange name", func(t *testing.T, dir, _ string) { write(t, filepath.Join(dir, currentFile), "../../etc") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			x := open(t, dir)
			fill(t, x)
			generation := x.current.path
			closeNow(t, x)
			c.spoil(t, dir, generation)
			x = open(t, dir)
			if p, err := x.Position(t.Context()); err != nil || p != (search.Position{}) {
				t.Errorf("Position = %v, %v, want zero", p, err)
			}
			if n := count(t, x, "Laubhüttenfest"); n != 0 {
				t.Errorf("Search finds %d, want none", n)
			}
			fill(t, x)
			if n := count(t, x, "Laubhüttenfest"); n != 1 {
				t.Errorf("after the rebuild Search finds %d, want 1", n)
			}
		})
	}
}

// An interrupted rebuild leaves nothing behind after the next start.
func TestInterruptedRebuild(t *testing.T) {
	dir := t.TempDir()
	x := open(t, dir)
	at := fill(t, x)
	g, err := x.next()
	if err != nil {
		t.Fatal(err)
	}
	if err := g.close(); err != nil {
		t.Fatal(err)
	}
	closeNow(t, x)
	write(t, filepath.Join(dir, "spool-123"), "half")
	write(t, filepath.Join(dir, currentFile+"-123"), "half")
	x = open(t, dir)
	if got, err := x.Position(t.Context()); err != nil || got != at {
		t.Errorf("Position = %v, %v, want %v", got, err, at)
	}
	if n := count(t, x, "Laubhüttenfest"); n != 1 {
		t.Errorf("Search finds %d, want 1", n)
	}
	if got := names(t, dir); len(got) != 2 {
		t.Errorf("the folder holds %q, want leftovers gone", got)
	}
}

// Files that do not belong to the index are left alone.
func TestForeignFiles(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "README"), "mine")
	open(t, dir)
	if got := strings.Join(names(t, dir), " "); !strings.Contains(got, "README") {
		t.Errorf("the folder holds %q, want README kept", got)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Whoever opens the folder while its owner puts another generation in service
// is told that it is in use, and takes nothing from the owner.
func TestOpenedWhileReplaced(t *testing.T) {
	dir := t.TempDir()
	owner := open(t, dir)
	fill(t, owner)
	for range 10 {
		opened := make(chan error)
		go func() {
			x, err := Open(dir, slog.New(slog.DiscardHandler), owner.lang)
			if err == nil {
				err = x.Close()
			}
			opened <- err
		}()
		for done := false; !done; {
			fill(t, owner)
			select {
			case err := <-opened:
				if done = true; !errors.Is(err, ErrLocked) {
					t.Errorf("Open beside the owner = %v", err)
				}
			default:
			}
		}
		if n := count(t, owner, "Laubhüttenfest"); n != 1 {
			t.Errorf("the owner finds %d", n)
		}
	}
}
