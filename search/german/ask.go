package german

import (
	"cmp"
	"slices"
	"strings"
)

// An ask is a piece of a query: one word, a phrase, or a number.
type ask struct {
	words    []Word
	concepts []string // of a phrase
	keys     []string
	last     bool // nothing follows, so it may be unfinished
}

// asks cuts a query into asks, and reports whether it is a question. It sets
// the plan's ContactsFirst.
func (x *Lexicon) asks(text string, p *Plan) (out []ask, question bool) {
	words := Words(text)
	question = strings.Contains(text, "?") || len(words) > 0 && x.lang.question[words[0].Text]
	out, p.ContactsFirst = x.pieces(text, words)
	// Drop stop words, unless they are all there is.
	out = only(out, func(a ask) bool { return a.keys != nil || a.concepts != nil || !x.lang.stop[a.words[0].Text] })
	single := len(out) == 1
	p.ContactsFirst = p.ContactsFirst || x.forPerson(out, words, question)
	if p.ContactsFirst || question {
		rest := only(out, func(a ask) bool { return len(a.words) != 1 || !x.lang.person[a.words[0].Text] })
		if len(rest) > 0 {
			out = rest
		} else if !question {
			p.ContactsFirst = false
		}
	}
	if question {
		rest := only(out, func(a ask) bool {
			return len(a.words) != 1 || !x.lang.asked[a.words[0].Text] && !x.lang.question[a.words[0].Text]
		})
		if len(rest) > 0 {
			out = rest
		}
	}
	if len(out) == 1 && len(out[0].words) == 1 && (single || p.ContactsFirst) {
		if key := alone(out[0].words[0].Text, x.known); key != "" {
			p.ContactsFirst = true
			return []ask{{keys: []string{key}}}, false
		}
	}
	return out, question
}

// pieces turns each number, phrase and other word of a query into an ask, and
// reports whether there are numbers.
func (x *Lexicon) pieces(text string, words []Word) (out []ask, numbered bool) {
	numbers := recognise(text, x.known)
	slices.SortFunc(numbers, func(a, b number) int { return cmp.Compare(a.from, b.from) })
	var row []Word // words between numbers
	end := 0       // of the last number
	for _, w := range words {
		if len(out)+len(row) >= maxQueryWords {
			break
		}
		for len(numbers) > 0 && numbers[0].to <= w.From {
			numbers = numbers[1:]
		}
		if len(numbers) == 0 || w.From < numbers[0].from {
			row = append(row, w)
			continue
		}
		if end != numbers[0].to { // the number's first word
			out, row = append(out, x.phrases(row)...), nil
			out = append(out, ask{keys: numbers[0].keys})
			end, numbered = numbers[0].to, true
		}
	}
	out = append(out, x.phrases(row)...)
	if len(words) > 0 {
		last := words[len(words)-1]
		for i := range out {
			if ws := out[i].words; len(ws) > 0 && ws[len(ws)-1] == last && last.To == len(text) {
				out[i].last = true
			}
		}
	}
	return out, numbered
}

// forPerson reports whether the query asks for a person: one of the asks is a
// word for people, or a question contains one anywhere.
func (x *Lexicon) forPerson(asks []ask, words []Word, question bool) bool {
	return slices.ContainsFunc(asks, func(a ask) bool { return len(a.words) == 1 && x.lang.person[a.words[0].Text] }) ||
		question && slices.ContainsFunc(words, func(w Word) bool { return x.lang.person[w.Text] })
}

func only(asks []ask, f func(ask) bool) []ask {
	var out []ask
	for _, a := range asks {
		if f(a) {
			out = append(out, a)
		}
	}
	return out
}

// phrases turns a row of words into asks, joining those that form a phrase with
// a concept; longer phrases win.
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
