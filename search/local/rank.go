package local

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	index "github.com/blevesearch/bleve_index_api"

	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/search/german"
)

// How often a word stands in a field counts up to a limit, and less in a long
// field (the k1 and b of BM25).
const (
	saturation = 1.2
	lengthBias = 0.4
)

// rest is what further terms of a clause add to the best one.
const rest = 0.1

// contactBonus puts contacts before everything else.
const contactBonus = 1e6

var textFields = []struct {
	in     german.Field
	name   string
	length float64 // in tokens, of an ordinary document
}{
	{german.InTitle, fieldTitle, 12},
	{german.InTags, fieldTags, 12},
	{german.InBody, fieldBody, 150},
	{german.InKeys, fieldKeys, 4},
}

// A candidate is a document that satisfies a plan.
type candidate struct {
	doc   uint64 // bleve's number of it
	score float64
}

// A ranking holds what is worked out for one query, by document number.
type ranking struct {
	r     index.IndexReader
	docs  float64
	term  column // of the term at hand
	best  column // of the terms of the clause at hand
	sum   column
	total []float64
	met   []uint8 // clauses satisfied so far
}

// A column is a number for each of some documents.
type column struct {
	value []float64
	used  []uint64 // documents that have one
}

func (c *column) add(doc uint64, v float64) {
	if doc >= uint64(len(c.value)) {
		c.value = append(c.value, make([]float64, int(doc)+1024-len(c.value))...)
	}
	if c.value[doc] == 0 {
		c.used = append(c.used, doc)
	}
	c.value[doc] += v
}

func (c *column) reset() {
	for _, d := range c.used {
		c.value[d] = 0
	}
	c.used = c.used[:0]
}

// rank returns the documents that satisfy a plan, in no order.
func rank(ctx context.Context, r index.IndexReader, plan *german.Plan) ([]candidate, error) {
	n, err := r.DocCount()
	if err != nil {
		return nil, fmt.Errorf("read search index: %w", err)
	}
	k := &ranking{r: r, docs: float64(n)}
	for i, c := range plan.Clauses {
		if err := k.clause(ctx, i, c); err != nil {
			return nil, err
		}
	}
	var out []candidate
	for doc, met := range k.met {
		if int(met) == len(plan.Clauses) && met > 0 {
			out = append(out, candidate{uint64(doc), k.total[doc]})
		}
	}
	return out, nil
}

// clause adds a clause to the scores of the documents that satisfied those
// before it.
func (k *ranking) clause(ctx context.Context, i int, c german.Clause) error {
	k.best.reset()
	k.sum.reset()
	for _, t := range c.Any {
		if err := k.read(ctx, t); err != nil {
			return err
		}
		k.take(k.term.used, func(doc uint64) float64 { return k.term.value[doc] })
	}
	for _, all := range c.All {
		held, scores := map[uint64]int{}, map[uint64]float64{}
		for j, t := range all {
			if err := k.read(ctx, t); err != nil {
				return err
			}
			for _, doc := range k.term.used {
				if held[doc] == j {
					held[doc]++
					scores[doc] += k.term.value[doc]
				}
			}
		}
		var docs []uint64
		for doc, n := range held {
			if n == len(all) {
				docs = append(docs, doc)
			}
		}
		k.take(docs, func(doc uint64) float64 { return scores[doc] / float64(len(all)) })
	}
	n := float64(len(k.best.used))
	rare := math.Log(1 + (k.docs-n+0.5)/(n+0.5))
	for _, doc := range k.best.used {
		if doc >= uint64(len(k.met)) {
			if i > 0 {
				continue
			}
			more := int(doc) + 1024 - len(k.met)
			k.met = append(k.met, make([]uint8, more)...)
			k.total = append(k.total, make([]float64, more)...)
		}
		if int(k.met[doc]) == i {
			k.met[doc]++
			best := k.best.value[doc]
			k.total[doc] += rare * (best + rest*(k.sum.value[doc]-best))
		}
	}
	return nil
}

// take counts documents as satisfying the clause at hand.
func (k *ranking) take(docs []uint64, score func(uint64) float64) {
	for _, doc := range docs {
		s := score(doc)
		k.sum.add(doc, s)
		if doc >= uint64(len(k.best.value)) || k.best.value[doc] == 0 {
			k.best.add(doc, s)
		} else {
			k.best.value[doc] = max(k.best.value[doc], s)
		}
	}
}

