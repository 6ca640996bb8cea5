package german

import (
	"slices"
	"strings"
)

// cutApart makes two asks of each compound that no text has, nor anything that it means
// or leads to.
func (x *Lexicon) cutApart(text string, asks []ask) []ask {
	var out []ask
	for _, a := range asks {
		if two := x.inTwo(text, a, len(asks) == 1); two != nil {
			out = append(out, two...)
		} else {
			out = append(out, a)
		}
	}
	return out
}

// inTwo returns the two words of a compound: the first says what it is about, if the last
// one says little, or if it is a compound itself; else both must be there, which is for
// compounds alone that are no common word. It returns nil for what is not to be cut.
func (x *Lexicon) inTwo(text string, a ask, alone bool) []ask {
	if len(a.words) != 1 || a.keys != nil || a.others != nil || a.short || a.surname || a.date != "" || a.whole != nil {
		return nil
	}
	w := a.words[0]
	if c, _ := x.wordClause(a, exactly); c.documents > 0 || len(x.orNext(x.lang.alsoOf(w.Text))) > 0 {
		return nil
	}
	begin, end := x.lastCut(w.Text)
	if end == "" || x.known(soundKey(begin)) { // no compound, or somebody's name in one
		return nil
	}
	cut := cutAt(text, w, end)
	first, last := ask{words: []Word{{begin, w.From, cut, w.Joined}}, first: true}, ask{words: []Word{{end, cut, w.To, false}}}
	switch {
	case x.lang.about[end] || good().onlyVerb(end) || len(x.halves(begin)) > 0 && !x.namesDay(first):
		last.head = true
	case alone && !good().has(w.Text):
		first.must, last.must = true, true
	default:
		return nil
	}
	return []ask{first, last}
}

// cutAt returns where the folded end of a word begins in the text.
func cutAt(text string, w Word, end string) int {
	for i := range text[w.From:w.To] {
		if cut := w.From + i; i > 0 && Fold(text[cut:w.To]) == end {
			return cut
		}
	}
	return w.To
}

// lastCut returns what a compound consists of, or nothing, if it is none: where texts, or
// the words of search, have the first word, or else the last one as short as may be.
func (x *Lexicon) lastCut(w string) (first, head string) {
	if !partWord(w) || x.lang.whole[w] {
		return "", ""
	}
	for i := len(w) - minPart; i >= minPart; i-- {
		end := w[i:]
		if x.lang.chance[end] || !x.part(end) && !x.lang.about[end] && !good().onlyVerb(end) {
			continue
		}
		for _, link := range links {
			begin, ok := strings.CutSuffix(w[:i], link)
			if !ok || len(begin) < minPart || slices.Contains(separable, begin) || participle(link, end) {
				continue
			}
			if x.known(begin) || x.lang.single[begin] {
				return begin, end
			}
			if head == "" && (x.left(begin) || len(x.halves(begin)) > 0) {
				first, head = begin, end
			}
		}
	}
	return first, head
}

// firstClause asks for what a compound is about: in titles and tags, unless that is the
// name of a day, which says enough wherever it is.
func (x *Lexicon) firstClause(a ask) Clause {
	c, _ := x.wordClause(a, exactly)
	c.All = nil
	if x.namesDay(a) {
		return c
	}
	c.Any = slices.DeleteFunc(c.Any, func(t Term) bool { return t.In == InPairs })
	if a.must {
		x.related(&c, a.words[0].Text)
		return c
	}
	for i := range c.Any {
		if t := &c.Any[i]; t.whole() {
			t.In = InTitle | InTags
		} else {
			t.In = InTags
		}
	}
	x.related(&c, a.words[0].Text)
	return c
}

// lastClause asks for the last word of a compound, as a word of its own.
func (x *Lexicon) lastClause(a ask) Clause {
	c, _ := x.wordClause(a, exactly)
	c.All = nil
	c.Any = slices.DeleteFunc(c.Any, func(t Term) bool { return !t.whole() })
	if verb := did(a.words[0].Text); verb != "" {
		x.word(&c, verb, weightParts)
	}
	return c
}
