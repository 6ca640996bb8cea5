package searchtest

import (
	"bufio"
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/search/german"
)

// The judged queries: those of the search's first days, and one for each rule
// of German since.
var (
	//go:embed testdata/corpus.jsonl
	corpus []byte
	//go:embed testdata/rules-corpus.jsonl
	rulesCorpus []byte
	//go:embed testdata/queries.jsonl
	queries []byte
	//go:embed testdata/rules-queries.jsonl
	rulesQueries []byte
	//go:embed testdata/asked-queries.jsonl
	askedQueries []byte
	// Two other houses, as people wrote them who did not know the search: a Landkreis and a
	// large city.
	//go:embed testdata/landkreis-corpus.jsonl
	districtCorpus []byte
	//go:embed testdata/landkreis-queries.jsonl
	districtQueries []byte
	//go:embed testdata/stadt-corpus.jsonl
	cityCorpus []byte
	//go:embed testdata/stadt-queries.jsonl
	cityQueries []byte
)

// Corpus returns the documents on which the judged queries are asked.
func Corpus() ([]search.Document, error) {
	return ReadCorpus(io.MultiReader(bytes.NewReader(corpus), bytes.NewReader(rulesCorpus)))
}

// Judgements returns the judged queries.
func Judgements() ([]Judgement, error) {
	return ReadJudgements(io.MultiReader(bytes.NewReader(queries), bytes.NewReader(rulesQueries)))
}

