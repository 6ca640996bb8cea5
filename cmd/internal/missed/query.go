package missed

import (
	"context"
	"regexp"
	"strings"
	"unicode"

	"vielfalt/content"
	"vielfalt/search/german"
)

// Texts of which no word is kept, as of those with numbers: what looks like a mail
// address or a part of one, and what excludes words, which without the minus would
// say the reverse.
var (
	mailLike  = regexp.MustCompile(`@|\pL[._]\pL|[(\[{]\s*at\s*[)\]}]`)
	excluding = regexp.MustCompile(`(?:^|\s)-\pL`)
)

// folded returns the words of a query as they are counted; none of a text of which
// no word is kept.
func folded(text string) string {
	if strings.ContainsFunc(text, unicode.IsNumber) || mailLike.MatchString(german.Fold(text)) || excluding.MatchString(text) {
		return ""
	}
	return german.Folded(text)
}

// names are folded surnames.
type names map[string]bool

// minStem is how many letters a surname has at least of which the beginning of a word
// is taken for a form: "Vorlagensteinsche".
const minStem = 6

// in reports whether a folded query has one of the names, or a form of one.
func (n names) in(query string) bool {
	for w := range strings.FieldsSeq(query) {
		if n[w] || n[strings.TrimSuffix(w, "s")] {
			return true
		}
		for i := minStem; i < len(w); i++ {
			if n[w[:i]] {
				return true
			}
		}
	}
	return false
}

// surnames returns the surnames of all contacts that the store knows: those who have
// left are looked for in vain. Of an office it is the last word of its name.
func (c *Counter) surnames(ctx context.Context) (names, error) {
	out := make(names)
	err := c.Records.Each(ctx, func(r content.Record) error {
		contact, ok := r.(*content.Contact)
		if !ok {
			return nil
		}
		words := german.Words(contact.Title)
		for i := len(words) - 1; i >= 0; i-- {
			out[words[i].Text] = true
			if !words[i].Joined { // "Musterkamp-Demir" is one name
				break
			}
		}
		return nil
	})
	return out, err
}
