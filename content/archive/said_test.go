package archive

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
	"vielfalt/content"
)

// someNames is the function Named of tests: some names, one of which is that of several.
func someNames(name string) []calendar.ID {
	return map[string][]calendar.ID{"Zuckerfest": {"islamic/eid-al-fitr"}, "Bayram": {"islamic/eid-al-fitr", "islamic/eid-al-adha"}, "Opferfest": {"islamic/eid-al-adha", "alevi/kurban"}}[name]
}

// A table of fields is one although not all of its rows are fields: what is not known
// is a problem, and nothing is published that somebody has called a draft.
func TestTablesOfFields(t *testing.T) {
	p := newPlace(t)
	p.Named = someNames
	sum := p.again(t, tree(
		"a.docx", docx(t, grid([]string{"Titel", "Newroz"}, []string{"Status", "Entwurf"}, []string{"Untertitel", "Das Fest"}, []string{"Autor:", "Anna"}, []string{"Farbe", "rot"}, []string{"Ort", "Kantine"}, []string{"Autorin", ""}), paragraph("Text.")),
		"b.docx", docx(t, grid([]string{"Titel", "Gut"}, []string{"Status", "Entwurf"}, []string{"Stichwörter", "Feuer; Frühling"}, []string{"Feiertag", "Zuckerfest"}, []string{"Erscheint", "24.12.2026, 8 Uhr"}, []string{"Autor", ""}, []string{"Themen", "Licht"}), paragraph("Text.")),
		"c.docx", docx(t, grid([]string{"Titel", "Bald"}, []string{"Veröffentlichung", "3 Tage vor Zuckerfest, 08:00"}), paragraph("Text.")),
		"d.docx", docx(t, grid([]string{"Ort", "Kantine"}, []string{"Beginn", "18 Uhr"}), paragraph("Text.")),
		"e.docx", docx(t, grid([]string{"Typ", "Termin"}, []string{"Titel", "Fest"}, []string{"Beginn", "24.12.2026, 18 Uhr"}, []string{"Ort", "Kantine"}, []string{"Abgesagt", "ja"}), paragraph("Text.")),
		"f.docx", docx(t, grid([]string{"Titel", "Eins"}, []string{"Überschrift", "Zwei"}, []string{"Typ", "Farbe"}), paragraph("Text.")),
		"e.en.docx", docx(t, styled("T", "Feast")), "l.md", article("l", "")+"[Fest](a.docx)",
		"i.docx", docx(t, grid([]string{"Fest", "Zuckerfest"}, []string{"Datum", "24.12.2026"}), paragraph("Text.")),
		"h.docx", docx(t, grid([]string{"Titel", "Eins"}, []string{"Überschrift", "Zwei"}), paragraph("Text.")),
	))
	const exit = "; take this row out or, if the table is part of the text, write a paragraph above it"
	if d := cmp.Diff(reports(sum.Problems), []string{
		`a.docx:3: the table at its beginning: "Untertitel" is no field` + noFields["untertitel"] + exit,
		`a.docx:4: the table at its beginning: "Autor" is no field` + noFields["autor"] + exit,
		`a.docx:5: the table at its beginning: "Farbe" is no field` + exit,
		`a.docx:6: the table at its beginning: "Ort" (place) is no field that a table can hold for the type "article"; take this row out, or write the fields between two lines --- in place of the table`,
		`c.docx:2: publish.from: "3 Tage vor Zuckerfest, 08:00" is counted from a feast: write publish: {observance: Zuckerfest, days: -3, at: "08:00"}`,
		`f.docx: the table at its beginning: "Farbe" is not one of [article brochure contact event volunteering]`,
		`h.docx:2: the table at its beginning: "Überschrift" stands there twice, as title`,
		`l.md:8: body: the link to "a.docx" leads to a file that cannot be imported itself; mend that first`,
	}); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(reports(sum.Notes), []string{"i.docx: the table at its beginning was taken as its fields; if it is part of the text, write a paragraph above it"}); d != "" {
		t.Error(d)
	}
	a := get[*content.Article](t, p, "b")
	if a.State != content.Draft || a.Title != "Gut" || len(a.Tags) != 3 || a.Observances[0] != "islamic/eid-al-fitr" || a.Publish.From.IsZero() || a.Body != "Text." {
		t.Errorf("%+v", a)
	}
	if d := get[*content.Article](t, p, "d"); !strings.Contains(d.Body, "| Ort | Kantine |") {
		t.Errorf("%q", d.Body)
	}
	if e := get[*content.Event](t, p, "e"); e.Place != "Kantine" || !e.Cancelled || len(e.Translations) != 1 {
		t.Errorf("%+v", e)
	}
}

