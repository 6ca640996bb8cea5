package local

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/bits"
	"slices"

	index "github.com/blevesearch/bleve_index_api"

	"vielfalt/search/german"
)

var textFields = [...]struct {
	in     german.Field
	name   string
	tokens func(german.Analysis) []string
}{
	{german.InTitle, fieldTitle, func(a german.Analysis) []string { return a.Title }},
	{german.InTags, fieldTags, func(a german.Analysis) []string { return a.Tags }},
	{german.InBody, fieldBody, func(a german.Analysis) []string { return a.Body }},
	{german.InKeys, fieldKeys, func(a german.Analysis) []string { return a.Keys }},
	{german.InPairs, fieldPairs, func(a german.Analysis) []string { return a.Pairs }},
}

// A candidate is a document that satisfies a plan.
type candidate struct {
	doc   uint64 // bleve's number for it
	score float64
}

// A ranking holds the intermediate results of one query, by document number.
type ranking struct {
	r     index.IndexReader
	cache *postingsCache
	known traits
	docs  float64
	term  column   // of a term of several that a clause needs
	tally tally    // of the current clause
	only  []uint64 // documents that are scored, in order; nil for all

	counts []int          // how many documents satisfy each clause of the plan that was held; nil before
	held   []german.Cover // which of these clauses a document satisfies
}

// A column holds a number for some of the documents.
type column struct {
	value []float64
	used  []uint64 // documents that have one
}

