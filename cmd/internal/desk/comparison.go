package desk

import (
	"vielfalt/content"
	"vielfalt/themes"
)

// compare says field by field what differs between two versions.
func (s *server) compare(v *visit, was, is *content.Article) themes.DeskComparison {
	var c themes.DeskComparison
	add := func(name, a, b string) {
		if a == b {
			return
		}
		ch := themes.DeskChange{Name: name}
		if a != "" {
			ch.Pieces = append(ch.Pieces, themes.DeskPiece{Kind: "del", Text: a})
		}
		if b != "" {
			ch.Pieces = append(ch.Pieces, themes.DeskPiece{Kind: "ins", Text: b})
		}
		c.Fields = append(c.Fields, ch)
	}
	x, y := fieldsOf(was), fieldsOf(is)
	for _, name := range fieldOrder(x, y) {
		add(v.label(name), shownValue(x[name]), shownValue(y[name]))
	}
	c.Same = len(c.Fields) == 0
	return c
}

// merge merges two texts that were made of one.
func merge(was, mine, theirs, myName, theirName string) (string, bool) {
	return "<<<<<<< " + myName + "\n" + mine + "\n=======\n" + theirs + "\n>>>>>>> " + theirName + "\n", true
}
