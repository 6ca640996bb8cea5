package spelling

import (
	"strings"
	"unicode/utf8"
)

// Nearest returns the index of the thing that is most like what somebody wrote,
// and whether any is. Each thing may have several names; empty ones are
// ignored.
func Nearest(wrote string, things [][]string) (int, bool) {
	if n := utf8.RuneCountInString(wrote); n < 2 || n > 60 {
		return 0, false
	}
	limit := min(3, max(1, utf8.RuneCountInString(wrote)/3))
	best, found := limit+1, 0
	for i, names := range things {
		for _, name := range names {
			if name == "" {
				continue
			}
			d := 0
			switch begins := strings.HasPrefix(name, wrote) || strings.HasPrefix(wrote, name); {
			case name == wrote:
			case begins && len(wrote) > 2 && len(name) > 2:
				d = 1
			default:
				for d = 1; d <= limit && !Near(name, wrote, d); d++ {
				}
			}
			if d < best {
				best, found = d, i
			}
		}
	}
	return found, best <= limit
}

// Near reports whether at most limit letters must be changed, added, left out
// or swapped to turn one text into the other.
func Near(a, b string, limit int) bool {
	if fewer(a, b) > limit || fewer(b, a) > limit {
		return false
	}
	x, y := []rune(a), []rune(b)
	if d := len(x) - len(y); d > limit || -d > limit {
		return false
	}
	before, last, next := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := range x {
		next[0] = i + 1
		least := next[0]
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			next[j+1] = min(last[j]+cost, last[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
			least = min(least, next[j+1])
		}
		if least > limit {
			return false
		}
		before, last, next = last, next, before
	}
	return last[len(y)] <= limit
}

// fewer returns how many letters less a text has than another, at least: told by bytes,
// since a long query is compared with thousands of names.
func fewer(a, b string) int { return len(b)/utf8.UTFMax - len(a) }
