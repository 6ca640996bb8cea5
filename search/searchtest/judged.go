package searchtest

import (
	"bytes"
	"slices"
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

// A House is the documents of an authority, and what people who did not know the search
// asked there, as they judged the documents before they saw a result. Their lists of marks
// are not complete.
type House struct {
	Name            string
	corpus, queries []byte
	reached         Score              // what is below has become worse
	below           map[string]float64 // nDCG@10 of categories that do not reach leastAsked
}

// leastAsked is what every category reaches of what was asked, as nDCG@10.
const leastAsked = 0.72

// Houses returns the houses. The vocabulary of search was made without the last two.
func Houses() []House {
	return []House{
		{"bezirksregierung", slices.Concat(corpus, rulesCorpus), askedQueries,
			Score{NDCG: 0.888, Hit1: 0.958, RightEmpty: 0.86, FalseEmpty: 0.012, Noise: 0.135}, nil},
		{"landkreis", districtCorpus, districtQueries,
			Score{NDCG: 0.78, Hit1: 0.82, RightEmpty: 0.36, FalseEmpty: 0.09, Noise: 0.36}, map[string]float64{"compound": 0.60, "task": 0.67}},
		{"stadt", cityCorpus, cityQueries,
			Score{NDCG: 0.83, Hit1: 0.90, RightEmpty: 0.50, FalseEmpty: 0.05, Noise: 0.21}, nil},
	}
}

// JudgeHouse fills an empty index with the documents of a house, asks it what people asked
// there, and fails if that has become worse.
func JudgeHouse(t *testing.T, x search.Index, h House) {
	t.Helper()
	docs, err := ReadCorpus(bytes.NewReader(h.corpus))
	if err != nil {
		t.Fatal(err)
	}
	days, err := Days()
	if err != nil {
		t.Fatal(err)
	}
	asked, err := ReadJudgements(bytes.NewReader(h.queries))
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
		least, ok := h.below[name]
		if !ok {
			least = leastAsked
		}
		if s := Sum(outcomes); s.Queries > 0 && s.NDCG < least {
			t.Errorf("category %s has nDCG@10 %.3f, want at least %.2f", name, s.NDCG, least)
		}
	}
	s, least := Sum(all), h.reached
	if s.NDCG < least.NDCG || s.Hit1 < least.Hit1 || s.RightEmpty < least.RightEmpty || s.FalseEmpty > least.FalseEmpty || s.Noise > least.Noise || s.Unexplained > 0 {
		t.Errorf("nDCG@10 %.3f, hit@1 %.3f, zero precision %.3f, false-empty %.3f, noise %.3f, unexplained %.3f", s.NDCG, s.Hit1, s.RightEmpty, s.FalseEmpty, s.Noise, s.Unexplained)
	}
}
