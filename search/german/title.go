package german

import (
	"slices"
	"strings"

	"vielfalt/content"
	"vielfalt/search"
)

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

// called returns the tokens of what a document is called besides its title: what stands
// before the dash of "Weihnachten – das Fest, das fast alle kennen", and all names of a
// day.
func called(d search.Document) []string {
	var out []string
	if head, _, ok := strings.Cut(d.Title, " – "); ok && len(Words(head)) > 0 {
		out = append(out, titleIs(texts(Words(head))))
	}
	if d.Type == content.TypeDay {
		for _, n := range d.Names {
			if ws := texts(Words(n)); len(ws) > 0 && !slices.Contains(out, titleIs(ws)) {
				out = append(out, titleIs(ws))
			}
		}
	}
	return out
}
