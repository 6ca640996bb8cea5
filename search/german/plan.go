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
	InPairs
	InText = InTitle | InTags | InBody
)

// The weights of the terms of a word, relative to the word itself. On average
// over the fields, a soft token counts about as much as 1.
const (
	weightExact    = 1.0
	weightConcept  = 0.45
	weightSeveral  = 0.2 // what a name means that several have
	weightGlued    = 0.8
	weightPrefix   = 0.6
	weightTypo     = 0.6 // for one error; less for two
	weightSoft     = 0.25
	weightAlso     = 0.15
	weightLead     = 0.5 // in place of a word, beside others that are there as they are
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

// whole reports whether a term asks for a word or a concept itself, and not for what is
// perhaps only a part of one.
func (t Term) whole() bool { return isWord(t.Token) || strings.HasPrefix(t.Token, Concept) }

// A Clause is one thing asked for. A document satisfies it by containing any
// term of Any, or all terms of one of the lists in All.
type Clause struct {
	Any []Term
	All [][]Term

	wider     []Term   // what may stand in its place, if all else that is asked for is there
	halves    []string // the stems of words that may stand near each other
	documents int      // that satisfy it, approximately
	weight    float64  // how much it says: the fewer documents, the more
	key       bool
	light     bool // it says how, or what is done, and no topic
	named     bool // it is the name of a day
	bare      bool // it is a number such as a year
	head      bool // it is the last word of a compound, which says nothing without the first
	must      bool // it is one of two words of a compound that both say something
	guess     bool // it is what a word was taken for that is two typing errors from it
	from, to  int  // bytes of the query

	// Of a loose plan: the clauses that it says more of, if it is firm, or in place of which
	// it stands, if it is what their words lead to, or what people mean by them.
	of               Cover
	firm, lead, task bool
	said             []span // those words
}

// A span is a range of bytes in the text of a query.
type span struct{ from, to int }

// A Plan is a query, ready for a backend: documents must satisfy every clause. If
// none does, the [Plan.Best] of its [Plan.Loose] asks for less.
type Plan struct {
	Clauses []Clause
	// ContactsFirst means that contacts come before everything else.
	ContactsFirst bool

	lex         *Lexicon
	house       *house
	text        string
	exact       bool         // it means what it says
	total       float64      // what all weighs that was asked for
	without     []span       // of the text: what was left out
	asked       []string     // the words of the query that say what is wanted
	preferred   []Term       // of documents that come first among equals
	topics      int          // how many words are not light
	numbers     bool         // all words are bare numbers
	refused     bool         // something that must be there is in no document
	fillers     bool         // all words are without a meaning of their own
	unknown     []Word       // that no document has
	also        []Term       // what the query leads to
	near        []string     // words near those of a query, folded
	corrections []correction // in the order of the text
	sounded     bool         // it asks for what sounds like the query
	guess       string       // what it takes the query for, if it is a name of a day
	phrases     [][]string   // that documents must have as they are written
	not         []string     // words that they must not have
	cover       Cover        // of a part: which clauses of the whole it has
	marks       map[string]bool
	wanted      *hints  // for the words that may be marked
	read        reading // of the text that was marked last
}

// A correction is a word of the query and what was looked for in its place.
type correction struct {
	from, to int
	words    []string // folded, the likeliest first
	errors   int      // how many typing errors are between them
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
	return x.PlanFor(search.Query{Text: text})
}

// PlanFor is Plan for the text of a query, in the manner that it asks for, widened by
// the words of its house.
func (x *Lexicon) PlanFor(q search.Query) *Plan {
	as := freely
	if q.Exact {
		as = exactly
	}
	return x.plan(q.Text, as, x.lang.houseOf(q.House))
}

// PlanTitles is Plan for what somebody is still typing: it looks for words in
// titles and tags, and the last word may be the beginning of one.
func (x *Lexicon) PlanTitles(text string) *Plan {
	return x.plan(text, typing, nil)
}

// A manner is how the words of a query are taken.
type manner int

const (
	freely  manner = iota // as what was probably meant
	exactly               // as they are spelt
	typing                // the last one as the beginning of one
	loosely               // also as what they lead to, compounds that no text has as their words
)

// free reports whether a word may be what it was probably meant for.
func (m manner) free() bool { return m == freely || m == loosely }

func (x *Lexicon) plan(text string, as manner, h *house) *Plan {
	text = clipRunes(strings.ToValidUTF8(text, " "), search.MaxText)
	p := &Plan{lex: x, text: text, house: h, exact: as == exactly}
	x.mu.RLock()
	defer x.mu.RUnlock()
	text, p.phrases, p.not = x.operators(text)
	asks := x.asks(text, p)
	if as == loosely {
		asks = x.cutApart(text, asks)
	}
	if as == typing {
		p.ContactsFirst = false
	}
	several, cased, mine := len(asks) > 1, x.cased(text), besideMe(text)
	p.fillers = len(asks) == 0 && len(Words(text)) > 0
	for i, a := range asks {
		switch {
		case a.keys != nil:
			p.Clauses = append(p.Clauses, x.keyClause(a.keys))
		case a.date != "":
			p.Clauses = append(p.Clauses, Clause{Any: []Term{{Token: a.date, In: InPairs, Weight: weightExact}}})
		case a.concepts != nil:
			p.Clauses = append(p.Clauses, x.phraseClause(a))
		case a.first:
			p.Clauses = append(p.Clauses, x.firstClause(a))
		case a.must:
			p.Clauses = append(p.Clauses, x.lastClause(a))
		default:
			c, fixes := x.wordClause(a, as)
			if len(fixes) > 0 {
				w := a.words[0]
				p.corrections = append(p.corrections, correction{w.From, w.To, fixes, distance([]rune(w.Text), []rune(fixes[0]), 2)})
			}
			if i > 0 && len(asks[i-1].words) == 1 {
				last := asks[i-1].words[0]
				if x.glue(last.Text, a.words[0].Text, as, &p.Clauses[i-1], &c) {
					p.corrections = slices.DeleteFunc(p.corrections, func(c correction) bool { return c.from >= last.From })
				}
			}
			p.Clauses = append(p.Clauses, c)
			if n := len(p.corrections); as == loosely && n > 0 && p.corrections[n-1].from == a.words[0].From {
				p.Clauses[i].guess = p.corrections[n-1].errors > 1
			}
		}
		p.asked = append(p.asked, texts(a.words)...)
		x.widen(&p.Clauses[len(p.Clauses)-1], a)
		c := &p.Clauses[len(p.Clauses)-1]
		c.from, c.to = a.span()
		c.bare = a.keys == nil && a.date == "" && len(a.words) == 1 && digitsOnly(a.words[0].Text)
		if as == freely {
			c.wider = x.wider(a)
		}
		c.light, c.named = several && x.light(a, text, cased, mine) && !x.onlyNoun(a, *c), x.namesDay(a)
		c.head, c.must = a.head, a.must
	}
	if as == typing {
		for i := range p.Clauses {
			for j := range p.Clauses[i].Any {
				if t := &p.Clauses[i].Any[j]; t.In == InText {
					t.In = InTitle | InTags
				}
			}
			p.Clauses[i].All = nil
		}
	}
	p.lead(asks)
	p.settle()
	if as == loosely && several && !p.refused && !slices.ContainsFunc(asks, func(a ask) bool { return a.surname }) {
		p.loosen(asks)
	}
	p.mark()
	return p
}

// mark collects the tokens that are marked in what is found.
func (p *Plan) mark() {
	p.marks = map[string]bool{}
	for _, c := range p.Clauses {
		for _, t := range slices.Concat(append([][]Term{c.Any}, c.All...)...) {
			p.marks[t.Token] = true
		}
	}
	p.wanted = p.hints()
}

// What a document must cover of all that was asked for; what a word weighs that
// no document has, of the weightiest one; and what one weighs, of any other, that
// names no topic, or a day, or that is a number such as a year, or that German does not
// have: a name or an abbreviation, which is just enough to decide between equals.
const (
	leastCovered = 0.25
	unknownWord  = 0.7
	lightWord    = 0.05
	dayName      = 2
	bareNumber   = 0.2
	unusualWord  = 1.01
)

// mostTopics is of how many topics one alone is enough.
const mostTopics = 2

// settle leaves out what no document has, if what remains says enough: a number, which
// is never left out, or one word at least.
func (p *Plan) settle() {
	greatest := 0.0
	for i, c := range p.Clauses {
		w := p.lex.weight(c.documents)
		switch {
		case c.light:
			w *= lightWord
		case c.named:
			w *= dayName
		case c.bare:
			w *= bareNumber
		case unusual(p.text[c.from:c.to]):
			w *= unusualWord
		}
		p.Clauses[i].weight = w
		if c.satisfiable() && !c.key {
			greatest = max(greatest, w)
		}
	}
	var kept []Clause
	p.numbers = true
	for _, c := range p.Clauses {
		if !c.light && !c.bare && !c.head {
			p.topics++
		}
		p.numbers = p.numbers && c.bare
	}
	for _, c := range p.Clauses {
		if c.documents == 0 && len(c.All) == 0 {
			p.unknown = append(p.unknown, Word{Text: Fold(p.text[c.from:c.to]), From: c.from, To: c.to})
		}
		switch {
		case c.satisfiable():
			kept, p.total = append(kept, c), p.total+c.weight
		case c.key || c.must:
			p.Clauses, p.refused = nil, true
			return
		default:
			missing := unknownWord * greatest
			if c.light {
				missing *= lightWord
			}
			p.total += missing
			p.without = append(p.without, span{c.from, c.to})
		}
	}
	if p.Clauses = kept; p.covered(p.Cover()) == 0 {
		p.Clauses = nil
	}
}

// tells reports whether a document that satisfies a clause has something of what was
// asked for: a topic, where there is one. A year says nothing beside words, and a guess
// nothing beside topics: "Aktenplan Aussonderung" is not about Auswanderung.
func (p *Plan) tells(c *Clause) bool {
	return !c.key && !c.head && !c.firm && (!c.guess || p.topics < 2) && (!c.bare || p.numbers) && (!c.light || p.topics == 0)
}

// satisfiable reports whether any document may satisfy a clause.
func (c *Clause) satisfiable() bool { return len(c.Any)+len(c.All) > 0 }

// Without lists the words of the query that were left out because nothing has
// all of them, as they were written.
func (p *Plan) Without() []string {
	var out []string
	for _, s := range p.without {
		if word := p.text[s.from:s.to]; !slices.Contains(out, word) {
			out = append(out, word)
		}
	}
	return out
}

// A Cover is a set of clauses of a plan: bit i is clause i.
type Cover uint32

// Cover returns which clauses of the plan that this is the [Plan.Best] of it has; a
// plan that is no part has all of its own.
func (p *Plan) Cover() Cover {
	if p.cover != 0 {
		return p.cover
	}
	return 1<<len(p.Clauses) - 1
}

// Best returns the plan for what the best of some documents cover, if that is
// enough of what was asked for, and else nil. covers has the clauses that some
// document satisfies.
func (p *Plan) Best(covers map[Cover]bool) *Plan {
	var best Cover
	most := 0.0
	for c := range covers {
		c = p.own(c)
		if w := p.covered(c); w > most || w == most && c > best {
			best, most = c, w
		}
	}
	if most == 0 {
		return nil
	}
	return p.part(best)
}

// covered returns what clauses weigh, or 0 if they are not enough. A number says alone
// what is wanted, as in who "sitzt in Raum 1.21", and so does the name of a day.
func (p *Plan) covered(cover Cover) float64 {
	w, words, numbered, named := 0.0, 0, false, false
	for i := range p.Clauses { // of thousands of covers; a copy of each would take longest
		c := &p.Clauses[i]
		if cover&(1<<i) == 0 {
			if c.key || c.must {
				return 0
			}
			continue
		}
		w += c.weight
		numbered, named = numbered || c.key || c.task, named || c.named
		if p.tells(c) {
			words++
		}
	}
	few := words == 0 || words == 1 && p.topics > mostTopics && !named
	if !numbered && (few || w < leastCovered*p.total) {
		return 0
	}
	return w
}

// topical returns the terms of documents that have a topic as their own.
func (p *Plan) topical(c *Clause) []Term {
	if !p.tells(c) {
		return nil
	}
	var out []Term
	for _, t := range c.Any {
		if t.whole() {
			t.In, t.Weight = InTitle|InTags, weightAlso
			out = append(out, t)
		}
	}
	return out
}

// part returns the plan for some of the clauses. What is left out leads to what is about it.
func (p *Plan) part(cover Cover) *Plan {
	q := *p
	q.Clauses, q.without, q.cover = nil, slices.Clone(p.without), cover
	var led []span // the words in place of which there is what they lead to
	for i, c := range p.Clauses {
		switch {
		case cover&(1<<i) != 0:
			q.Clauses, led = append(q.Clauses, c), append(led, c.said...)
		case !c.lead && !c.firm:
			q.without = append(q.without, span{c.from, c.to})
			q.also = append(slices.Clip(q.also), p.topical(&c)...)
		}
	}
	q.without = slices.DeleteFunc(q.without, func(s span) bool {
		return slices.ContainsFunc(led, func(l span) bool { return s.from <= l.from && l.to <= s.to })
	})
	slices.SortFunc(q.without, func(a, b span) int { return a.from - b.from })
	q.mark()
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
