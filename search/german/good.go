package german

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// lawsText lists the 20,000 words that most of the federal laws of Germany have,
// nouns with a capital. Laws have no copyright (UrhG § 5).
//
//go:embed laws.txt
var lawsText string

// speechesText lists words that laws do not have: those of four letters or more that
// were said in the Bundestag on several of 361 days of the years 2010 to 2016, without
// names of people. Its minutes are official works (UrhG § 5).
//
//go:embed speeches.txt
var speechesText string

// A vocabulary is what good German words there are, folded.
type vocabulary struct {
	words []string        // in order
	plain []string        // those that laws have, in order
	small []string        // those that are written small, in order
	large []string        // those that are written with a capital, in order
	spelt []string        // those that are written small and with an umlaut, as they are, in order
	nouns map[string]bool // the stems of those of laws that compounds may consist of

	opened *openings // by these stems
}

// good reads the words when they are needed first: a start with an index at hand does not
// need them, the first search does.
var good = sync.OnceValue(func() vocabulary {
	v := vocabulary{nouns: make(map[string]bool, 12_000), opened: &openings{}}
	add := func(text string, also func(folded string, noun bool)) {
		for w := range strings.Lines(text) {
			w = strings.TrimSuffix(w, "\n")
			folded := Fold(w)
			v.words = append(v.words, folded)
			first, _ := utf8.DecodeRuneInString(w)
			noun := unicode.IsUpper(first)
			if noun {
				v.large = append(v.large, folded)
			} else {
				v.small = append(v.small, folded)
				if folded != w {
					v.spelt = append(v.spelt, w)
				}
			}
			also(folded, noun)
		}
	}
	add(lawsText, func(folded string, noun bool) {
		v.plain = append(v.plain, folded)
		if noun && partWord(folded) {
			s := stem(folded)
			v.nouns[s] = true
			v.opened.add(s)
		}
	})
	// Of what is said, much is a part of other words by chance: Ohren, Nase.
	add(speechesText, func(string, bool) {})
	for _, list := range [][]string{v.words, v.plain, v.small, v.large, v.spelt} {
		slices.Sort(list)
	}
	return v
})

// has reports whether a folded word is a good one.
func (v vocabulary) has(w string) bool { return in(v.words, w) }

// inflects reports whether a folded word is one of a good adjective or noun with an ending:
// "türkisches".
func (v vocabulary) inflects(w string) bool {
	for _, end := range []string{"es", "er", "en", "em", "e", "s", "n"} {
		if base, ok := strings.CutSuffix(w, end); ok && len(base) >= minPart && (v.has(base) || v.has(base+"e")) {
			return true
		}
	}
	return false
}

// official reports whether a folded word is one that laws have: it is no name.
func (v vocabulary) official(w string) bool { return in(v.plain, w) }

func in(sorted []string, w string) bool {
	_, ok := slices.BinarySearch(sorted, w)
	return ok
}

// light reports whether a word, folded and as it is written, is one that says how or what
// is done, and no noun: "bestellen", "alten", "fährt".
func (v vocabulary) light(w, written string) bool {
	return in(v.spelt, written) || in(v.small, w) && !in(v.large, w)
}

// verb reports whether a folded word is written small and may be a verb in its basic
// form: "anmelden", "vorlesen".
func (v vocabulary) verb(w string) bool {
	return in(v.small, w) && (strings.HasSuffix(w, "en") || strings.HasSuffix(w, "ern") || strings.HasSuffix(w, "eln"))
}

// onlyVerb reports whether a folded word may be a verb, and is no noun.
func (v vocabulary) onlyVerb(w string) bool { return v.verb(w) && !in(v.large, w) }

// Ordinary reports whether a text has no words but those that laws have: no names.
func Ordinary(text string) bool {
	for _, w := range Words(text) {
		if g := good(); !g.official(w.Text) && !g.official(w.Text+"e") { // the list has no words of three letters, but "Tage"
			return false
		}
	}
	return true
}

// MayName reports whether a text may be the name of somebody: not all of its words are
// good German, and none is a verb, "Kindergeld beantragen".
func MayName(text string) bool {
	return !Good(text) && !slices.ContainsFunc(Words(text), func(w Word) bool { return good().verb(w.Text) })
}

// Good reports whether all words of a text are good German: nobody mistyped them.
func Good(text string) bool {
	return !slices.ContainsFunc(Words(text), func(w Word) bool { return !good().has(w.Text) })
}
