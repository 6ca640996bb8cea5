package german

import "strings"

// maxBeginning is how many words a title has at most that begin it, for those who
// look for exactly these.
const maxBeginning = 6

// titleIs and titleBegins are the tokens of a title that is some folded words, and
// of one that begins with them.
func titleIs(words []string) string     { return hashed("=" + strings.Join(words, " ")) }
func titleBegins(words []string) string { return hashed("<" + strings.Join(words, " ")) }

// beginnings returns the tokens of a title: what it is, and what it begins with.
func beginnings(title []Word) []string {
	words := texts(title)
	n := min(len(words), maxBeginning)
	out := make([]string, 0, n+1)
	for i := range n {
		out = append(out, titleBegins(words[:i+1]))
	}
	if n == len(words) && n > 0 {
		out = append(out, titleIs(words))
	}
	return out
}
