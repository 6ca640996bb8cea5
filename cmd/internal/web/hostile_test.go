package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"

	"vielfalt/content"
)

// What editors type is shown and never taken for markup, wherever it shows: in
// pages, in what was found, in feeds.
func TestTextsAreNoMarkup(t *testing.T) {
	const evil = `Zuckerwatte <x-evil>&lt;'"`
	s := wholeSite(t)
	item := func(id string) content.Item {
		return content.Item{
			ID: id, State: content.Approved, Correction: evil, Dezernat: "36", Traditions: []string{"islamic"}, Tags: []string{evil},
			Text:         content.Text{Lang: content.German, Title: evil, Summary: evil, Body: evil},
			Translations: []content.Text{{Lang: content.English, Title: evil, Summary: evil, Body: evil}},
		}
	}
	bare := &content.Article{Item: item("kurz")} // its summary stands for the text
	bare.Body, bare.Translations = "", nil
	s.save(t,
		&content.Article{Item: item("beitrag"), Sources: []string{evil}, Brochures: []string{"heft"}}, bare,
		&content.Brochure{Item: item("heft"), Printing: evil, Pages: []content.Page{{ID: "heft-1", Number: 1, Title: evil, Text: evil}}},
		&content.Contact{Item: item("person"), Function: evil, Phone: "371", Mail: "m&lt'@example.org", Room: evil},
		&content.Event{Item: item("treffen"), Start: at.AddDate(0, 0, 1), End: at.AddDate(0, 0, 2), Place: evil, Organizer: evil},
		&content.Offer{Item: item("angebot"), Place: evil, Effort: evil, Contact: "person"},
	)
	paths := []string{
		"/beitraege/beitrag", "/beitraege/kurz", "/broschueren/heft", "/kontakte/person", "/termine/treffen", "/ehrenamt/angebot",
		"/suche?q=Zuckerwatte", "/suche?q=%3Cx-evil%3E", "/beitraege?thema=Zuckerwatte", "/feeds/beitraege.rss", "/feeds/broschueren.json", "/feeds/termine.atom",
	}
	for _, p := range s.addresses(t) {
		paths = append(paths, p)
	}
	shown := 0
	for _, path := range paths {
		for _, p := range []string{path, "/en" + path} {
			a := s.ask(t, httptest.NewRequest(http.MethodGet, p, nil))
			kind := a.header.Get("Content-Type")
			text := a.body
			switch {
			case strings.Contains(kind, "rss"), strings.Contains(kind, "atom"), strings.Contains(kind, "feed+json"):
				f, err := gofeed.NewParser().ParseString(a.body)
				if err != nil {
					t.Fatalf("%s: %v", p, err)
				}
				text = ""
				for _, it := range f.Items {
					text += it.Content
				}
			case !strings.HasPrefix(kind, "text/html"):
				continue
			}
			if strings.Contains(text, "<x-evil") {
				t.Errorf("%s takes a text for markup", p)
			}
			shown += strings.Count(text, "Zuckerwatte")
		}
	}
	if shown < 100 {
		t.Errorf("the texts show %d times", shown)
	}
	for _, p := range []string{"/kontakte", "/kontakte/person"} {
		a := s.ask(t, httptest.NewRequest(http.MethodGet, p, nil))
		if !strings.Contains(a.body, "m&amp;lt&#39;@<wbr>example.org</a>") || !strings.Contains(a.body, `"mailto:m&amp;lt%27@example.org"`) {
			t.Errorf("%s shows the mail address otherwise", p)
		}
	}
}
