package searchtest

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/search"
)

//go:embed testdata/corpus.jsonl
var corpus []byte

//go:embed testdata/queries.jsonl
var queries []byte

// The gates of the judged queries.
const (
	minOverall    = 0.92
	minCategory   = 0.80
	minQuestion   = 0.60
	maxFalseEmpty = 0.03
)

// Corpus returns the documents on which the judged queries are asked.
func Corpus(t testing.TB) []search.Document {
	t.Helper()
	var out []search.Document
	eachLine(t, corpus, func(line []byte) error {
		var r struct {
			ID, Type, Title, Body, Tradition, Dezernat, Date, Brochure, Phone, Room string
			Tags                                                                    []string
			Page                                                                    int
		}
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		date, err := calendar.ParseDate(r.Date)
		if err != nil {
			return err
		}
		d := search.Document{
			ID: r.ID, Item: r.ID, Type: content.Type(r.Type), Page: r.Page, Title: r.Title, Body: r.Body,
			Tags: r.Tags, Dezernat: r.Dezernat, Year: date.Year(), Phone: r.Phone, Room: r.Room,
		}
		if r.Brochure != "" {
			d.Item = r.Brochure
		}
		if r.Tradition != "" {
			d.Traditions = []string{r.Tradition}
		}
		out = append(out, d)
		return nil
	})
	return out
}

type judgement struct {
	Query, Category string
	Relevant        map[string]int
}

func judgements(t testing.TB) []judgement {
	t.Helper()
	var out []judgement
	eachLine(t, queries, func(line []byte) error {
		var j judgement
		err := json.Unmarshal(line, &j)
		out = append(out, j)
		return err
	})
	return out
}

func eachLine(t testing.TB, data []byte, f func(line []byte) error) {
	t.Helper()
	s := bufio.NewScanner(bytes.NewReader(data))
	s.Buffer(nil, 1<<20)
	for n := 1; s.Scan(); n++ {
		if err := f(s.Bytes()); err != nil {
			t.Fatalf("line %d of test data: %v", n, err)
		}
	}
}

// Judge fills an empty index, asks it the judged queries, prints a table of the
// scores by category, and fails if they are below the gates.
func Judge(t *testing.T, x search.Index) {
	t.Helper()
	ctx := t.Context()
	if err := x.Put(ctx, Corpus(t)...); err != nil {
		t.Fatal(err)
	}
	type tally struct {
		n   int
		sum float64
	}
	scores := map[string]*tally{}
	answerable, falseEmpty, negative, rightEmpty := 0, 0, 0, 0
	var all tally
	for _, j := range judgements(t) {
		r, err := x.Search(ctx, search.Query{Text: j.Query, Limit: 10})
		if err != nil {
			t.Fatalf("Search(%q): %v", j.Query, err)
		}
		if len(j.Relevant) == 0 {
			negative++
			if len(r.Hits) == 0 {
				rightEmpty++
			} else {
				t.Errorf("Search(%q) finds %v, want nothing", j.Query, ids(r.Hits))
			}
			continue
		}
		answerable++
		if len(r.Hits) == 0 {
			falseEmpty++
		}
		s := ndcg(j.Relevant, ids(r.Hits))
		if s < 0.95 {
			t.Logf("%.2f  %-12s %q finds %v", s, j.Category, j.Query, ids(r.Hits))
		}
		if scores[j.Category] == nil {
			scores[j.Category] = &tally{}
		}
		for _, c := range []*tally{scores[j.Category], &all} {
			c.n++
			c.sum += s
		}
	}
	var table strings.Builder
	fmt.Fprintf(&table, "\n%-12s %7s %8s\n", "category", "queries", "nDCG@10")
	var names []string
	for c := range scores {
		names = append(names, c)
	}
	slices.Sort(names)
	for _, c := range names {
		mean := scores[c].sum / float64(scores[c].n)
		fmt.Fprintf(&table, "%-12s %7d %8.3f\n", c, scores[c].n, mean)
		least := minCategory
		if c == "question" {
			least = minQuestion
		}
		if mean < least {
			t.Errorf("category %s has nDCG@10 %.3f, want at least %.2f", c, mean, least)
		}
	}
	mean := all.sum / float64(all.n)
	empty := float64(falseEmpty) / float64(answerable)
	precision := float64(rightEmpty) / float64(negative)
	fmt.Fprintf(&table, "%-12s %7d %8.3f\n", "ALL", all.n, mean)
	fmt.Fprintf(&table, "zero precision %.2f, false-empty %.3f\n", precision, empty)
	t.Log(table.String())
	if mean < minOverall {
		t.Errorf("nDCG@10 is %.3f, want at least %.2f", mean, minOverall)
	}
	if empty > maxFalseEmpty {
		t.Errorf("%.3f of the answerable queries find nothing, want at most %.2f", empty, maxFalseEmpty)
	}
}

func ids(hits []search.Hit) []string {
	out := make([]string, len(hits))
	for i, h := range hits {
		out[i] = h.ID
	}
	return out
}

// ndcg returns the normalised discounted cumulative gain of the first ten.
func ndcg(relevant map[string]int, found []string) float64 {
	gain := func(grades []int) (sum float64) {
		for i, g := range grades[:min(len(grades), 10)] {
			sum += (math.Pow(2, float64(g)) - 1) / math.Log2(float64(i)+2)
		}
		return sum
	}
	var got, best []int
	for _, id := range found {
		got = append(got, relevant[id])
	}
	for _, g := range relevant {
		best = append(best, g)
	}
	slices.SortFunc(best, func(a, b int) int { return b - a })
	return gain(got) / gain(best)
}
