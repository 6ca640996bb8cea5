package comparison

import (
	"strings"
	"time"
	"unicode"

	"github.com/aymanbagabas/go-udiff"
	"github.com/aymanbagabas/go-udiff/lcs"
	"github.com/sergi/go-diff/diffmatchpatch"
)

// A Kind is what happened to a passage.
type Kind int

// The kinds.
const (
	Equal   Kind = iota
	Removed      // only in the text before
	Added        // only in the text after
	Folded       // equal, and far from anything that is not; see Fold
)

// A Segment is a passage of a comparison.
type Segment struct {
	Kind Kind
	Text string
}

// Limits of how closely texts are compared.
const (
	patience  = 200 * time.Millisecond // of one comparison
	maxTokens = 15_000                 // of one passage; a longer one is compared more coarsely
)

// Texts compares two texts. The segments that are not Added are the text
// before, those that are not Removed the text after. A word that was replaced is
// Removed, then Added.
func Texts(before, after string) []Segment {
	if before == after {
		if before == "" {
			return nil
		}
		return []Segment{{Equal, before}}
	}
	c := comparison{until: time.Now().Add(patience)}
	at := 0
	for _, e := range udiff.Lines(before, after) {
		c.add(Equal, before[at:e.Start])
		c.words(before[e.Start:e.End], e.New)
		at = e.End
	}
	c.add(Equal, before[at:])
	return c.settled()
}

// A comparison gathers segments.
type comparison struct {
	until    time.Time
	segments []Segment
}

func (c *comparison) add(k Kind, text string) {
	if text != "" {
		c.segments = append(c.segments, Segment{k, text})
	}
}

// words compares two passages word by word.
func (c *comparison) words(before, after string) {
	left := time.Until(c.until)
	if before == "" || after == "" || left <= 0 {
		c.add(Removed, before)
		c.add(Added, after)
		return
	}
	if x, y := strings.SplitAfter(before, "\n"), strings.SplitAfter(after, "\n"); len(x) == len(y) && len(x) > 2 {
		for i := range x { // many paragraphs, all changed
			c.words(x[i], y[i])
		}
		return
	}
	// Each word is a sign of an alphabet made for this passage.
	alphabet := alphabet{of: make(map[string]rune)}
	a, b := alphabet.write(tokens(before)), alphabet.write(tokens(after))
	if len(a) > maxTokens || len(b) > maxTokens {
		at := 0
		for _, d := range lcs.DiffRunes(a, b) {
			c.add(Equal, alphabet.read(a[at:d.Start]))
			c.add(Removed, alphabet.read(a[d.Start:d.End]))
			c.add(Added, alphabet.read(b[d.ReplStart:d.ReplEnd]))
			at = d.End
		}
		c.add(Equal, alphabet.read(a[at:]))
		return
	}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = left
	for _, d := range dmp.DiffMainRunes(a, b, false) {
		kind := Equal
		switch d.Type {
		case diffmatchpatch.DiffDelete:
			kind = Removed
		case diffmatchpatch.DiffInsert:
			kind = Added
		}
		c.add(kind, alphabet.read([]rune(d.Text)))
	}
}

// An alphabet has a sign for each word.
type alphabet struct {
	of    map[string]rune
	words []string
}

// Signs that cannot stand in a Go string are left out.
const (
	firstSign     = 1
	beforeStrange = 0xd800 - firstSign // words before the surrogates
	strange       = 0xe000 - 0xd800
)

func (a *alphabet) write(words []string) []rune {
	out := make([]rune, len(words))
	for i, w := range words {
		r, ok := a.of[w]
		if !ok {
			n := len(a.words)
			if n >= beforeStrange {
				n += strange
			}
			r = rune(n + firstSign)
			a.of[w] = r
			a.words = append(a.words, w)
		}
		out[i] = r
	}
	return out
}

func (a *alphabet) read(signs []rune) string {
	var b strings.Builder
	for _, r := range signs {
		n := int(r) - firstSign
		if n >= beforeStrange {
			n -= strange
		}
		b.WriteString(a.words[n])
	}
	return b.String()
}

