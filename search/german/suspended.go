package german

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A suspended is a compound of which a text writes only one half, as in "Kinder-
// und Jugendhilfe" (Kinderhilfe) and "Haupteingang und -ausgang"
// (Hauptausgang).
type suspended struct {
	at       int      // the word that lacks its other half
	from, to int      // the words from the one to the other, both included
	whole    []string // what it may be in full, folded
}

// maxSuspended is how many words there are at most from one half to the other:
// "Bus-, Straßenbahn-, Bahn- und Schiffsfahrt".
const maxSuspended = 8

// suspensions finds the suspended compounds of a text. The caller must hold the
// lock.
func (x *Lexicon) suspensions(text string, words []Word) []suspended {
	var out []suspended
	for i, w := range words {
		switch {
		case hangs(text, w):
			for j := i + 1; j < len(words) && j <= i+maxSuspended && joins(text[words[j-1].To:words[j].From]); j++ {
				if x.lang.joining[words[j].folded(text)] || hangs(text, words[j]) {
					continue
				}
				if s := (suspended{i, i, j, compounds(w.folded(text), x.tails(words[j].folded(text)), "")}); len(s.whole) > 0 {
					out = append(out, s)
				}
				break
			}
		case leads(text, w):
			for j := i - 1; j >= 0 && j >= i-maxSuspended && joins(text[words[j].To:words[j+1].From]); j-- {
				if x.lang.joining[words[j].folded(text)] || leads(text, words[j]) {
					continue
				}
				if s := (suspended{i, j, i, compounds("", x.heads(words[j].folded(text)), w.folded(text))}); len(s.whole) > 0 {
					out = append(out, s)
				}
				break
			}
		}
	}
	return out
}

// suspensionsIn is suspensions for callers that do not hold the lock.
func (x *Lexicon) suspensionsIn(text string, words []Word) []suspended {
	// Each alone is looked for many bytes at a time, which strings.ContainsAny does not.
	if !strings.Contains(text, "-") && !strings.Contains(text, "‐") && !strings.Contains(text, "‑") && !strings.Contains(text, "–") {
		return nil
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.suspensions(text, words)
}

func compounds(before string, halves []string, after string) []string {
	var out []string
	for _, h := range halves {
		if w := before + h + after; len(w) <= maxWord {
			out = append(out, w)
		}
	}
	return out
}

// hangs reports whether a word ends with a hyphen behind which the text goes on
// elsewhere.
func hangs(text string, w Word) bool {
	r, n := utf8.DecodeRuneInString(text[w.To:])
	if !hyphen(string(r)) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(text[w.To+n:])
	return unicode.IsSpace(after) || strings.ContainsRune("/,)", after)
}

// leads reports whether a word begins with a hyphen before which there is no
// word.
func leads(text string, w Word) bool {
	r, n := utf8.DecodeLastRuneInString(text[:w.From])
	if !hyphen(string(r)) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:w.From-n])
	return unicode.IsSpace(before) || strings.ContainsRune("/,(", before)
}

// joins reports whether what is between two words may be within a suspended
// compound.
func joins(between string) bool {
	return !strings.ContainsFunc(between, func(r rune) bool {
		return !unicode.IsSpace(r) && !hyphen(string(r)) && !strings.ContainsRune("/,&()", r) || r == '\n'
	})
}

// separable are the first parts of words that are no nouns, folded: what follows
// is a part even if no text has it alone.
var separable = []string{"ab", "an", "auf", "aus", "bei", "durch", "ein", "fort", "her", "hin", "hinter", "mit", "nach", "ruck", "uber", "um", "unter", "vor", "weg", "wieder", "zu", "zuruck", "zusammen"}

// maxHalves is how many cuts of a word are considered.
const maxHalves = 3

// tails returns what a compound may end with, the shortest first.
func (x *Lexicon) tails(w string) []string {
	if !partWord(w) {
		return nil
	}
	var out []string
	for i := len(w) - minStem; i >= minListed && len(out) < maxHalves; i-- {
		if right := w[i:]; i >= minStem && x.part(right) || begins(w, i) && len(right) >= minPart {
			out = append(out, right)
		}
	}
	return out
}

func begins(w string, i int) bool {
	for _, s := range separable {
		if w[:i] == s {
			return true
		}
	}
	return false
}

// heads returns what a compound may begin with, the longest first.
func (x *Lexicon) heads(w string) []string {
	if !partWord(w) {
		return nil
	}
	var out []string
	for i := len(w) - minPart; i >= minStem && len(out) < maxHalves; i-- {
		if x.part(w[i:]) {
			out = append(out, w[:i])
		}
	}
	return out
}