// ReadCorpus reads documents, one JSON object a line.
func ReadCorpus(r io.Reader) ([]search.Document, error) {
	var out []search.Document
	err := eachLine(r, func(line []byte) error {
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
	return out, err
}

// A Judgement says what a query should find: documents by id, with grades from
// 1, good, to 2, best. Nothing relevant means that nothing is to be found.
// Irrelevant are documents that it must not find. Marks are what may be marked in
// hits beside the words of the query, folded.
type Judgement struct {
	ID         string `json:"query_id"`
	Query      string
	Category   string
	Relevant   map[string]int
	Irrelevant []string
	Marks      []string
}

// ReadJudgements reads judged queries, one JSON object a line.
func ReadJudgements(r io.Reader) ([]Judgement, error) {
	var out []Judgement
	err := eachLine(r, func(line []byte) error {
		var j Judgement
		err := json.Unmarshal(line, &j)
		out = append(out, j)
		return err
	})
	return out, err
}

func eachLine(r io.Reader, f func(line []byte) error) error {
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for n := 1; s.Scan(); n++ {
		if err := f(s.Bytes()); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return s.Err()
}

// An Outcome is how one query did.
type Outcome struct {
	Judgement
	Found []string // the first ten
	// NDCG, Reciprocal (rank of the first relevant hit) and Recall are of the
	// first ten, from 0 to 1; of a query that should find nothing, NDCG is 1 if
	// it does.
	NDCG, Reciprocal, Recall float64
	// Noise lists the hits that were judged irrelevant or not at all, and Wrong
	// those that were judged irrelevant.
	Noise, Wrong []string
	// Unexplained lists the hits without a mark or a reason.
	Unexplained []string
	// Marked counts the marks in hits, and MarkErrors lists those that say nothing of
	// the query.
	Marked     int
	MarkErrors []string
}

// Negative reports whether the query should find nothing.
func (o Outcome) Negative() bool { return len(o.Relevant) == 0 }

// Evaluate asks an index the judged queries. The documents of days that it finds as
// well do not count: nobody has judged them.
func Evaluate(ctx context.Context, x search.Index, all []Judgement) ([]Outcome, error) {
	var out []Outcome
	for _, j := range all {
		r, err := x.Search(ctx, search.Query{Text: j.Query, Limit: 100})
		if err != nil {
			return nil, fmt.Errorf("search for %q: %w", j.Query, err)
		}
		r.Hits = slices.DeleteFunc(r.Hits, func(h search.Hit) bool { return h.Type == content.TypeDay })
		r.Hits = r.Hits[:min(len(r.Hits), 10)]
		o := Outcome{Judgement: j, Found: ids(r.Hits)}
		if o.Negative() {
			if len(o.Found) == 0 {
				o.NDCG = 1
			}
			o.Wrong = o.Found
			out = append(out, o)
			continue
		}
		o.NDCG = ndcg(j.Relevant, o.Found)
		for i, h := range r.Hits {
			switch {
			case j.Relevant[h.ID] == 0:
				o.Noise = append(o.Noise, h.ID)
			case o.Reciprocal == 0:
				o.Reciprocal = 1 / float64(i+1)
			}
			if slices.Contains(j.Irrelevant, h.ID) {
				o.Wrong = append(o.Wrong, h.ID)
			}
			if len(h.Title.Marks)+len(h.Excerpt.Marks) == 0 && h.Reason.Kind == "" {
				o.Unexplained = append(o.Unexplained, h.ID)
			}
			o.check(h.Title)
			o.check(h.Excerpt)
		}
		o.Recall = float64(len(o.Found)-len(o.Noise)) / float64(min(len(j.Relevant), 10))
		out = append(out, o)
	}
	return out, nil
}

// check counts the marks of a text, and the wrong ones.
func (o *Outcome) check(f search.Fragment) {
	for _, m := range f.Marks {
		text := german.Folded(f.Text[m.From:m.To])
		o.Marked++
		right := strings.Fields(german.Folded(o.Query) + " " + strings.Join(o.Marks, " "))
		if slices.ContainsFunc(strings.Fields(text), func(w string) bool { return !slices.Contains(right, w) }) {
			o.MarkErrors = append(o.MarkErrors, text)
		}
	}
}

// A Score sums up outcomes.
type Score struct {
	Queries, Negatives             int // Queries are those that should find something
	NDCG, Reciprocal, Recall, Hit1 float64
	Noise                          float64 // share of the hits
	Unexplained                    float64 // share of the hits
	MarkErrors                     float64 // share of the marks
	FalseEmpty                     float64 // share of the queries
	RightEmpty                     float64 // share of the negatives; 1 if there are none
	Wrong                          int     // hits that were judged irrelevant
}

// Sum sums outcomes up. Noise leaves out lists of a department, which are judged
// by their contacts alone.
func Sum(all []Outcome) Score {
	var s Score
	hits, listed, noise, unexplained, right, marked, wrong := 0, 0, 0, 0, 0, 0, 0
	for _, o := range all {
		s.Wrong += len(o.Wrong)
		if o.Negative() {
			s.Negatives++
			right += int(o.NDCG)
			continue
		}
		s.Queries++
		s.NDCG += o.NDCG
		s.Reciprocal += o.Reciprocal
		s.Recall += o.Recall
		if o.Reciprocal == 1 {
			s.Hit1++
		}
		if len(o.Found) == 0 {
			s.FalseEmpty++
		}
		hits += len(o.Found)
		unexplained += len(o.Unexplained)
		marked += o.Marked
		wrong += len(o.MarkErrors)
		if o.Category != "dezernat" && o.Category != "numberword" {
			listed += len(o.Found)
			noise += len(o.Noise)
		}
	}
	for _, v := range []*float64{&s.NDCG, &s.Reciprocal, &s.Recall, &s.Hit1, &s.FalseEmpty} {
		*v /= float64(max(s.Queries, 1))
	}
	s.Noise = float64(noise) / float64(max(listed, 1))
	s.Unexplained = float64(unexplained) / float64(max(hits, 1))
	s.MarkErrors = float64(wrong) / float64(max(marked, 1))
	s.RightEmpty = 1
	if s.Negatives > 0 {
		s.RightEmpty = float64(right) / float64(s.Negatives)
	}
	return s
}

// Table lists the scores by category and of all.
func Table(all []Outcome) string {
	by := map[string][]Outcome{}
	var names []string
	for _, o := range all {
		if by[o.Category] == nil {
			names = append(names, o.Category)
		}
		by[o.Category] = append(by[o.Category], o)
	}
	slices.Sort(names)
	var b strings.Builder
	fmt.Fprintf(&b, "%-13s %7s %8s %6s %7s %6s %6s %11s %11s %11s %10s %6s\n", "category", "queries", "nDCG@10", "MRR", "recall", "hit@1", "noise", "unexplained", "mark-errors", "false-empty", "zero-prec.", "wrong")
	row := func(name string, s Score) {
		fmt.Fprintf(&b, "%-13s %7d %8.3f %6.3f %7.3f %6.3f %6.3f %11.3f %11.3f %11.3f %10.3f %6d\n", name, s.Queries+s.Negatives, s.NDCG, s.Reciprocal, s.Recall, s.Hit1, s.Noise, s.Unexplained, s.MarkErrors, s.FalseEmpty, s.RightEmpty, s.Wrong)
	}
	for _, n := range names {
		row(n, Sum(by[n]))
	}
	row("ALL", Sum(all))
	return b.String()
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
