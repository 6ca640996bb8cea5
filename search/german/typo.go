package german

import (
	"strings"
	"unicode/utf8"
)

// edits returns how many typing errors a word of n letters may have.
func edits(n int) int {
	switch {
	case n < 4:
		return 0
	case n < 8:
		return 1
	}
	return 2
}

// distance returns the optimal string alignment distance of two words: the
// number of letters to insert, delete, replace or swap with their neighbour.
// Once that exceeds limit, it returns limit+1.
func distance(a, b []rune, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit {
		return limit + 1
	}
	var rows [3][maxWord + 1]uint8
	before, last, row := rows[0][:], rows[1][:], rows[2][:]
	for j := range len(b) + 1 {
		last[j] = uint8(j)
	}
	for i := 1; i <= len(a); i++ {
		row[0] = uint8(i)
		least := row[0]
		for j := 1; j <= len(b); j++ {
			cost := uint8(1)
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if int(least) > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return int(last[len(b)])
}

// StartsLike reports whether a folded word begins with a folded text, but for one typing error.
func StartsLike(text, word string) bool {
	i := 0
	for i < len(text) && i < len(word) && text[i] == word[i] {
		i++
	}
	for i > 0 && i < len(text) && !utf8.RuneStart(text[i]) {
		i--
	}
	typed, meant := text[i:], word[i:] // from the error on
	a, n := utf8.DecodeRuneInString(typed)
	b, m := utf8.DecodeRuneInString(meant)
	swapped := strings.HasPrefix(meant[m:], string(a)) && strings.HasPrefix(typed[n:], string(b)) &&
		strings.HasPrefix(meant[m+n:], typed[n+m:])
	return swapped || n == len(typed) || strings.HasPrefix(meant[m:], typed[n:]) || strings.HasPrefix(meant, typed[n:]) || strings.HasPrefix(meant[m:], typed)
}

// hasDigit reports whether a word contains a digit; such words are never
// corrected.
func hasDigit(w string) bool {
	for _, r := range w {
		if '0' <= r && r <= '9' {
			return true
		}
	}
	return false
}

// digitsOnly reports whether a word is a number.
func digitsOnly(w string) bool { return w != "" && strings.Trim(w, "0123456789") == "" }

func letterCount(w string) int { return utf8.RuneCountInString(w) }

// firstRune returns the first letter of a word.
func firstRune(w string) rune {
	r, _ := utf8.DecodeRuneInString(w)
	return r
}
