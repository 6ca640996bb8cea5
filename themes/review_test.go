package themes_test

import (
	"strings"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/review"
	"vielfalt/themes/locale"
)

func reviewed() *content.Article {
	a := &content.Article{Item: content.Item{ID: "a", Type: content.TypeArticle, Text: content.Text{Lang: content.German, Title: "A"}}}
	a.Picture = content.Picture{File: content.File{Size: 1}, Name: "a.svg", Alt: "Ein Feuer"}
	return a
}

// TestReviewMessages: each message has all it needs in each language.
func TestReviewMessages(t *testing.T) {
	printers, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	a := reviewed()
	a.Publish, a.Observances, a.Sources = content.Schedule{}, nil, nil
	a.Title, a.Summary = strings.Repeat("a", 71), "{{datum}}"+strings.Repeat("b", 300)
	a.Picture.Alt = ""
	a.Body = "### a\n\n[hier](/x) https://b.de ![](/y) ![c.png](/c.png) שלום [Chag x]\n\n||\n|-|\n|a|\n\n(Bild: Teller)\n\n<<<<<<< Ihr Text"
	a.Translations = []content.Text{{Lang: content.PlainGerman, Title: "x", Body: strings.Repeat("Wort ", 16)}}
	b := reviewed()
	b.Publish.Observance, b.Body = "x/y", "{{vorabend}}\n<<<<<<< A"
	seen := make(map[string]bool)
	for _, f := range append(review.Check(a, review.Options{Visible: func(string, time.Time) bool { return false }}), review.Check(b, review.Options{Begin: func(calendar.ID) calendar.Begin { return "" }})...) {
		seen[f.Key] = true
		for lang, p := range printers {
			if s := p.T(f.Key, f.Args...); strings.Contains(s, "<no value>") || strings.HasPrefix(s, "[") {
				t.Errorf("%s %s: %s", lang, f.Key, s)
			}
		}
	}
	for _, k := range printers["de"].Keys() {
		if strings.HasPrefix(k, "check.") && !seen[k] {
			t.Errorf("nothing finds %s", k)
		}
	}
	for _, text := range []string{"Das ist gut so. ", "Wir feiern heute alle zusammen ein Fest mit der Familie. ", "Die Beiträge stehen am Morgen des Feiertages bereit. ", "Die Beiträge erscheinen rechtzeitig am Feiertag. ", "Verwaltungsrechtliche Unterstützungsleistungen erfordern Antragstellungsverfahren. "} {
		band := review.Read(strings.Repeat(text, 20)).Band
		if !printers["de"].Has(band) {
			t.Errorf("%q is %q", text, band)
		}
	}
}
