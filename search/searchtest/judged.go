package searchtest

import (
	"testing"

	"vielfalt/search"
)

// The gates of the judged queries.
const (
	minOverall    = 0.97
	minCategory   = 0.80
	minFirst      = 0.97 // share of the queries whose first hit is relevant
	maxFalseEmpty = 0.02
	maxNoise      = 0.05
	maxMarkErrors = 0.03
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
	for _, g := range []struct {
		what       string
		got, least float64
	}{{"nDCG@10", s.NDCG, minOverall}, {"hit@1", s.Hit1, minFirst}, {"zero precision", s.RightEmpty, 1}} {
		if g.got < g.least {
			t.Errorf("%s is %.3f, want at least %.2f", g.what, g.got, g.least)
		}
	}
	for _, g := range []struct {
		what      string
		got, most float64
	}{{"false-empty", s.FalseEmpty, maxFalseEmpty}, {"noise", s.Noise, maxNoise}, {"mark errors", s.MarkErrors, maxMarkErrors}, {"unexplained", s.Unexplained, 0}} {
		if g.got > g.most {
			t.Errorf("%s is %.3f, want at most %.2f", g.what, g.got, g.most)
		}
	}
}

// What was reached of the queries of those who did not know the search; what is below
// has become worse.
const (
	askedOverall    = 0.885
	askedCategory   = 0.78
	askedFirst      = 0.955
	askedRightEmpty = 0.86
	askedFalseEmpty = 0.012
	askedNoise      = 0.135
)

// JudgeAsked fills an empty index, asks it [Asked], and fails if that has become worse.
func JudgeAsked(t *testing.T, x search.Index) {
	t.Helper()
	docs, err := Corpus()
	if err != nil {
		t.Fatal(err)
	}
	days, err := Days()
	if err != nil {
		t.Fatal(err)
	}
	asked, err := Asked()
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Put(t.Context(), append(docs, days...)...); err != nil {
		t.Fatal(err)
	}
	all, err := Evaluate(t.Context(), x, asked)
	if err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + Table(all))
	by := map[string][]Outcome{}
	for _, o := range all {
		by[o.Category] = append(by[o.Category], o)
	}
	for name, outcomes := range by {
		if s := Sum(outcomes); s.Queries > 0 && s.NDCG < askedCategory {
			t.Errorf("category %s has nDCG@10 %.3f, want at least %.2f", name, s.NDCG, askedCategory)
		}
	}
	s := Sum(all)
	if s.NDCG < askedOverall || s.Hit1 < askedFirst || s.RightEmpty < askedRightEmpty || s.FalseEmpty > askedFalseEmpty || s.Noise > askedNoise || s.Unexplained > 0 {
		t.Errorf("nDCG@10 %.3f, hit@1 %.3f, zero precision %.3f, false-empty %.3f, noise %.3f, unexplained %.3f", s.NDCG, s.Hit1, s.RightEmpty, s.FalseEmpty, s.Noise, s.Unexplained)
	}
}
