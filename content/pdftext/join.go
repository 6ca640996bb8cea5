package pdftext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// softHyphen says that a word was divided there. Programs print a hyphen in its
// place or behind it.
const softHyphen = '\u00ad'

// join returns lines as a text: one below another, with an empty line between
// paragraphs, and words that were divided at the end of a line as one. An empty
// line begins a paragraph or a column; a divided word goes on in the next column.
func join(lines []string) string {
	var text []byte
	empty := false
	for _, l := range lines {
		l = strings.Join(strings.Fields(l), " ")
		if l == "" {
			empty = true
			continue
		}
		if cut, ok := divided(string(text[max(0, len(text)-longestWord):]), l); ok {
			text = text[:len(text)-cut]
		} else if len(text) > 0 {
			text = append(text, '\n')
			if empty {
				text = append(text, '\n')
			}
		}
		text = append(text, l...)
		empty = false
	}
	return string(text)
}

// carry completes words that are divided between two pages on the first of them.
func carry(pages []string) {
	for i := range len(pages) - 1 {
		before, next := pages[i], pages[i+1]
		end := strings.IndexFunc(next, unicode.IsSpace)
		if cut, ok := divided(before, next); ok && end > 0 {
			pages[i] = before[:len(before)-cut] + next[:end]
			pages[i+1] = strings.TrimSpace(next[end:])
		}
	}
}

// longestWord is how much of a line is looked at, in bytes, to find the word at its
// end.
const longestWord = 200

// divided reports whether a text ends within a word that goes on with the next
// line, and how many bytes at its end are hyphens that are not part of the word.
// The hyphen of "NRW-Landesamt" is, and "Haus- und Hof" are two words.
func divided(before, next string) (cut int, ok bool) {
	rest := strings.TrimRightFunc(before, func(r rune) bool { return slices.Contains(hyphens, r) })
	hyphen := before[len(rest):]
	last, _ := utf8.DecodeLastRuneInString(rest)
	first, _ := utf8.DecodeRuneInString(next)
	switch {
	case hyphen == "":
		return 0, false
	case strings.ContainsRune(hyphen, softHyphen):
		return len(hyphen), unicode.IsLetter(last) && unicode.IsLetter(first)
	case unicode.IsDigit(last) && unicode.IsDigit(first):
		return 0, true
	case !unicode.IsLetter(last) && !unicode.IsDigit(last) || startsConjunction(next):
		return 0, false
	case unicode.IsUpper(first):
		return 0, true
	case unicode.IsLower(first):
		if ownHyphen(rest) {
			return 0, true
		}
		return len(hyphen), true
	}
	return 0, false
}

// hyphens are the signs that stand at the end of a line if a word goes on.
var hyphens = []rune{'-', '\u2010', softHyphen}

// ownHyphen reports whether what precedes a hyphen is spelled with it though small
// letters follow: a letter by itself ("e-mail"), capitals ("NRW-weit") and numbers
// ("30-jährig").
func ownHyphen(before string) bool {
	part := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	word := before[len(strings.TrimRightFunc(before, part)):]
	last, _ := utf8.DecodeLastRuneInString(word)
	return utf8.RuneCountInString(word) == 1 || unicode.IsDigit(last) || strings.ToUpper(word) == word
}

// startsConjunction tells "Aus-\nund Fortbildung", whose hyphen stays, from a
// divided word.
func startsConjunction(s string) bool {
	word, _, _ := strings.Cut(s, " ")
	switch word {
	case "und", "oder", "bzw.", "beziehungsweise", "sowie", "bis", "und/oder", "and":
		return true
	}
	return false
}
