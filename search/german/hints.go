package german

import (
	"strings"
	"unicode/utf8"
)

// hints say of most words that none of some stems is theirs or that of a part of them,
// without stemming and splitting them: every stem begins with three letters that the
// word has.
type hints [64]uint64

// add adds a stem. Shorter ones than three letters are those of words that are as short.
func (h *hints) add(stem string) {
	if len(stem) >= minStem {
		i := spot(stem)
		h[i/64] |= 1 << (i % 64)
	}
}

// may reports whether a folded word may have one of the stems.
func (h *hints) may(w string) bool {
	if len(w) < minPart {
		return true
	}
	for i := 0; i+minStem <= len(w); i++ {
		if at := spot(w[i:]); h[at/64]&(1<<(at%64)) != 0 {
			return true
		}
	}
	return respelt(w)
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
		before := w[i-1] | lower
		switch w[i] | lower {
		case 'e':
			if before == 'a' || before == 'o' || before == 'u' {
				return true
			}
		case 'h':
			if before == 'p' || before == 't' {
				return true
			}
		case 'r':
			if before == 'r' {
				return true
			}
		}
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
