package german

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// hints say of most words that none of some stems is theirs or that of a part of them,
// without stemming and splitting them: every stem begins with letters that the word has.
type hints struct {
	spots [64]uint64          // by their first three letters, whether there are any stems
	heads map[uint32][]string // by the same, how they begin
}

// headLength is how many letters of a stem its words are sure to have: stemming changes
// the end of a word.
const headLength = 5

// add adds a stem. Shorter ones than three letters are those of words that are as short.
func (h *hints) add(stem string) {
	if len(stem) < minStem {
		return
	}
	if h.heads == nil {
		h.heads = map[uint32][]string{}
	}
	head := stem[:min(len(stem), headLength)]
	if at := spot(head); !slices.Contains(h.heads[at], head) {
		h.spots[at/64] |= 1 << (at % 64)
		h.heads[at] = append(h.heads[at], head)
	}
}

// may reports whether a folded word may have one of the stems.
func (h *hints) may(w string) bool {
	return len(w) < minPart || h.has(w) || respelt(w) && (h.has(newer(w, "h")) || h.has(newer(w, "eh")))
}

// has reports whether one of the stems begins anywhere in a word, in capitals or not.
func (h *hints) has(w string) bool {
	for i := 0; i+minStem <= len(w); i++ {
		at := spot(w[i:])
		if h.spots[at/64]&(1<<(at%64)) == 0 {
			continue
		}
		for _, head := range h.heads[at] {
			if headed(w[i:], head) {
				return true
			}
		}
	}
	return false
}

// headed reports whether a word begins with a head, in capitals or not.
func headed(w, head string) bool {
	if len(w) < len(head) {
		return false
	}
	for i := range len(head) {
		if w[i]|lower != head[i]|lower {
			return false
		}
	}
	return true
}

// written is may for a word as it is written, without folding it: whatever of it folding
// may change, but for capitals, it may have any.
func (h *hints) written(w string) bool {
	for i := range len(w) {
		if w[i] >= utf8.RuneSelf || w[i] == '\'' || w[i] == '`' {
			return true
		}
	}
	return h.may(w)
}

// lower is the bit that tells a small letter of ASCII from a capital. Digits have it.
const lower = 'a' - 'A'

// spot returns where the first three letters of a text are noted, from 0 to 4095, the
// same for capitals.
func spot(text string) uint32 {
	return (uint32(text[0]|lower)*289 + uint32(text[1]|lower)*17 + uint32(text[2]|lower)) * 2654435761 >> 20
}

// respelt reports whether stemming may change letters of a word, not just cut it.
func respelt(w string) bool {
	for i := 1; i < len(w); i++ {
		if silent(w, i) {
			return true
		}
	}
	return false
}

// newer returns a word without some of the letters that stemming may drop: e is not if
// a part of a compound begins with it.
func newer(w, without string) string {
	var room [maxWord]byte
	out := append(room[:0], w[:1]...)
	for i := 1; i < len(w); i++ {
		switch {
		case !silent(w, i) || strings.IndexByte(without, w[i]|lower) < 0:
			out = append(out, w[i])
		case w[i-1]|lower == 'p':
			out[len(out)-1] = 'f'
		}
	}
	return string(out)
}

// silent reports whether stemming may drop the letter at i, not the first: the last one
// of ae, oe, ue, ph, th and rrh.
func silent(w string, i int) bool {
	before := w[i-1] | lower
	switch w[i] | lower {
	case 'e':
		return before == 'a' || before == 'o' || before == 'u'
	case 'h':
		return before == 'p' || before == 't' || before == 'r' && i > 1 && w[i-2]|lower == 'r'
	}
	return false
}

// hints returns the hints for what the plan marks.
func (p *Plan) hints() *hints {
	h := &hints{}
	for _, c := range p.Clauses {
		for _, stem := range c.halves {
			h.add(stem)
		}
	}
	for token := range p.marks {
		token = strings.TrimPrefix(strings.TrimPrefix(token, Soft), Key+"k") // also what is an abbreviation
		if !strings.HasPrefix(token, Concept) {
			h.add(token)
			continue
		}
		for _, stem := range p.lex.lang.members[token] {
			h.add(stem)
		}
	}
	return h
}
