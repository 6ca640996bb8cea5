package german

import (
	"iter"
	"math/bits"
	"strings"
)

// A row is tokens of a roll, by their numbers.
type row struct {
	all     *roll // where the tokens are
	numbers []uint32
}

func (r *row) add(all *roll, n int) { r.all, r.numbers = all, append(r.numbers, uint32(n)) }

// token returns the token at a place in the row.
func (r *row) token(i int) string { return r.all.at(int(r.numbers[i])) }

// A shelf holds tokens to be found by how they begin. Looking at all of them would
// take a search too long: most are told apart by a number, without being read.
type shelf struct {
	row
	heads []uint64
}

// add puts the token with a number on the shelf.
func (s *shelf) add(all *roll, n int) {
	s.row.add(all, n)
	s.heads = append(s.heads, head(all.at(n)))
}

// begun yields the tokens that begin with a prefix.
func (s *shelf) begun(prefix string) iter.Seq[string] {
	return func(yield func(string) bool) {
		want, shift := head(prefix), 8*max(0, 8-len(prefix))
		for i, h := range s.heads {
			if (h^want)>>shift != 0 {
				continue
			}
			if t := s.token(i); strings.HasPrefix(t, prefix) && !yield(t) {
				return
			}
		}
	}
}

// head returns the first eight bytes of a token.
func head(token string) (h uint64) {
	for i := range 8 {
		h <<= 8
		if i < len(token) {
			h |= uint64(token[i])
		}
	}
	return h
}

// An endShelf holds tokens to be found by how they end, in the same way.
type endShelf struct {
	row
	tails []uint64
}

// add puts the token with a number on the shelf.
func (s *endShelf) add(all *roll, n int) {
	s.row.add(all, n)
	s.tails = append(s.tails, tail(all.at(n)))
}

// ending yields the tokens that end with a suffix.
func (s *endShelf) ending(suffix string) iter.Seq[string] {
	return func(yield func(string) bool) {
		want, shift := tail(suffix), 8*max(0, 8-len(suffix))
		for i, t := range s.tails {
			if (t^want)>>shift != 0 {
				continue
			}
			if t := s.token(i); strings.HasSuffix(t, suffix) && !yield(t) {
				return
			}
		}
	}
}

// lastTwo returns the last two bytes of a token, as the letter of its shelf among those
// that are by how a token ends.
func lastTwo(token string) rune { return rune(tail(token) >> 48) }

// tail returns the last eight bytes of a token, the last one first.
func tail(token string) (t uint64) {
	for i := range 8 {
		t <<= 8
		if i < len(token) {
			t |= uint64(token[len(token)-1-i])
		}
	}
	return t
}

// A wordShelf holds words, which are also found by how they are spelt or sound.
type wordShelf struct {
	shelf
	letters []uint64
	sounds  []uint32
}

func (s *wordShelf) add(all *roll, n int) {
	s.shelf.add(all, n)
	word := all.at(n)
	s.letters = append(s.letters, letterSet(word))
	s.sounds = append(s.sounds, soundHead(sound(word)))
}

// alike yields the words that may be within some typing errors of a word, and
// perhaps others.
func (s *wordShelf) alike(word string, errors int) iter.Seq[string] {
	return func(yield func(string) bool) {
		own := letterSet(word)
		for i, l := range s.letters {
			if bits.OnesCount64(l^own) <= 2*errors && !yield(s.token(i)) {
				return
			}
		}
	}
}

// begunAlike yields the words of which a text may be the beginning but for one
// typing error, and perhaps others.
func (s *wordShelf) begunAlike(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		own := letterSet(text)
		for i, l := range s.letters {
			if bits.OnesCount64(own&^l) <= 1 && !yield(s.token(i)) {
				return
			}
		}
	}
}

// sounding yields the words with a code, see [sound].
func (s *wordShelf) sounding(code string) iter.Seq[string] {
	return func(yield func(string) bool) {
		want := soundHead(code)
		for i, h := range s.sounds {
			if h != want {
				continue
			}
			if w := s.token(i); sound(w) == code && !yield(w) {
				return
			}
		}
	}
}

// letterSet says which letters a word has, and which of them twice. A typing error
// adds or takes away two at most; a swap none.
func letterSet(word string) (set uint64) {
	for _, r := range word {
		if r < 'a' || r > 'z' {
			set |= 1 << (52 + r%12)
			continue
		}
		once := uint64(1) << (r - 'a')
		set |= set & once << 26
		set |= once
	}
	return set
}

// soundHead returns the first eight digits of a code.
func soundHead(code string) (h uint32) {
	for i := range min(8, len(code)) {
		h = h<<4 | uint32(code[i]-'0'+1)
	}
	return h
}

// A shelves is shelves by the first letter of what they hold, or by its last two.
type shelves[S any] map[rune]*S

// of returns the shelf for a letter, which may be empty.
func (s shelves[S]) of(first rune) *S {
	if on, ok := s[first]; ok {
		return on
	}
	return new(S)
}

// at returns the shelf for a letter, to put something on it.
func (s shelves[S]) at(first rune) *S {
	if s[first] == nil {
		s[first] = new(S)
	}
	return s[first]
}
