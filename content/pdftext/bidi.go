package pdftext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// class returns the bidirectional class of a character, by Unicode.
func class(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// rightToLeft reports whether a letter is read from the right.
func rightToLeft(r rune) bool {
	c := class(r)
	return c == bidi.R || c == bidi.AL
}

// Directions of a piece of a line.
type direction int

const (
	neutral direction = iota // of what stands around it
	fromL                    // Latin letters
	fromR                    // Arabic and Hebrew letters
	figures                  // a number: read from the left, amid either
)

// A piece of a line is a letter with its marks, a number, or a sign.
type piece struct {
	text string
	dir  direction
	// amid marks a sign beside letters that are read from the right.
	amid bool
}

// logical returns a line of a text of a direction, given as it is seen from left to
// right, in the order in which it is read. It undoes what the bidirectional algorithm
// (UAX #9) does to a line without marks of direction. Where two texts look alike, a
// number belongs to the word in Latin letters before it.
func logical(seen string, base direction) string {
	if !strings.ContainsFunc(seen, rightToLeft) {
		return seen
	}
	all := pieces(seen)
	settle(all, base)
	if base == fromR {
		slices.Reverse(all)
		turn(all, fromL)
	} else {
		turn(all, fromR)
	}
	upright(all)
	var b strings.Builder
	for _, p := range all {
		b.WriteString(p.text)
	}
	return marksLast(b.String())
}

// turn reverses each run of pieces of a direction.
func turn(all []piece, dir direction) {
	for i := 0; i < len(all); {
		j := i
		for j < len(all) && all[j].dir == dir {
			j++
		}
		slices.Reverse(all[i:j])
		i = max(j, i+1)
	}
}

// pieces takes a line apart. A number is one piece with the signs within it: a dot
// or colon always, but a hyphen or percent sign not where Arabic letters come
// before it, that is on its right (W2, W4 and W5 of UAX #9).
func pieces(seen string) []piece {
	runes := []rune(seen)
	arabic := make([]bool, len(runes)) // whether the next letter to the right is Arabic
	for i, is := len(runes)-1, false; i >= 0; i-- {
		arabic[i] = is
		switch class(runes[i]) {
		case bidi.AL:
			is = true
		case bidi.R, bidi.L:
			is = false
		}
	}
	digit := func(i int) bool {
		return i < len(runes) && (class(runes[i]) == bidi.EN || class(runes[i]) == bidi.AN)
	}
	figure := func(i int) bool {
		switch class(runes[i]) {
		case bidi.CS:
			return digit(i + 1)
		case bidi.ES:
			return digit(i+1) && !arabic[i]
		case bidi.ET:
			return !arabic[i]
		}
		return digit(i)
	}
	var all []piece
	for i := 0; i < len(runes); {
		j, dir := i+1, neutral
		switch c := class(runes[i]); {
		case c == bidi.L:
			dir = fromL
			for j < len(runes) && class(runes[j]) == bidi.NSM {
				j++
			}
		case c == bidi.R || c == bidi.AL || c == bidi.NSM:
			dir = fromR
		case digit(i) || c == bidi.ET && figure(i) && digit(i+1):
			dir = figures
			for j < len(runes) && figure(j) {
				j++
			}
		}
		all = append(all, piece{text: string(runes[i:j]), dir: dir})
		i = j
	}
	return all
}

// directionOf returns the direction of the text that a line is of, and whether the
// line alone tells.
func directionOf(seen string) (dir direction, sure bool) {
	var letters [figures]int // by direction
	var first, last direction
	for _, r := range seen {
		switch {
		case rightToLeft(r):
			last = fromR
		case class(r) == bidi.L:
			last = fromL
		default:
			continue
		}
		letters[last]++
		if first == neutral {
			first = last
		}
	}
	seen = strings.TrimSpace(seen)
	ends := func(r rune, _ int) bool { return strings.ContainsRune(".!?؟۔", r) }
	left, right := ends(utf8.DecodeRuneInString(seen)), ends(utf8.DecodeLastRuneInString(seen))
	switch {
	case letters[fromR] == 0:
		return fromL, true
	case letters[fromL] == 0:
		return fromR, true
	case left && !right: // a sentence ends there
		return fromR, true
	case right && !left:
		return fromL, true
	case first == last:
		return first, true
	case letters[fromR] > letters[fromL]:
		return fromR, false
	}
	return fromL, false
}

// settle gives numbers, and then signs, the direction in which they are read.
func settle(all []piece, base direction) {
	before, after := beside(all, base)
	for i := range all {
		if all[i].dir != figures {
			continue
		}
		all[i].dir = base
		if base == fromR && before[i] == fromL {
			all[i].dir = fromL // it follows a word in Latin letters (W7)
		} else if base == fromL && before[i] == fromR && after[i] == fromR {
			all[i].dir = fromR
		}
	}
	before, after = beside(all, base)
	for i := range all {
		if all[i].dir != neutral {
			continue
		}
		all[i].dir = base
		if before[i] == after[i] {
			all[i].dir = before[i]
		}
		all[i].amid = before[i] == fromR || after[i] == fromR
	}
}

// beside returns the directions of the next letters on the left and on the right of
// each piece; that of the line at its ends.
func beside(all []piece, base direction) (before, after []direction) {
	before, after = make([]direction, len(all)), make([]direction, len(all))
	left, right := base, base
	for i := range all {
		j := len(all) - 1 - i
		before[i], after[j] = left, right
		if d := all[i].dir; d == fromL || d == fromR {
			left = d
		}
		if d := all[j].dir; d == fromL || d == fromR {
			right = d
		}
	}
	return before, after
}

// mirrored are signs that look towards the text they enclose, in pairs.
var mirrored = []rune("()[]{}«»‹›")

// upright mirrors brackets beside letters that are read from the right, if they are
// given as they are seen rather than as what they mean: then they do not match.
func upright(all []piece) {
	wrong := [2]int{} // brackets without a partner: as they are, and mirrored
	depth := [2]int{}
	for _, p := range all {
		k := bracket(p)
		if k < 0 {
			continue
		}
		for j := range depth {
			if (k+j)%2 == 0 {
				depth[j]++
			} else if depth[j]--; depth[j] < 0 {
				wrong[j], depth[j] = wrong[j]+1, 0
			}
		}
	}
	if wrong[0]+depth[0] <= wrong[1]+depth[1] {
		return
	}
	for i := range all {
		if k := bracket(all[i]); k >= 0 {
			all[i].text = string(mirrored[k^1])
		}
	}
}

// bracket returns the place in mirrored of a sign beside letters that are read from
// the right; else -1.
func bracket(p piece) int {
	r, n := utf8.DecodeRuneInString(p.text)
	if !p.amid || n < len(p.text) {
		return -1
	}
	return slices.Index(mirrored, r)
}

// marksLast puts marks after the letters that they belong to, if a word begins with
// one: some programs draw them before, others behind.
func marksLast(s string) string {
	words := strings.Split(s, " ")
	for i, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.Is(unicode.Mn, r) {
			continue
		}
		var out, marks []rune
		for _, r := range w {
			if unicode.Is(unicode.Mn, r) {
				marks = append(marks, r)
				continue
			}
			out = append(append(out, r), marks...)
			marks = nil
		}
		words[i] = string(append(out, marks...))
	}
	return strings.Join(words, " ")
}
