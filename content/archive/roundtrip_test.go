package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/contenttest"
	"vielfalt/content/plainyaml"
)

// full returns records of every type with every field set, and texts that YAML
// could misread.
func full(t *testing.T, p *place) []content.Record {
	t.Helper()
	picture, err := p.files.Put(t.Context(), strings.NewReader(star), "image/svg+xml", 1000)
	if err != nil {
		t.Fatal(err)
	}
	drawn, photo := p.picture(t, drawing(700, 300)), p.picture(t, photograph(1000, 500))
	drawn.Name, drawn.Decorative = "zeichnung.png", true
	photo.Name, photo.Credit, photo.Licence = "foto.jpg", "Foto: Anna Blau", "CC BY 4.0: \"ja\""
	pdf, err := p.files.Put(t.Context(), bytes.NewReader(smallPDF), "application/pdf", 10_000)
	if err != nil {
		t.Fatal(err)
	}
	item := func(id, title string, publish content.Schedule) content.Item {
		return content.Item{
			ID: id, Slug: id + "-neu", Text: content.Text{Lang: "de", Title: title, Summary: "Ja: nein # kein\nzweite \"Zeile\"", Body: "---\n\n# Kopf\n\n---\n\n\tText  \nmit Ende"},
			Translations: []content.Text{{Lang: "de-simple", Title: "- einfach", Body: "kurz"}, {Lang: "en", Title: "yes", Summary: "null", Body: "---\nid: x\n---\nend"}},
			Traditions:   []string{"islamic", "jewish"}, Observances: []calendar.ID{"islamic/eid-al-fitr"}, Dezernat: "11.50", Tags: []string{"no", "2017", "a, b", "'", "x: y"},
			Date: calendar.NewDate(2017, 5, 30), State: content.Approved, Publish: publish, Correction: "Berichtigt: das Datum.",
		}
	}
	eid := content.Schedule{Observance: "islamic/eid-al-fitr", Offset: -3, Workdays: true, FromEve: true, At: 8*60 + 5, ShowDays: 14, Since: calendar.NewDate(2024, 1, 1), Uncertain: content.UseEarliest}
	moments := content.Schedule{From: noon.Add(-1000 * time.Hour), Until: noon.Add(time.Hour)}
	withdrawn := item("withdrawn", "Zurückgezogen", content.Schedule{})
	withdrawn.State = content.Withdrawn
	shows := func(it content.Item, pictures ...content.Picture) content.Item {
		it.Pictures = pictures
		for _, p := range pictures {
			it.Body += "\n\n![Was es zeigt](" + p.Path() + ")"
		}
		return it
	}
	above := photo
	above.Alt = "Ein Foyer"
	return []content.Record{
		&content.Article{Item: shows(item("a1", "true", eid), photo, drawn), Sources: []string{"*Duden*, „S. 3“: x", "- y"}, Picture: content.Picture{File: picture, Name: "stern.svg", Alt: "Ein Stern: hell"}, Brochures: []string{"b1", "b2"}},
		&content.Article{Item: item("a2", "~", content.Schedule{Observance: "jewish/pessach", Once: true}), Picture: above},
		&content.Article{Item: item("a3", "2026-01-01", content.Schedule{})},
		&content.Article{Item: withdrawn},
		&content.Brochure{Item: shows(item("b1", "0x10", content.Schedule{}), photo), Printing: "2017", PrintRun: 500, Languages: []string{"de", "tr"}, PDF: pdf, PageCount: 2, Pages: []content.Page{
			{Number: 1, Text: "Der Wegweiser hilft allen weiter.", Tags: []string{"Rat"}, Traditions: []string{"jewish"}, Title: "Erste: Seite"}, {Number: 2, NoText: true},
		}},
		&content.Brochure{Item: shows(item("b2", "Ohne Datei", moments), drawn), Pages: []content.Page{{Number: 3, ID: "seite-drei", Text: "Drei\n<b>", Title: "T"}, {Number: 4, NoText: true}}, PageCount: 4},
		&content.Brochure{Item: item("b3", "Ohne Seiten", moments)},
		&content.Contact{Item: item("c1", "Änne Müßig", content.Schedule{}), Function: "Leitung", Phone: "+49 2931 82-0", Mail: "a@b.example", Room: "012", Languages: []string{"no"}, Confirmed: calendar.NewDate(2026, 1, 1)},
		&content.Event{Item: item("e1", "Tag", content.Schedule{}), Start: noon, End: noon.Add(90 * time.Minute), Place: "Kreishaus: Saal", Organizer: "36", Cancelled: true},
		&content.Event{Item: item("e2", "Woche", eid), Start: time.Date(2026, 10, 23, 22, 0, 0, 0, time.UTC), End: time.Date(2026, 10, 25, 23, 0, 0, 0, time.UTC), AllDay: true},
		&content.Offer{Item: item("o1", "Lesezeit", content.Schedule{}), Place: "Kreis", Effort: "2 Stunden", Contact: "c1"},
	}
}

