package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/content"
	"vielfalt/content/filestore"
	"vielfalt/content/pdftext"
	"vielfalt/content/picture"
	"vielfalt/content/sqlstore"
)

// TestMain acts as the child that reads PDFs, as the program does.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "pdf-extract" {
		if err := pdftext.RunChild(os.Args[2], os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// noon is when the tests take place.
var noon = time.Date(2026, time.November, 22, 11, 0, 0, 0, time.UTC)

// A place is a store with files, and what imports into it.
type place struct {
	*sqlstore.Store
	files *filestore.Folder
	*Importer
	dir string
}

func newPlace(t testing.TB) *place {
	t.Helper()
	dir := t.TempDir()
	cal, err := calendar.New(traditions.All("nw"), nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := sqlstore.Open(t.Context(), sqlstore.Config{
		Path: filepath.Join(dir, "vielfalt.db"), Planner: content.Planner{Calendar: func() *calendar.Calendar { return cal }, Workday: traditions.Workdays("nw")},
		Now:   func() time.Time { return noon },
		Known: func(id calendar.ID) bool { _, ok := cal.Observance(id); return ok },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	files, err := filestore.Open(filepath.Join(dir, "files"))
	if err != nil {
		t.Fatal(err)
	}
	p := &place{Store: s, files: files, dir: dir}
	p.Importer = &Importer{Store: s, Files: files, Calendar: func() *calendar.Calendar { return cal }, PDF: pdftext.Default(), Pictures: &picture.Maker{}, Now: func() time.Time { return noon }, By: "test"}
	return p
}

// again runs a new import into the same store.
func (p *place) again(t testing.TB, fsys fs.FS) Summary {
	t.Helper()
	im := *p.Importer
	im.seen, im.done = nil, nil
	sum, err := im.Import(t.Context(), fsys, ".")
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// all returns every record, without versions.
func (p *place) all(t testing.TB) map[string]content.Record {
	t.Helper()
	out := make(map[string]content.Record)
	err := p.Each(t.Context(), func(r content.Record) error {
		r.Base().Version = 0
		out[r.Base().ID] = r
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func get[R content.Record](t testing.TB, p *place, id string) R {
	t.Helper()
	r, err := p.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	typed, ok := r.(R)
	if !ok {
		t.Fatalf("%s is a %T", id, r)
	}
	return typed
}

// tree makes a file system from names and contents.
func tree(pairs ...string) fstest.MapFS {
	fsys := make(fstest.MapFS)
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fsys
}

func reports(list []Problem) []string {
	out := make([]string, len(list))
	for i, p := range list {
		out[i] = p.String()
	}
	return out
}

const feast = `---
id: zuckerfest            # slug and stable id
type: article
title: Zuckerfest – das Fest des Fastenbrechens
lang: de
summary: Mit dem Fest endet der Ramadan.
traditions: [islamic]
observances: [islamic/eid-al-fitr]
dezernat: 36
tags: [Ramadanfest]
sources:
  - Islam-Lexikon, 2024
state: approved
publish: {observance: islamic/eid-al-fitr, days: -3, at: 08:00, every: occurrence, show: 14d}
---

# Zuckerfest

Drei Tage.
`

func TestMarkdown(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree("a/zuckerfest.md", "\ufeff"+strings.ReplaceAll(feast, "\n", "\r\n"),
		"a/zuckerfest.en.md", "---\nid: zuckerfest\ntitle: Eid al-Fitr\n---\nThree days.\n",
		"a/zuckerfest.de-simple.md", "---\nlang: de-simple\ntitle: Das Zucker-Fest\nsummary: Kurz.\n---\nDas Fest dauert 3 Tage.\n",
		".git/x.md", "not read", "a/.hidden.md", "not read"))
	if len(sum.Problems) > 0 || len(sum.Notes) != 2 || sum.Records != 1 || sum.Files != 1 || sum.Changed != 1 {
		t.Fatalf("%+v", sum)
	}
	got := get[*content.Article](t, p, "zuckerfest")
	want := &content.Article{
		Item: content.Item{
			ID: "zuckerfest", UID: got.UID, Slug: "zuckerfest", Type: content.TypeArticle, Version: 1, Created: noon, Updated: noon,
			Text: content.Text{Lang: "de", Title: "Zuckerfest – das Fest des Fastenbrechens", Summary: "Mit dem Fest endet der Ramadan.", Body: "# Zuckerfest\n\nDrei Tage."},
			Translations: []content.Text{
				{Lang: "de-simple", Title: "Das Zucker-Fest", Summary: "Kurz.", Body: "Das Fest dauert 3 Tage."},
				{Lang: "en", Title: "Eid al-Fitr", Body: "Three days."},
			},
			Traditions: []string{"islamic"}, Observances: []calendar.ID{"islamic/eid-al-fitr"}, Dezernat: "36", Tags: []string{"Ramadanfest"},
			State:   content.Approved,
			Publish: content.Schedule{Observance: "islamic/eid-al-fitr", Offset: -3, At: 8 * 60, ShowDays: 14},
		},
		Sources: []string{"Islam-Lexikon, 2024"},
	}
	if d := cmp.Diff(got, want); d != "" {
		t.Error(d)
	}
}

// article returns a file of an article with more front matter.
func article(id, front string) string {
	return "---\nid: " + id + "\ntype: article\ntitle: Titel\n" + front + "---\n\nText.\n"
}

func TestSchedules(t *testing.T) {
	berlin := func(y int, m time.Month, d, hh, mm int) time.Time {
		return time.Date(y, m, d, hh, mm, 0, 0, calendar.Berlin).UTC()
	}
	eid := calendar.ID("islamic/eid-al-fitr")
	for name, c := range map[string]struct {
		front string
		want  content.Schedule
	}{
		"none":        {"", content.Schedule{}},
		"empty":       {"publish:\n", content.Schedule{}},
		"days":        {"publish: {observance: islamic/eid-al-fitr, days: -3, at: \"08:00\", every: occurrence, show: 14d}\n", content.Schedule{Observance: eid, Offset: -3, At: 480, ShowDays: 14}},
		"unquoted":    {"publish: {observance: islamic/eid-al-fitr, days: +2, at: 08:00, show: 14}\n", content.Schedule{Observance: eid, Offset: 2, At: 480, ShowDays: 14}},
		"late":        {"publish: {observance: islamic/eid-al-fitr, at: 23:59}\n", content.Schedule{Observance: eid, At: 23*60 + 59}},
		"workdays":    {"publish:\n  observance: islamic/eid-al-fitr\n  workdays: -1\n  at: '07:30'\n", content.Schedule{Observance: eid, Offset: -1, Workdays: true, At: 450}},
		"same day":    {"publish: {observance: islamic/eid-al-fitr, workdays: 0}\n", content.Schedule{Observance: eid, Workdays: true}},
		"eve":         {"publish: {observance: islamic/eid-al-fitr, from: eve}\n", content.Schedule{Observance: eid, FromEve: true}},
		"first":       {"publish: {observance: islamic/eid-al-fitr, from: first}\n", content.Schedule{Observance: eid}},
		"once":        {"publish: {observance: islamic/eid-al-fitr, every: once, since: 2026-01-01}\n", content.Schedule{Observance: eid, Once: true, Since: calendar.NewDate(2026, 1, 1)}},
		"wait":        {"publish: {observance: islamic/eid-al-fitr, uncertain: wait}\n", content.Schedule{Observance: eid, Uncertain: content.Wait}},
		"earliest":    {"publish: {observance: islamic/eid-al-fitr, uncertain: earliest}\n", content.Schedule{Observance: eid, Uncertain: content.UseEarliest}},
		"moments":     {"publish: {from: 2026-03-17T08:00:00+01:00, until: 2026-03-31T00:00:00Z}\n", content.Schedule{From: berlin(2026, 3, 17, 8, 0), Until: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)}},
		"local":       {"publish: {from: 2026-07-17 08:00, until: 2026-07-18}\n", content.Schedule{From: berlin(2026, 7, 17, 8, 0), Until: berlin(2026, 7, 18, 0, 0)}},
		"local T":     {"publish: {from: 2026-07-17T08:00}\n", content.Schedule{From: berlin(2026, 7, 17, 8, 0)}},
		"until alone": {"publish:\n  until: \"2027-01-01\"\n", content.Schedule{Until: berlin(2027, 1, 1, 0, 0)}},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t)
			if sum := p.again(t, tree("a.md", article("a", c.front))); len(sum.Problems) > 0 {
				t.Fatal(reports(sum.Problems))
			}
			if d := cmp.Diff(get[*content.Article](t, p, "a").Publish, c.want); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestDezernat(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree("a.md", article("a", "dezernat: 36\n"), "b.md", article("b", "dezernat: 11.50\n"), "c.md", article("c", "dezernat: \"11.5\"\n"), "d.md", article("d", "dezernat: 011\n")))
	if len(sum.Problems) > 0 {
		t.Fatal(reports(sum.Problems))
	}
	for id, want := range map[string]string{"a": "36", "b": "11.50", "c": "11.5", "d": "011"} {
		if got := get[*content.Article](t, p, id).Dezernat; got != want {
			t.Errorf("%s: got %q, want %q", id, got, want)
		}
	}
}

func TestEvents(t *testing.T) {
	p := newPlace(t)
	event := func(id, front string) string {
		return "---\nid: " + id + "\ntype: event\ntitle: Tag\n" + front + "---\n"
	}
	sum := p.again(t, tree(
		"day.md", event("day", "date: 2017-05-30\n"),
		"days.md", event("days", "start: 2017-09-24\nend: 2017-09-30\nplace: Kreishaus\norganizer: Dezernat 36\n"),
		"time.md", event("time", "start: 2026-03-28T18:00\nend: 2026-03-29T04:00\ncancelled: true\n"),
		"start.md", event("start", "start: 2017-09-29 10:00\n"),
		"enddays.md", event("enddays", "start: 2027-03-05T10:00\nend: 2027-03-06\n"),
		"endday.md", event("endday", "start: 2027-03-05T10:00\nend: 2027-03-05\n"),
		"startday.md", event("startday", "start: 2027-03-05\nend: 2027-03-06T16:00\n"),
		"midnight.md", event("midnight", "start: 2027-03-05\nend: 2027-03-06T00:00\n"),
		"first.md", event("first", "start: 2027-10-31T02:30:00+02:00\nend: 2027-10-31T02:30:00+01:00\n"),
	))
	if len(sum.Problems) > 0 {
		t.Fatal(reports(sum.Problems))
	}
	const untimed = ": the time of day was left out: start and end have to have one both, or the event takes whole days"
	if d := cmp.Diff(reports(sum.Notes), []string{"endday.md:5: start" + untimed, "enddays.md:5: start" + untimed, "startday.md:6: end" + untimed}); d != "" {
		t.Error(d)
	}
	at := func(y int, m time.Month, d, h int) time.Time { return time.Date(y, m, d, h, 0, 0, 0, time.UTC) }
	for id, want := range map[string]*content.Event{
		"day":   {Start: at(2017, 5, 29, 22), End: at(2017, 5, 30, 22), AllDay: true},
		"days":  {Start: at(2017, 9, 23, 22), End: at(2017, 9, 30, 22), AllDay: true, Place: "Kreishaus", Organizer: "Dezernat 36"},
		"time":  {Start: at(2026, 3, 28, 17), End: at(2026, 3, 29, 2), Cancelled: true}, // the clocks change in between
		"start": {Start: at(2017, 9, 29, 8), End: at(2017, 9, 29, 8)},
		// One of both without a time of day makes it take whole days.
		"enddays":  {Start: at(2027, 3, 4, 23), End: at(2027, 3, 6, 23), AllDay: true},
		"endday":   {Start: at(2027, 3, 4, 23), End: at(2027, 3, 5, 23), AllDay: true},
		"startday": {Start: at(2027, 3, 4, 23), End: at(2027, 3, 6, 23), AllDay: true},
		"midnight": {Start: at(2027, 3, 4, 23), End: at(2027, 3, 5, 23), AllDay: true},
		"first":    {Start: at(2027, 10, 31, 0).Add(30 * time.Minute), End: at(2027, 10, 31, 1).Add(30 * time.Minute)},
	} {
		got := get[*content.Event](t, p, id)
		want.Item = got.Item
		if d := cmp.Diff(got, want); d != "" {
			t.Error(id, d)
		}
	}
	if got := get[*content.Event](t, p, "start").Date; got != calendar.NewDate(2017, 9, 29) {
		t.Errorf("the day an event is about: %v", got)
	}
}

func TestContacts(t *testing.T) {
	table := "Titel;Vorname;Name;Funktion;Telefon;E-Mail;Raum;Dezernat;Themen;Sprachen;Aufgabe;Geprüft\n" +
		"Dr.;Änne;Müßig;Leitung;02931 82-0000;aenne.muessig@musterlenne.example;;Dezernat 36;Flucht, Asyl|Aufnahme;tr, ar;\"Erste Zeile\nzweite; \"\"Zeile\"\"\";2026-01-05\n" +
		"\n;;;;;;;;;;;\n" +
		";Otto;Beispiel;;;;12 b;11.5;;;;\n"
	w1252 := func(s string) string {
		var b []byte
		for _, r := range s {
			if r == '–' {
				r = 0x96
			}
			b = append(b, byte(r))
		}
		return string(b)
	}
	for name, text := range map[string]string{
		"semicolon":    table,
		"bom":          "\ufeff" + table,
		"crlf":         strings.ReplaceAll(table, "\n", "\r\n"),
		"windows-1252": w1252(table),
		"sep":          "\ufeffsep=;\r\n" + table,
		"comma":        asCSV(table, ","),
		"sep comma":    "sep=,\n" + asCSV(table, ","),
		"tab":          asCSV(table, "\t"),
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t)
			sum := p.again(t, tree("kontakte.csv", text))
			if len(sum.Problems) > 0 || len(sum.Notes) > 0 || sum.Records != 2 {
				t.Fatalf("%+v", sum)
			}
			got := get[*content.Contact](t, p, "dr-aenne-muessig")
			want := &content.Contact{
				Item:     got.Item,
				Function: "Leitung", Phone: "02931 82-0000", Mail: "aenne.muessig@musterlenne.example", Languages: []string{"tr", "ar"}, Confirmed: calendar.NewDate(2026, 1, 5),
			}
			want.Title, want.Body, want.Dezernat, want.Tags = "Dr. Änne Müßig", "Erste Zeile\nzweite; \"Zeile\"", "36", []string{"Flucht", "Asyl", "Aufnahme"}
			if d := cmp.Diff(got, want); d != "" {
				t.Error(d)
			}
			if other := get[*content.Contact](t, p, "otto-beispiel"); other.Room != "12 b" || other.Dezernat != "11.5" {
				t.Errorf("%+v", other)
			}
			if sum := p.again(t, tree("kontakte.csv", text)); sum.Changed != 0 || sum.Records != 2 {
				t.Errorf("repeated: %+v", sum)
			}
		})
	}
}

// asCSV rewrites a table with semicolons to use another separator, quoting
// every cell that needs it.
func asCSV(table, sep string) string {
	var b strings.Builder
	quoted := false
	for _, r := range table {
		if r == '"' {
			quoted = !quoted
		}
		if r == ';' && !quoted {
			b.WriteString(sep)
			continue
		}
		b.WriteRune(r)
	}
	return strings.NewReplacer("Flucht, Asyl|Aufnahme", "\"Flucht, Asyl|Aufnahme\"", "tr, ar", "\"tr, ar\"").Replace(b.String())
}

func TestContactsWithNameFirst(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree("a.csv", "Vorname,Name,Tel\nAnna,Müller,1234\n", "b.csv", "Name,Vorname,Tel\nMeier,Bernd,1235\n", "c.csv", "title,id,note,room\nServicestelle,stelle,x,12\n"))
	if d := cmp.Diff(reports(sum.Notes), []string{`c.csv:1: column "note" was left out: remarks may be private; call it "Aufgabe" if everybody may read it`}); d != "" || len(sum.Problems) > 0 {
		t.Fatal(d, reports(sum.Problems))
	}
	for id, title := range map[string]string{"anna-mueller": "Anna Müller", "bernd-meier": "Bernd Meier", "stelle": "Servicestelle"} {
		if got := get[*content.Contact](t, p, id).Title; got != title {
			t.Errorf("%s: got %q", id, got)
		}
	}
}

func TestJSONLines(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree("x.jsonl", "\ufeff"+`{"id": "bro-p02", "type": "brochure", "brochure": "bro", "page": 2, "title": "Wegweiser – Seite 2: Beratung", "body": "Zwei", "tradition": "jewish", "tags": ["x"], "dezernat": "36", "extra": 1}

{"id": "bro-p01", "type": "brochure", "brochure": "bro", "page": 1, "title": "Wegweiser – Seite 1", "body": "Eins", "extra": 2}`+"\r\n"+
		`{"id": "art", "type": "article", "title": "A", "tradition": "islamic", "date": "2026-02-16", "translations": [{"lang": "en", "title": "B", "body": "b"}]}
{"id": "own-p7", "type": "brochure", "brochure": "own", "page": 7, "body": "Sieben"}
{"id": "own", "type": "brochure", "title": "Mit eigener Zeile", "print_run": 500}`))
	if d := cmp.Diff(reports(sum.Notes), []string{`x.jsonl:1: field "extra" is not known and was left out`}); d != "" || len(sum.Problems) > 0 || sum.Records != 3 {
		t.Fatal(d, sum)
	}
	got := get[*content.Brochure](t, p, "bro")
	if d := cmp.Diff(got.Pages, []content.Page{
		{ID: "bro-p01", Number: 1, Title: "Wegweiser – Seite 1", Text: "Eins"},
		{ID: "bro-p02", Number: 2, Title: "Wegweiser – Seite 2: Beratung", Text: "Zwei", Traditions: []string{"jewish"}, Tags: []string{"x"}},
	}); d != "" || got.Title != "Wegweiser" || got.Dezernat != "36" || got.State != content.Approved || got.PageCount != 2 {
		t.Errorf("%s\n%+v", d, got)
	}
	own := get[*content.Brochure](t, p, "own")
	if own.Title != "Mit eigener Zeile" || own.PrintRun != 500 || len(own.Pages) != 1 || own.PageCount != 7 {
		t.Errorf("%+v", own)
	}
	art := get[*content.Article](t, p, "art")
	if art.Date != calendar.NewDate(2026, 2, 16) || !slices.Equal(art.Traditions, []string{"islamic"}) || art.Translations[0].Title != "B" {
		t.Errorf("%+v", art)
	}
}

// A bad file is reported with all its bad records and nothing of it is stored;
// the other files are.
func TestBadInput(t *testing.T) {
	good := article("good", "")
	for name, c := range map[string]struct {
		files fstest.MapFS
		want  []string
	}{
		"front matter": {tree("x.md", "---\nid: x\ntype: article\ntitle: [a\n---\n"), []string{"x.md:4: front matter: a list begins with [ and does not end with ]: title: [a"}},
		"colon":        {tree("x.md", "---\nid: x\ntitle: a: b\n---\n"), []string{`x.md:3: front matter: there is a colon in the text; put it in quotes: title: "a: b"`}},
		"none":         {tree("x.md", "# Title\n"), []string{"x.md:1: front matter is missing: the file must begin with a line --- and hold a second one"}},
		"no end":       {tree("x.md", "---\nid: x\n"), []string{"x.md:1: front matter is missing: the file must begin with a line --- and hold a second one"}},
		"empty":        {tree("x.md", "---\n---\n"), []string{"x.md:1: front matter: it is empty"}},
		"empty file":   {tree("x.md", ""), []string{"x.md:1: front matter is missing: the file must begin with a line --- and hold a second one"}},
		"field":        {tree("x.md", article("x", "titel: y\n")), []string{`x.md:5: front matter: unknown field "titel"; did you mean title?`}},
		"derived":      {tree("x.md", article("x", "page_count: 3\n")), []string{`x.md:5: front matter: unknown field "page_count"`}},
		"twice":        {tree("x.md", article("x", "title: y\n")), []string{`x.md:5: front matter: "title" is there twice; take one of them out`}},
		"list":         {tree("x.md", article("x", "tags: {a: b}\n")), []string{"x.md:5: front matter: this must be a list, not a group of fields"}},
		"number":       {tree("x.md", article("x", "print_run: 1.5\n")), []string{`x.md:5: front matter: "1.5" is not a whole number`}},
		"group":        {tree("x.md", article("x", "summary: {a: b}\n")), []string{"x.md:5: front matter: this must be a text, not a group of fields"}},
		"body":         {tree("x.md", article("x", "body: b\n")), []string{"x.md:5: body: it belongs below the front matter, not into it"}},
		"anchor":       {tree("x.md", article("x", "tags: &a [x]\nsources: *a\n")), []string{`x.md:5: front matter: "&": anchors, aliases, tags and directives are not allowed; write text that begins with it in quotes`}},
		"type":         {tree("x.md", "---\nid: x\ntype: arbitrary\ntitle: T\n---\n"), []string{`x.md:3: type: "arbitrary" is not one of [article brochure contact event volunteering]`}},
		"no type":      {tree("x.md", "---\nid: x\ntitle: T\n---\n"), []string{"x.md:1: type: is missing"}},
		"several": {tree("x.md", article("Ä", "observances: [islamic/none, nothing]\ndezernat: x\ndate: 2026-02-30\nstate: ready\npublish:\n  observance: jedi/may\n  at: 25:00\n  days: 500\n  show: ever\n  since: soon\n")), []string{
			`x.md:7: date: date "2026-02-30" does not exist`,
			`x.md:11: publish.at: time "25:00" does not exist`,
			`x.md:13: publish.show: "ever" is not a number of days such as 14d`,
			"x.md:14: publish.since: date \"soon\" is not written as 2026-11-22",
			`x.md:2: id: "Ä" must be small letters, digits and hyphens, at most 120`,
			`x.md:5: observances: unknown observance "islamic/none"`,
			`x.md:5: observances: observance "nothing" is not written as tradition/name`,
			`x.md:6: dezernat: "x" is not a number such as 36 or 11.5`,
			`x.md:8: state: "ready" is not one of [draft in-review approved withdrawn]`,
			`x.md:10: publish.observance: unknown observance "jedi/may"`,
			"x.md:12: publish.days: 500 is not between -120 and 120",
		}},
		"moment": {tree("x.md", article("x", "publish: {from: tomorrow, until: 2026-13-01}\n")), []string{
			`x.md:5: publish.from: "tomorrow" is not a moment such as 2026-03-17T08:00:00+01:00`,
			`x.md:5: publish.until: "2026-13-01" is not a moment such as 2026-03-17T08:00:00+01:00`,
		}},
		"no clock": {tree("x.md", "---\nid: x\ntype: event\ntitle: T\nstart: 2027-03-28T02:30\nend: 2027-10-31 02:30\n---\n"), []string{
			`x.md:5: start: "2027-03-28T02:30" does not exist: clocks are put forward in that night; write an earlier or a later time`,
			`x.md:6: end: "2027-10-31 02:30" comes twice: clocks are put back in that night; write 2027-10-31T02:30:00+02:00 or 2027-10-31T02:30:00+01:00`,
		}},
		"days backward": {tree("x.md", "---\nid: x\ntype: event\ntitle: T\nstart: 2027-03-06\nend: 2027-03-05\n---\n"), []string{"x.md:6: end: is before the start"}},
		"order":         {tree("x.md", article("x", "publish: {from: 2026-03-02, until: 2026-03-01}\n")), []string{"x.md:5: publish.until: is not after publish.from"}},
		"both":          {tree("x.md", article("x", "publish: {observance: islamic/eid-al-fitr, days: 1, workdays: 1, until: 2026-01-01}\n")), []string{"x.md:5: publish.until: excludes publish.observance; say for how long with publish.show", "x.md:5: publish.workdays: days and workdays exclude each other"}},
		"no holiday":    {tree("x.md", article("x", "publish: {days: 1}\n")), []string{"x.md:5: publish.days: needs publish.observance"}},
		"utf-8":         {tree("x.md", article("x", "summary: gr\xfc\xdfe aus D\x9fren\n")), []string{`x.md:5: is this "DŸren" or "Düren"? Save the file as UTF-8 (in Excel “CSV UTF-8”)`}},
		"half utf-8":    {tree("x.md", article("x", "summary: Größe, Öl, gr\xfcn\n")), []string{"x.md:5: the file is in UTF-8, but the letters of this line are not; save it as UTF-8"}},
		"no letter":     {tree("x.md", article("x", "summary: gr\xfcn \x81\n")), []string{"x.md:5: the letter 0x81 of this line is none in Windows; save the file as UTF-8 (in Excel “CSV UTF-8”)"}},
		"control":       {tree("x.md", "---\nid: x\ntype: article\ntitle: T\n---\na\x00b\n"), []string{"x.md:6: body: holds control characters"}},
		"long":          {tree("x.md", article("x", "")+strings.Repeat("x", content.MaxBody)), []string{"x.md:6: body: is longer than 200000 bytes"}},
		"huge":          {tree("x.md", article("x", "")+strings.Repeat("x", maxMarkdown)), []string{"x.md: it is larger than 2048 kB"}},
		"front huge":    {tree("x.md", article("x", "summary: "+strings.Repeat("x", maxFront)+"\n")), []string{"x.md:1: front matter: it is larger than 64 kB"}},
		"nested":        {tree("x.md", article("x", "tags: "+strings.Repeat("[", 50_000)+"\n")), []string{"x.md:5: front matter: it is nested too deeply"}},
		"same id":       {tree("a.md", article("x", ""), "b.md", article("x", "")), []string{`b.md:2: id "x" appears a second time, after a.md`}},
		"translation":   {tree("x.md", article("x", ""), "x.en.md", "---\nid: y\nlang: de\ntitle: T\n---\n"), []string{`x.en.md:2: id: "y" is not that of x.md, "x"`}},
		"its words":     {tree("x.md", article("x", ""), "x.en.md", "---\nid: x\ntitle: ''\nsummary: \"a\\u0007\"\n---\n"), []string{"x.en.md:3: en.title: is missing", "x.en.md:4: en.summary: holds control characters"}},
		"no letters":    {tree("عيد.md", "---\ntype: article\ntitle: Fest\n---\n\nText.\n"), []string{"عيد.md:1: id: it is missing, and the name gives none, as it has no letters from a to z; write one, such as id: article"}},
		"kind":          {tree("x.exe", "PK"), []string{"x.exe: this kind of file cannot be imported (Markdown, .docx, .odt, PDF, .xlsx, .ods, CSV, .ics, .vcf, JSON lines, YAML and ZIP can)"}},
		"conventions": {tree("x.yaml", "conventions:\n- {tradition: jedi, before: A, after: b, at: soon}\n- {tradition: islamic, before: a, after: b}\n"), []string{
			"x.yaml:2: at: \"soon\" is not a moment such as 2026-03-17T08:00:00+01:00", "x.yaml:2: before: \"A\" is not a convention", "x.yaml:2: tradition: unknown tradition \"jedi\"", "x.yaml:3: at: is missing"}},
		"side file":   {tree("x.yaml", "id: x\n"), []string{"x.yaml: there is no PDF of the same name beside it, and it does not begin with days: or dates:"}},
		"no picture":  {tree("x.md", article("x", "picture: {file: x.svg}\n")), []string{"x.md:5: picture.file: there is no file \"x.svg\" beside it"}},
		"path":        {tree("x.md", article("x", "picture: {file: ../x.svg}\n")), []string{`x.md:5: picture.file: there is no file "../x.svg" beside it`}},
		"script":      {tree("x.md", article("x", "picture:\n  file: x.svg\n"), "x.svg", `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), []string{"x.md:6: picture.file: x.svg: <script> is not allowed in a picture"}},
		"no pdf":      {tree("x.pdf", "<html>not one</html>"), []string{"x.pdf: not a PDF file"}},
		"damaged pdf": {tree("x.pdf", "%PDF-1.4\nnothing"), nil},
		"json": {tree("x.jsonl", "{\"id\": \"a\", \"type\": \"article\", \"title\": \"A\"}\n"+
			"{\"id\": \"a\", \"type\": \"article\", \"title\": \"A\", \"date\": \"16.2.26\"}\nnonsense\n[1]\n{\"id\": 1}\n{\"id\": \"b\",}\n{\"title\": \"gr\xfc\xdfe\"}\n{}\n{\"id\": \"g\", \"type\": \"event\", \"title\": \"\"}\n"), []string{
			"x.jsonl:3: it is not a JSON object", "x.jsonl:4: it is not a JSON object", `x.jsonl:5: field "id" cannot hold a number`,
			"x.jsonl:6: it is not JSON, at byte 12: invalid character '}' looking for beginning of object key string", "x.jsonl:7: it is not valid UTF-8; save the file as that",
			`x.jsonl:2: date: date "16.2.26" has two digits for its year; write all four`, `x.jsonl:2: id "a" appears a second time, after line 1`, "x.jsonl:8: type: is missing",
			"x.jsonl:9: title: is missing", "x.jsonl:9: start: is missing",
		}},
		"page twice": {tree("x.jsonl", `{"id": "p", "type": "brochure", "brochure": "b", "page": 1, "title": "B"}
{"id": "q", "type": "brochure", "brochure": "b", "page": 1, "title": "B"}`), []string{"x.jsonl:1: page: page 1 appears twice"}},
		"brochure twice": {tree("x.jsonl", `{"id": "b", "type": "brochure", "title": "B"}
{"id": "b", "type": "brochure", "title": "B"}`), []string{`x.jsonl:2: id "b" appears a second time, after line 1`}},
		"csv": {tree("x.csv", "Name;Telefon;Mail\nA;123;a@b.example\n\"B;1\nC;x;y\n\"D\"d\";1;\nE;1;2;3\n;123;\n"), nil},
		"csv cells": {tree("x.csv", "Name;Telefon\nA;123;;\nB;abc\n;1234\n\"C\nD\";12\nA;123\n"), []string{
			"x.csv:2: 4 cells are more than the 2 columns", `x.csv:3: phone: "abc" is not a telephone number`, `x.csv:4: id: "" must be small letters, digits and hyphens, at most 120`,
			"x.csv:4: title: is missing", `x.csv:5: phone: "12" is not a telephone number`,
		}},
		"csv quote": {tree("x.csv", "Name;Telefon\nA \"x\" b;123\nB;1\"2\n\"C\"x;1\n"), []string{`x.csv:2: a cell has a " in it but does not begin with one; write the whole cell between " and ", and "" for each within it`, `x.csv:3: a cell has a " in it but does not begin with one; write the whole cell between " and ", and "" for each within it`, `x.csv:4: a cell that begins with " goes on behind the next one; write "" for each " within it`}},
		"csv head":  {tree("x.csv", "Name;Tele\"fon\"\nA;123\n"), []string{`x.csv:1: a cell has a " in it but does not begin with one; write the whole cell between " and ", and "" for each within it`}},
		"csv names": {tree("x.csv", "Telefon;Vorname\n123;A\n"), []string{"x.csv:1: there is no column for the name (name or title)"}},
		"csv empty": {tree("x.csv", "\ufeff"), []string{"x.csv:1: the line with the names of the columns is missing"}},
		"csv utf16": {tree("x.csv", "\xff\xfeN\x00\x00\xd8"), []string{"x.csv:1: it is cut off or damaged UTF-16; save it as UTF-8"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t)
			c.files["good.md"] = &fstest.MapFile{Data: []byte(good)}
			sum := p.again(t, c.files)
			got := reports(sum.Problems)
			if c.want == nil {
				if t.Log(strings.Join(got, "\n")); len(got) == 0 {
					t.Error("there is no problem")
				}
			} else {
				want := slices.Clone(c.want)
				slices.Sort(want)
				slices.Sort(got)
				if d := cmp.Diff(got, want); d != "" {
					t.Error(d)
				}
			}
			stored := p.all(t)
			delete(stored, "good")
			if name == "same id" {
				delete(stored, "x")
			}
			if len(stored) > 0 {
				t.Errorf("stored of a bad file: %v", stored)
			}
			if get[*content.Article](t, p, "good").Title == "" {
				t.Error("the good file is missing")
			}
			if files := held(t, p); len(files) > 0 {
				t.Errorf("files were stored: %v", files)
			}
		})
	}
}

// The ids of a refused file are free for the files after it, whether it is
// refused for its content or by the store.
func TestIDsOfARefusedFile(t *testing.T) {
	const (
		circle = "days:\n  - {id: haus/a, name: A, rule: 1 day after haus/b}\n  - {id: haus/b, name: B, rule: 1 day after haus/a}\n"
		date   = "dates:\n  - {observance: islamic/eid-al-fitr, date: 2027-03-10, by: Diyanet}\n"
	)
	day := func(id string) string { return "days:\n  - {id: " + id + ", name: X, rule: third friday in june}\n" }
	for name, c := range map[string]struct {
		refused, next string // of two files
		problem       string
	}{
		"wrong record": {article("x", "dezernat: x\n"), article("x", ""), `1.md:5: dezernat: "x" is not a number such as 36 or 11.5`},
		"same id as a contact": {
			`{"id": "x", "type": "article", "title": "X"}` + "\n" + `{"id": "taken", "type": "article", "title": "Y"}`, article("x", ""),
			`1.jsonl: save "x" and 1 more: id "taken" belongs to a contact: conflict`,
		},
		"wrong day":           {day("haus/a") + "  - {id: nothing}\n", day("haus/a"), ""},
		"wrong date":          {date + "  - {}\n", date, ""},
		"days that go around": {circle, day("haus/a"), "1.yaml: save dates haus/a: rule: haus/a would be counted from itself, by way of others"},
		"date beside them":    {circle + date, date, "1.yaml: save dates haus/a: rule: haus/a would be counted from itself, by way of others"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t)
			p.again(t, tree("c.csv", "Name;Telefon;id\nY;123;taken\n"))
			named := func(n, text string) string {
				switch {
				case strings.HasPrefix(text, "{"):
					return n + ".jsonl"
				case strings.HasPrefix(text, "da"):
					return n + ".yaml"
				}
				return n + ".md"
			}
			first := named("1", c.refused)
			sum := p.again(t, tree(first, c.refused, named("2", c.next), c.next))
			if len(sum.Problems) == 0 || c.problem != "" && !slices.Equal(reports(sum.Problems), []string{c.problem}) {
				t.Errorf("problems: %q", reports(sum.Problems))
			}
			for _, p := range sum.Problems {
				if p.File != first {
					t.Errorf("another file is refused too: %v", p)
				}
			}
			if sum.Records != 1 || sum.Changed != 1 {
				t.Errorf("%d records, %d changed", sum.Records, sum.Changed)
			}
		})
	}
}

