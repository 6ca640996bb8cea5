package german

import (
	"slices"
	"strings"
)

// Endings of German verbs in the present, the past and the participles, the longer ones
// first: "übersetzt", "dolmetsche", "arbeitete", "abgerechnet".
var conjugated = []string{"testen", "eten", "test", "ten", "est", "ete", "tet", "te", "st", "et", "t", "e", "en"}

// minVerb is how many letters a verb has at least before its ending.
const minVerb = 4

// infinitives returns the verbs of which a folded word may be a form, in the form that
// dictionaries list them by. Words that are nouns as well are left alone: "Gebet".
func (x *Lexicon) infinitives(w string) []string {
	if !partWord(w) || good().nouns[stem(w)] {
		return nil
	}
	var out []string
	for _, end := range conjugated {
		base, ok := strings.CutSuffix(w, end)
		if !ok {
			continue
		}
		for _, b := range []string{base, withoutGe(base)} {
			if len(b) < minVerb {
				continue
			}
			for _, verb := range []string{b + "en", b + "n"} {
				if verb != w && (good().verb(verb) || slices.Contains(x.lang.singles, verb)) {
					return append(out, verb)
				}
			}
		}
	}
	return out
}

// withoutGe drops the ge- of a participle, also behind a first part of its own:
// "abgerechnet".
func withoutGe(base string) string {
	if rest, ok := strings.CutPrefix(base, "ge"); ok {
		return rest
	}
	for _, first := range separable {
		if rest, ok := strings.CutPrefix(base, first+"ge"); ok {
			return first + rest
		}
	}
	return ""
}
