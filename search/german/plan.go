package german

import (
	"slices"
	"strings"

	"vielfalt/search"
)

// A Field is a set of fields of a document.
type Field uint8

// The fields. InText combines those with running text.
const (
	InTitle Field = 1 << iota
	InTags
	InBody
	InKeys
	InText = InTitle | InTags | InBody
)

// Weight returns how much a token found in a field counts.
func (f Field) Weight() float64 {
	switch f {
	case InTitle:
		return 8
	case InTags:
		return 5
	case InBody:
		return 2
	case InKeys:
		return 4
	}
	return 0
}

// The weights of the terms of a word, relative to the word itself. On average
// over the fields, a soft token counts about as much as 1.
const (
	weightExact    = 1.0
	weightConcept  = 0.45
	weightGlued    = 0.8
	weightPrefix   = 0.6
	weightTypo     = 0.6 // for one error; less for two
	weightSoft     = 0.25
	weightAlso     = 0.15
	weightParts    = 0.1
	weightMustWord = 0.05 // of the words within a phrase that is a concept
)

// A Term is a token to look for in some fields.
type Term struct {
	Token     string
	In        Field
	Weight    float64
	Documents int // that contain it, approximately
}

// A Clause is one thing asked for. A document satisfies it by containing any
// term of Any, or all terms of one of the lists in All.
type Clause struct {
	Any []Term
	All [][]Term

	documents int // that satisfy it, approximately
	key       bool
}

// A Plan is a query, ready for a backend: documents must satisfy every clause.
type Plan struct {
	Clauses []Clause
	// ContactsFirst means that contacts come before everything else.
	ContactsFirst bool

	lex         *Lexicon
	text        string
	drop        int          // how many more clauses may be dropped
	corrections []correction // in the order of the text
	marks       map[string]bool
}

// A correction is a word of the query and its corrected form.
type correction struct {
	from, to int
	word     string // folded
}

// Empty reports whether the plan finds nothing at all.
func (p *Plan) Empty() bool { return len(p.Clauses) == 0 }

// Bounds of a plan.
const (
	maxQueryWords  = 24
	maxCompletions = 64
	maxCorrections = 8
	minEnding      = 5
	maxWhole       = 8 // completions that also bring their stem and synonyms
)

// Plan turns a query into a plan. Every input yields one, though it may be
// empty.
func (x *Lexicon) Plan(text string) *Plan {
	return x.plan(text, false)
}

// PlanTitles is Plan for what somebody is still typing: it looks for words in
// titles and tags, and the last word may be the beginning of one.
func (x *Lexicon) PlanTitles(text string) *Plan {
	return x.plan(text, true)
}

func (x *Lexicon) plan(text string, typing bool) *Plan {
	text = clipRunes(strings.ToValidUTF8(text, " "), search.MaxText)
	p := &Plan{lex: x, text: text, marks: map[string]bool{}}
	x.mu.RLock()
	defer x.mu.RUnlock()
	asks, question := x.asks(text, p)
	if typing {
		p.ContactsFirst = false
	}
	for i, a := range asks {
		switch {
		case a.keys != nil:
			p.Clauses = append(p.Clauses, x.keyClause(a.keys))
		case a.concepts != nil:
			p.Clauses = append(p.Clauses, x.phraseClause(a))
		default:
			c, fix := x.wordClause(a, typing)
			if fix != "" {
				p.corrections = append(p.corrections, correction{a.words[0].From, a.words[0].To, fix})
			}
			if i > 0 && len(asks[i-1].words) == 1 {
				last := asks[i-1].words[0]
				if x.glue(last.Text, a.words[0].Text, &p.Clauses[i-1], &c) {
					p.corrections = slices.DeleteFunc(p.corrections, func(c correction) bool { return c.from >= last.From })
				}
			}
			p.Clauses = append(p.Clauses, c)
		}
	}
	if typing {
		for i := range p.Clauses {
			for j := range p.Clauses[i].Any {
				if t := &p.Clauses[i].Any[j]; t.In == InText {
					t.In = InTitle | InTags
				}
			}
			p.Clauses[i].All = nil
		}
	}
	p.relax(question)
	for _, c := range p.Clauses {
		for _, t := range slices.Concat(append([][]Term{c.Any}, c.All...)...) {
			p.marks[t.Token] = true
		}
	}
	return p
}

// relax decides how many clauses may be dropped, and drops those that cannot be
// satisfied: up to half of three or more words, rounded down, and up to half of
// those of a question, whose verbs mean little, rounded up. Numbers are never
// dropped, nor is the last remaining word.
func (p *Plan) relax(question bool) {
	words := 0
	for _, c := range p.Clauses {
		if !c.key {
			words++
		}
	}
	switch {
	case question:
		p.drop = (words + 1) / 2
	case words >= 3:
		p.drop = words / 2
	}
	p.drop = max(0, min(p.drop, words-1))
	kept := p.Clauses[:0]
	for _, c := range p.Clauses {
		switch {
		case len(c.Any)+len(c.All) > 0:
			kept = append(kept, c)
		case c.key || p.drop == 0:
			p.Clauses = nil
			return
		default:
			p.drop--
		}
	}
	p.Clauses = kept
}

// Relax returns a plan that asks for less, to be tried if this one found
// nothing: it lacks the clause that most documents satisfy. It returns nil if
// there is no such plan.
func (p *Plan) Relax() *Plan {
	if p.drop == 0 {
		return nil
	}
	at := -1
	for i, c := range p.Clauses {
		if !c.key && (at < 0 || c.documents > p.Clauses[at].documents) {
			at = i
		}
	}
	if at < 0 || len(p.Clauses) == 1 {
		return nil
	}
	q := *p
	q.drop--
	q.Clauses = slices.Delete(slices.Clone(p.Clauses), at, at+1)
	return &q
}

func clipRunes(s string, most int) string {
	if len(s) <= most {
		return s
	}
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i]
		}
	}
	return s
}
