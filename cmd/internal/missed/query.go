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
	mailLike  = regexp.MustCompile(`@|\pL\.\pL|[(\[{]\s*at\s*[)\]}]`)
	excluding = regexp.MustCompile(`(?:^|\s)-\pL`)
)

// folded returns the words of a query as they are counted; none of a text of which
// no word is kept.
func folded(text string) string {
	if strings.ContainsFunc(text, unicode.IsNumber) || mailLike.MatchString(german.Fold(text)) || excluding.MatchString(text) {
		return ""
	}
	var words []string
	for _, w := range german.Words(text) {
		words = append(words, w.Text)
	}
	return strings.Join(words, " ")
}

// names are folded surnames.
type names map[string]bool

// in reports whether a folded query has one of the names, also in the genitive.
func (n names) in(query string) bool {
	for w := range strings.FieldsSeq(query) {
		if n[w] || n[strings.TrimSuffix(w, "s")] {
			return true
		}
	}
	return false
}

// contactsAtOnce is how many contacts are asked for at once.
const contactsAtOnce = 1000

// surnames returns the surnames of the contacts that are visible. Of an office
// it is the last word of its name.
func (c *Counter) surnames(ctx context.Context) (names, error) {
	out := make(names)
	at := c.Now()
	for offset := 0; ; offset += contactsAtOnce {
		list, total, err := content.List[*content.Contact](ctx, c.Reader, at, content.Query{Limit: contactsAtOnce, Offset: offset})
		if err != nil {
			return nil, err
		}
		for _, contact := range list {
			words := german.Words(contact.Title)
			for i := len(words) - 1; i >= 0; i-- {
				out[words[i].Text] = true
				if !words[i].Joined { // "Musterkamp-Demir" is one name
					break
				}
			}
		}
		if offset+contactsAtOnce >= total {
			return out, nil
		}
	}
}