// TestTextsAsTheyAre: an export gives back blank lines around a text, and what would be
// refused if somebody wrote it, in all languages; of other files an indented beginning
// is kept.
func TestTextsAsTheyAre(t *testing.T) {
	from, to := newPlace(t), newPlace(t)
	a := &content.Article{Item: content.Item{ID: "a", Slug: "a", State: content.Approved, Text: content.Text{Lang: "de", Title: "Leere Zeilen", Body: "\n    Code\n\nText\n\n\n"},
		Translations: []content.Text{{Lang: "en", Title: "Blank lines", Body: "\n\nx <Name>\n"}}}}
	if err := from.Save(t.Context(), "test", a); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "export")
	if _, err := Export(t.Context(), from, from.files, dir, noon, false); err != nil {
		t.Fatal(err)
	}
	if sum := to.again(t, os.DirFS(dir)); len(sum.Problems) > 0 {
		t.Fatalf("%+v", sum)
	}
	same(t, from, to)
	to.again(t, tree("b.md", "---\nid: b\ntype: article\ntitle: B\n---\n\n    Code\n\nText\n\n"))
	if got := get[*content.Article](t, to, "b").Body; got != "    Code\n\nText" {
		t.Errorf("a text that begins with code is %q", got)
	}
}

func TestRoundTrip(t *testing.T) {
	from, to := newPlace(t), newPlace(t)
	ctx := t.Context()
	records := full(t, from)
	// Everything was created two years ago, and some of it has changed since.
	history := make(map[string]content.History)
	for _, r := range records {
		r.Base().Created, r.Base().Updated = noon.Add(-17_000*time.Hour), noon.Add(-5_000*time.Hour)
	}
	history["a1"] = content.History{Editions: []content.Edition{{Key: "2025-03-30", Occurrence: calendar.NewDate(2025, 3, 30), From: noon.Add(-16_000 * time.Hour), Until: noon.Add(-15_000 * time.Hour)}}, Addresses: []string{"frueher", "noch-frueher"}}
	if err := from.SaveWithHistory(ctx, "test", history, records...); err != nil {
		t.Fatal(err)
	}
	event := get[*content.Event](t, from, "e1")
	event.Place = "Rathaus" // increments its sequence
	if err := from.Save(ctx, "test", event); err != nil {
		t.Fatal(err)
	}
	switches := []calendar.Switch{
		{Tradition: "islamic", Before: "diyanet", After: "umm-al-qura", At: noon.Add(-700 * time.Hour)},
		{Tradition: "islamic", Before: "umm-al-qura", After: "diyanet", At: noon.Add(-300 * time.Hour)},
	}
	if n, err := from.SaveSwitches(ctx, "test", switches...); err != nil || n != len(switches) {
		t.Fatal(n, err)
	}
	dir := filepath.Join(t.TempDir(), "export")
	n, err := Export(ctx, from, from.files, dir, noon, false)
	if err != nil || n != len(records)+len(switches) {
		t.Fatal(n, err)
	}
	sum := to.again(t, os.DirFS(dir))
	if len(sum.Problems) > 0 || sum.Records != n || sum.Changed != n {
		t.Fatalf("%+v", sum)
	}
	same(t, from, to)
	if got, err := to.Addresses(ctx, []string{"a1"}); err != nil || !slices.Equal(got["a1"], []string{"frueher", "noch-frueher"}) {
		t.Errorf("former addresses: %v, %v", got, err)
	}
	if got, err := to.Dates(ctx); err != nil || !slices.Equal(got.Switches, switches) {
		t.Errorf("changes of conventions: %+v, %v", got.Switches, err)
	}
	if got := get[*content.Event](t, to, "e1").Sequence; got != 1 {
		t.Errorf("the sequence of an event is %d", got)
	}
	if sum := to.again(t, os.DirFS(dir)); sum.Changed != 0 || sum.Records != n || len(sum.Problems) > 0 {
		t.Errorf("repeated: %+v", sum)
	}
	second := filepath.Join(t.TempDir(), "export")
	if _, err := Export(ctx, to, to.files, second, noon, false); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(texts(t, dir), texts(t, second)); d != "" {
		t.Errorf("a second export differs: %s", d)
	}
	if _, err := Export(ctx, to, to.files, dir, noon, false); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("into a folder that is not empty: %v", err)
	}
}

