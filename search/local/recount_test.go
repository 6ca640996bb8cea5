package local

import (
	"fmt"
	"testing"

	"vielfalt/content"
	"vielfalt/search"
)

// A word weighs the same after a start with the index at hand as before: the library's
// iterator does not tell how many documents have what follows a word of one.
func TestReopenedCounts(t *testing.T) {
	dir := t.TempDir()
	x := open(t, dir)
	docs := func(yield func(search.Document, error) bool) {
		for i := range 3 * rebuildBatch {
			d := search.Document{ID: fmt.Sprint(i), Item: fmt.Sprint(i), Type: content.TypeArticle, Title: "Laubhüttenfest", Body: fmt.Sprintf("Aal%d im Keller", i)}
			if i == 7 {
				d.Body += " und eine Leiter"
			}
			if !yield(d, nil) {
				return
			}
		}
	}
	if err := x.Rebuild(t.Context(), docs, search.Position{Change: 1}); err != nil {
		t.Fatal(err)
	}
	weights := func() map[string]int {
		out := map[string]int{}
		for _, word := range []string{"laubhuttenfest", "keller", "leiter", "aal7"} {
			for _, t := range x.current.lex.Plan(word).Clauses[0].Any {
				out[t.Token] = t.Documents
			}
		}
		return out
	}
	before := weights()
	if before["keller"] != 3*rebuildBatch || before["leiter"] != 1 {
		t.Fatalf("before: %v", before)
	}
	closeNow(t, x)
	x = open(t, dir)
	<-x.current.counted
	for token, n := range weights() {
		if n != before[token] {
			t.Errorf("%q is in %d documents, and was in %d", token, n, before[token])
		}
	}
}
