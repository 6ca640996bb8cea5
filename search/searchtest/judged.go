package searchtest

import (
	"testing"

	"vielfalt/search"
)

// The gates of the judged queries.
const (
	minOverall    = 0.92
	minCategory   = 0.80
	maxFalseEmpty = 0.03
)

// Judge fills an empty index, asks it the judged queries, prints a table of the
// scores by category, and fails if they are below the gates.
func Judge(t *testing.T, x search.Index) {
	t.Helper()
	docs, err := Corpus()
	if err != nil {
		t.Fatal(err)
	}
	judged, err := Judgements()
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Put(t.Context(), docs...); err != nil {
		t.Fatal(err)
	}
	all, err := Evaluate(t.Context(), x, judged)
	if err != nil {
		t.Fatal(err)
	}
	by := map[string][]Outcome{}
	for _, o := range all {
		by[o.Category] = append(by[o.Category], o)
		if o.NDCG < 0.95 {
			t.Logf("%.2f  %-12s %q finds %v", o.NDCG, o.Category, o.Query, o.Found)
		}
		if len(o.Wrong) > 0 {
			t.Errorf("%q finds %v", o.Query, o.Wrong)
		}
	}
	t.Log("\n" + Table(all))
	for name, outcomes := range by {
		if s := Sum(outcomes); s.Queries > 0 && s.NDCG < minCategory {
			t.Errorf("category %s has nDCG@10 %.3f, want at least %.2f", name, s.NDCG, minCategory)
		}
	}
	s := Sum(all)
	if s.NDCG < minOverall {
		t.Errorf("nDCG@10 is %.3f, want at least %.2f", s.NDCG, minOverall)
	}
	if s.FalseEmpty > maxFalseEmpty {
		t.Errorf("%.3f of the answerable queries find nothing, want at most %.2f", s.FalseEmpty, maxFalseEmpty)
	}
}
