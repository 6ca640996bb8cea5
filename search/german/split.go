package german

import "strings"

// Lengths, in bytes of the folded word, that keep scraps out. A word from the
// texts needs four letters to be a part. Fewer are enough for the parts listed
// in words.yaml, but such short parts are not searchable ("Amt" finds the word
// Amt, but neither "Beamter" nor "insgesamt").
const (
	minPart   = 4
	minListed = 2
	minStem   = 3
	maxSplit  = 60 // longer words are noise, not compounds
)

// links are the elements that join the parts of a compound.
var links = []string{"", "s", "es", "n", "en", "er", "e", "ns", "ens"}

// partWord reports whether a word has the form of a part of a compound.
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

// split returns the parts of a compound; none if the word is not one. Every cut
// into two known halves counts, and halves that are compounds themselves are
// returned both whole and in parts.
func (x *Lexicon) split(w string) []string {
	if len(w) < minListed+minPart || !partWord(w) {
		return nil
	}
	return x.cut(nil, w, 2)
}

// cut appends the parts of a word; depth limits how often halves are cut again.
func (x *Lexicon) cut(to []string, w string, depth int) []string {
	if x.lang.whole[w] {
		return to
	}
	for i := minListed; i <= len(w)-minListed; i++ {
		right := w[i:]
		if !x.part(right) {
			continue
		}
		for _, link := range links {
			left, ok := strings.CutSuffix(w[:i], link)
			if !ok || len(left) < minListed || participle(link, right) {
				continue
			}
			n := len(to)
			if depth > 0 {
				to = x.cut(to, left, depth-1)
			}
			if len(to) == n && !x.left(left) {
				continue
			}
			to = append(to, left, right)
			if depth > 0 {
				to = x.cut(to, right, depth-1)
			}
			break
		}
	}
	return to
}

// halves returns the stems of the halves of a compound, of each cut into two.
func (x *Lexicon) halves(w string) [][2]string {
	if len(w) < 2*minPart || !partWord(w) || x.lang.whole[w] {
		return nil
	}
	var out [][2]string
	for i := minPart; i <= len(w)-minPart; i++ {
		right := w[i:]
		if !x.part(right) {
			continue
		}
		for _, link := range links {
			if left, ok := strings.CutSuffix(w[:i], link); ok && len(left) >= minPart && !participle(link, right) && x.left(left) {
				out = append(out, [2]string{stem(left), stem(right)})
				break
			}
		}
	}
	return out
}

// participle reports whether a right half with nothing to link it is the ending of a
// verb: "Teilnehmende", beside "Wochenende".
func participle(link, right string) bool { return link == "" && stem(right) == "end" }

// left reports whether a word is a part, or would be with the -e or -en that
// the first half of a compound loses ("Schul-", "Sprach-", "Oster-").
func (x *Lexicon) left(w string) bool {
	return x.part(w) || len(w) >= minPart && !x.lang.chance[w] && (x.whole(w+"e") || x.whole(w+"en"))
}

// part reports whether a word can be a part of a compound.
func (x *Lexicon) part(w string) bool {
	if len(w) < minListed {
		return false
	}
	if len(w) >= minPart && !x.opened.has(w) && !good().opened.has(w) && !respelt(w[:min(len(w), opened+1)]) {
		return false
	}
	if x.lang.stop[w] || x.lang.chance[w] {
		return false
	}
	s := stem(w)
	if x.lang.parts[s] && (len(w) >= minPart || w == s) {
		return true
	}
	return len(w) >= minPart && len(s) >= minStem && (x.stems.has(s) || good().nouns[s])
}

// whole reports whether a word is known in exactly this form.
func (x *Lexicon) whole(w string) bool {
	return len(w) >= minPart && x.roll.has(w) || x.lang.parts[w]
}
