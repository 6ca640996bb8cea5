package german

import (
	"slices"
	"strings"

	"vielfalt/search"
)

// An Analysis is a document as tokens. Within a field they are in the order of
// the text; each word is followed by the other tokens it yields.
type Analysis struct {
	Title []string
	Tags  []string // and other names
	Body  []string
	Keys  []string // telephone numbers, rooms, the department
	Pairs []string // of words that stand near each other
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
	a.Title = x.tokens(a.Title, d.Title)
	a.Pairs = x.pairs(a.Pairs, d.Title)
	for _, t := range slices.Concat(d.Tags, d.Names) {
		a.Tags = x.tokens(a.Tags, t)
	}
	for _, t := range d.Traditions {
		// Only soft tokens: "jüdisch" finds everything of the tradition, but
		// after texts that contain the word.
		for _, tok := range x.tokens(nil, x.lang.traditions[t]) {
			if !isWord(tok) {
				a.Tags = append(a.Tags, tok)
			}
		}
	}
	for _, t := range []string{d.Summary, d.Body, d.Other} {
		a.Body = x.tokens(a.Body, clip(t, maxText))
		a.Pairs = x.pairs(a.Pairs, clip(t, maxText))
	}
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

// tokens appends the tokens of a text.
func (x *Lexicon) tokens(to []string, text string) []string {
	if text == "" {
		return to
	}
	ws := Words(text)
	stems := make([]string, len(ws))
	for i, w := range ws {
		f := x.formOf(w.Text)
		stems[i] = f.stem
		to = append(to, w.Text)
		if m := masculine(w.Text); m != w.Text {
			to = append(to, m)
		}
		if !x.lang.stop[w.Text] {
			to = append(to, Soft+f.stem)
		}
		for _, p := range f.parts {
			to = append(to, Soft+p)
			for _, m := range x.lang.match([]string{p}) {
				to = append(to, Soft+m.concept)
			}
		}
		if w.Joined && i > 0 { // Ramadan-Fest is also ramadanfest
			to = append(to, Soft+stem(ws[i-1].Text+w.Text))
		}
	}
	for _, m := range x.lang.matchIn(text, ws, stems) {
		to = append(to, m.concept)
	}
	for _, s := range x.suspensionsIn(text, ws) {
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
