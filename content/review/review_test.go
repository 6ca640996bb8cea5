package review

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
	"vielfalt/content"
)

// good is an article about which there is nothing to say.
func good() *content.Article {
	a := &content.Article{Item: content.Item{
		ID: "newroz", Type: content.TypeArticle, Observances: []calendar.ID{"iranisch/nouruz"}, Publish: content.Schedule{Observance: "iranisch/nouruz"},
		Text: content.Text{Lang: content.German, Title: "Newroz", Summary: "Das Fest am {{datum}}.",
			Body: "Am {{datum}} ist es so weit.\n\n## Feuer\n\n### Am Vorabend\n\nMan sagt [نوروز]{lang=ku-Arab} und [liest im Kalender nach](/kalender?tradition=x#y).\n\n|Wann|Was|\n|-|-|\n|1|2|"},
	}}
	a.Sources = []string{"https://example.org/quelle"}
	a.Picture = content.Picture{File: content.File{Size: 1}, Name: "feuer.svg", Alt: "Menschen tanzen um ein Feuer."}
	return a
}

func TestCheck(t *testing.T) {
	then := time.Date(2027, time.March, 18, 7, 0, 0, 0, time.UTC)
	options := Options{
		At: then,
		Visible: func(path string, at time.Time) bool {
			if !at.Equal(then) {
				t.Errorf("asked for %v", at)
			}
			return path == "/kalender" || path == "/bilder/a.svg"
		},
		Begin: func(id calendar.ID) calendar.Begin { return calendar.Sunset },
	}
	body := func(s string) func(*content.Article) { return func(a *content.Article) { a.Body = s } }
	for name, c := range map[string]struct {
		change func(*content.Article)
		want   []string // severity, field, key and passage
	}{
		"nothing":          {func(*content.Article) {}, nil},
		"heading too deep": {body("### Feuer\n\n## Zwei\n\n#### Vier"), []string{"error body check.heading-order Feuer", "error body check.heading-order Vier"}},
		"heading of 1":     {body("# Feuer\n\n### Drei"), nil},
		"vague links":      {body("[hier](/kalender) [Mehr lesen …](https://example.org) [hierher](/kalender)"), []string{"hint body check.link-vague hier", "hint body check.link-vague Mehr lesen …"}},
		"bare links":       {body("https://example.org/a und [www.b.de](https://b.de) und a@b.de"), []string{"hint body check.link-bare https://example.org/a", "hint body check.link-bare www.b.de"}},
		"broken links":     {body("[Feste](/beitraege/feste?a=b#c) [Oben](#oben) [weit](https://example.org/x)"), []string{"error body check.link-broken /beitraege/feste?a=b#c"}},
		"pasted picture":   {body("Vorher (Bild: Teller) und (Bild: *Ein* Ofen)\n\nein (Bilderbuch: neu)"), []string{"hint body check.picture-lost (Bild: Teller)", "hint body check.picture-lost (Bild: *Ein* Ofen)"}},
		"table":            {body("| | |\n|-|-|\n|a|b|"), []string{"hint body check.table-head a b"}},
		"languages":        {body("שלום und [Chag sameach] [1]"), []string{"hint body check.language-script שלום", "hint body check.language-brackets Chag sameach"}},
		"pictures in text": {body("![](/bilder/a.svg) ![a.svg](/bilder/a.svg) ![IMG_1234](/bilder/a.svg) ![Ein Bild](/bilder/a.svg)"), []string{"error body check.alt-missing /bilder/a.svg", "error body check.alt-file a.svg", "error body check.alt-file IMG_1234"}},
		"two versions": {func(a *content.Article) {
			a.Body = "Oben\n<<<<<<< Ihr Text\na\n=======\nb\n>>>>>>> Text von Anna Muster\n\n> > > > > > > Zitat"
			a.Sources = []string{"<<<<<<< Ihr Text", "A", "=======", "B", ">>>>>>> Text von Anna Muster"}
		}, []string{
			"error body check.merged <<<<<<< Ihr Text", "error body check.merged >>>>>>> Text von Anna Muster",
			"error sources check.merged <<<<<<< Ihr Text", "error sources check.merged >>>>>>> Text von Anna Muster",
		}},
		"no source":     {func(a *content.Article) { a.Sources = nil }, []string{"hint sources check.sources "}},
		"no alt":        {func(a *content.Article) { a.Picture.Alt = " " }, []string{"error picture check.picture-alt feuer.svg"}},
		"decorative":    {func(a *content.Article) { a.Picture.Alt, a.Picture.Decorative = "", true }, nil},
		"alt is a file": {func(a *content.Article) { a.Picture.Alt = "feuer.svg" }, []string{"error picture check.alt-file feuer.svg"}},
		"alt is a stem": {func(a *content.Article) { a.Picture.Name, a.Picture.Alt = "dsc-0012.svg", "dsc-0012" }, []string{"error picture check.alt-file dsc-0012"}},
		"long": {func(a *content.Article) {
			a.Title, a.Summary = strings.Repeat("ä", MaxTitle+1), strings.Repeat("b", MaxSummary+1)
		}, []string{"hint title check.title-long " + strings.Repeat("ä", MaxTitle+1), "hint summary check.summary-long " + strings.Repeat("b", maxPassage) + " …"}},
		"just right": {func(a *content.Article) {
			a.Title, a.Summary = strings.Repeat("ä", MaxTitle), strings.Repeat("b", MaxSummary)
		}, nil},
		"placeholders": {func(a *content.Article) {
			a.Publish, a.Body = content.Schedule{}, "{{jahr}}"
			a.Translations = []content.Text{{Lang: content.English, Title: "On {{datum}}"}}
		}, []string{"error summary check.placeholder {{datum}}", "error body check.placeholder {{jahr}}", "error en.title check.placeholder {{datum}}"}},
		"plain language": {func(a *content.Article) {
			a.Translations = []content.Text{{Lang: content.PlainGerman, Title: "Newroz", Summary: "Kurz.",
				Body: "Eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn. Dieser Satz hat z. B. am 3. März mehr als fünfzehn Wörter und das ist zu viel für Leser."}}
		}, []string{"hint de-simple.body check.sentence-long Dieser Satz hat z. B. am 3. März mehr als fünfzehn Wörter und das ist zu viel für Leser."}},
		"observance": {func(a *content.Article) { a.Observances = nil }, []string{"hint observances check.observance iranisch/nouruz"}},
	} {
		a := good()
		c.change(a)
		var got []string
		for _, f := range Check(a, options) {
			got = append(got, fmt.Sprint(f.Severity, " ", f.Field, " ", f.Key, " ", f.Passage))
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
	a := good()
	a.Body = "Ab {{vorabend}}."
	if got := Check(a, Options{Begin: func(calendar.ID) calendar.Begin { return calendar.Midnight }}); len(got) != 1 || got[0].Key != "check.placeholder-eve" || Stops(got) {
		t.Errorf("an eve that is none: %+v", got)
	}
	if !Stops([]Finding{{Severity: Hint}, {Severity: Error}}) {
		t.Error("an error does not stop")
	}
	// Whatever is found very often is reported some times.
	a.Body = strings.Repeat("[hier](/x)\n\n", 2000)
	if got := Check(a, Options{}); len(got) != maxFindings {
		t.Errorf("%d findings", len(got))
	}
}

func TestRead(t *testing.T) {
	r := Read("## Das Fest\n\nDas Fest beginnt am Abend. Viele Leute kommen und bringen etwas zu essen mit.\n\n- Kinder dürfen auch kommen, zum Beispiel ab 15 Uhr.")
	if r.Words != 25 || r.Sentences != 4 || r.Minutes != 1 {
		t.Errorf("%+v", r)
	}
	for text, band := range map[string]string{
		strings.Repeat("Das ist gut so. ", 10): "ease.very-easy",
		strings.Repeat("Die Inanspruchnahme verwaltungsrechtlicher Unterstützungsleistungen erfordert diesbezügliche Antragstellungsverfahren. ", 4): "ease.very-hard",
		"Zu kurz.": "",
	} {
		if r := Read(text); r.Band != band || math.IsNaN(r.Ease) {
			t.Errorf("%.40q: %+v", text, r)
		}
	}
	if r := Read(""); r.Minutes != 1 || r.Words != 0 {
		t.Errorf("%+v", r)
	}
	if r := Read(strings.Repeat("Wort ", 301)); r.Minutes != 3 {
		t.Errorf("%+v", r)
	}
}

func TestSyllables(t *testing.T) {
	for w, want := range map[string]int{"Haus": 1, "Häuser": 2, "Vielfalt": 2, "Ramadan": 3, "Zuckerfest": 3, "Theater": 3, "Bäume": 2, "Yoga": 2, "15": 1, "Beiträge": 3, "Idee": 2} {
		if got := syllablesOf(w); got != want {
			t.Errorf("%s has %d syllables, not %d", w, got, want)
		}
	}
}

func TestSentences(t *testing.T) {
	in := "Am 9. März, z. B. um 8 Uhr, kam Dr. A. Muster. „Wer?“ Das war 2027. Er rief „Halt!“ und ging … Ende"
	want := []string{"Am 9. März, z. B. um 8 Uhr, kam Dr. A. Muster.", "„Wer?“", "Das war 2027.", "Er rief „Halt!“ und ging …", "Ende"}
	if d := cmp.Diff(want, sentences(in)); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}
