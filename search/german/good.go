package german

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// goodText lists the 20,000 words that most of the federal laws of Germany have,
// nouns with a capital. Laws have no copyright (UrhG § 5).
//
//go:embed good.txt
var goodText string

// A vocabulary is what good German words there are, folded.
type vocabulary struct {
	words []string        // in order
	small []string        // those that are written small, in order
	nouns map[string]bool // the stems of nouns that compounds may consist of
}

// good reads the words when they are needed first: neither a start with an index
// at hand nor a search for a single word that texts have needs them.
var good = sync.OnceValue(func() vocabulary {
	v := vocabulary{words: make([]string, 0, 20_000), nouns: make(map[string]bool, 12_000)}
	for w := range strings.Lines(goodText) {
		w = strings.TrimSuffix(w, "\n")
		folded := Fold(w)
		v.words = append(v.words, folded)
		switch r, _ := utf8.DecodeRuneInString(w); {
		case !unicode.IsUpper(r):
			v.small = append(v.small, folded)
		case partWord(folded):
			v.nouns[stem(folded)] = true
		}
	}
	slices.Sort(v.words)
	slices.Sort(v.small)
	return v
})

// has reports whether a folded word is a good one.
func (v vocabulary) has(w string) bool {
	_, ok := slices.BinarySearch(v.words, w)
	return ok
}

// light reports whether a folded word is one that says how or what is done, and no
// noun: "bestellen", "alten".
func (v vocabulary) light(w string) bool {
	_, ok := slices.BinarySearch(v.small, w)
	return ok && !v.nouns[stem(w)]
}

// verb reports whether a folded word is written small and may be a verb in its basic
// form: "anmelden", "vorlesen".
func (v vocabulary) verb(w string) bool {
	_, ok := slices.BinarySearch(v.small, w)
	return ok && (strings.HasSuffix(w, "en") || strings.HasSuffix(w, "ern") || strings.HasSuffix(w, "eln"))
}

// Ordinary reports whether a text has no words but those of the language.
func Ordinary(text string) bool {
	for _, w := range Words(text) {
		if g := good(); !g.has(w.Text) && !g.has(w.Text+"e") { // the list has no words of three letters, but "Tage"
			return false
		}
	}
	return true
}
