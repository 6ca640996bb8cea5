package feed

import (
	"strconv"
	"time"

	"github.com/gorilla/feeds"
)

// atom is an Atom 1.0 document.
type atom struct {
	*feeds.AtomFeed
	HistoryNS string           `xml:"xmlns:fh,attr,omitempty"`
	Lang      string           `xml:"xml:lang,attr,omitempty"`
	Archive   *struct{}        `xml:"fh:archive"`
	Links     []feeds.AtomLink `xml:"link"`
	Entries   []*atomEntry     `xml:"entry"`
}

type atomEntry struct {
	*feeds.AtomEntry
	Lang       string         `xml:"xml:lang,attr,omitempty"`
	Categories []atomCategory `xml:"category"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

func (f Feed) atom() *atom {
	a := &atom{
		AtomFeed: &feeds.AtomFeed{
			Xmlns: "http://www.w3.org/2005/Atom", Title: f.Title, Id: f.ID, Subtitle: f.Description,
			Updated: f.Updated.Format(time.RFC3339),
			Author:  &feeds.AtomAuthor{AtomPerson: feeds.AtomPerson{Name: f.Author}},
		},
		Lang: f.Lang,
		Links: []feeds.AtomLink{
			{Href: f.SelfURL, Rel: "self", Type: Atom.MediaType()},
			{Href: f.HomeURL, Rel: "alternate", Type: "text/html"},
		},
	}
	if f.Archive {
		a.HistoryNS, a.Archive = history, new(struct{})
	}
	for _, r := range f.related() {
		a.Links = append(a.Links, feeds.AtomLink{Href: r.address, Rel: r.rel, Type: Atom.MediaType()})
	}
	for _, it := range f.Items {
		e := &atomEntry{AtomEntry: &feeds.AtomEntry{
			Title: it.Title, Id: it.ID,
			Published: it.Published.Format(time.RFC3339), Updated: it.Updated.Format(time.RFC3339),
			Content: &feeds.AtomContent{Content: it.HTML, Type: "html"},
			Links:   []feeds.AtomLink{{Href: it.URL, Rel: "alternate", Type: "text/html"}},
		}}
		if it.Lang != f.Lang {
			e.Lang = it.Lang
		}
		if it.Author != f.Author {
			e.Author = &feeds.AtomAuthor{AtomPerson: feeds.AtomPerson{Name: it.Author}}
		}
		if it.Summary != "" {
			e.Summary = &feeds.AtomSummary{Content: it.Summary, Type: "text"}
		}
		for _, c := range it.Categories {
			e.Categories = append(e.Categories, atomCategory{Term: c})
		}
		enclosures := []*Enclosure{it.Enclosure}
		if it.Picture != nil {
			enclosures = append(enclosures, &it.Picture.Enclosure)
		}
		for _, x := range enclosures {
			if x != nil {
				e.Links = append(e.Links, feeds.AtomLink{Href: x.URL, Rel: "enclosure", Type: x.Type, Length: strconv.FormatInt(x.Length, 10)})
			}
		}
		a.Entries = append(a.Entries, e)
	}
	return a
}
