package german

import (
	"slices"
	"strings"
)

// cutApart makes two asks of each compound that no text has, nor anything that it means
// or leads to.
func (x *Lexicon) cutApart(asks []ask) []ask {
	var out []ask
	for _, a := range asks {
		if len(a.words) == 1 && a.keys == nil && a.others == nil && !a.short && !a.surname && a.date == "" && a.whole == nil {
			w := a.words[0]
			c, _ := x.wordClause(a, exactly)
			if c.documents == 0 && len(x.orNext(x.lang.alsoOf(w.Text))) == 0 {
				if first, head := x.lastCut(w.Text); head != "" && !x.known(soundKey(first)) && (x.lang.about[head] || good().onlyVerb(head) || len(x.halves(first)) > 0 && !x.namesDay(ask{words: []Word{{Text: first}}})) {
					left, right := w, w
					left.Text, right.Text = first, head
					out = append(out, ask{words: []Word{left}, first: true}, ask{words: []Word{right}, head: true})
					continue
				}
			}
		}
		out = append(out, a)
	}
	return out
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
			if !ok || len(begin) < minPart || participle(link, end) {
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

// firstClause asks for what a compound is about: in titles and tags, unless that is a
// compound itself or the name of a day, which say enough wherever they are.
func (x *Lexicon) firstClause(a ask) Clause {
	c, _ := x.wordClause(a, exactly)
	c.All = nil
	if x.namesDay(a) {
		return c
	}
	c.Any = slices.DeleteFunc(c.Any, func(t Term) bool { return t.In == InPairs })
	for i := range c.Any {
		if t := &c.Any[i]; isWord(t.Token) || strings.HasPrefix(t.Token, Concept) {
			t.In = InTitle | InTags
		} else {
			t.In = InTags
		}
	}
	x.related(&c, a.words[0].Text)
	return c
}