// held lists the files in a place.
func held(t *testing.T, p *place) (out []string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(p.dir, "files"), func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestManyProblems(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree("x.jsonl", strings.Repeat("x\n", 5000)))
	if n := len(sum.Problems); n != maxProblems+1 || sum.Problems[n-1].String() != "x.jsonl: and 4900 more problems" {
		t.Errorf("%d problems, the last is %v", n, sum.Problems[n-1])
	}
}

// A picture has a text alternative or is decorative; one with neither is
// imported all the same, because it used to be decorative.
func TestPicturesAreDecidedOn(t *testing.T) {
	for picture, want := range map[string]struct {
		decorative bool
		notes      []string
	}{
		"{file: p.svg, alt: Stern}":        {},
		"{file: p.svg, decorative: true}":  {decorative: true},
		"{file: p.svg, decorative: false}": {notes: []string{"x.md:5: picture: p.svg has neither alt, a text for those who do not see it, nor decorative: true; it is shown as if it were decorative"}},
	} {
		p := newPlace(t)
		sum, err := p.Import(t.Context(), tree("x.md", article("x", "picture: "+picture+"\n"), "p.svg", star), ".")
		if err != nil || len(sum.Problems) > 0 || sum.Records != 1 {
			t.Fatalf("%s: %+v, %v", picture, sum, err)
		}
		if d := cmp.Diff(want.notes, reports(sum.Notes), cmpopts.EquateEmpty()); d != "" {
			t.Errorf("%s: notes (-want +got):\n%s", picture, d)
		}
		r, err := p.Store.Get(t.Context(), "x")
		if err != nil || r.(*content.Article).Picture.Decorative != want.decorative {
			t.Errorf("%s: %+v, %v", picture, r, err)
		}
	}
	p := newPlace(t)
	sum, err := p.Import(t.Context(), tree("x.md", article("x", "picture: {file: p.svg, alt: Stern, decorative: true}\n"), "p.svg", star), ".")
	if err != nil || !slices.Equal(reports(sum.Problems), []string{"x.md:5: picture: is decorative and has a text alternative"}) {
		t.Errorf("both: %+v, %v", sum, err)
	}
}

