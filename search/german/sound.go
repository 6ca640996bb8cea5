package german

import (
	"slices"
	"strings"

	"vielfalt/content"
	"vielfalt/search"
)

// minSound is how many digits a code has at least to name somebody or something:
// shorter ones are those of too many words.
const minSound = 3

// sound returns the code of a folded text by the Cologne phonetics (Hans Joachim
// Postel, Die Kölner Phonetik, IBM-Nachrichten 19, 1969): names that are spoken
// alike have the same.
func sound(text string) string {
	var room [2][maxWord]byte // that of a word needs no more
	letters, out := room[0][:0], room[1][:0]
	for i := 0; i < len(text); i++ {
		if 'a' <= text[i] && text[i] <= 'z' {
			letters = append(letters, text[i])
		}
	}
	at := func(i int) byte {
		if i < 0 || i >= len(letters) {
			return 0
		}
		return letters[i]
	}
	in := func(c byte, set string) bool { return c != 0 && strings.IndexByte(set, c) >= 0 }
	last := byte(0)
	add := func(code byte) {
		if code != last && (code != '0' || len(out) == 0) {
			out = append(out, code)
		}
		last = code
	}
	for i, c := range letters {
		before, after := at(i-1), at(i+1)
		switch {
		case in(c, "aeiouyj"):
			add('0')
		case c == 'b', c == 'p' && after != 'h':
			add('1')
		case in(c, "dt") && !in(after, "csz"):
			add('2')
		case in(c, "fvw"), c == 'p':
			add('3')
		case in(c, "gkq"), c == 'c' && hard(i, before, after, in):
			add('4')
		case c == 'x' && !in(before, "ckq"):
			add('4')
			add('8')
		case c == 'l':
			add('5')
		case in(c, "mn"):
			add('6')
		case c == 'r':
			add('7')
		case in(c, "cdtszx"):
			add('8')
		}
	}
	return string(out)
}

// soundKey returns the key of a folded name by its sound, or "" if that says too
// little. The name itself is part of it: what sounds alike may look quite
// different, and is not meant then.
func soundKey(name string) string {
	prefix := soundPrefix(name)
	if prefix == "" {
		return ""
	}
	return prefix + strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' {
			return r
		}
		return -1
	}, name)
}

// soundPrefix is what the keys of all names have that sound like one.
func soundPrefix(name string) string {
	if code := sound(name); len(code) >= minSound {
		return Key + "s" + code + "+"
	}
	return ""
}

// alike reports whether two folded names look alike as well: two letters in five
// may differ.
func alike(a, b string) bool {
	x, y := []rune(a), []rune(b)
	limit := max(1, max(len(x), len(y))*2/5)
	return len(x) <= maxWord && len(y) <= maxWord && distance(x, y, limit) <= limit
}

// soundKeys returns the keys of the names that a document is called by: of a
// person the whole name and each part of it, and those of its days.
func (l *Language) soundKeys(d search.Document) []string {
	names := slices.Clone(d.Names)
	if d.Type == content.TypeContact {
		words := slices.DeleteFunc(texts(Words(d.Title)), func(w string) bool { return l.address[w] })
		if len(words) > 0 {
			names = append(append(names, strings.Join(words, " ")), words...)
		}
	}
	var out []string
	for _, n := range names {
		if key := soundKey(Fold(n)); key != "" && !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	return out
}

// leastSounded is how many letters a query has at least to be taken for a name by
// its sound.
const leastSounded = 4

// PlanSound returns a plan for what sounds like a query, in names of people and
// of days: the last thing to try if nothing has what was asked for. It may be
// empty.
func (x *Lexicon) PlanSound(text string) *Plan {
	text = clipRunes(strings.ToValidUTF8(text, " "), search.MaxText)
	p := &Plan{lex: x, text: text}
	x.mu.RLock()
	defer x.mu.RUnlock()
	if _, phrases, not := x.operators(text); len(phrases)+len(not) > 0 {
		return p // what is quoted is meant as it is written
	}
	all := Words(text)
	named := slices.ContainsFunc(all, func(w Word) bool { return x.lang.address[w.Text] })
	var words []string
	for _, w := range all {
		if hasDigit(w.Text) {
			return p
		}
		l := x.lang
		if named && (l.reached[w.Text] || letterCount(w.Text) == 1) {
			continue
		}
		if !l.stop[w.Text] && !l.address[w.Text] && !l.person[w.Text] && !l.asked[w.Text] && !l.question[w.Text] {
			words = append(words, w.Text)
		}
	}
	name := strings.Join(words, "")
	prefix := soundPrefix(name)
	if prefix == "" || letterCount(name) < leastSounded || len(words) == 1 && (x.known(name) || good().has(name) || len(x.concepts(name)) > 0) {
		return p // it is no name, or one that is spelt as it should be
	}
	c := Clause{Any: x.sounding(name)}
	nearest := maxWord
	for _, meant := range x.lang.sounds[prefix] {
		other := strings.Join(texts(Words(meant.text)), "")
		if x.inIndex(meant.concept) && alike(name, other) {
			x.concept(&c, meant.concept, weightConcept)
			if d := distance([]rune(name), []rune(other), maxWord); d < nearest {
				nearest, p.guess = d, meant.text
			}
		}
	}
	if c.satisfiable() {
		c.documents, c.from, c.to = len(c.Any), 0, len(text)
		p.Clauses = []Clause{c}
		p.sounded = true
	}
	p.mark()
	return p
}

// sounding returns the keys of the names that sound and look like a folded one.
func (x *Lexicon) sounding(name string) []Term {
	prefix := soundPrefix(name)
	if prefix == "" {
		return nil
	}
	var out []Term
	for _, key := range x.numbersWith(prefix) {
		if alike(name, key[len(prefix):]) {
			out = append(out, Term{key, InKeys, weightExact, x.documents(key)})
		}
	}
	return out
}

// hard reports whether a c is spoken as k.
func hard(i int, before, after byte, in func(byte, string) bool) bool {
	if i == 0 {
		return in(after, "ahkloqrux")
	}
	return in(after, "ahkoqux") && !in(before, "sz")
}
