package german

import "strings"

// Tells reports whether a word is an adjective by which people tell one thing from all
// others of its name, as of a country, a people or a faith: "ukrainisch", "deutscher". A
// day that has no such word is another one.
func Tells(word string) bool {
	for _, w := range Words(word) {
		s := w.Text
		for _, ending := range adjectival {
			if before, ok := strings.CutSuffix(s, ending); ok && strings.HasSuffix(before, "sch") {
				s = before
				break
			}
		}
		if letterCount(s) > minTelling && (strings.HasSuffix(s, "isch") || s == "deutsch") {
			return true
		}
	}
	return false
}

// minTelling is how many letters such a word has more than: "Fisch" is none.
const minTelling = 6