// Whatever belongs to another file is imported with it, even when named alone,
// and nothing is imported twice.
func TestSingleFiles(t *testing.T) {
	fsys := tree("d/x.md", article("x", "picture: {file: p.svg, alt: Stern}\n"), "d/x.en.md", "---\ntitle: X\n---\n", "d/p.svg", star, "d/b.pdf", string(smallPDF), "d/b.yaml", "title: B\n")
	p := newPlace(t)
	for root, want := range map[string]int{"d/x.md": 1, "d/x.en.md": 1, "d/b.yaml": 1, "d/b.pdf": 1, "d": 2} {
		im := *p.Importer
		im.seen, im.done = nil, nil
		sum, err := im.Import(t.Context(), fsys, root)
		if err != nil || sum.Records != want || len(sum.Problems) > 0 {
			t.Errorf("%s: %+v, %v", root, sum, err)
		}
	}
	im := *p.Importer
	im.seen, im.done = nil, nil
	for root, want := range map[string]int{"d/x.md": 1, "d/b.yaml": 1} {
		if sum, err := im.Import(t.Context(), fsys, root); err != nil || sum.Records != want || sum.Changed != 0 {
			t.Errorf("%s: %+v, %v", root, sum, err)
		}
	}
	if sum, err := im.Import(t.Context(), fsys, "."); err != nil || sum.Records != 0 || len(sum.Problems) > 0 {
		t.Errorf("a second time: %+v, %v", sum, err)
	}
	if sum, err := im.Import(t.Context(), fsys, "d/p.svg"); err != nil || !slices.Equal(reports(sum.Problems), []string{"d/p.svg: a picture is taken in with the text that names it; import that"}) {
		t.Errorf("a picture: %+v, %v", sum, err)
	}
	if _, err := im.Import(t.Context(), fsys, "none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestNoRegularFile(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink("/dev/zero", filepath.Join(dir, "x.md")); err != nil {
		t.Skip(err)
	}
	if err := errors.Join(os.MkdirAll(filepath.Join(dir, ".da"), 0o700), os.Symlink(".da", filepath.Join(dir, "texte"))); err != nil {
		t.Fatal(err)
	}
	sum := newPlace(t).again(t, os.DirFS(dir))
	if d := cmp.Diff(reports(sum.Problems), []string{"texte: it is a link to a folder, which is not followed; import that folder itself", "x.md: it is not a regular file"}); d != "" {
		t.Error(d)
	}
}

