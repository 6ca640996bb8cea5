package german

import (
	"cmp"
	"maps"
	"slices"

	"vielfalt/search"
)

// lead collects what the words and phrases of a query lead to, the misspelt ones
// as they were corrected.
func (p *Plan) lead(asks []ask) {
	words := make([]string, 0, len(asks)+len(p.corrections))
	for _, a := range asks {
		for _, c := range a.concepts {
			p.leadTo(p.lex.lang.also[c])
		}
		if len(a.words) == 1 {
			words = append(words, a.words[0].Text)
		}
	}
	for _, c := range p.corrections {
		words = append(words, c.words[0])
	}
	for _, w := range words {
		p.leadTo(p.lex.lang.alsoOf(w))
	}
}

func (p *Plan) leadTo(concepts []string) {
	for _, c := range concepts {
		if p.lex.known(c) && !slices.ContainsFunc(p.also, func(t Term) bool { return t.Token == c }) {
			p.also = append(p.also, p.lex.term(c, weightAlso))
		}
	}
}

// Related returns the plan for what the query leads to, which may be empty.
func (p *Plan) Related() *Plan {
	q := &Plan{lex: p.lex, text: p.text, not: p.not}
	if len(p.also) > 0 {
		q.Clauses = []Clause{{Any: p.also}}
	}
	q.mark()
	return q
}

// maxNear is how many words near those of a query are looked for, and mostNear how
// many are shown.
const (
	maxNear  = 8
	mostNear = 3
)

// Near returns a plan for the words of documents that are spelt most like those of
// the query that no document has, or sound like them. It may be empty.
func (p *Plan) Near() *Plan {
	q := &Plan{lex: p.lex, text: p.text}
	p.lex.mu.RLock()
	defer p.lex.mu.RUnlock()
	for _, u := range p.unknown {
		if len(q.near) >= maxNear {
			break
		}
		q.near = append(q.near, p.lex.nearest(u.Text, maxNear)...)
	}
	if q.near = q.near[:min(len(q.near), maxNear)]; len(q.near) > 0 {
		var c Clause
		for _, w := range q.near {
			c.Any = append(c.Any, p.lex.term(w, weightExact))
		}
		q.Clauses = []Clause{c}
	}
	q.mark()
	return q
}

// Nothing says why the plan finds nothing. hits are what its [Plan.Near] finds.
func (p *Plan) Nothing(near *Plan, hits []search.Hit) search.Nothing {
	n := search.Nothing{Fillers: p.fillers}
	for _, u := range p.unknown {
		n.Unknown = append(n.Unknown, p.text[u.From:u.To])
	}
	for _, w := range near.near {
		if s := written([]string{w}, hits); s != "" && len(n.Near) < mostNear {
			n.Near = append(n.Near, s)
		}
	}
	return n
}

// nearest returns the known words that are spelt most like a word, or sound like
// it, the nearest first, and then those that it ends with.
func (x *Lexicon) nearest(w string, most int) []string {
	a := []rune(w)
	if len(a) < 3 || len(a) > maxWord || hasDigit(w) {
		return nil
	}
	limit := 1 + len(a)/4
	shelf := x.first.of(a[0])
	far := map[string]int{}
	for c := range shelf.alike(w, limit) {
		if d := distance(a, []rune(c), limit); d <= limit && c != w && !hasDigit(c) {
			far[c] = d
		}
	}
	if code := sound(w); len(code) >= minSound {
		for c := range shelf.sounding(code) {
			if _, near := far[c]; !near && c != w && !hasDigit(c) {
				far[c] = limit
			}
		}
	}
	all := slices.Collect(x.present(maps.Keys(far)))
	slices.SortFunc(all, func(a, b string) int {
		return cmp.Or(cmp.Compare(far[a], far[b]), cmp.Compare(x.documents(b), x.documents(a)), cmp.Compare(a, b))
	})
	out := all[:min(len(all), most)]
	for i := minPart; i <= len(w)-minPart && len(out) < most; i++ { // the word at the end of a compound
		if end := w[i:]; x.known(end) && !x.lang.stop[end] && !slices.Contains(out, end) {
			out = append(out, end)
		}
	}
	return out
}
