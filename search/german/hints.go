package german

import "strings"

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

// spot returns where the first three letters of a text are noted, from 0 to 4095.
func spot(text string) uint32 {
	return (uint32(text[0])*289 + uint32(text[1])*17 + uint32(text[2])) * 2654435761 >> 20
}

// respelt reports whether stemming may change letters of a word, not just cut it.
func respelt(w string) bool {
	for i := 1; i < len(w); i++ {
		switch w[i] {
		case 'e':
			if strings.IndexByte("aou", w[i-1]) >= 0 {
				return true
			}
		case 'h':
			if w[i-1] == 'p' || w[i-1] == 't' {
				return true
			}
		case 'r':
			if w[i-1] == 'r' {
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
		token = strings.TrimPrefix(token, Soft)
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
