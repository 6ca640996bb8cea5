package sqlstore

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"vielfalt/content"
)

// crashPath makes the test binary, started by TestKilled, the process that gets
// killed.
const crashPath = "VIELFALT_TEST_CRASH_PATH"

func TestMain(m *testing.M) {
	for name, work := range map[string]func(string) error{crashPath: writeUntilKilled, workPath: workUntilKilled} {
		if path := os.Getenv(name); path != "" {
			if err := work(path); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			return
		}
	}
	os.Exit(m.Run())
}

const batchSize = 5

// batch returns records that belong together.
func batch(n int) []content.Record {
	var out []content.Record
	for i := range batchSize {
		b := &content.Brochure{Item: content.Item{
			ID: fmt.Sprintf("b-%06d-%d", n, i), State: content.Approved, Tags: []string{"eins", "zwei"},
			Text:         content.Text{Lang: content.German, Title: "Titel", Body: strings.Repeat("Text ", 500)},
			Translations: []content.Text{{Lang: content.English, Title: "Title"}},
		}}
		for p := range 4 {
			b.Pages = append(b.Pages, content.Page{Number: p + 1, Text: strings.Repeat("Seite ", 300)})
		}
		out = append(out, b)
	}
	return out
}

// writeUntilKilled stores batch after batch and reports each one.
func writeUntilKilled(path string) error {
	ctx := context.Background()
	s, err := Open(ctx, Config{Path: path})
	if err != nil {
		return err
	}
	last, err := s.LastChange(ctx)
	if err != nil {
		return err
	}
	for n := int(last) / batchSize; ; n++ {
		if err := s.Save(ctx, "test", batch(n)...); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// TestKilled kills a writing process again and again: nothing it acknowledged
// is lost, and nothing is half stored.
func TestKilled(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "vielfalt.db")
	r := rand.New(rand.NewPCG(1, 2))
	acknowledged := -1
	for round := range 8 {
		child := exec.CommandContext(ctx, os.Args[0])
		child.Env = append(os.Environ(), crashPath+"="+path)
		child.Stderr = os.Stderr
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for range 1 + r.IntN(25) {
			if !lines.Scan() {
				break
			}
			if acknowledged, err = strconv.Atoi(lines.Text()); err != nil {
				t.Fatal(err)
			}
		}
		if err := child.Process.Kill(); err != nil { // SIGKILL, most likely within the next batch
			t.Fatal(err)
		}
		for lines.Scan() { // what it acknowledged before it died
			if n, err := strconv.Atoi(lines.Text()); err == nil {
				acknowledged = n
			}
		}
		_ = child.Wait()

		s, err := Open(ctx, Config{Path: path})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		stored := make(map[int]int)
		err = s.Each(ctx, func(r content.Record) error {
			b := r.(*content.Brochure)
			if len(b.Pages) != 4 || len(b.Tags) != 2 || len(b.Translations) != 1 || len(b.Body) != 2500 {
				t.Errorf("round %d: %s is half stored", round, b.ID)
			}
			n, err := strconv.Atoi(b.ID[2:8])
			stored[n]++
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for n := range acknowledged + 1 {
			if stored[n] == 0 {
				t.Errorf("round %d: batch %d was acknowledged and is lost", round, n)
			}
		}
		for n, k := range stored {
			if k != batchSize || n > acknowledged+1 {
				t.Errorf("round %d: batch %d has %d of %d records, %d was acknowledged last", round, n, k, batchSize, acknowledged)
			}
		}
		changes, err := s.LastChange(ctx)
		if err != nil || int(changes) != len(stored)*batchSize {
			t.Errorf("round %d: %d changes for %d records, %v", round, changes, len(stored)*batchSize, err)
		}
		list, total, err := content.List[*content.Brochure](ctx, s, s.now(), content.Query{Limit: 1})
		if err != nil || total != len(stored)*batchSize || len(list) != 1 {
			t.Errorf("round %d: %d of %d records are visible, %v", round, total, len(stored)*batchSize, err)
		}
		versions := 0
		if err := s.EachVersion(ctx, nil, func(content.Version) error { versions++; return nil }); err != nil || versions != len(stored)*batchSize {
			t.Errorf("round %d: %d versions of %d records, %v", round, versions, len(stored)*batchSize, err)
		}
		check(t, s)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		acknowledged = len(stored) - 1
	}
	t.Logf("%d batches survived", acknowledged+1)
}

// check asks the engine whether the file is sound.
func check(t *testing.T, s *Store) {
	t.Helper()
	for pragma, want := range map[string]string{"integrity_check": "ok", "foreign_key_check": ""} {
		var got string
		err := s.read(t.Context(), "check", pragma, func(s *session) error {
			return s.each(t.Context(), func(scan func(...any) error) error {
				if pragma == "foreign_key_check" {
					got = "broken"
					return nil
				}
				return scan(&got)
			}, "PRAGMA "+pragma)
		})
		if err != nil || got != want {
			t.Errorf("%s: %q, %v", pragma, got, err)
		}
	}
}
