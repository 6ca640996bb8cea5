package german

import (
	"slices"
	"strings"

	"vielfalt/content"
	"vielfalt/search"
)

// Bare returns a hit of a document as one of [search.Query.All].
func Bare(d search.Document, score float64) search.Hit {
	return search.Hit{ID: d.ID, Item: d.Item, Type: d.Type, Page: d.Page, Score: score}
}

// Hit turns a document into a hit, with title and excerpt marked, or with the
// reason why it was found.
func (p *Plan) Hit(d search.Document, score float64) search.Hit {
	h := search.Hit{
		ID: d.ID, Item: d.Item, Type: d.Type, Page: d.Page,
		Title:   p.Mark(d.Title),
		Excerpt: p.Excerpt(d.Body, d.Summary),
		Score:   score,
	}
	if p.sounded && d.Type == content.TypeContact && len(h.Title.Marks) == 0 && h.Title.Text != "" {
		h.Title.Marks = []search.Span{{From: 0, To: len(h.Title.Text)}} // it is the name that sounds so
	}
	if len(h.Title.Marks)+len(h.Excerpt.Marks) > 0 {
		return h
	}
	if h.Reason = p.reason(d); h.Reason.Kind == search.FoundInOther {
		h.Excerpt = p.Excerpt(d.Other)
	}
	return h
}

// reason says why a document was found whose title and text have no mark.
func (p *Plan) reason(d search.Document) search.Reason {
	in := func(text string) bool { return len(p.marked(plain(clip(text, excerptText)))) > 0 }
	asked := func(keys ...string) bool {
		return slices.ContainsFunc(keys, func(k string) bool { return p.marks[k] })
	}
	for _, t := range d.Tags {
		if in(t) {
			return search.Reason{Kind: search.FoundInTag, Text: t}
		}
	}
	for _, n := range d.Names {
		if in(n) {
			return search.Reason{Kind: search.FoundInName, Text: n}
		}
	}
	if in(d.Other) {
		return search.Reason{Kind: search.FoundInOther}
	}
	if d.Dezernat != "" && asked(dezKey(d.Dezernat)) {
		return search.Reason{Kind: search.FoundInDezernat, Text: d.Dezernat}
	}
	if in(p.lex.lang.kinds[string(d.Type)]) {
		return search.Reason{Kind: search.FoundInType, Text: string(d.Type)}
	}
	for _, t := range d.Traditions {
		if in(p.lex.lang.traditions[t]) {
			return search.Reason{Kind: search.FoundInTradition, Text: t}
		}
	}
	switch {
	case d.Phone != "" && asked(phoneKeys(d.Phone)...):
		return search.Reason{Kind: search.FoundInPhone}
	case d.Room != "" && asked(roomKey(d.Room)):
		return search.Reason{Kind: search.FoundInRoom}
	case asked(p.lex.lang.soundKeys(d)...):
		return search.Reason{Kind: search.FoundBySound}
	}
	return search.Reason{Kind: search.FoundInText}
}

// MostTitled is of how many of the best hits the titles are looked at, see [Plan.Titles].
const MostTitled = 3

// Titles reports whether the title of one of the best of some hits has all that is asked for.
func (p *Plan) Titles(hits []search.Hit) bool {
	return slices.ContainsFunc(hits[:min(len(hits), MostTitled)], func(h search.Hit) bool {
		tokens := p.lex.Analyze(search.Document{Title: h.Title.Text}).Title
		has := func(t Term) bool { return slices.Contains(tokens, t.Token) }
		return !slices.ContainsFunc(p.Clauses, func(c Clause) bool { return !slices.ContainsFunc(c.Any, has) })
	})
}

// DidYouMean returns the query with its misspelt words corrected, spelt as in a
// text in which the right words were found, and whether that is only a guess. It
// returns "" if nothing was misspelt, or if the right words appear in no hit.
func (p *Plan) DidYouMean(hits []search.Hit) (text string, guess bool) {
	if p.sounded && len(hits) > 0 {
		meant := p.guess
		if hits[0].Type == content.TypeContact {
			meant = hits[0].Title.Text
		}
		if Fold(meant) == Fold(p.text) {
			return "", false // it is what was typed
		}
		return meant, true
	}
	if len(p.corrections) == 0 || len(hits) == 0 {
		return "", false
	}
	var b strings.Builder
	end := 0
	for _, c := range p.corrections {
		word := written(c.words, hits)
		if word == "" {
			return "", false
		}
		b.WriteString(p.text[end:c.from])
		b.WriteString(word)
		end = c.to
		guess = guess || c.errors > 1
	}
	b.WriteString(p.text[end:])
	return strings.Join(strings.Fields(b.String()), " "), guess
}

// Corrected reports whether words of the query were corrected, which
// [Plan.DidYouMean] says in the spelling of hits that have them.
func (p *Plan) Corrected() bool { return len(p.corrections) > 0 }

// Guessed reports whether a word of the query was taken for one that is two typing
// errors from it: what sounds like the query is likelier.
func (p *Plan) Guessed() bool {
	return slices.ContainsFunc(p.corrections, func(c correction) bool { return c.errors > 1 })
}

// written returns the first of some folded words that is in the best hits, as it is written
// there or in why they were found; "" if none has any.
func written(folded []string, hits []search.Hit) string {
	for _, h := range hits {
		for _, t := range []string{h.Title.Text, h.Excerpt.Text, h.Reason.Text} {
			for _, w := range Words(t) {
				if slices.Contains(folded, w.Text) {
					return t[w.From:w.To]
				}
			}
		}
	}
	return ""
}
