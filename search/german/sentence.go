package german

import (
	"encoding/base64"
	"hash/fnv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// runs cuts the words of a text where a sentence or a line ends: no phrase and no
// name goes on behind. It returns where each run begins.
func runs(text string, words []Word) []int {
	var out []int
	for i, w := range words {
		if i == 0 || ends(text, words[i-1], w) {
			out = append(out, i)
		}
	}
	return out
}

// minSentenceEnd is how many letters a word has at least that ends a sentence:
// shorter ones are abbreviated, as in "Dr. Grünspecht" and "St. Martin".
const minSentenceEnd = 4

// ends reports whether a sentence or a line ends between two words.
func ends(text string, a, b Word) bool {
	between := text[a.To:b.From]
	if between == " " {
		return false
	}
	if strings.ContainsAny(between, ";:!?\n") {
		return true
	}
	if !strings.Contains(between, ".") {
		return false
	}
	word := a.folded(text)
	return letterCount(word) >= minSentenceEnd && !hasDigit(word)
}

// matchIn finds all phrases in the words of a text, none of them across the end of
// a sentence.
func (l *Language) matchIn(r reading) []match {
	var out []match
	starts := runs(r.text, r.words)
	for n, from := range starts {
		to := len(r.words)
		if n+1 < len(starts) {
			to = starts[n+1]
		}
		for _, m := range l.match(r.stems[from:to]) {
			m.i += from
			out = append(out, m)
		}
	}
	return out
}

// nearby is how many words apart the parts of a compound may stand in a text that
// writes them as words of their own: "Gesetz über Feiertage", but not "ein Teil
// der alten Zeit".
const nearby = 2

// nearToken is the token of two stems that stand near each other, in either order.
// Most pairs are in one text only, so that their tokens are short: one in sixteen
// million is that of another pair by chance.
func nearToken(a, b string) string {
	if b < a {
		a, b = b, a
	}
	return hashed(a + "+" + b)
}

func hashed(text string) string {
	h := fnv.New32a()
	h.Write([]byte(text))
	sum := h.Sum32()
	return Near + base64.RawURLEncoding.EncodeToString([]byte{byte(sum), byte(sum >> 8), byte(sum >> 16)})
}

// eachPair calls do for the nouns that stand near each other within a sentence.
// What is written with a capital is a noun, or begins a sentence.
func (r reading) eachPair(do func(i, j int)) {
	for i, w := range r.words {
		if !noun(r.text, w) {
			continue
		}
		for j := i + 1; j < len(r.words) && j <= i+nearby && !ends(r.text, r.words[j-1], r.words[j]); j++ {
			if noun(r.text, r.words[j]) && r.stems[i] != r.stems[j] {
				do(i, j)
			}
		}
	}
}

// pairs appends the tokens of the pairs of a text.
func (r reading) pairs(to []string) []string {
	r.eachPair(func(i, j int) { to = append(to, nearToken(r.stems[i], r.stems[j])) })
	return to
}

// noun reports whether a word may be a noun that is part of compounds.
func noun(text string, w Word) bool {
	r, _ := utf8.DecodeRuneInString(text[w.From:])
	return unicode.IsUpper(r) && partWord(w.Text)
}