// read scores the documents that hold a term.
func (k *ranking) read(ctx context.Context, t german.Term) error {
	k.term.reset()
	for _, f := range textFields {
		if t.In&f.in == 0 {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := k.readField(ctx, t, f.name, f.in.Weight(), f.length); err != nil {
			return fmt.Errorf("read search index: %w", err)
		}
	}
	return nil
}

func (k *ranking) readField(ctx context.Context, t german.Term, field string, weight, usual float64) error {
	tr, err := k.r.TermFieldReader(ctx, []byte(t.Token), field, true, true, false)
	if err != nil {
		return err
	}
	defer tr.Close()
	var buffer index.TermFieldDoc
	for {
		d, err := tr.Next(&buffer)
		if err != nil || d == nil {
			return err
		}
		length := usual
		if d.Norm > 0 {
			length = 1 / (d.Norm * d.Norm)
		}
		tf := float64(d.Freq)
		s := tf * (1 + saturation) / (tf + saturation*(1-lengthBias+lengthBias*length/usual))
		k.term.add(d.ID.Value(), t.Weight*weight*s)
	}
}

// A selection narrows candidates by facets and counts them.
type selection struct {
	wanted map[byte]map[string]bool // facet mark → tokens; absent means all
	counts map[string]int           // facet token → documents
}

func newSelection(q search.Query) *selection {
	s := &selection{wanted: map[byte]map[string]bool{}, counts: map[string]int{}}
	want := func(f search.Facet, value string) {
		m := facetMarks[f]
		if s.wanted[m] == nil {
			s.wanted[m] = map[string]bool{}
		}
		s.wanted[m][string(m)+value] = true
	}
	for _, t := range q.Types {
		want(search.ByType, string(t))
	}
	for _, t := range q.Traditions {
		want(search.ByTradition, t)
	}
	for _, d := range q.Dezernate {
		want(search.ByDezernat, d)
	}
	for _, y := range q.Years {
		want(search.ByYear, fmt.Sprint(y))
	}
	return s
}

// apply returns the candidates wanted and counts each facet as if nothing had
// been chosen within it.
func (s *selection) apply(r index.IndexReader, all []candidate, contactsFirst bool) ([]candidate, error) {
	values, err := r.DocValueReader([]string{fieldFacet})
	if err != nil {
		return nil, fmt.Errorf("read search index: %w", err)
	}
	const contact = "t" + string(content.TypeContact)
	ids := map[string]string{} // tokens, each allocated once
	var tokens []string
	visit := func(_ string, term []byte) {
		t, ok := ids[string(term)]
		if !ok {
			t = string(term)
			ids[t] = t
		}
		tokens = append(tokens, t)
	}
	var id index.IndexInternalID
	out := all[:0]
	for _, c := range all {
		tokens = tokens[:0]
		id = index.NewIndexInternalID(id, c.doc)
		if err := values.VisitDocValues(id, visit); err != nil {
			return nil, fmt.Errorf("read search index: %w", err)
		}
		missed, by := 0, byte(0) // facets whose choice excludes the document
		for mark, want := range s.wanted {
			if !slices.ContainsFunc(tokens, func(t string) bool { return want[t] }) {
				missed++
				by = mark
			}
		}
		for _, t := range tokens {
			if missed == 0 || missed == 1 && t[0] == by {
				s.counts[t]++
			}
			if contactsFirst && t == contact {
				c.score += contactBonus
			}
		}
		if missed == 0 {
			out = append(out, c)
		}
	}
	return out, nil
}

// facets returns the counts by facet, most frequent first.
func (s *selection) facets() map[search.Facet][]content.Count {
	out := map[search.Facet][]content.Count{}
	for _, f := range search.Facets() {
		for t, n := range s.counts {
			if t[0] == facetMarks[f] {
				out[f] = append(out[f], content.Count{Value: t[1:], N: n})
			}
		}
		slices.SortFunc(out[f], func(a, b content.Count) int {
			return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Value, b.Value))
		})
	}
	return out
}

// page sorts candidates by score, equal ones by id, and returns the ids and
// scores of those from offset to end.
func page(r index.IndexReader, all []candidate, offset, end int) ([]string, []float64, error) {
	end = min(end, len(all))
	if offset >= end {
		return nil, nil, nil
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.doc, b.doc))
	})
	// bleve's numbers change with every merge; ids do not.
	from, to := offset, end
	for from > 0 && all[from-1].score == all[offset].score {
		from--
	}
	for to < len(all) && all[to].score == all[end-1].score {
		to++
	}
	type named struct {
		id    string
		score float64
	}
	list := make([]named, 0, to-from)
	var id index.IndexInternalID
	for _, c := range all[from:to] {
		id = index.NewIndexInternalID(id, c.doc)
		name, err := r.ExternalID(id)
		if err != nil {
			return nil, nil, fmt.Errorf("read search index: %w", err)
		}
		list = append(list, named{name, c.score})
	}
	slices.SortFunc(list, func(a, b named) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id, b.id))
	})
	var ids []string
	var scores []float64
	for _, n := range list[offset-from : end-from] {
		ids = append(ids, n.id)
		scores = append(scores, n.score)
	}
	return ids, scores, nil
}
