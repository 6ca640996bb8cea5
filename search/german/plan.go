package german

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"vielfalt/search"
)

// A Field is a set of fields of a document.
type Field uint8

// The fields, in the order of their weight.
const (
	InTitle Field = 1 << iota
	InTags
	InBody
	InKeys
	InText = InTitle | InTags | InBody
)

// Weight returns how much a token counts that is found in a field.
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

// Weights of what a word gives, relative to the word itself. On average over
// the fields a soft token counts about as one.
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
	Documents int // that hold it, about
}

// A Clause is one thing asked for. A document satisfies it that holds any of
// Any, or all terms of one of the lists in All.
type Clause struct {
	Any []Term
	All [][]Term

	documents int // about how many satisfy it
	key       bool
}

// A Plan is a query, ready for a backend: documents must satisfy every clause.
type Plan struct {
	Clauses []Clause
	// ContactsFirst asks for contacts before everything else.
	ContactsFirst bool

	lex         *Lexicon
	text        string
	drop        int          // how many clauses may still be dropped
	corrections []correction // in the order of the text
	marks       map[string]bool
}

// A correction is a word of the query and what it was taken for.
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

// Plan turns a query into a plan. Every input gives one, if an empty one.
func (x *Lexicon) Plan(text string) *Plan {
	return x.plan(text, false)
}

// PlanTitles is Plan for what somebody is still typing: it looks for words in
// titles and tags, and the last word may be the beginning of one.
func (x *Lexicon) PlanTitles(text string) *Plan {
	return x.plan(text, true)
}