// Values in German are taken where they are clear, in files of all kinds.
func TestGermanValues(t *testing.T) {
	p := newPlace(t)
	p.Named = someNames
	sum := p.again(t, tree(
		"a.md", "---\ntitle: A\ntype: Beitrag\nstate: In Prüfung\nlang: Leichte Sprache\ntraditions: [Islam, jüdisch]\nobservances: [Zuckerfest, Opferfest]\npublish: {observance: Zuckerfest, days: -3}\n---\nText.",
		"b.md", "---\ntitle: B\ntype: article\nlang: Deutsch\nstate: Entwurf\n---\nText.",
		"b.en.md", "---\ntitle: B\nlang: Englisch\n---\nText.",
		"c.md", "---\ntitle: C\ntype: article\nobservances: [Bayram]\ntraditions: [Marsianer]\n---\nText.",
		"d.md", "---\ntitle: D\ntype: article\npublish: 3 Tage vor Zuckerfest, 08:00\n---\nText.",
		"e.md", "---\ntitle: E\ntype: article\npublish: 24.12.2026\n---\nText.",
		"f.csv", "Name;Telefon;tradition;state\nAnna Beispiel;0291 1;Islam;Zurückgezogen\n",
		"h.csv", "Feiertag;Datum;von\nZuckerfest;10.03.2027;KRM\nOpferfest;16.05.2027;KRM\n", "i.csv", "Feiertag;Datum;von\nZuckerfest;10.03.2027;KRM\n",
		"g.jsonl", `{"id":"g","type":"article","title":"G","body":"Text.","state":"freigegeben","observances":["Zuckerfest"]}`,
	))
	if d := cmp.Diff(reports(sum.Problems), []string{
		`c.md:4: observances: "Bayram" is the name of several: write islamic/eid-al-fitr – Fest des Fastenbrechens (Eid al-Fitr) or islamic/eid-al-adha – Opferfest (Eid al-Adha)`,
		`c.md:5: traditions: unknown tradition "Marsianer"`,
		`d.md:4: front matter: this must be a group of fields, not a text; write publish: {observance: Zuckerfest, days: -3, at: "08:00"}`,
		`e.md:4: front matter: this must be a group of fields, not a text; write publish: {from: "24.12.2026"}`,
		`h.csv:3: observance: "Opferfest" is the name of several: write islamic/eid-al-adha – Opferfest (Eid al-Adha) or alevi/kurban – Opferfest (alevitisch)`,
	}); d != "" {
		t.Error(d)
	}
	a := get[*content.Article](t, p, "a")
	if a.State != content.InReview || a.Lang != content.PlainGerman || a.Publish.Observance != "islamic/eid-al-fitr" {
		t.Errorf("%+v", a)
	}
	if len(a.Observances) != 2 || a.Observances[1] != "islamic/eid-al-adha" {
		t.Error(a.Observances)
	}
	if d := cmp.Diff(a.Traditions, []string{"islamic", "jewish"}); d != "" {
		t.Error(d)
	}
	if b := get[*content.Article](t, p, "b"); b.State != content.Draft || len(b.Translations) != 1 {
		t.Errorf("%+v", b)
	}
	if c := get[*content.Contact](t, p, "anna-beispiel"); c.State != content.Withdrawn || c.Traditions[0] != "islamic" {
		t.Errorf("%+v", c)
	}
	if g := get[*content.Article](t, p, "g"); g.State != content.Approved || g.Observances[0] != "islamic/eid-al-fitr" {
		t.Errorf("%+v", g)
	}
}
