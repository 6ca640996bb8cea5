package local

import (
	"fmt"
	"testing"

	"github.com/blevesearch/bleve/v2/index/scorch"

	"vielfalt/content"
	"vielfalt/search"
)

// A rebuilt index is one segment, however many pieces it was written in, and is
// written to as any other.
func TestRebuiltIsOneSegment(t *testing.T) {
	x := open(t, t.TempDir())
	article := func(i int) search.Document {
		return search.Document{ID: fmt.Sprint(i), Item: fmt.Sprint(i), Type: content.TypeArticle, Title: "Laubhüttenfest"}
	}
	docs := func(yield func(search.Document, error) bool) {
		for i := range 3 * rebuildBatch {
			if !yield(article(i), nil) {
				return
			}
		}
	}
	if err := x.Rebuild(t.Context(), docs, search.Position{Change: 1}); err != nil {
		t.Fatal(err)
	}
	r, err := x.current.index.Reader()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(r.(*scorch.IndexSnapshot).Segments()); n != 1 {
		t.Errorf("there are %d segments", n)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if err := x.Put(t.Context(), article(3*rebuildBatch)); err != nil {
		t.Fatal(err)
	}
	if err := x.Delete(t.Context(), "7"); err != nil {
		t.Fatal(err)
	}
	if n := count(t, x, "Laubhüttenfest"); n != 3*rebuildBatch {
		t.Errorf("finds %d", n)
	}
}
