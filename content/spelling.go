package content

import "strings"

// A Spelling says which texts are one and the same to a search, so that what people
// may not enter twice is what a search does not tell apart. The zero Spelling tells
// apart all texts but for case and spaces.
type Spelling struct {
	// Fold gives the form that a text shares with those that are the same; empty if
	// there is nothing in it that a search looks for.
	Fold func(string) string
	// Stem gives the form that a word shares with its inflected forms, as far as a
	// search takes them for it.
	Stem func(string) string
}

// fold returns the form in which two texts are the same.
func (s Spelling) fold(text string) string {
	if s.Fold == nil {
		return queryKey(text)
	}
	return s.Fold(text)
}

// forms returns what a word shares with others that a search does not tell apart.
func (s Spelling) forms(word string) []string {
	out := []string{s.fold(word)}
	if s.Stem != nil {
		out = append(out, s.Stem(word))
	}
	return out
}

// queryKey is a text apart from case and spaces.
func queryKey(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
