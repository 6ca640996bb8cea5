package german

import (
	"slices"
	"strings"

	"vielfalt/content"
	"vielfalt/search"
)

// An Analysis is a document as tokens. Within a field they are in the order of
// the text; each word is followed by the other tokens it yields.
type Analysis struct {
	Title []string
	Tags  []string // and other names
	Body  []string
	Keys  []string // telephone numbers, rooms, the department
	Pairs []string // of words that stand near each other, and the title as a whole
}

// Tokens returns all tokens, each once.
func (a Analysis) Tokens() []string {
	seen := make(map[string]bool, len(a.Body))
	var out []string
	for _, f := range [][]string{a.Title, a.Tags, a.Body, a.Keys, a.Pairs} {
		for _, t := range f {
			if !seen[t] {
				seen[t] = true
				out = append(out, t)
			}
		}
	}
	return out
}

// maxText bounds how much of a field is analysed, in bytes.
const maxText = 256 << 10

// fields returns the texts of a document that have words.
func fields(d search.Document) []string {
	out := []string{d.Title, d.Summary, d.Body, d.Other}
	out = append(out, d.Tags...)
	out = append(out, d.Names...)
	for i, s := range out {
		out[i] = clip(s, maxText)
	}
	return out
}

// Analyze turns a document into tokens. Its words should have been learned
// first, see [Lexicon.Learn].
func (x *Lexicon) Analyze(d search.Document) Analysis {
	var a Analysis
	title := x.read(d.Title, nil)
	a.Title, a.Pairs = x.tokens(nil, title), title.dates(title.pairs(append(beginnings(title.words), called(d)...)), x.lang.joining)
	for _, t := range slices.Concat(d.Tags, d.Names) {
		a.Tags = x.tokens(a.Tags, x.read(t, nil))
	}
	about := []string{x.lang.kinds[string(d.Type)]}
	for _, t := range d.Traditions {
		about = append(about, x.lang.traditions[t])
	}
	for _, t := range about {
		// Only soft tokens: "jüdisch" finds everything of the tradition, but
		// after texts that contain the word.
		for _, tok := range x.tokens(nil, x.read(t, nil)) {
			if !isWord(tok) {
				a.Tags = append(a.Tags, tok)
			}
		}
	}
	for _, t := range []string{d.Summary, d.Body, d.Other} {
		r := x.read(clip(t, maxText), nil)
		a.Body, a.Pairs = x.tokens(a.Body, r), r.dates(r.pairs(a.Pairs), x.lang.joining)
	}
	if d.Type == content.TypeContact { // what somebody does is what the entry is about
		for _, t := range a.Body {
			if strings.HasPrefix(t, Concept) {
				a.Tags = append(a.Tags, t)
			}
		}
	}
	slices.Sort(a.Pairs)
	a.Pairs = slices.Compact(a.Pairs)
	add := func(keys ...string) {
		for _, k := range keys {
			if !slices.Contains(a.Keys, k) {
				a.Keys = append(a.Keys, k)
			}
		}
	}
	if d.Phone != "" {
		add(phoneKeys(d.Phone)...)
	}
	if d.Room != "" {
		add(roomKey(d.Room))
	}
	add(x.lang.soundKeys(d)...)
	if d.Dezernat != "" {
		add(dezKey(d.Dezernat))
	}
	for _, t := range []string{d.Title, d.Summary, d.Body} {
		for _, n := range mentions(clip(t, maxText)) {
			if strings.HasPrefix(n.keys[0], dezKey("")) {
				// The text mentions the department, but is not of it.
				a.Body = append(a.Body, n.keys...)
				continue
			}
			add(n.keys...)
		}
	}
	return a
}

// A reading is a text in words, with the form and the stem of each.
type reading struct {
	text  string
	words []Word
	forms []form
	stems []string
}

// read reads a text. Words that do not have one of the stems that are hinted at, which
// may be nil, have neither form nor stem in it, and perhaps no text.
func (x *Lexicon) read(text string, wanted *hints) reading {
	return x.readInto(reading{}, text, wanted)
}

// readInto is read in the room of an earlier reading, which nobody needs any more.
func (x *Lexicon) readInto(room reading, text string, wanted *hints) reading {
	may := every
	if wanted != nil {
		may = wanted.written
	}
	words := appendWords(slices.Grow(room.words[:0], len(text)/6), text, may) // as long as they are on average
	r := reading{text, words, emptied(room.forms, len(words)), emptied(room.stems, len(words))}
	x.formsOf(r.forms, words, wanted)
	for i, f := range r.forms {
		r.stems[i] = f.stem
	}
	return r
}

// emptied returns n zeros, in the room of a slice if it is enough.
func emptied[T any](room []T, n int) []T {
	if n > cap(room) {
		return make([]T, n)
	}
	room = room[:n]
	clear(room)
	return room
}

// meant reports whether a word that is an abbreviation is one in the text: IT is
// no "it".
func (r reading) meant(i int) bool {
	w := r.words[i]
	return letterCount(w.Text) > 2 || abbreviation(r.text[w.From:w.To])
}

// tokens appends the tokens of a text.
func (x *Lexicon) tokens(to []string, r reading) []string {
	for i, w := range r.words {
		f := r.forms[i]
		to = append(to, w.Text)
		if abbreviation(r.text[w.From:w.To]) {
			to = append(to, Key+"k"+w.Text)
		}
		if m := masculine(w.Text); m != w.Text {
			to = append(to, m)
		}
		if !x.lang.stop[w.Text] {
			to = append(to, Soft+f.stem)
		}
		for _, p := range f.parts {
			to = append(to, Soft+p)
			for _, c := range x.lang.meanings(p) {
				to = append(to, Soft+c)
			}
		}
		if w.Joined && i > 0 { // Ramadan-Fest is also ramadanfest
			to = append(to, Soft+stem(r.words[i-1].Text+w.Text))
		}
	}
	for _, m := range x.lang.matchIn(r) {
		if m.n == 1 && !r.meant(m.i) {
			continue
		}
		to = append(to, m.concept)
	}
	for _, s := range x.suspensionsIn(r.text, r.words) {
		for _, w := range s.whole {
			to = append(to, Soft+stem(w))
		}
	}
	return to
}

func clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "")
}