// An ask is a piece of a query: one word, a phrase, or a number.
type ask struct {
	words    []Word
	concepts []string // of a phrase
	keys     []string
	last     bool // nothing follows, so it may not be typed to the end
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

// relax decides how many clauses may be dropped, and drops those that cannot
// be satisfied: with three or more words up to half of them, in a question,
// where verbs say little, one more. Numbers are never dropped, nor is the last
// word.
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

// Relax returns a plan that asks for less, to be tried if the plan found
// nothing: without the clause that most documents satisfy. It returns nil if
// there is none.
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

// asks cuts a query into the things asked for.
func (x *Lexicon) asks(text string, p *Plan) ([]ask, bool) {
	numbers := recognise(text, x.known)
	slices.SortFunc(numbers, func(a, b number) int { return cmp.Compare(a.from, b.from) })
	var out []ask
	var row []Word // words between numbers
	question := strings.Contains(text, "?")
	flush := func() {
		out = append(out, x.phrases(row)...)
		row = nil
	}
	n := 0
	words := Words(text)
	for i, w := range words {
		if len(out)+len(row) >= maxQueryWords {
			break
		}
		question = question || i == 0 && x.lang.question[w.Text]
		for len(numbers) > 0 && numbers[0].to <= w.From {
			numbers = numbers[1:]
		}
		if len(numbers) > 0 && w.From >= numbers[0].from {
			if n != numbers[0].to { // the number's first word
				flush()
				n = numbers[0].to
				out = append(out, ask{keys: numbers[0].keys})
				p.ContactsFirst = true
			}
			continue
		}
		row = append(row, w)
	}
	flush()
	if len(words) > 0 {
		last := words[len(words)-1]
		for i := range out {
			if ws := out[i].words; len(ws) > 0 && ws[len(ws)-1] == last && last.To == len(text) {
				out[i].last = true
			}
		}
	}
	// What says nothing is dropped, unless it is all there is.
	content := func(a ask) bool { return a.keys != nil || a.concepts != nil || !x.lang.stop[a.words[0].Text] }
	out = keep(out, content)
	all := len(out)
	for _, a := range out {
		if len(a.words) == 1 && x.lang.person[a.words[0].Text] {
			p.ContactsFirst = true
		}
	}
	for _, w := range words {
		p.ContactsFirst = p.ContactsFirst || question && x.lang.person[w.Text]
	}
	if p.ContactsFirst || question {
		rest := keep(out, func(a ask) bool {
			return len(a.words) != 1 || !x.lang.person[a.words[0].Text]
		})
		if len(rest) > 0 {
			out = rest
		} else if !question {
			p.ContactsFirst = false
		}
	}
	if question {
		rest := keep(out, func(a ask) bool {
			return len(a.words) != 1 || !x.lang.asked[a.words[0].Text] && !x.lang.question[a.words[0].Text]
		})
		if len(rest) > 0 {
			out = rest
		}
	}
	if all == 1 && len(out) == 1 && len(out[0].words) == 1 || len(out) == 1 && p.ContactsFirst && len(out[0].words) == 1 {
		if key := alone(out[0].words[0].Text, x.known); key != "" {
			p.ContactsFirst = true
			return []ask{{keys: []string{key}}}, false
		}
	}
	return out, question
}

func keep(asks []ask, f func(ask) bool) []ask {
	var out []ask
	for _, a := range asks {
		if f(a) {
			out = append(out, a)
		}
	}
	return out
}

// phrases joins the words that make a phrase of several words with a concept,
// longest first.
func (x *Lexicon) phrases(row []Word) []ask {
	stems := make([]string, len(row))
	for i, w := range row {
		stems[i] = stem(w.Text)
	}
	matches := x.lang.match(stems)
	var out []ask
	for i := 0; i < len(row); {
		n := 1
		var concepts []string
		for _, m := range matches {
			if m.i != i || m.n < 2 || m.n < n || !x.inIndex(m.concept) {
				continue
			}
			if m.n > n {
				n, concepts = m.n, nil
			}
			if !slices.Contains(concepts, m.concept) {
				concepts = append(concepts, m.concept)
			}
		}
		out = append(out, ask{words: row[i : i+n], concepts: concepts})
		i += n
	}
	return out
}

func (x *Lexicon) keyClause(keys []string) Clause {
	c := Clause{key: true}
	for _, k := range keys {
		found := []string{k}
		if !x.known(k) && strings.HasPrefix(k, Key+"t") && len(k) >= 6 {
			found = x.numbersWith(k) // a telephone number not typed to the end
		}
		for _, k := range found {
			if x.known(k) {
				c.Any = append(c.Any, Term{k, InKeys, weightExact, x.counts[k]}, Term{k, InBody, weightExact, x.counts[k]})
				c.documents += x.counts[k]
			}
		}
	}
	return c
}

func (x *Lexicon) numbersWith(prefix string) []string {
	var out []string
	for k := range x.counts {
		if strings.HasPrefix(k, prefix) && x.counts[k] > 0 {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out[:min(len(out), maxCompletions)]
}

// phraseClause asks for a concept, or for all words of the phrase.
func (x *Lexicon) phraseClause(a ask) Clause {
	c := Clause{}
	for _, concept := range a.concepts {
		x.concept(&c, concept, weightExact)
	}
	var all []Term
	for _, w := range a.words {
		if !x.lang.stop[w.Text] {
			all = append(all, x.term(Soft+x.lookup(w.Text).stem, weightSoft))
		}
	}
	if len(all) > 1 && x.allKnown(all) {
		c.All = append(c.All, all)
	}
	// Written just so it counts more than a synonym.
	glued := strings.Join(texts(a.words), "")
	x.add(&c, x.term(glued, weightGlued))
	x.add(&c, x.term(Soft+stem(glued), weightSoft))
	return c
}

// wordClause asks for a word; fix is what it was taken for if it is misspelt.
func (x *Lexicon) wordClause(a ask, typing bool) (c Clause, fix string) {
	w := a.words[0].Text
	x.word(&c, w, weightExact)
	if typing && a.last || len(c.Any) == 0 && letterCount(w) >= 2 {
		for i, full := range x.completions(w, maxCompletions) {
			if i < maxWhole {
				x.word(&c, full, weightPrefix)
			} else {
				x.add(&c, x.term(full, weightPrefix))
			}
		}
	}
	if len(c.Any) == 0 && letterCount(w) >= 3 {
		x.stemsWith(&c, w)
	}
	if len(c.Any) == 0 {
		x.stemsEnding(&c, w)
	}
	found := len(c.Any) > 0
	if f := x.lookup(w); len(f.parts) > 1 {
		var all []Term
		for _, p := range x.leaves(w) {
			all = append(all, x.term(Soft+p, weightParts))
		}
		if len(all) > 1 && x.allKnown(all) {
			c.All = append(c.All, all)
		}
	}
	if found {
		return c, ""
	}
	for i, better := range x.corrections(w, maxCorrections) {
		if i == 0 {
			fix = better
		}
		weight := weightTypo / float64(distance([]rune(w), []rune(better), 2))
		x.word(&c, better, weight)
	}
	return c, fix
}

// word adds what a word gives: itself, its stem, its concepts.
func (x *Lexicon) word(c *Clause, w string, weight float64) {
	x.add(c, x.term(w, weight*weightExact))
	x.add(c, x.term(Soft+x.lookup(w).stem, weight*weightSoft))
	for _, concept := range x.concepts(w) {
		x.concept(c, concept, weight*weightConcept)
	}
	// Concepts that lead elsewhere count even if no text holds the word.
	for _, m := range x.lang.match([]string{stem(w)}) {
		if !x.inIndex(m.concept) {
			x.concept(c, m.concept, weight*weightConcept)
		}
	}
}

func (x *Lexicon) concept(c *Clause, concept string, weight float64) {
	x.add(c, x.term(concept, weight))
	x.add(c, x.term(Soft+concept, weight*weightSoft))
	for _, also := range x.lang.also[concept] {
		x.add(c, x.term(also, weight*weightAlso))
	}
}

func (x *Lexicon) term(token string, weight float64) Term {
	return Term{Token: token, In: InText, Weight: weight, Documents: x.counts[token]}
}

// add adds a term if documents hold it and it is not there with more weight.
func (x *Lexicon) add(c *Clause, t Term) {
	if !x.known(t.Token) {
		return
	}
	for i := range c.Any {
		if c.Any[i].Token == t.Token {
			c.Any[i].Weight = max(c.Any[i].Weight, t.Weight)
			return
		}
	}
	c.Any = append(c.Any, t)
	c.documents = max(c.documents, x.counts[t.Token])
}

// stemsWith adds the parts of compounds that begin with a word not typed to
// the end ("Leucht" finds Chanukkaleuchter).
func (x *Lexicon) stemsWith(c *Clause, prefix string) {
	var out []string
	r, _ := utf8.DecodeRuneInString(prefix)
	for _, t := range x.soft[r] {
		if x.counts[t] > 0 && strings.HasPrefix(t[len(Soft):], prefix) {
			out = append(out, t)
		}
	}
	x.byCount(out)
	for _, t := range out[:min(len(out), maxCompletions)] {
		x.add(c, x.term(t, weightSoft))
	}
}

// stemsEnding adds the compounds that end with a word, for one that stands
// nowhere alone, so that none could be cut there ("Steine" finds
// Stolpersteine). Short words end too many others.
func (x *Lexicon) stemsEnding(c *Clause, w string) {
	s := stem(w)
	if letterCount(w) < minEnding || len(s) < minPart || hasDigit(w) {
		return
	}
	var out []string
	for _, tokens := range x.soft {
		for _, t := range tokens {
			if x.counts[t] > 0 && len(t) >= len(Soft)+len(s)+minListed && strings.HasSuffix(t, s) {
				out = append(out, t)
			}
		}
	}
	x.byCount(out)
	for _, t := range out[:min(len(out), maxCompletions)] {
		x.add(c, x.term(t, weightSoft))
	}
}

// glue lets two neighbouring words be found where they are written as one:
// "Ramadan Fest" as Ramadanfest, "Feuer Ostern" as Osterfeuer.
// It reports whether there is such a word.
func (x *Lexicon) glue(a, b string, ca, cb *Clause) (found bool) {
	if letterCount(a)+letterCount(b) < 5 || hasDigit(a+b) {
		return false
	}
	for _, pair := range [][2]string{{a, b}, {b, a}} {
		for _, link := range links {
			w := pair[0] + link + pair[1]
			if len(w) > maxWord {
				continue
			}
			var c Clause
			if x.known(w) || x.known(Soft+stem(w)) || len(x.concepts(w)) > 0 {
				x.word(&c, w, weightGlued)
			}
			for _, t := range c.Any {
				found = true
				x.add(ca, t)
				x.add(cb, t)
			}
		}
	}
	return found
}

// leaves returns the stems of the smallest parts of a compound.
func (x *Lexicon) leaves(w string) []string {
	var out []string
	for _, p := range x.split(w) {
		if letterCount(p) >= minPart && len(x.split(p)) == 0 {
			out = append(out, stem(p))
		}
	}
	return out
}

func (x *Lexicon) allKnown(terms []Term) bool {
	for _, t := range terms {
		if !x.known(t.Token) {
			return false
		}
	}
	return true
}

// lookup is form with the lock held for reading only.
func (x *Lexicon) lookup(w string) form {
	if f, ok := x.forms[w]; ok {
		return f
	}
	f := form{stem: stem(w)}
	for _, p := range x.split(w) {
		if s := stem(p); letterCount(p) >= minPart && s != f.stem && !slices.Contains(f.parts, s) {
			f.parts = append(f.parts, s)
		}
	}
	return f
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