func (c *column) add(doc uint64, v float64) {
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

// A tally holds for some of the documents the best score of any term, and the sum of all.
type tally struct {
	value []total
	used  []uint64 // documents that have any
	turn  int32    // of the current term
}

// A total is what a document has in a tally.
type total struct {
	best, sum float64
	term      float64 // of which the current term has so much, if it is its turn
	turn      int32
}

// next begins with another term.
func (t *tally) next() { t.turn++ }

// add adds to the score of the current term.
func (t *tally) add(doc uint64, v float64) {
	of := &t.value[doc]
	if of.best == 0 {
		t.used = append(t.used, doc)
	}
	if of.turn != t.turn {
		of.turn, of.term = t.turn, 0
	}
	of.term += v
	of.best, of.sum = max(of.best, of.term), of.sum+v
}

func (t *tally) reset() {
	for _, d := range t.used {
		t.value[d] = total{}
	}
	t.used, t.turn = t.used[:0], 0
}

// of returns how well a document satisfies the clause that the scores are of.
func (t *tally) of(doc uint64) float64 { return german.ScoreOf(t.value[doc].best, t.value[doc].sum) }

// begin makes room for the documents of an index, all without a score.
func (k *ranking) begin(r index.IndexReader, known traits, docs uint64) {
	k.r, k.known, k.docs, k.only, k.counts = r, known, float64(docs), nil, nil
	n := len(known.class) // bleve also numbers deleted documents
	k.term.reset()
	k.term.value = room(k.term.value, n)
	k.tally.reset()
	k.tally.value = room(k.tally.value, n)
	clear(k.held)
	k.held = room(k.held, n)
}

// room makes room for n zeros in a slice of zeros.
func room[T any](s []T, n int) []T {
	if n > cap(s) {
		return make([]T, n)
	}
	return s[:n]
}

// begun returns a ranking for the documents of an index, one of the spare ones if
// there are any. Put it back after use.
func (g *generation) begun(r index.IndexReader) (*ranking, error) {
	known, err := g.traits.of(r)
	if err != nil {
		return nil, err
	}
	n, err := r.DocCount()
	if err != nil {
		return nil, fmt.Errorf("read search index: %w", err)
	}
	k, ok := g.spare.Get().(*ranking)
	if !ok {
		k = &ranking{cache: &g.cache}
	}
	k.begin(r, known, n)
	return k, nil
}

// rank returns the documents that satisfy a plan, or a part of the one that was
// held, in the order of their numbers.
func (k *ranking) rank(ctx context.Context, plan *german.Plan) ([]candidate, error) {
	if len(plan.Clauses) == 1 && k.counts == nil {
		return k.single(ctx, plan.Clauses[0])
	}
	if err := k.hold(ctx, plan); err != nil {
		return nil, err
	}
	k.only = k.only[:0]
	cover := plan.Cover()
	for doc, held := range k.held {
		if held&cover == cover {
			k.only = append(k.only, uint64(doc))
		}
	}
	out := make([]candidate, len(k.only))
	if len(out) == 0 {
		return nil, nil
	}
	var last *german.Clause // that was gathered
	for i, n := range k.counts {
		if cover&(1<<i) == 0 {
			continue
		}
		c, rare := plan.Clauses[bits.OnesCount32(uint32(cover)&(1<<i-1))], k.rare(n)
		if last == nil || !same(*last, c) {
			if err := k.gather(ctx, c); err != nil {
				return nil, err
			}
		}
		last = &c
		for j, doc := range k.only {
			out[j].doc = doc
			out[j].score += rare * k.tally.of(doc)
		}
	}
	return out, nil
}

// single returns the documents that satisfy a clause.
func (k *ranking) single(ctx context.Context, c german.Clause) ([]candidate, error) {
	if err := k.gather(ctx, c); err != nil {
		return nil, err
	}
	rare := k.rare(len(k.tally.used))
	out := make([]candidate, 0, len(k.tally.used))
	for doc := range k.tally.value {
		if k.tally.value[doc].best > 0 {
			out = append(out, candidate{uint64(doc), rare * k.tally.of(uint64(doc))})
		}
	}
	return out, nil
}

// rare returns how much a clause counts that so many documents satisfy.
func (k *ranking) rare(documents int) float64 {
	return german.Rarity(float64(documents), k.docs)
}

// covers returns which clauses of a plan documents satisfy, but for some documents.
func (k *ranking) covers(ctx context.Context, plan *german.Plan, but func(doc uint64) bool) (map[german.Cover]bool, error) {
	if err := k.hold(ctx, plan); err != nil {
		return nil, err
	}
	out := map[german.Cover]bool{}
	for doc, held := range k.held {
		if held != 0 && (but == nil || !but(uint64(doc))) {
			out[held] = true
		}
	}
	return out, nil
}

// hold finds out, once, which clauses of a plan each document satisfies, and how many
// satisfy each clause.
func (k *ranking) hold(ctx context.Context, plan *german.Plan) error {
	if k.counts != nil {
		return nil
	}
	k.counts = make([]int, len(plan.Clauses))
	for i, c := range plan.Clauses {
		if j := slices.IndexFunc(plan.Clauses[:i], func(before german.Clause) bool { return same(before, c) }); j >= 0 {
			k.counts[i] = k.counts[j]
			for doc, held := range k.held {
				k.held[doc] |= held >> j & 1 << i
			}
			continue
		}
		has := func(doc uint64) {
			if k.held[doc]&(1<<i) == 0 {
				k.held[doc] |= 1 << i
				k.counts[i]++
			}
		}
		if err := each(ctx, k.r, c.Any, has); err != nil {
			return err
		}
		for _, all := range c.All {
			k.term.reset()
			for j, t := range all {
				if err := each(ctx, k.r, []german.Term{t}, func(doc uint64) {
					if k.term.value[doc] == float64(j) {
						k.term.add(doc, 1)
					}
				}); err != nil {
					return err
				}
			}
			for _, doc := range k.term.used {
				if k.term.value[doc] == float64(len(all)) {
					has(doc)
				}
			}
		}
	}
	return nil
}

// same reports whether two clauses ask for the same, as those of a word that is said
// twice.
func same(a, b german.Clause) bool {
	return slices.Equal(a.Any, b.Any) && slices.EqualFunc(a.All, b.All, slices.Equal[[]german.Term])
}

// each calls f for the documents that contain any of some terms, for some perhaps
// more than once.
func each(ctx context.Context, r index.IndexReader, terms []german.Term, f func(doc uint64)) (err error) {
	var readers []index.TermFieldReader
	defer func() {
		for _, tr := range readers {
			err = errors.Join(err, tr.Close())
		}
	}()
	for _, t := range terms {
		for _, field := range textFields {
			if t.In&field.in == 0 {
				continue
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			tr, err := r.TermFieldReader(ctx, []byte(t.Token), field.name, false, false, false)
			if err != nil {
				return fmt.Errorf("read search index: %w", err)
			}
			readers = append(readers, tr)
		}
	}
	joined, err := either(readers)
	if err != nil {
		return fmt.Errorf("read search index: %w", err)
	}
	var buffer index.TermFieldDoc
	for _, tr := range joined {
		for {
			d, err := tr.Next(&buffer)
			if err != nil {
				return fmt.Errorf("read search index: %w", err)
			}
			if d == nil {
				break
			}
			f(d.ID.Value())
		}
	}
	return nil
}

// either returns one reader of what many read, if bleve can join them: it does that
// by sets, where documents are looked at one by one otherwise.
func either(readers []index.TermFieldReader) ([]index.TermFieldReader, error) {
	if len(readers) < 2 {
		return readers, nil
	}
	var all index.OptimizableContext
	for _, tr := range readers {
		o, ok := tr.(index.Optimizable)
		if !ok {
			return readers, nil
		}
		var err error
		if all, err = o.Optimize("disjunction:unadorned", all); err != nil || all == nil {
			return readers, err
		}
	}
	if joined, err := all.Finish(); err != nil {
		return nil, err
	} else if one, ok := joined.(index.TermFieldReader); ok {
		return []index.TermFieldReader{one}, nil
	}
	return readers, nil
}

// having returns the documents that have any of some terms.
func having(ctx context.Context, r index.IndexReader, terms ...german.Term) (map[uint64]bool, error) {
	out := map[uint64]bool{}
	err := each(ctx, r, terms, func(doc uint64) { out[doc] = true })
	return out, err
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

// gather scores the documents that satisfy a clause, or those of them that count.
func (k *ranking) gather(ctx context.Context, c german.Clause) error {
	k.tally.reset()
	for _, t := range c.Any {
		k.tally.next()
		if err := k.read(ctx, t, k.tally.add); err != nil {
			return err
		}
	}
	for _, all := range c.All {
		held, scores := map[uint64]int{}, map[uint64]float64{}
		for j, t := range all {
			k.term.reset()
			if err := k.read(ctx, t, k.term.add); err != nil {
				return err
			}
			for _, doc := range k.term.used {
				if held[doc] == j {
					held[doc]++
					scores[doc] += k.term.value[doc]
				}
			}
		}
		k.tally.next()
		for doc, n := range held {
			if n == len(all) {
				k.tally.add(doc, scores[doc]/float64(len(all)))
			}
		}
	}
	return nil
}

// read adds to the scores of the documents that contain a term, for each field in which
// they do.
func (k *ranking) read(ctx context.Context, t german.Term, add func(doc uint64, score float64)) error {
	for i, f := range textFields {
		if t.In&f.in == 0 {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := k.readField(t, i, add); err != nil {
			return fmt.Errorf("read search index: %w", err)
		}
	}
	return nil
}

func (k *ranking) readField(t german.Term, field int, add func(doc uint64, score float64)) error {
	measure := textFields[field].in.Measure(t.Weight)
	var lengths []int32
	if field < measured {
		lengths = k.known.lengths[field]
	}
	return k.cache.postings(k.r, t.Token, textFields[field].name, k.only, func(doc, times uint64) {
		tokens := 0.0
		if lengths != nil {
			tokens = float64(lengths[doc])
		}
		add(doc, measure.Score(float64(max(times, 1)), tokens)) // the first schema did not count pairs
	})
}

// page returns the candidates from offset to end, best first, and by id if equal.
func page(r index.IndexReader, all []candidate, offset, end int) ([]candidate, error) {
	end = min(end, len(all))
	if offset >= end {
		return nil, nil
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
	ids := make(map[uint64]string, to-from)
	var id index.IndexInternalID
	for _, c := range all[from:to] {
		id = index.NewIndexInternalID(id, c.doc)
		name, err := r.ExternalID(id)
		if err != nil {
			return nil, fmt.Errorf("read search index: %w", err)
		}
		ids[c.doc] = name
	}
	slices.SortFunc(all[from:to], func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(ids[a.doc], ids[b.doc]))
	})
	return all[offset:end], nil
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
