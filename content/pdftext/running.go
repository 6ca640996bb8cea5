package pdftext

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// Where lines are that repeat from page to page, and how often they must.
const (
	margin    = 0.13 // of the height of a sheet, at its top and bottom
	sameness  = 0.01 // of the height of a sheet, between their places
	mostPages = 0.4  // of the pages: some stand on left or on right ones alone
	fewPages  = 3    // if there are that many; else all
	mostLines = 30   // on a page: what repeats more is a form
)

// withoutRunning leaves headers and footers out of pages: lines at the top or bottom
// that are on many pages in the same place, differ in their numbers at most, and
// stand away from the text on most. A page that has nothing else keeps them. It
// returns each once, as it was first seen.
func withoutRunning(sheets []sheet, pages [][]line) (left []string) {
	counts := make(map[place]int)
	for i, page := range pages {
		seen := make(map[place]bool)
		for _, l := range page {
			if p, ok := placeOf(sheets[i], l); ok && !seen[p] {
				seen[p] = true
				counts[p]++
			}
		}
	}
	running := make([][]bool, len(pages))
	away := make(map[string]int) // on how many more pages a line stands away from the text than not
	for i, page := range pages {
		running[i] = make([]bool, len(page))
		for j, l := range page {
			p, ok := placeOf(sheets[i], l)
			if !ok {
				continue
			}
			// A line may be on either side of a border between two places.
			n := counts[p] + max(counts[place{p.text, p.y - 1}], counts[place{p.text, p.y + 1}])
			running[i][j] = n >= max(2, min(fewPages, len(pages))) && float64(n) >= mostPages*float64(len(pages))
		}
		for j, is := range attached(page, running[i], sheets[i].height/2) {
			if is {
				away[withoutNumbers(page[j].text)]--
			} else if running[i][j] {
				away[withoutNumbers(page[j].text)]++
			}
		}
	}
	told := make(map[string]bool)
	for i, page := range pages {
		var rest, out []line
		for j, l := range page {
			if running[i][j] && away[withoutNumbers(l.text)] >= 0 {
				out = append(out, l)
			} else {
				rest = append(rest, l)
			}
		}
		if len(rest) == 0 {
			continue
		}
		for _, l := range out {
			if key := withoutNumbers(l.text); !told[key] {
				told[key] = true
				left = append(left, l.text)
			}
		}
		pages[i] = rest
	}
	return left
}

// A place is where a line with a text is on a sheet.
type place struct {
	text string
	y    int
}

// placeOf returns the place of a line at the top or bottom of a sheet; false for
// others.
func placeOf(s sheet, l line) (place, bool) {
	if s.height <= 0 || l.y1 > margin*s.height && l.y0 < (1-margin)*s.height {
		return place{}, false
	}
	return place{withoutNumbers(l.text), int(l.y0 / (sameness * s.height))}, true
}

// attached reports which of the lines that repeat stand as close to the text as its
// own lines do, or to others that do. On a form, all of them do.
func attached(page []line, running []bool, middle float64) []bool {
	var lines []int // that repeat
	for i := range page {
		if running[i] {
			lines = append(lines, i)
		}
	}
	if len(lines) > mostLines {
		return running
	}
	slices.SortFunc(lines, func(a, b int) int {
		return cmp.Compare(math.Abs(page[a].y0-middle), math.Abs(page[b].y0-middle))
	})
	out := make([]bool, len(page))
	for _, i := range lines {
		l := page[i]
		for j, other := range page {
			gap := max(other.y0-l.y1, l.y0-other.y1)
			if (!running[j] || out[j]) && gap < newParagraph*l.height() && gap > -l.height()/2 && other.x0 < l.x1 && l.x0 < other.x1 {
				out[i] = true
				break
			}
		}
	}
	return out
}

// withoutNumbers returns a text with a sign in place of each number, so that the
// numbers of pages do not tell headers apart.
func withoutNumbers(s string) string {
	var b strings.Builder
	number := false
	for _, r := range s {
		if !unicode.IsDigit(r) {
			b.WriteRune(r)
		} else if !number {
			b.WriteByte('#')
		}
		number = unicode.IsDigit(r)
	}
	return b.String()
}
