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
	var words []string
	for _, w := range german.Words(text) {
		words = append(words, w.Text)
	}
	return strings.Join(words, " ")
}

// names are folded surnames.
type names map[string]bool

// minDerived is how many letters a surname has at least for all words that begin
// with it to name its bearer.
const minDerived = 6

// in reports whether a folded query has one of the names, also in the genitive, or
// a word made of one of them: "Vorlagensteinsche".
func (n names) in(query string) bool {
	for w := range strings.FieldsSeq(query) {
		if n[w] || n[strings.TrimSuffix(w, "s")] || n.begin(w) {
			return true
		}
	}
	return false
}

// begin reports whether a folded word begins with a name of minDerived letters.
func (n names) begin(w string) bool {
	letters := 0
	for i := range w {
		if letters >= minDerived && n[w[:i]] {
			return true
		}
		letters++
	}
	return false
}

// add adds the surname in a name: its last word, with those joined to it. What
// stands before a comma or in brackets is a name of its own: "Muster, Anna".
func (n names) add(name string) {
	for _, part := range strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(",;()[]", r) }) {
		words := german.Words(part)
		for i := len(words) - 1; i >= 0; i-- {
			n[words[i].Text] = true
			if !words[i].Joined { // "Musterkamp-Demir" is one name
				break
			}
		}
	}
}

// surnames returns the surnames of all contacts that the store knows, in whatever
// state or version, because those who left are not to be counted either; and of all
// who have an account. Of an office it is the last word of its name.
func (c *Counter) surnames(ctx context.Context) (names, error) {
	out := make(names)
	titles, err := c.Store.Titles(ctx, content.TypeContact)
	if err != nil {
		return nil, err
	}
	for _, title := range titles {
		out.add(title)
	}
	accounts, err := c.Store.Accounts(ctx)
	if err != nil {
		return nil, err
	}
	for _, a := range accounts {
		out.add(a.Name)
	}
	return out, nil
}
