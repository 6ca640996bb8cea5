package local

import (
	"fmt"
	"slices"
	"testing"

	"vielfalt/search"
)

// What is kept of a common word is right when documents have been deleted, and for a word
// beside it.
func TestKeptPostings(t *testing.T) {
	x := open(t, t.TempDir())
	var docs []search.Document
	for i := range leastKept + 20 {
		d := search.Document{ID: fmt.Sprintf("doc-%04d", i), Type: "article", Title: "Laub", Body: "Herbst"}
		if d.Item = d.ID; i%700 == 0 {
			d.Body = "Kastanie"
		}
		docs = append(docs, d)
	}
	all := func(yield func(search.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
	if err := x.Rebuild(t.Context(), all, search.Position{}); err != nil {
		t.Fatal(err)
	}
	found := func(text string) (ids []string, total int) {
		r, err := x.Search(t.Context(), search.Query{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range r.Hits {
			ids = append(ids, h.ID)
		}
		slices.Sort(ids)
		return ids, r.Total
	}
	for range 2 { // read, and kept
		if _, total := found("Laub"); total != search.MaxResults {
			t.Errorf("of %d, %d are found", len(docs), total)
		}
		if ids, _ := found("Laub Kastanie"); !slices.Equal(ids, []string{"doc-0000", "doc-0700", "doc-1400"}) {
			t.Errorf("with another word: %v", ids)
		}
	}
	if len(x.current.cache.lists) == 0 {
		t.Error("nothing is kept")
	}
	var gone []string
	for i, d := range docs {
		if i%700 != 5 {
			gone = append(gone, d.ID)
		}
	}
	if err := x.Delete(t.Context(), gone...); err != nil {
		t.Fatal(err)
	}
	if ids, total := found("Laub"); total != 3 || !slices.Equal(ids, []string{"doc-0005", "doc-0705", "doc-1405"}) {
		t.Errorf("after deleting, %d are found: %v", total, ids)
	}
	if ids, _ := found("Laub Kastanie"); len(ids) != 3 { // without Kastanie
		t.Errorf("after deleting, with another word: %v", ids)
	}
}

// The cache forgets what has not been asked for for long.
func TestPostingsCacheIsBounded(t *testing.T) {
	var x postingsCache
	l := postingsList{docs: make([]uint32, mostKept/4), times: make([]uint16, mostKept/4)}
	often := postingsKey{token: "often"}
	x.put(often, l)
	for i := range 20 {
		x.put(postingsKey{token: fmt.Sprint(i)}, l)
		if _, ok := x.get(often); !ok {
			t.Fatalf("what is asked for is forgotten after %d others", i)
		}
		if x.size > mostKept || len(x.lists)+len(x.older) > 8 {
			t.Fatalf("%d lists are kept, of %d documents", len(x.lists)+len(x.older), x.size)
		}
	}
	if _, ok := x.get(postingsKey{token: "0"}); ok {
		t.Error("what nobody asks for is kept")
	}
}
