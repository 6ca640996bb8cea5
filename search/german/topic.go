package german

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// cased reports whether a query is written with capitals where German has them: one
// of its words that say something has one.
func (x *Lexicon) cased(text string) bool {
	for _, w := range Words(text) {
		l := x.lang
		if capital(text, w) && !l.stop[w.Text] && !l.question[w.Text] && !l.asked[w.Text] && !l.address[w.Text] && !l.person[w.Text] {
			return true
		}
	}
	return false
}

func capital(text string, w Word) bool {
	r, _ := utf8.DecodeRuneInString(text[w.From:])
	return unicode.IsUpper(r) || !unicode.IsLower(r) // other scripts have none
}

// light reports whether an ask is a word that says how or what is done, and names no
// topic: a word by which people ask, or a verb or adjective that means nothing else of
// which we know. mine are the words that somebody says of themselves, see [besideMe].
func (x *Lexicon) light(a ask, text string, cased bool, mine []int) bool {
	if len(a.words) != 1 || a.keys != nil || a.others != nil {
		return false
	}
	w := a.words[0]
	if hangs(text, w) {
		return false // it is half a word: Sprach- und Kulturmittlung
	}
	if x.asked(w.Text) || monthNamed(w.Text) > 0 || slices.Contains(mine, w.From) && x.clipped(w.Text) {
		return true
	}
	if x.namesDay(a) || len(x.lang.loose[w.Text]) > 0 {
		return false
	}
	if x.lang.listed(w.Text) {
		return false
	}
	return cased && !capital(text, w) || good().light(w.Text, text[w.From:w.To])
}

// onlyNoun reports whether an ask that is light is a verb that texts have only as a noun, or
// within one: who wants to have calls "umleiten" means the Rufumleitung.
func (x *Lexicon) onlyNoun(a ask, c Clause) bool {
	w := a.words[0].Text
	return len(c.Any) > 0 && good().onlyVerb(w) && !x.asked(w) &&
		!slices.ContainsFunc(c.Any, func(t Term) bool { return !strings.HasPrefix(t.Token, Soft) })
}

// asked reports whether a folded word is one by which people ask, in any form: "sagt".
func (x *Lexicon) asked(w string) bool {
	return x.lang.asked[w] || x.lang.asked[x.infinitive(w)]
}

// besideMe returns where the words of a text begin that stand beside an "ich".
func besideMe(text string) []int {
	var out []int
	words := Words(text)
	for i, w := range words {
		if i > 0 && words[i-1].Text == "ich" || i+1 < len(words) && words[i+1].Text == "ich" {
			out = append(out, w.From)
		}
	}
	return out
}

// clipped reports whether a folded word is a verb without the -e that it has where somebody
// says it of themselves: "wann krieg ich" is not about war.
func (x *Lexicon) clipped(w string) bool { return x.asked(w+"e") || x.infinitive(w+"e") != "" }

// namesDay reports whether an ask is the name of a day.
func (x *Lexicon) namesDay(a ask) bool {
	concepts := a.concepts
	if len(a.words) == 1 {
		concepts = x.lang.meanings(stem(a.words[0].Text))
	}
	return slices.ContainsFunc(concepts, func(c string) bool { return x.lang.days[c] })
}

// unusual reports whether German does not have what is said, in any form.
func unusual(said string) bool {
	w := Fold(said)
	return !good().has(w) && !good().inflects(w)
}