func TestStopped(t *testing.T) {
	p := newPlace(t)
	ctx, cancel := context.WithCancel(t.Context())
	p.Progress = func(Progress) { cancel() }
	sum, err := p.Import(ctx, tree("a.md", article("a", ""), "b.md", article("b", "")), ".")
	if !errors.Is(err, context.Canceled) || sum.Records != 1 || len(sum.Problems) > 0 || !strings.Contains(err.Error(), "b.md") {
		t.Errorf("%+v, %v", sum, err)
	}
}

const star = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path style="fill:url(#a)" d="M0 0"/></svg>`

func TestSlug(t *testing.T) {
	for s, want := range map[string]string{"Müller, Änne": "mueller-aenne", "Çelik/Ğ": "celik-g", "Straße 7": "strasse-7", "–": "", "José": "jose"} {
		if got := slug(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}

// smallPDF has two pages, the second without text, and says nothing of itself.
var smallPDF = printed("", "", "")

// printed returns a PDF like smallPDF that says of itself what its catalog and its
// dictionary of information hold, and has a header on its pages.
func printed(catalog, info, header string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(s string) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(offsets), s)
	}
	b.WriteString("%PDF-1.4\n")
	object("<< /Type /Catalog /Pages 2 0 R " + catalog + " >>")
	object("<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>")
	object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 5 0 R /Resources << /Font << /F 6 0 R >> >> >>")
	object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 7 0 R /Resources << /Font << /F 6 0 R >> >> >>")
	header = "BT /F 12 Tf 20 280 Td (" + header + ") Tj ET\n"
	text := header + "BT /F 12 Tf 20 200 Td (Der Wegweiser hilft allen weiter.) Tj ET"
	object(fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(text), text))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	object(fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(header), header))
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R /Info << %s >> >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, info, xref)
	return b.Bytes()
}

// What a PDF says of itself is taken where its side file says nothing.
func TestPDFProposes(t *testing.T) {
	p := newPlace(t)
	pdf := string(printed("/Lang (tr-TR)", "/Title (Rehber) /CreationDate (D:20270314)", ""))
	sum := p.again(t, tree("a.pdf", pdf, "b.pdf", pdf, "b.yaml", "title: Wegweiser\n", "c.pdf", pdf, "c.yaml", "title: Weg\nlanguages: [de]\n"))
	const mute = ".pdf: page 2 has no text that can be read and will not be found by searching"
	if d := cmp.Diff(reports(sum.Notes), []string{
		"a" + mute, `a.pdf: taken from what the PDF says of itself (made on 2027-03-14): title "Rehber", languages [tr]; write it into a.yaml to say otherwise`,
		"b" + mute, "b.pdf: taken from what the PDF says of itself (made on 2027-03-14): languages [tr]; write it into b.yaml to say otherwise",
		"c" + mute,
	}); d != "" || len(sum.Problems) > 0 {
		t.Fatal(d, reports(sum.Problems))
	}
	for id, want := range map[string]string{"a": "Rehber [tr]", "b": "Wegweiser [tr]", "c": "Weg [de]"} {
		if b := get[*content.Brochure](t, p, id); fmt.Sprintf("%s %v", b.Title, b.Languages) != want {
			t.Errorf("%s: got %s %v, want %s", id, b.Title, b.Languages, want)
		}
	}
}

// A header is no part of the text, and said.
func TestPDFHeader(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree("a.pdf", string(printed("", "", "Kopf des Hefts"))))
	if d := cmp.Diff(reports(sum.Notes), []string{`a.pdf: headers and footers that repeat from page to page are left out of the text of the pages: "Kopf des Hefts"`}); d != "" {
		t.Error(d)
	}
	if b := get[*content.Brochure](t, p, "a"); b.Pages[0].Text != "Der Wegweiser hilft allen weiter." || b.Pages[1].Text != "Kopf des Hefts" {
		t.Errorf("got %+v", b.Pages)
	}
}

func TestPDF(t *testing.T) {
	p := newPlace(t)
	side := "id: wegweiser\ntitle: Der Wegweiser\nedition: 3. Auflage\nprint_run: 500\nlanguages: [de, tr]\nbody: Für alle.\npages:\n- page: 1\n  tags: [Rat]\n"
	sum := p.again(t, tree("b/mein_heft 2.pdf", string(smallPDF), "a/weg.PDF", string(smallPDF), "a/weg.yaml", side))
	if d := cmp.Diff(reports(sum.Notes), []string{
		"a/weg.PDF: page 2 has no text that can be read and will not be found by searching",
		"b/mein_heft 2.pdf: page 2 has no text that can be read and will not be found by searching",
	}); d != "" || len(sum.Problems) > 0 {
		t.Fatal(d, reports(sum.Problems))
	}
	got := get[*content.Brochure](t, p, "wegweiser")
	if got.Title != "Der Wegweiser" || got.Printing != "3. Auflage" || got.PrintRun != 500 || got.Body != "Für alle." || got.PDF.Size != int64(len(smallPDF)) || got.PDF.Type != "application/pdf" || got.PageCount != 2 {
		t.Errorf("%+v", got)
	}
	if d := cmp.Diff(got.Pages, []content.Page{
		{ID: "wegweiser-p01", Number: 1, Text: "Der Wegweiser hilft allen weiter.", Tags: []string{"Rat"}}, {ID: "wegweiser-p02", Number: 2, NoText: true},
	}); d != "" {
		t.Error(d)
	}
	if other := get[*content.Brochure](t, p, "mein-heft-2"); other.Title != "Mein heft 2" || other.PDF.Hash != got.PDF.Hash {
		t.Errorf("%+v", other)
	}
	sum = newPlace(t).again(t, tree("x.pdf", string(smallPDF), "x.yaml", "type: article\n", "y.pdf", string(smallPDF), "y.yaml", "a: b\n", "z.pdf", string(smallPDF), "z.yaml", "dezernat: 36\nlang: xx\n"))
	if d := cmp.Diff(reports(sum.Problems), []string{"x.yaml:1: type: a PDF must be of type brochure", `y.yaml:1: unknown field "a"`, `z.yaml:2: lang: "xx" is not one of [de de-simple en]`}); d != "" {
		t.Error(d)
	}
}
