package search

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
	"vielfalt/content"
)

func TestDocuments(t *testing.T) {
	cal, err := calendar.New([]calendar.Tradition{{
		ID:   "islamic",
		Name: calendar.Name{German: "Islam", English: "Islam"},
		Observances: []calendar.Observance{{
			ID: "islamic/eid-al-fitr", Kind: calendar.Feast, Days: 3, Begin: calendar.Sunset,
			Name: calendar.Name{German: "Zuckerfest", English: "Eid al-Fitr", Original: "عيد الفطر", OriginalLang: "ar", Also: []string{"Ramadanfest"}},
			Rule: calendar.RuleFunc(func(int) []calendar.Date { return nil }),
		}},
	}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	plain := func(s string) string { return strings.ReplaceAll(s, "*", "") }
	item := content.Item{
		ID: "a", Type: content.TypeArticle,
		Text:         content.Text{Lang: "de", Title: "Titel", Summary: "Kurz", Body: "*Lang*"},
		Translations: []content.Text{{Lang: "en", Title: "Title", Body: "*Long*"}},
		Traditions:   []string{"islamic"}, Observances: []calendar.ID{"islamic/eid-al-fitr", "islamic/unknown"},
		Dezernat: "36", Tags: []string{"Fest"}, Date: calendar.NewDate(2026, time.March, 18),
	}
	base := Document{
		ID: "a", Item: "a", Type: content.TypeArticle, Title: "Titel", Summary: "Kurz", Body: "Lang", Other: "Title\nLong",
		Tags: []string{"Fest"}, Names: []string{"Zuckerfest", "Eid al-Fitr", "عيد الفطر", "Ramadanfest"},
		Traditions: []string{"islamic"}, Dezernat: "36", Year: 2026,
	}
	of := func(typ content.Type, change func(*Document)) Document {
		d := base
		d.Type = typ
		change(&d)
		return d
	}
	typed := func(typ content.Type) content.Item {
		it := item
		it.Type = typ
		return it
	}
	for _, c := range []struct {
		name   string
		record content.Record
		want   []Document
	}{
		{"article", &content.Article{Item: item}, []Document{base}},
		{
			"contact",
			&content.Contact{Item: typed(content.TypeContact), Function: "Leitung", Phone: "0221 4710-360", Mail: "a@example.org", Room: "3.01"},
			[]Document{of(content.TypeContact, func(d *Document) {
				d.Body, d.Phone, d.Room = "Leitung\nLang\na@example.org", "0221 4710-360", "3.01"
			})},
		},
		{
			"event in the first minutes of a year in Berlin",
			&content.Event{Item: typed(content.TypeEvent), Start: time.Date(2026, time.December, 31, 23, 10, 0, 0, time.UTC), Place: "Foyer"},
			[]Document{of(content.TypeEvent, func(d *Document) { d.Body, d.Year = "Lang\nFoyer", 2027 })},
		},
		{
			"offer",
			&content.Offer{Item: typed(content.TypeVolunteering), Place: "Bücherei", Effort: "zwei Stunden"},
			[]Document{of(content.TypeVolunteering, func(d *Document) { d.Body = "Lang\nBücherei\nzwei Stunden" })},
		},
		{
			"brochure without pages",
			&content.Brochure{Item: typed(content.TypeBrochure)},
			[]Document{of(content.TypeBrochure, func(*Document) {})},
		},
		{
			"brochure with pages",
			&content.Brochure{Item: typed(content.TypeBrochure), Pages: []content.Page{
				{ID: "a-p01", Number: 1, Text: "Eins"},
				{ID: "a-p02", Number: 2, Title: "Islam", Text: "Zwei", Tags: []string{"Fest", "Moschee"}, Traditions: []string{"alevi"}},
			}},
			[]Document{
				of(content.TypeBrochure, func(d *Document) {
					d.ID, d.Page, d.Title, d.Summary, d.Other, d.Body = "a-p01", 1, "Titel – Seite 1", "", "", "Kurz\nLang\nEins"
				}),
				of(content.TypeBrochure, func(d *Document) {
					d.ID, d.Page, d.Title, d.Summary, d.Other, d.Body = "a-p02", 2, "Islam", "", "", "Zwei"
					d.Tags, d.Traditions = []string{"Fest", "Moschee"}, []string{"islamic", "alevi"}
				}),
			},
		},
	} {
		if diff := cmp.Diff(Documents(c.record, cal, plain), c.want); diff != "" {
			t.Errorf("%s (-got +want):\n%s", c.name, diff)
		}
	}
}

// A page may belong to a different Dezernat from its brochure.
func TestPageHasADezernatOfItsOwn(t *testing.T) {
	cal, err := calendar.New(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	b := &content.Brochure{Item: content.Item{ID: "b", Type: content.TypeBrochure, Dezernat: "36"}, Pages: []content.Page{
		{ID: "b-p01", Number: 1}, {ID: "b-p02", Number: 2, Dezernat: "14"},
	}}
	docs := Documents(b, cal, func(s string) string { return s })
	if len(docs) != 2 || docs[0].Dezernat != "36" || docs[1].Dezernat != "14" {
		t.Errorf("documents are %+v", docs)
	}
}

// Who speaks a language is found by its German name.
func TestDocumentsOfLanguages(t *testing.T) {
	c := &content.Contact{
		Item:      content.Item{ID: "c", Type: content.TypeContact, Text: content.Text{Title: "Jo Muster"}, Tags: []string{"Chor"}},
		Languages: []string{"ar", "tr", "?", "tr"},
	}
	got := Documents(c, nil, strings.TrimSpace)[0].Tags
	if diff := cmp.Diff([]string{"Chor", "Arabisch", "Türkisch"}, got); diff != "" {
		t.Error(diff)
	}
}
