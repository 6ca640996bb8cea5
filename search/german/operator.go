package german

import (
	"regexp"
	"slices"
	"unicode/utf8"

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
	if !p.Quoted() {
		return true
	}
	missing := slices.Clone(p.phrases)
	var begins [utf8.RuneSelf]bool // the words of the phrases
	longest := 0
	for _, phrase := range missing {
		longest = max(longest, len(phrase))
		for _, word := range phrase {
			begins[word[0]%utf8.RuneSelf] = true
		}
	}
	// Folding changes neither letters nor digits of ASCII at the beginning of a word
	// but for their case; what begins otherwise is folded to see.
	wanted := func(word string) bool {
		first := word[0]
		return first >= utf8.RuneSelf || begins[first] || 'A' <= first && first <= 'Z' && begins[first+'a'-'A']
	}
	for _, text := range fields(d) {
		var last []string // words that may be in a phrase, as many as the longest has
		eachWordOf(text, wanted, func(w Word) bool {
			if w.Text == "" {
				last = last[:0]
				return true
			}
			if len(last) == longest {
				last = slices.Delete(last, 0, 1)
			}
			last = append(last, w.Text)
			missing = slices.DeleteFunc(missing, func(phrase []string) bool {
				n := len(last) - len(phrase)
				return n >= 0 && slices.Equal(last[n:], phrase)
			})
			return len(missing) > 0
		})
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