// tokens splits a text into words, spaces, line breaks and single signs.
func tokens(s string) []string {
	var out []string
	from, kind := 0, 0
	for i, r := range s {
		k := tokenKind(r)
		if i > from && (k != kind || k == sign) {
			out = append(out, s[from:i])
			from = i
		}
		kind = k
	}
	if from < len(s) {
		out = append(out, s[from:])
	}
	return out
}

const (
	word = iota
	space
	sign
)

func tokenKind(r rune) int {
	switch {
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\u00ad' || r == '\u200c' || r == '\u200d':
		return word
	case r != '\n' && unicode.IsSpace(r):
		return space
	}
	return sign
}

// settled joins segments so that each change is one passage removed and one
// added: a space or a sign between two changes is part of them.
func (c *comparison) settled() []Segment {
	var out []Segment
	var removed, added strings.Builder
	end := func() {
		for _, s := range []Segment{{Removed, removed.String()}, {Added, added.String()}} {
			if s.Text != "" {
				out = append(out, s)
			}
		}
		removed.Reset()
		added.Reset()
	}
	for i, s := range c.segments {
		switch s.Kind {
		case Removed:
			removed.WriteString(s.Text)
		case Added:
			added.WriteString(s.Text)
		default:
			if i > 0 && i+1 < len(c.segments) && removed.Len() > 0 && added.Len() > 0 && !hasWord(s.Text) && !strings.Contains(s.Text, "\n") {
				removed.WriteString(s.Text)
				added.WriteString(s.Text)
				continue
			}
			end()
			if n := len(out); n > 0 && out[n-1].Kind == Equal {
				out[n-1].Text += s.Text
			} else {
				out = append(out, s)
			}
		}
	}
	end()
	// A new paragraph has the empty line after it, not before.
	for i := 1; i+1 < len(out); i++ {
		if prev, s, next := &out[i-1], &out[i], &out[i+1]; s.Kind != Equal && prev.Kind == Equal && next.Kind == Equal {
			for strings.HasPrefix(s.Text, "\n") && strings.HasPrefix(next.Text, "\n") && len(next.Text) > 1 {
				prev.Text += "\n"
				s.Text = s.Text[1:] + "\n"
				next.Text = next.Text[1:]
			}
		}
	}
	return out
}

func hasWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return tokenKind(r) == word })
}

// Fold replaces what is equal and more than some paragraphs away from any
// change by Folded segments. Only two paragraphs or more are folded.
func Fold(segments []Segment, paragraphs int) []Segment {
	var out []Segment
	for i, s := range segments {
		if s.Kind != Equal {
			out = append(out, s)
			continue
		}
		from, to := 0, len(s.Text)
		if i > 0 {
			n := paragraphs
			if !strings.HasSuffix(segments[i-1].Text, "\n\n") {
				n++ // it begins with the rest of one
			}
			from = after(s.Text, n)
		}
		if i < len(segments)-1 {
			to = before(s.Text, paragraphs)
		}
		if from >= to || strings.Count(strings.TrimSpace(s.Text[from:to]), "\n\n") == 0 {
			out = append(out, s)
			continue
		}
		for _, part := range []Segment{{Equal, s.Text[:from]}, {Folded, s.Text[from:to]}, {Equal, s.Text[to:]}} {
			if part.Text != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// after returns where the paragraphs after the first n begin.
func after(s string, n int) int {
	at := 0
	for range n {
		i := strings.Index(s[at:], "\n\n")
		if i < 0 {
			return len(s)
		}
		at += i + 2
	}
	return at
}

// before returns where the last n paragraphs begin, apart from one that goes on.
func before(s string, n int) int {
	at := len(s)
	for range n + 1 {
		i := strings.LastIndex(s[:at], "\n\n")
		if i < 0 {
			return 0
		}
		at = i
	}
	return at + 2
}
