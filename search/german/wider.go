package german

import "slices"

// Wider returns the plan in which some words are taken for more than they say: a compound
// for what it is a kind of, as a "Sportverein" is a Verein, and a word for what it leads
// to, as Essen does to the Kantine. Words that name no topic are left out. It is empty
// unless one word stands for what it is and another for more.
func (p *Plan) Wider() *Plan {
	none := &Plan{lex: p.lex, text: p.text}
	if p.Empty() || len(p.without) > 0 || p.Quoted() || len(p.Clauses) > mostLoose {
		return none
	}
	q := *p
	q.Clauses = slices.Clone(p.Clauses)
	p.lex.mu.RLock()
	defer p.lex.mu.RUnlock()
	var topics Cover
	asis, widened := 0, 0
	for i := range q.Clauses {
		c := &q.Clauses[i]
		if c.light && !c.key {
			continue
		}
		topics |= 1 << i
		before := len(c.Any)
		c.Any = slices.Clone(c.Any)
		for _, t := range c.wider {
			p.lex.add(c, t)
		}
		switch {
		case len(c.Any) > before:
			widened++
		case !c.key:
			asis++
		}
	}
	if asis == 0 || widened == 0 {
		return none
	}
	w := q.part(topics)
	w.cover = 0 // it is a whole of its own
	return w
}

// wider returns what may stand in place of what is asked for.
func (x *Lexicon) wider(a ask) []Term {
	out := x.leadTerms(a)
	if len(a.words) == 1 && a.keys == nil && a.date == "" && !x.namesDay(a) {
		if head := x.head(a.words[0].Text); head != "" {
			out = append(out, x.term(head, weightParts))
		}
	}
	return out
}

// leadTerms returns what that which is asked for leads to.
func (x *Lexicon) leadTerms(a ask) []Term {
	if a.keys != nil || a.date != "" || x.namesDay(a) {
		return nil
	}
	var leads []string
	for _, c := range a.concepts {
		leads = append(leads, x.lang.also[c]...)
	}
	if len(a.words) == 1 {
		leads = append(leads, x.lang.alsoOf(a.words[0].Text)...)
	}
	var out []Term
	for _, concept := range x.orNext(leads) {
		out = append(out, x.leadTerm(concept, weightLead))
	}
	return out
}

// orNext returns those of some concepts that documents have, and in place of each that
// none has what it leads to.
func (x *Lexicon) orNext(concepts []string) []string {
	var out []string
	for _, c := range concepts {
		if x.known(c) {
			out = append(out, c)
			continue
		}
		for _, next := range x.lang.also[c] {
			if x.known(next) {
				out = append(out, next)
			}
		}
	}
	return out
}

// head returns the token of what a compound is a kind of, if it is not in so many
// documents that it says too little; or "".
func (x *Lexicon) head(w string) string {
	parts := x.lookup(w).parts
	if len(parts) < 2 {
		return ""
	}
	head := Soft + parts[len(parts)-1]
	if n := x.documents(head); n == 0 || n > x.most/common {
		return ""
	}
	return head
}
