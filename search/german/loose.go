package german

import "slices"

// Loose returns the plan for documents that have some of what is asked for, be it only
// what words lead to, or the first word of a compound that no text has; of a query that
// means what it says, or says much, the plan itself.
func (p *Plan) Loose() *Plan {
	if p.exact || p.Quoted() || len(p.Clauses) > mostLoose {
		return p
	}
	return p.lex.plan(p.text, loosely, p.house)
}

// What it weighs, of a word, that documents have it in some way, be it within a compound
// somewhere in the text; the rest is for those that have the word itself, or a tag with it.
// And what it weighs, of words, that documents have what these lead to, what people mean by
// one of them, or what they mean by several together, which leave less doubt than a text
// that has them.
const (
	looseShare = 0.5
	leadShare  = 0.6
	saidShare  = 0.9
	taskShare  = 1.3
)

// mostLoose is how many words a query has at most of which a loose plan takes more than
// they say; nobody says a task in more.
const mostLoose = 12

// maxClauses is of how many clauses a [Cover] can tell.
const maxClauses = 32

// loosen adds clauses that tell documents with a word itself from others, and those for
// what the words lead to, unless a day is named: that is what it is about then.
func (p *Plan) loosen(asks []ask) {
	own := p.Clauses
	for i := range own {
		c := &p.Clauses[i]
		switch {
		case c.repeats(own):
			c.weight *= lightWord
		case c.light || c.key || c.named || hangs(p.text, Word{From: c.from, To: c.to}):
		default:
			firm := p.lex.firmly(*c, askOf(asks, *c))
			firm.weight = (1 - looseShare) * c.weight
			if firm.of = 1 << i; p.extend(firm) {
				p.Clauses[i].weight *= looseShare
			}
		}
	}
	if slices.ContainsFunc(own, func(c Clause) bool { return c.named }) {
		return
	}
	words := Words(p.text)
	for _, fix := range p.corrections {
		if i := slices.IndexFunc(words, func(w Word) bool { return w.From == fix.from && w.To == fix.to }); i >= 0 && fix.errors == 1 {
			words[i].Text = fix.words[0]
		}
	}
	p.lex.lang.tasksIn(words, func(t task, of []int) {
		lead := Clause{task: true}
		for _, n := range of {
			said := span{words[n].From, words[n].To}
			lead.said = append(lead.said, said)
			for i, c := range own {
				if c.from <= said.from && said.to <= c.to {
					lead.of |= 1 << i
				}
			}
		}
		var terms []Term
		for _, concept := range p.lex.orNext(t.leads) {
			term := p.lex.leadTerm(concept, weightLead)
			if len(t.stems) > 1 { // several words leave less doubt
				term.In = InText
			}
			terms = append(terms, term)
		}
		p.addLead(lead, terms)
	})
	for i, c := range own {
		if a := askOf(asks, c); a != nil && !a.head && !c.light && !c.key {
			p.addLead(Clause{of: 1 << i, said: []span{{c.from, c.to}}}, p.lex.leadTerms(*a))
		}
	}
}

// extend adds a clause if any document may satisfy it, and there is room.
func (p *Plan) extend(c Clause) bool {
	if !c.satisfiable() || len(p.Clauses) == maxClauses {
		return false
	}
	p.Clauses = append(p.Clauses, c)
	return true
}

// repeats reports whether another of some clauses asks for all that a clause does: "piept"
// leads to the Feuerwehr, which is asked for anyway.
func (c *Clause) repeats(all []Clause) bool {
	return len(c.Any) > 0 && slices.ContainsFunc(all, func(other Clause) bool {
		return len(other.Any) > len(c.Any) && !slices.ContainsFunc(c.Any, func(t Term) bool { return !other.asksFor(t.Token) })
	})
}

func (c *Clause) asksFor(token string) bool {
	return slices.ContainsFunc(c.Any, func(t Term) bool { return t.Token == token })
}

// askOf returns what a clause is of, or nil.
func askOf(asks []ask, c Clause) *ask {
	for i := range asks {
		if from, to := asks[i].span(); from == c.from && to == c.to {
			return &asks[i]
		}
	}
	return nil
}

// firmly returns the clause for documents that have what a clause asks for as a word, in
// any form, or a tag with it.
func (x *Lexicon) firmly(c Clause, a *ask) Clause {
	out := Clause{firm: true}
	for _, t := range c.Any {
		if !t.whole() {
			t.In &^= InTitle | InBody | InPairs
		}
		if t.In != 0 {
			out.Any = append(out.Any, t)
		}
	}
	if a == nil || len(a.words) != 1 {
		return out
	}
	w := a.words[0].Text
	own := stem(w)
	for _, end := range inflections {
		if other := own + end; stem(other) == own {
			x.add(&out, x.term(other, weightSoft))
		}
	}
	return out
}

// inflections are what German words end with, behind their stem.
var inflections = []string{"", "e", "en", "em", "er", "ern", "es", "n", "s", "st", "t", "te", "ten", "et"}

// addLead adds a clause for what words lead to, but for what is common or asked for anyway.
func (p *Plan) addLead(lead Clause, terms []Term) {
	lead.lead = true
	for _, t := range terms {
		if t.Documents <= p.lex.most/common && !slices.ContainsFunc(p.Clauses, func(c Clause) bool { return c.asksFor(t.Token) }) {
			p.lex.add(&lead, t)
		}
	}
	share := leadShare
	if lead.task {
		share = saidShare
		if len(lead.said) > 1 {
			share = taskShare
		}
	}
	lead.weight = share * max(p.sum(p.with(lead.of)), p.lex.weight(lead.documents))
	p.extend(lead)
}

// with returns some clauses and those that tell more of them.
func (p *Plan) with(of Cover) Cover {
	for i := range p.Clauses {
		if c := &p.Clauses[i]; c.firm && c.of&of != 0 {
			of |= 1 << i
		}
	}
	return of
}

// sum returns what some clauses weigh.
func (p *Plan) sum(of Cover) float64 {
	w := 0.0
	for i := range p.Clauses {
		if of&(1<<i) != 0 {
			w += p.Clauses[i].weight
		}
	}
	return w
}

// own returns a cover without what weighs less of those that stand in place of each other,
// words and what they lead to, unless only that is enough, and without what tells more of a
// word that is not in it.
func (p *Plan) own(cover Cover) Cover {
	for i := range p.Clauses {
		c := &p.Clauses[i]
		if cover&(1<<i) == 0 {
			continue
		}
		if c.firm && cover&c.of == 0 {
			cover &^= 1 << i
		}
		if words := cover & p.with(c.of); c.lead && words != 0 {
			if lead := Cover(1) << i; p.sum(words) >= c.weight && (!c.task || p.covered(cover&^lead) > 0) {
				cover &^= lead
			} else {
				cover &^= words
			}
		}
	}
	return cover
}
