package local

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"

	index "github.com/blevesearch/bleve_index_api"

	"vielfalt/search/german"
)

var textFields = []struct {
	in   german.Field
	name string
}{
	{german.InTitle, fieldTitle},
	{german.InTags, fieldTags},
	{german.InBody, fieldBody},
	{german.InKeys, fieldKeys},
	{german.InPairs, fieldPairs},
}

// A candidate is a document that satisfies a plan.
type candidate struct {
	doc   uint64 // bleve's number for it
	score float64
}

// A ranking holds the intermediate results of one query, by document number.
type ranking struct {
	r     index.IndexReader
	docs  float64
	term  column // of the current term
	best  column // best of the terms of the current clause
	sum   column
	total []float64
	met   []uint8 // clauses satisfied so far
}

// A column holds a number for some of the documents.
type column struct {
	value []float64
	used  []uint64 // documents that have one
}

func (c *column) add(doc uint64, v float64) {
	if doc >= uint64(len(c.value)) {
		c.value = grow(c.value, doc)
	}
	if c.value[doc] == 0 {
		c.used = append(c.used, doc)
	}
	c.value[doc] += v
}

// grow makes room for a document. bleve also numbers deleted documents, so the
// highest number is not known.
func grow[T any](s []T, doc uint64) []T {
	return append(s, make([]T, int(doc)+1-len(s)+len(s)/2)...)
}

func (c *column) reset() {
	for _, d := range c.used {
		c.value[d] = 0
	}
	c.used = c.used[:0]
}

// begin makes room for n documents, all without a score.
func (k *ranking) begin(r index.IndexReader, n int) {
	k.r, k.docs = r, float64(n)
	for _, c := range []*column{&k.term, &k.best, &k.sum} {
		c.reset()
		if len(c.value) < n {
			c.value = make([]float64, n)
		}
	}
	if len(k.met) < n {
		k.total, k.met = make([]float64, n), make([]uint8, n)
		return
	}
	clear(k.total)
	clear(k.met)
}

// begun returns a ranking for the documents of an index, one of the spare ones if
// there are any. Put it back after use.
func begun(r index.IndexReader, spare *sync.Pool) (*ranking, error) {
	n, err := r.DocCount()
	if err != nil {
		return nil, fmt.Errorf("read search index: %w", err)
	}
	k, ok := spare.Get().(*ranking)
	if !ok {
		k = &ranking{}
	}
	k.begin(r, int(n))
	return k, nil
}

// rank returns the documents that satisfy a plan, in no particular order. spare
// holds rankings to be reused.
func rank(ctx context.Context, r index.IndexReader, plan *german.Plan, spare *sync.Pool) ([]candidate, error) {
	k, err := begun(r, spare)
	if err != nil {
		return nil, err
	}
	defer spare.Put(k)
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

// covers returns which clauses of a plan documents satisfy.
func covers(ctx context.Context, r index.IndexReader, plan *german.Plan, spare *sync.Pool) (map[german.Cover]bool, error) {
	k, err := begun(r, spare)
	if err != nil {
		return nil, err
	}
	defer spare.Put(k)
	held := map[uint64]german.Cover{}
	for i, c := range plan.Clauses {
		if err := k.gather(ctx, c); err != nil {
			return nil, err
		}
		for _, doc := range k.best.used {
			held[doc] |= 1 << i
		}
	}
	out := map[german.Cover]bool{}
	for _, c := range held {
		out[c] = true
	}
	return out, nil
}

// having returns the documents that have any of some terms.
func having(ctx context.Context, r index.IndexReader, terms []german.Term, spare *sync.Pool) (map[uint64]bool, error) {
	k, err := begun(r, spare)
	if err != nil {
		return nil, err
	}
	defer spare.Put(k)
	out := map[uint64]bool{}
	for _, t := range terms {
		t.Weight = 1
		if err := k.read(ctx, t); err != nil {
			return nil, err
		}
		for _, doc := range k.term.used {
			out[doc] = true
		}
	}
	return out, nil
}

// without returns the candidates that are not documents of some items.
func without(ctx context.Context, r index.IndexReader, all []candidate, items []string) ([]candidate, error) {
	out := map[uint64]bool{}
	for _, item := range items {
		if err := eachWith(ctx, r, fieldItem, item, func(d index.IndexInternalID) error {
			out[d.Value()] = true
			return nil
		}); err != nil {
			return nil, err
		}
	}
	if len(out) == 0 {
		return all, nil
	}
	return slices.DeleteFunc(all, func(c candidate) bool { return out[c.doc] }), nil
}

// clause adds a clause to the scores of the documents that satisfied those
// before it.
func (k *ranking) clause(ctx context.Context, i int, c german.Clause) error {
	if err := k.gather(ctx, c); err != nil {
		return err
	}
	rare := german.Rarity(float64(len(k.best.used)), k.docs)
	for _, doc := range k.best.used {
		if doc >= uint64(len(k.met)) {
			if i > 0 {
				continue
			}
			k.met, k.total = grow(k.met, doc), grow(k.total, doc)
		}
		if int(k.met[doc]) == i {
			k.met[doc]++
			k.total[doc] += rare * german.ScoreOf(k.best.value[doc], k.sum.value[doc])
		}
	}
	return nil
}

// gather scores the documents that satisfy a clause.
func (k *ranking) gather(ctx context.Context, c german.Clause) error {
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
	return nil
}

// take counts documents as satisfying the current clause.
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

// read scores the documents that contain a term.
func (k *ranking) read(ctx context.Context, t german.Term) error {
	k.term.reset()
	for _, f := range textFields {
		if t.In&f.in == 0 {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := k.readField(ctx, t, f.name, f.in); err != nil {
			return fmt.Errorf("read search index: %w", err)
		}
	}
	return nil
}

func (k *ranking) readField(ctx context.Context, t german.Term, field string, in german.Field) error {
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
		tokens := 0.0
		if d.Norm > 0 {
			tokens = 1 / (d.Norm * d.Norm)
		}
		k.term.add(d.ID.Value(), t.Weight*in.Score(float64(max(d.Freq, 1)), tokens)) // some fields do not count
	}
}

// page returns the ids and scores of the candidates from offset to end, best
// first, and by id if equal.
func page(r index.IndexReader, all []candidate, offset, end int) ([]string, []float64, error) {
	end = min(end, len(all))
	if offset >= end {
		return nil, nil, nil
	}
	all = best(all, end)
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.doc, b.doc))
	})
	// bleve's numbers change with every merge; ids do not. So ids decide among
	// all that tie with the first or the last of the page.
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

// best returns the n best candidates and all that tie with the last of them.
func best(all []candidate, n int) []candidate {
	if len(all) <= 4*n {
		return all
	}
	top := make([]float64, 0, n) // a heap of the best scores, lowest first
	for _, c := range all {
		i := 0
		switch {
		case len(top) < n:
			top = append(top, c.score)
			for i = len(top) - 1; i > 0 && top[i] < top[(i-1)/2]; i = (i - 1) / 2 {
				top[i], top[(i-1)/2] = top[(i-1)/2], top[i]
			}
		case c.score > top[0]:
			top[0] = c.score
			for {
				least := i
				for _, child := range []int{2*i + 1, 2*i + 2} {
					if child < n && top[child] < top[least] {
						least = child
					}
				}
				if least == i {
					break
				}
				top[i], top[least] = top[least], top[i]
				i = least
			}
		}
	}
	return slices.DeleteFunc(all, func(c candidate) bool { return c.score < top[0] })
}
