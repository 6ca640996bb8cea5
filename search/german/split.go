package german

import "strings"

// Lengths, in bytes of the folded word, that keep scraps out: a word of the
// texts must have four letters to be a part; three are enough for the parts
// listed in words.yaml, but those are not found ("Amt" finds the word Amt,
// neither "Beamter" nor "insgesamt").
const (
	minPart   = 4
	minListed = 3
	minStem   = 3
	maxSplit  = 60 // longer words are not compounds but noise
)

// links are the elements between the parts of a compound.
var links = []string{"", "s", "es", "n", "en", "er", "e", "ns", "ens"}

// partWord reports whether a word can be a part of a compound by its form.
func partWord(w string) bool {
	if len(w) < minPart || len(w) > maxSplit {
		return false
	}
	for i := 0; i < len(w); i++ {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return true
}

// split returns the parts of a compound, none if the word is not one. The
// longest part on the right is preferred; the left half may be a compound
// itself and is then returned whole as well as in parts.
func (x *Lexicon) split(w string) []string {
	if len(w) < minListed+minPart || len(w) > maxSplit || !partWord(w) {
		return nil
	}
	return x.splitFrom(w, 3)
}

func (x *Lexicon) splitFrom(w string, depth int) []string {
	for i := minListed; i <= len(w)-minListed; i++ {
		right := w[i:]
		if !x.part(right) {
			continue
		}
		left := w[:i]
		for _, link := range links {
			base, ok := strings.CutSuffix(left, link)
			if !ok || len(base) < minListed {
				continue
			}
			if !x.left(base) {
				continue
			}
			parts := []string{base}
			if depth > 0 {
				parts = append(parts, x.splitFrom(base, depth-1)...)
				parts = append(parts, right)
				parts = append(parts, x.splitFrom(right, depth-1)...)
			}
			return parts
		}
		if depth > 0 {
			for _, link := range links {
				base, ok := strings.CutSuffix(left, link)
				if !ok || len(base) < 2*minListed {
					continue
				}
				if inner := x.splitFrom(base, depth-1); inner != nil {
					return append(append([]string{base}, inner...), right)
				}
			}
		}
	}
	return nil
}

// left reports whether a word is a part, or would be with the -e or -en that
// the first half of a compound loses ("Schul-", "Sprach-", "Oster-").
func (x *Lexicon) left(w string) bool {
	return x.part(w) || len(w) >= minPart && (x.whole(w+"e") || x.whole(w+"en"))
}

// part reports whether a word can be a part of a compound.
func (x *Lexicon) part(w string) bool {
	if len(w) < minListed {
		return false
	}
	if x.lang.stop[w] {
		return false
	}
	s := stem(w)
	if x.lang.parts[s] && (len(w) >= minPart || w == s) {
		return true
	}
	return len(w) >= minPart && len(s) >= minStem && (x.stems[s] > 0)
}

// whole reports whether a word is known just so.
func (x *Lexicon) whole(w string) bool {
	_, ok := x.counts[w]
	return ok && len(w) >= minPart || x.lang.parts[w]
}