// A type's description is all that export and import know of it.
func TestRoundTripOfEachType(t *testing.T) {
	from, to := newPlace(t), newPlace(t)
	for _, r := range contenttest.OneOfEach(content.Schedule{}) {
		r.Base().Observances, r.Base().Pictures = []calendar.ID{"islamic/eid-al-fitr"}, nil
		switch r := r.(type) {
		case *content.Article:
			r.Picture = content.Picture{} // files belong to the other round trip
		case *content.Brochure:
			r.PDF, r.Cover, r.Pages, r.PageCount = content.File{}, content.File{}, nil, 0
		case *content.Event:
			r.AllDay = false // which goes by the day
		}
		if err := from.Save(t.Context(), "test", r); err != nil {
			t.Fatal(err)
		}
	}
	dir := filepath.Join(t.TempDir(), "export")
	n, err := Export(t.Context(), from, from.files, dir, noon, false)
	if err != nil {
		t.Fatal(err)
	}
	if sum := to.again(t, os.DirFS(dir)); len(sum.Problems) > 0 || sum.Changed != n {
		t.Fatalf("%+v", sum)
	}
	same(t, from, to)
}

// same reports where two places differ in records, editions or feed identities.
func same(t *testing.T, from, to *place) {
	t.Helper()
	got, want := to.all(t), from.all(t)
	ids := make([]string, 0, len(want))
	for id, r := range want {
		ids = append(ids, id)
		for _, r := range []content.Record{r, got[id]} {
			if b, ok := r.(*content.Brochure); ok {
				b.Cover = content.File{} // depends on what is installed
			}
		}
	}
	if d := cmp.Diff(got, want); d != "" {
		t.Error(d)
	}
	a, err := to.EditionsOf(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	b, err := from.EditionsOf(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(a, b); d != "" {
		t.Errorf("editions: %s", d)
	}
	former := make([]map[string][]string, 2)
	for i, p := range []*place{from, to} {
		if former[i], err = p.Addresses(t.Context(), ids); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(former[0], former[1]); d != "" {
		t.Errorf("former addresses: %s", d)
	}
	if len(b) == 0 {
		t.Error("there are no editions")
	}
}

// texts returns all files of a folder.
func texts(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := make(map[string]string)
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, name))
		out[name] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Export runs a fixed number of statements for each batch of records.
func TestExportManyRecords(t *testing.T) {
	p := newPlace(t)
	var records []content.Record
	for i := range 1000 {
		records = append(records, &content.Article{Item: content.Item{ID: fmt.Sprintf("a%d", i), State: content.Approved, Text: content.Text{Lang: "de", Title: "T"}}})
	}
	if err := p.Save(t.Context(), "test", records...); err != nil {
		t.Fatal(err)
	}
	before := p.Statements()
	n, err := Export(t.Context(), p, p.files, filepath.Join(t.TempDir(), "x"), noon, false)
	if err != nil || n != 1000 {
		t.Fatal(n, err)
	}
	if used := p.Statements() - before; used > 110 {
		t.Errorf("%d statements for %d records", used, n)
	}
}

// failing is a store that fails half way; the export leaves nothing behind.
type failing struct{ Source }

func (f failing) Each(ctx context.Context, do func(content.Record) error) error {
	err := f.Source.Each(ctx, do)
	return errors.Join(err, errors.New("the disk failed"))
}

func TestExportFails(t *testing.T) {
	p := newPlace(t)
	var files fstest.MapFS = make(fstest.MapFS)
	for i := range exportBatch + 1 {
		files[fmt.Sprintf("a%d.md", i)] = &fstest.MapFile{Data: []byte(article(fmt.Sprintf("a%d", i), ""))}
	}
	p.again(t, files)
	dir := t.TempDir()
	if n, err := Export(t.Context(), failing{p}, p.files, dir, noon, false); err == nil || n != 0 || !strings.Contains(err.Error(), "the disk failed") {
		t.Errorf("%d, %v", n, err)
	}
	if left := texts(t, dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	// An interrupted export is in nobody's way; one in progress is.
	lock, err := claim(filepath.Join(dir, unfinished))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, unfinished, "halb.md"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Export(t.Context(), p, p.files, dir, noon, false); err == nil || !strings.Contains(err.Error(), "another export is being written") {
		t.Errorf("two at a time: %v", err)
	}
	lock.Close()
	if n, err := Export(t.Context(), p, p.files, dir, noon, false); err != nil || n != exportBatch+1 {
		t.Errorf("after one that was cut off: %d, %v", n, err)
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) != 1 || list[0].Name() != "beitraege" {
		t.Errorf("%v, %v", list, err)
	}
}

// endless is a file system of one file of many bytes that are never held in
// memory.
type endless struct {
	head string
	size int64
}

func (e endless) Open(name string) (fs.File, error) {
	if name != "x.jsonl" && name != "x.md" && name != "x.csv" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &endlessFile{r: io.MultiReader(strings.NewReader(e.head), io.LimitReader(letters{}, e.size), strings.NewReader("\"}\nlast\n")), name: name}, nil
}

type letters struct{}

func (letters) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'x'
	}
	return len(b), nil
}

type endlessFile struct {
	r    io.Reader
	name string
}

func (f *endlessFile) Read(b []byte) (int, error) { return f.r.Read(b) }
func (f *endlessFile) Close() error               { return nil }
func (f *endlessFile) Stat() (fs.FileInfo, error) {
	return fs.Stat(tree(f.name, ""), f.name)
}

// A record as large as a file may be, or larger, is refused without being held in memory.
func TestHugeRecord(t *testing.T) {
	for name, huge := range map[string]struct {
		size int64
		most uint64 // MB that may be allocated
		want []string
	}{
		"x.jsonl": {maxJSON - 100, 55, []string{"x.jsonl:1: it is longer than 4 MB", "x.jsonl:2: it is not a JSON object"}},
		"x.md":    {100 << 20, 100, []string{"x.md: it is larger than 2048 kB"}},
		"x.csv":   {100 << 20, 100, []string{"x.csv: it is larger than 20480 kB"}},
	} {
		p := newPlace(t)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		sum, err := p.Import(t.Context(), endless{`{"id": "x", "type": "article", "title": "`, huge.size}, name)
		runtime.ReadMemStats(&after)
		if err != nil || !slices.Equal(reports(sum.Problems), huge.want) {
			t.Errorf("%v, %v", reports(sum.Problems), err)
		}
		if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > huge.most {
			t.Errorf("%s: %d MB were allocated", name, used)
		} else {
			t.Logf("%s: %d MB were allocated", name, used)
		}
	}
	sum, err := newPlace(t).Import(t.Context(), endless{`{"id": "x", "type": "article", "title": "`, maxJSON}, "x.jsonl")
	if want := []string{"x.jsonl:1: it is longer than 4 MB", "x.jsonl: it is larger than 64 MB; split it"}; err != nil || !slices.Equal(reports(sum.Problems), want) {
		t.Errorf("%v, %v", reports(sum.Problems), err)
	}
}

// longVersions has a version next to x.md that does not end soon.
type longVersions struct{ fs.FS }

func (l longVersions) Open(name string) (fs.File, error) {
	if name == "x"+versionsFile {
		return &endlessFile{r: io.LimitReader(letters{}, maxVersions), name: name}, nil
	}
	return l.FS.Open(name)
}

// Nor is a version held in memory that is longer than any record.
func TestHugeVersion(t *testing.T) {
	files := longVersions{tree("x.md", "---\nid: x\ntype: article\ntitle: X\n---\nText.\n")}
	sum, err := newPlace(t).Import(t.Context(), files, "x.md")
	if want := []string{"x.versions.jsonl:1: it is longer than 64 MB"}; err != nil || !slices.Equal(reports(sum.Problems), want) {
		t.Errorf("%v, %v", reports(sum.Problems), err)
	}
}

// fuzz imports a file: nothing panics, and whatever is stored is valid.
func fuzz(f *testing.F, name string, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	p := newPlace(f)
	known := func(id calendar.ID) bool { _, ok := p.Calendar().Observance(id); return ok }
	f.Fuzz(func(t *testing.T, raw []byte) {
		im := *p.Importer
		im.seen, im.done = nil, nil
		store := &kept{}
		im.Store = store
		sum, err := im.Import(t.Context(), fstest.MapFS{name: {Data: raw}}, ".")
		if err != nil {
			t.Fatal(err)
		}
		if len(sum.Problems) > 0 && len(store.records) > 0 {
			t.Errorf("%d records of a bad file were stored", len(store.records))
		}
		for _, d := range store.days {
			if err := d.Validate(func(calendar.ID) bool { return true }); err != nil {
				t.Errorf("stored: %v", err)
			}
		}
		for _, d := range store.dates {
			if err := d.Validate(im.Calendar()); err != nil {
				t.Errorf("stored: %v", err)
			}
		}
		for _, r := range store.records {
			if err := r.Validate(known); err != nil {
				t.Errorf("stored: %v", err)
			}
		}
	})
}

// kept is a store that only remembers what it is given.
type kept struct {
	content.Store
	records []content.Record
	days    []*content.Day
	dates   []*content.Confirmation
}

func (*kept) Stored(context.Context, []string) (map[string]content.Stored, error) { return nil, nil }

func (k *kept) SaveWithHistory(_ context.Context, _ string, _ map[string]content.History, records ...content.Record) error {
	k.records = append(k.records, records...)
	return nil
}

func (k *kept) SaveCalendar(_ context.Context, _ string, days []*content.Day, dates []*content.Confirmation) (int, error) {
	k.days, k.dates = append(k.days, days...), append(k.dates, dates...)
	return len(days) + len(dates), nil
}

func (k *kept) SaveSwitches(_ context.Context, _ string, list ...calendar.Switch) (int, error) {
	return len(list), nil
}

func FuzzDates(f *testing.F) {
	fuzz(f, "x.yaml", "days:\n  - {id: haus/a, name: A, rule: third friday in june}\n", "days: [{id: haus/a, name: A, dates: [2027-01-01, 2028-01-01]}]\ndates:\n- {observance: haus/a, date: 2029-01-01, by: B}\n",
		"# x\ndates:\n  - observance: islamic/eid-al-fitr\n    date: 2027-03-10\n    by: KRM\n    year: 1448\n    revision: 2\n", "dates: {}\n", "dates: [[]]\n", "days:\n- null\n",
		"dates: [{observance: islamic/eid-al-fitr, date: -9999-01-01, by: x}]", "dates: [{observance: western/x, revision: 3}]",
		"conventions: [{tradition: islamic, before: diyanet, after: umm-al-qura, at: 2026-11-01T08:00:00Z}]", "conventions: [{at: x}]")
}

func FuzzDateTables(f *testing.F) {
	fuzz(f, "x.csv", "observance,date,by\nislamic/eid-al-fitr,2027-03-10,KRM\n", "Feiertag;Datum;von;year\nislamic/eid-al-fitr;9999-12-31;B;x\n", "observance\n\n,\n")
}

func FuzzMarkdown(f *testing.F) {
	fuzz(f, "x.md", feast, article("x", "publish: {from: 2026-03-17T08:00:00+01:00}\n"), "---\n---\n", "---\nid: [\n---\n", "---\n- a\n---\n",
		"---\nid: e\ntype: event\ntitle: T\nstart: 2026-01-01\n---\n", "---\n? {a: [b]}\n: - c\n---\n")
}

func FuzzJSONLines(f *testing.F) {
	fuzz(f, "x.jsonl", `{"id":"a","type":"article","title":"A","publish":{"days":1},"editions":[{"key":"1","from":"2026-01-01"}]}`,
		`{"id":"p","type":"brochure","brochure":"b","page":1,"title":"B"}`+"\n"+`{"id":"b","type":"brochure","title":"x"}`, "{}\n\n[]\n", "\ufeff{\"type\":\"event\"}")
}

func FuzzContacts(f *testing.F) {
	fuzz(f, "x.csv", "Name;Telefon\nA;123\n", "sep=,\n\"Name\",id\n\"a\nb\",c\n", "Name\tRaum\n\"\n", "\ufeffVorname,Nachname\r\nÄ,\xfc\r\n", "title\n\"\"\"")
}

// FuzzFront proves that whatever is written as front matter is read back
// unchanged.
func FuzzFront(f *testing.F) {
	for _, s := range []string{"", "a: b", "- x", "yes", "1e3", "007", "~", " lead", "trail ", "a\nb", "a\n\n\nb\n", "\tTab", "#", "'", "\"", "\\", "„“", "|", ">", "%", "@", "!x", "&x", "*x", "{", "[", "a #b", "---", "...", "\u2028", "\u0085", "a\n  b\n c", "<<", "=", "? x", ".inf", "0x1F", "12:30:00", "2026-01-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		in := &fields{ID: "x", Type: "article", Title: s, Tags: []string{s, "z"}, Correction: s, own: ownFields{"sources": []string{s}}, Picture: &pictured{File: "x.svg", Alt: s}}
		a := &content.Article{Item: content.Item{ID: "x", State: content.Approved, Text: content.Text{Lang: "de", Title: s}, Correction: s}}
		if a.Validate(nil) != nil || strings.Contains(s, "\r") || len(s) > 5000 {
			return // the store holds no such text
		}
		var out bytes.Buffer
		if err := writeFront(&out, in.laidOut()); err != nil {
			t.Fatal(err)
		}
		got := reflect.New(layout).Interface()
		if _, line, err := plainyaml.Decode(out.Bytes(), maxSide, got); err != nil {
			t.Fatalf("line %d: %v\n%s", line, err, out.Bytes())
		}
		if d := cmp.Diff(fieldsOf(got), in, cmp.AllowUnexported(fields{})); d != "" {
			t.Errorf("%s\n%s", d, out.Bytes())
		}
	})
}
