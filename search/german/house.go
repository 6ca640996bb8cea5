package german

import (
	"slices"
	"strings"

	"vielfalt/search"
)

// A house is a search.House in the form in which queries are compared with it; nil
// has no words.
type house struct {
	of     *search.House
	stop   map[string]bool // stems
	groups [][]member
	first  map[string][]membership // by the first stem, or an abbreviation itself
}

// A member is one way in which the house says something.
type member struct {
	text  string
	words []string // folded
	stems []string
	short bool // it is written as an abbreviation
}

// A membership is the place of a member: in which group, and where in it.
type membership struct{ group, at int }

// houseOf returns a house as queries are compared with it. The last one is kept,
// because the words of a house are many and seldom change.
func (l *Language) houseOf(h *search.House) *house {
	if h == nil {
		return nil
	}
	if kept := l.house.Load(); kept != nil && kept.of == h {
		return kept
	}
	out := &house{of: h, stop: map[string]bool{}, first: map[string][]membership{}}
	for w := range set(h.Stop) {
		out.stop[stem(w)] = true
	}
	for _, texts := range h.Groups {
		var g []member
		for _, text := range texts {
			if m := newMember(text); len(m.words) > 0 {
				at := membership{len(out.groups), len(g)}
				g, out.first[m.stems[0]] = append(g, m), append(out.first[m.stems[0]], at)
			}
		}
		out.groups = append(out.groups, g)
	}
	l.house.Store(out)
	return out
}

func newMember(text string) member {
	m := member{text: text, words: texts(Words(text)), short: abbreviation(text)}
	for _, w := range m.words {
		if m.short { // its stem may be another word
			m.stems = append(m.stems, w)
		} else {
			m.stems = append(m.stems, stem(w))
		}
	}
	return m
}

// Stemmed returns the stems of the words of a text, with a space between them: what a
// query shares with the members of groups that it is found to say. An abbreviation
// too has the stem of whatever word is typed like it.
func Stemmed(text string) string {
	var stems []string
	for _, w := range Words(text) {
		stems = append(stems, stem(w.Text))
	}
	return strings.Join(stems, " ")
}

// beginsAt reports whether words of a query begin with a member. What is a stop
// word of the language as well is meant only if it is written in capitals: AM.
func (m *member) beginsAt(l *Language, text string, words []Word) bool {
	if len(words) < len(m.words) {
		return false
	}
	for i, w := range words[:len(m.words)] {
		if w.Text != m.stems[i] && (m.short || stem(w.Text) != m.stems[i]) {
			return false
		}
	}
	w := words[0]
	return len(m.words) > 1 || !l.stop[w.Text] || m.short && abbreviation(text[w.From:w.To])
}

// longest returns the places of the longest members with which words begin, and how
// many words these have.
func (h *house) longest(l *Language, text string, words []Word) (out []membership, n int) {
	at := h.first[words[0].Text]
	if s := stem(words[0].Text); s != words[0].Text {
		at = slices.Concat(at, h.first[s])
	}
	for _, p := range at {
		m := &h.groups[p.group][p.at]
		if len(m.words) < n || !m.beginsAt(l, text, words) {
			continue
		}
		if len(m.words) > n {
			n, out = len(m.words), nil
		}
		out = append(out, p)
	}
	return out, n
}

// note notes in the asks of a query what else the house calls what their words say.
// What stands in quotes is meant as it is written.
func (h *house) note(l *Language, asks []ask, text string, words []Word, phrases [][]string) {
	for h != nil && len(words) > 0 {
		places, n := h.longest(l, text, words)
		said := words[:max(n, 1)]
		words = words[len(said):]
		if n == 0 || slices.ContainsFunc(phrases, func(p []string) bool { return contains(p, texts(said)) }) {
			continue
		}
		for i := range asks {
			a := &asks[i]
			from, to := a.span()
			if from < said[0].From || to > said[n-1].To || n > 1 && len(a.words) == 1 && l.stop[a.words[0].Text] {
				continue
			}
			for _, p := range places {
				a.others = append(a.others, h.groups[p.group][:p.at]...)
				a.others = append(a.others, h.groups[p.group][p.at+1:]...)
			}
		}
	}
}

// spoken returns an ask for each word of a text, with what else the house calls it.
func (h *house) spoken(l *Language, text string) []ask {
	words := Words(text)
	out := make([]ask, len(words))
	for i := range words {
		out[i].words = words[i : i+1]
	}
	h.note(l, out, text, words, nil)
	return out
}

// span returns which bytes of the query an ask is made of.
func (a *ask) span() (from, to int) {
	if len(a.words) == 0 {
		return a.from, a.to
	}
	return a.words[0].From, a.words[len(a.words)-1].To
}

// telling leaves out the house's stop words, unless they are all that is asked for.
func (h *house) telling(asks []ask) []ask {
	if h == nil {
		return asks
	}
	if rest := only(asks, func(a ask) bool { return len(a.words) != 1 || !h.stop[stem(a.words[0].Text)] }); len(rest) > 0 {
		return rest
	}
	return asks
}

// widen adds to a clause what else the house calls what its ask says.
func (x *Lexicon) widen(c *Clause, a ask) {
	for _, m := range a.others {
		x.member(c, m)
	}
}

// member adds the terms of a member of a group: its words, or all of them.
func (x *Lexicon) member(c *Clause, m member) {
	if key := Key + "k" + m.words[0]; m.short && x.known(key) {
		x.add(c, x.term(key, weightConcept))
		return
	}
	if n := recognise(m.text, x.known); len(n) == 1 && n[0].to-n[0].from == len(m.text) { // "Dezernat 36"
		for _, t := range x.keyClause(n[0].keys).Any {
			c.Any = append(c.Any, Term{t.Token, t.In, weightConcept, t.Documents})
			c.documents = max(c.documents, t.Documents)
		}
		return
	}
	said := slices.DeleteFunc(slices.Clone(m.words), func(w string) bool { return x.lang.stop[w] })
	if len(m.words) == 1 || len(said) == 1 {
		x.word(c, append(said, m.words...)[0], weightConcept)
		return
	}
	for _, k := range x.lang.match(m.stems) {
		if k.n == len(m.stems) {
			x.concept(c, k.concept, weightConcept)
		}
	}
	var all []Term
	var stems []string
	for _, w := range said {
		s := x.lookup(w).stem
		all, stems = append(all, x.term(Soft+s, weightSoft*weightConcept)), append(stems, s)
	}
	if len(all) > 1 && x.allKnown(stems) {
		c.All = append(c.All, all)
		c.documents = max(c.documents, 1)
	}
	glued := strings.Join(m.words, "")
	x.add(c, x.term(glued, weightGlued*weightConcept))
	x.add(c, x.term(Soft+stem(glued), weightSoft*weightConcept))
}
