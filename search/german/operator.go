package german

import (
	"regexp"
	"slices"

	"vielfalt/search"
)

// The two operators of a query: quotes mean a phrase as it is written, and a minus
// before a word excludes it. Everything else is plain text, as is a quote without
// its other half.
var (
	quotedText = regexp.MustCompile(`["„“”»«]([^"„“”»«]+)["“”»«]`)
	minusText  = regexp.MustCompile(`(?:^|\s)-(\pL[\pL\pN]*)`)
)

// Operators reports whether a text has operators, or what looks like them: what is
// said of its words does not hold for it.
func Operators(text string) bool { return quotedText.MatchString(text) || minusText.MatchString(text) }

// operators cuts the operators out of a query: what remains has spaces in their
// place, and the words of phrases. Nothing is excluded from nothing.
func (x *Lexicon) operators(text string) (rest string, phrases [][]string, not []string) {
	b := []byte(text)
	blank := func(from, to int) {
		for i := from; i < to; i++ {
			b[i] = ' '
		}
	}
	for _, m := range quotedText.FindAllStringSubmatchIndex(text, -1) {
		if words := texts(Words(text[m[2]:m[3]])); len(words) > 0 {
			if !slices.ContainsFunc(phrases, func(p []string) bool { return slices.Equal(p, words) }) {
				phrases = append(phrases, words)
			}
			blank(m[0], m[2])
			blank(m[3], m[1])
		}
	}
	all := Words(text)
	for _, m := range minusText.FindAllStringSubmatchIndex(text, -1) {
		before := slices.IndexFunc(all, func(w Word) bool { return w.From >= m[2] }) - 1
		if before >= 0 && x.lang.joining[all[before].Text] {
			continue // "Haupteingang und -ausgang"
		}
		not = append(not, Fold(text[m[2]:m[3]]))
		blank(m[2]-1, m[3])
	}
	rest = string(b)
	if len(Words(rest)) == 0 {
		return text, nil, nil
	}
	return rest, phrases, not
}

// Excluded returns the tokens that documents must not have.
func (p *Plan) Excluded() []Term {
	var out []Term
	for _, w := range p.not {
		out = append(out, Term{Token: w, In: InText}, Term{Token: Soft + stem(w), In: InText})
	}
	return out
}

// Quoted reports whether the query has phrases, which [Plan.Holds] looks for.
func (p *Plan) Quoted() bool { return len(p.phrases) > 0 }

// Holds reports whether a document has each phrase of the query as it is written,
// but for case and umlauts.
func (p *Plan) Holds(d search.Document) bool {
	missing := slices.Clone(p.phrases)
	var words []string
	for _, text := range fields(d) {
		if len(missing) == 0 {
			break
		}
		words = words[:0]
		eachWord(text, func(w Word) bool {
			words = append(words, w.Text)
			return true
		})
		missing = slices.DeleteFunc(missing, func(phrase []string) bool { return contains(words, phrase) })
	}
	return len(missing) == 0
}

// contains reports whether words contain others in a row.
func contains(words, row []string) bool {
	for i := 0; i+len(row) <= len(words); i++ {
		if slices.Equal(words[i:i+len(row)], row) {
			return true
		}
	}
	return false
}
