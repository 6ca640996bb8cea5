package content

import (
	"fmt"
	"strings"
	"unicode"
)

// RevealHidden returns a text in which every invisible character is written
// out, as in ‹U+202E›: those that reverse the direction of writing, have no
// width, or are only sometimes a hyphen or a line break. People who read a
// message see everything in it, and on a terminal nothing appears where it does
// not belong.
//
// Characters that join letters of Persian or Hindi, or the parts of an emoji,
// are how these are written, and stay where they join something.
func RevealHidden(s string) string {
	return mapHidden(s, func(r rune) string { return fmt.Sprintf("‹U+%04X›", r) })
}

// StripHidden is like RevealHidden, for search texts: it leaves such characters
// out, because they came along with copied text.
func StripHidden(s string) string {
	return mapHidden(s, func(rune) string { return "" })
}

// mapHidden replaces invisible characters.
func mapHidden(s string, instead func(rune) string) string {
	if !strings.ContainsFunc(s, invisible) {
		return s
	}
	var b strings.Builder
	all := []rune(s)
	flag := false // within the letters of a flag
	for i, r := range all {
		flag = r == blackFlag || flag && isFlagLetter(r)
		switch {
		case !invisible(r), flag, joiner(r) && i > 0 && i+1 < len(all) && joins(r, all[i-1], all[i+1]):
			b.WriteRune(r)
		default:
			b.WriteString(instead(r))
		}
	}
	return b.String()
}

// invisible reports whether a character has neither a glyph nor a width.
// Variation selectors (U+FE0F) belong to what they select.
func invisible(r rune) bool {
	switch {
	case r < 0x80:
		return false
	case r == '\u2028' || r == '\u2029':
		return true
	case unicode.Is(unicode.Variation_Selector, r):
		return false
	}
	return unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) ||
		unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
}

// The joiners, and what begins a flag spelled in letters of its own.
const (
	nonJoiner = '\u200c'
	zeroJoin  = '\u200d'
	blackFlag = '\U0001F3F4'
)

func joiner(r rune) bool { return r == nonJoiner || r == zeroJoin }

func isFlagLetter(r rune) bool { return r >= 0xE0020 && r <= 0xE007F }

// joins reports whether a joiner is between two characters that are written
// with it. In Latin, Greek and Cyrillic it only disguises one word as another.
func joins(r, before, after rune) bool {
	letter := func(r rune) bool {
		return (unicode.IsLetter(r) || unicode.IsMark(r)) && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
	}
	picture := func(r rune) bool {
		return unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r) && r > 0xFFFF || unicode.Is(unicode.Variation_Selector, r)
	}
	return letter(before) && letter(after) || r == zeroJoin && picture(before) && picture(after)
}

// Storable returns a text without what not every database can store: in place
// of NUL, and of bytes that are not UTF-8, stands U+FFFD.
func Storable(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

// line adds the problems of a text of one line that shows all that it says, in the
// direction in which it is said.
func (p *Problems) line(field, s string, limit int) {
	p.text(field, s, limit)
	if strings.ContainsFunc(s, unicode.IsControl) {
		p.Add(field, "problem.text", "%q holds control characters", s)
	}
	if strings.ContainsFunc(s, turning) {
		p.Add(field, "problem.text", "%q holds characters that turn the direction of writing; type it anew", s)
	}
}

// turning reports whether a character embeds, isolates or overrides a direction of
// writing, so that something else is read than stands there.
func turning(r rune) bool { return '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069' }
