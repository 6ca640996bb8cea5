package pdftext

import (
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
)

// withoutRunning leaves out headers and footers: lines at the top or bottom that
// are on many pages in the same place, and differ in their numbers at most. A page
// that has nothing else keeps them. It returns each once, too.
func withoutRunning(sheets []sheet, pages [][]line) (left []string) {
	type place struct {
		text string
		y    int
	}
	at := func(page int, l line) (place, bool) {
		h := sheets[page].height
		if h <= 0 || l.y1 > margin*h && l.y0 < (1-margin)*h {
			return place{}, false
		}
		return place{withoutNumbers(l.text), int(l.y0 / (sameness * h))}, true
	}
	counts := make(map[place]int)
	for i, page := range pages {
		seen := make(map[place]bool)
		for _, l := range page {
			if p, ok := at(i, l); ok && !seen[p] {
				seen[p] = true
				counts[p]++
			}
		}
	}
	running := func(page int, l line) bool {
		p, ok := at(page, l)
		if !ok {
			return false
		}
		// A line may be on either side of a border between two places.
		n := counts[p] + max(counts[place{p.text, p.y - 1}], counts[place{p.text, p.y + 1}])
		return n >= max(2, min(fewPages, len(pages))) && float64(n) >= mostPages*float64(len(pages))
	}
	told := make(map[string]bool)
	for i, page := range pages {
		rest := slices.DeleteFunc(slices.Clone(page), func(l line) bool { return running(i, l) })
		if len(rest) == 0 {
			continue
		}
		for _, l := range page {
			if key := withoutNumbers(l.text); running(i, l) && !told[key] {
				told[key] = true
				left = append(left, l.text)
			}
		}
		pages[i] = rest
	}
	return left
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
