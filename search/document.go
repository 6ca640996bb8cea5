package search

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"vielfalt/calendar"
	"vielfalt/content"
)

// A Document is what an index knows about an item, or about one page of a
// brochure.
type Document struct {
	ID   string // of the item, or of the page
	Item string // id of the item whose visibility counts
	Type content.Type
	Page int // of a brochure; 0 elsewhere
	// Title, Summary and Body are plain text; Body is Markdown without its marks.
	Title, Summary, Body string
	// Other holds the same text in other languages.
	Other string
	// Tags are the themes, and what languages besides German somebody speaks.
	Tags []string
	// Names are the names of the item's observances, in German, English,
	// original script and other spellings.
	Names      []string
	Traditions []string
	Dezernat   string
	Year       int // of the day it is about; 0 for none
	Phone      string
	Room       string
}

// Documents returns what an index should know about a record: one document, or
// for a brochure with pages one for each page. plain turns Markdown into text.
func Documents(r content.Record, cal *calendar.Calendar, plain func(markdown string) string) []Document {
	it := r.Base()
	d := Document{
		ID: it.ID, Item: it.ID, Type: it.Type,
		Title: it.Title, Summary: it.Summary, Body: plain(it.Body),
		Tags: it.Tags, Traditions: it.Traditions, Dezernat: it.Dezernat,
	}
	if it.Date != 0 {
		d.Year = it.Date.Year()
	}
	for _, t := range it.Translations {
		d.Other = join(d.Other, t.Title, t.Summary, plain(t.Body))
	}
	for _, id := range it.Observances {
		if o, ok := cal.Observance(id); ok {
			d.Names = append(d.Names, o.Name.German, o.Name.English, o.Name.Original)
			d.Names = append(d.Names, o.Name.Also...)
		}
	}
	d.Names = slices.DeleteFunc(d.Names, func(s string) bool { return s == "" })
	var before, after []string
	for _, f := range r.Description().Fields {
		text, _ := f.Of(r).(*string)
		if text == nil {
			continue
		}
		switch f.Found {
		case content.BeforeBody:
			before = append(before, *text)
		case content.AfterBody:
			after = append(after, *text)
		case content.AsPhone:
			d.Phone = *text
		case content.AsRoom:
			d.Room = *text
		}
	}
	d.Body = join(slices.Concat(before, []string{d.Body}, after)...)
	switch r := r.(type) {
	case *content.Contact:
		for _, tag := range r.Languages {
			if l, err := language.Parse(tag); err == nil {
				d.Tags = union(d.Tags, []string{display.German.Languages().Name(l)})
			}
		}
	case *content.Event:
		d.Year = r.Start.In(calendar.Berlin).Year()
	case *content.Brochure:
		return pages(d, r)
	}
	return []Document{d}
}

func pages(d Document, b *content.Brochure) []Document {
	out := make([]Document, 0, len(b.Pages)+1)
	for _, p := range b.Pages {
		g := d
		g.ID, g.Page = p.ID, p.Number
		if p.Title != "" {
			g.Title = p.Title
		} else {
			g.Title = fmt.Sprintf("%s – Seite %d", b.Title, p.Number)
		}
		g.Summary, g.Other = "", ""
		g.Body = p.Text
		if p.Number == 1 {
			g.Body = join(d.Summary, d.Body, p.Text)
		}
		if p.Dezernat != "" {
			g.Dezernat = p.Dezernat
		}
		g.Tags = union(d.Tags, p.Tags)
		g.Traditions = union(d.Traditions, p.Traditions)
		out = append(out, g)
	}
	if len(out) == 0 {
		out = append(out, d)
	}
	return out
}

func union(a, b []string) []string {
	out := slices.Clone(a)
	for _, s := range b {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func join(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "\n")
}
