package sqlstore

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The table of each type has exactly the columns of its description.
func TestTablesAreDescribed(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		s := start(t, c)
		for _, n := range nouns {
			rows, err := s.readers.Load().db.QueryContext(t.Context(), "SELECT * FROM "+n.Table+" LIMIT 0")
			if err != nil {
				t.Errorf("%s: %v", n.Type, err)
				continue
			}
			have, err := rows.Columns()
			rows.Close()
			want := append([]string{"item_id"}, n.columns...)
			slices.Sort(have)
			slices.Sort(want)
			if err != nil || !slices.Equal(have, want) {
				t.Errorf("%s has the columns %v, described are %v (%v)", n.Table, have, want, err)
			}
		}
	})
}

// What readers see is decided by one condition, written in one place.
func TestVisibilityIsSpelledOnce(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	spelled := regexp.MustCompile(`\bends\s*>|\bends\s*<>|\bbegins\s*<=[^;]*\bends\b`)
	var places []string
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(raw), "\n") {
			// Edges are when the condition changes; they use one of its sides. What
			// was seen under an address is asked of a time, not of a moment.
			if spelled.MatchString(line) && !strings.Contains(line, "(ends)") && !strings.Contains(line, "SELECT ends") && !strings.Contains(line, "t.ends") && !strings.Contains(line, "addressedSince") {
				places = append(places, fmt.Sprintf("%s:%d: %s", name, i+1, strings.TrimSpace(line)))
			}
		}
	}
	if len(places) != 1 || !strings.HasPrefix(places[0], "reader.go") {
		t.Errorf("the condition is spelled in %q", places)
	}
}
