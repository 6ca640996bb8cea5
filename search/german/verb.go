package german

import "strings"

// Endings of German verbs in the present, the past and the participles, the longer ones
// first: "übersetzt", "dolmetsche", "arbeitete", "abgerechnet".
var conjugated = []string{"testen", "eten", "test", "ten", "est", "ete", "tet", "te", "st", "et", "t", "e", "en"}

// minVerb is how many letters a verb has at least before its ending.
const minVerb = 4

// infinitive returns the verb of which a folded word may be a form, as dictionaries list
// it, or "". Words that are nouns as well are left alone: "Gebet".
func (x *Lexicon) infinitive(w string) string {
	if !partWord(w) || good().nouns[stem(w)] {
		return ""
	}
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
				if verb != w && (good().verb(verb) || x.lang.single[verb]) {
					return verb
				}
			}
		}
	}
	return ""
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
