package german

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vielfalt/search"
)

// Bounds of excerpts, in runes.
const (
	excerptLength = 200
	excerptBefore = 50       // of the text before the first word found
	excerptText   = 64 << 10 // bytes of a text that are searched
)

// Mark returns a text with the whole words the plan asks for marked.
func (p *Plan) Mark(text string) search.Fragment {
	text = plain(text)
	return search.Fragment{Text: text, Marks: spans(p.marked(text))}
}

// Excerpt returns about 200 letters around the best spot of the first text in
// which something was found, or else the beginning of the last text that is
// not empty: a summary says more than how a text begins.
func (p *Plan) Excerpt(texts ...string) search.Fragment {
	last := ""
	for _, t := range texts {
		t = plain(clip(t, excerptText))
		if marks := p.marked(t); len(marks) > 0 {
			return cut(t, marks)
		}
		if t != "" {
			last = t
		}
	}
	return cut(last, nil)
}

// A marked is a place in a text where something was found, and what was found.
type marked struct {
	search.Span
	what string
}

func (p *Plan) marked(text string) []marked {
	if len(p.marks) == 0 {
		return nil
	}
	var out []marked
	p.read = p.lex.readInto(p.read, text, p.wanted)
	r := p.read
	concepts, partly := p.marksAny(Concept), p.marksAny(Soft+Concept)
	for i, w := range r.words {
		f := r.forms[i]
		span := search.Span{From: w.From, To: w.To}
		switch {
		case w.Text == "" && !w.Joined: // none that is wanted
		case p.marks[w.Text], abbreviation(text[w.From:w.To]) && p.marks[Key+"k"+w.Text]:
			out = append(out, marked{span, w.Text})
		case f.stem != "" && p.marks[Soft+f.stem] && !p.lex.lang.stop[w.Text]:
			out = append(out, marked{span, f.stem})
		default:
			for _, part := range f.parts {
				if p.marks[Soft+part] || partly && slices.ContainsFunc(p.lex.lang.meanings(part), func(c string) bool { return p.marks[Soft+c] }) {
					out = append(out, marked{span, part})
					break
				}
			}
			if w.Joined && i > 0 && r.words[i-1].Text != "" && p.marks[Soft+stem(r.words[i-1].Text+w.folded(text))] {
				span.From = r.words[i-1].From
				out = append(out, marked{span, w.folded(text)})
			}
		}
	}
	if concepts {
		for _, m := range p.lex.lang.matchIn(r) {
			if p.marks[m.concept] && (m.n > 1 || r.meant(m.i)) {
				span := search.Span{From: r.words[m.i].From, To: r.words[m.i+m.n-1].To}
				out = append(out, marked{span, m.concept})
			}
		}
	}
	if p.marksAny(Near) {
		r.eachPair(func(i, j int) {
			if r.stems[i] == "" || r.stems[j] == "" {
				return // none that is wanted
			}
			if token := nearToken(r.stems[i], r.stems[j]); p.marks[token] {
				for _, w := range []Word{r.words[i], r.words[j]} {
					out = append(out, marked{search.Span{From: w.From, To: w.To}, token})
				}
			}
		})
	}
	for _, s := range p.lex.suspensionsIn(text, r.words) {
		for _, w := range s.whole {
			if p.marks[Soft+stem(w)] {
				out = append(out, marked{search.Span{From: r.words[s.from].From, To: r.words[s.to].To}, w})
				break
			}
		}
	}
	for _, n := range p.mentions(text) {
		if slices.ContainsFunc(n.keys, func(k string) bool { return p.marks[k] }) {
			out = append(out, marked{search.Span{From: n.from, To: n.to}, n.keys[0]})
		}
	}
	slices.SortStableFunc(out, func(a, b marked) int { return a.From - b.From })
	return out
}

// marksAny reports whether the plan asks for any token of a kind.
func (p *Plan) marksAny(kind string) bool {
	for m := range p.marks {
		if strings.HasPrefix(m, kind) {
			return true
		}
	}
	return false
}

// mentions returns the numbers in a text, or none if the plan does not ask for
// numbers.
func (p *Plan) mentions(text string) []number {
	if p.marksAny(Key) {
		return mentions(text)
	}
	return nil
}

// spans returns the ranges of marks, joining those that overlap.
func spans(ms []marked) []search.Span {
	var out []search.Span
	for _, m := range ms {
		if n := len(out); n > 0 && m.From < out[n-1].To {
			out[n-1].To = max(out[n-1].To, m.To)
			continue
		}
		out = append(out, m.Span)
	}
	return out
}

// cut returns the part of a text that contains the most different finds; of
// several, the earliest.
func cut(text string, ms []marked) search.Fragment {
	if utf8.RuneCountInString(text) <= excerptLength {
		return search.Fragment{Text: text, Marks: spans(ms)}
	}
	best, most := 0, -1
	for i := range ms[:min(len(ms), 200)] {
		seen := map[string]bool{}
		n := 0
		for _, m := range ms[i:min(len(ms), i+50)] {
			if m.To-ms[i].From > excerptLength-excerptBefore {
				break
			}
			if !seen[m.what] {
				n += 10
			}
			n++
			seen[m.what] = true
		}
		if n > most {
			best, most = i, n
		}
	}
	from := 0
	if len(ms) > 0 {
		from = back(text, ms[best].From)
	}
	to := forward(text, from)
	prefix, suffix := "", ""
	if from > 0 {
		prefix = "… "
	}
	if to < len(text) {
		suffix = " …"
	}
	piece := text[from:to]
	f := search.Fragment{Text: prefix + strings.TrimSpace(piece) + suffix}
	shift := len(prefix) - from - (len(piece) - len(strings.TrimLeft(piece, " ")))
	for _, s := range spans(ms) {
		if s.From >= from && s.To <= to {
			f.Marks = append(f.Marks, search.Span{From: s.From + shift, To: s.To + shift})
		}
	}
	return f
}

// back returns where an excerpt that shows the word at i begins: at the
// beginning of its sentence if that is near, otherwise at a word.
func back(text string, i int) int {
	at, space := i, i
	for n := 0; at > 0 && n < excerptBefore; n++ {
		_, size := utf8.DecodeLastRuneInString(text[:at])
		at -= size
		if text[at] == ' ' {
			space = at + 1
			if at > 0 && strings.IndexByte(".!?:", text[at-1]) >= 0 {
				return space
			}
		}
	}
	if at == 0 {
		return 0
	}
	return space
}

// forward returns where an excerpt from i ends: at the end of a word.
func forward(text string, i int) int {
	at, n := i, 0
	for at < len(text) && n < excerptLength {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
		n++
	}
	if at == len(text) {
		return at
	}
	if space := strings.LastIndexByte(text[i:at], ' '); space > 0 {
		return i + space
	}
	// If a single word is longer than the excerpt, go to its end, within
	// reason.
	for at < len(text) && n < 2*excerptLength && text[at] != ' ' {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
		n++
	}
	return at
}

// plain turns a text into one line of valid UTF-8, with single spaces and only
// printable characters.
func plain(s string) string {
	if isPlain(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "\ufffd")
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
}

// isPlain reports whether a text is as plain makes it.
func isPlain(s string) bool {
	before := ' '
	for _, r := range s {
		if '!' <= r && r <= '~' { // as nearly all are
			before = r
			continue
		}
		if r == utf8.RuneError || unicode.IsControl(r) || unicode.IsSpace(r) && (r != ' ' || before == ' ') {
			return false
		}
		before = r
	}
	return s == "" || before != ' '
}
