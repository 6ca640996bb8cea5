package archive

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vielfalt/content"
)

// versionsOf returns everything a place knows of versions. A brochure's cover
// depends on what is installed.
func versionsOf(t *testing.T, p *place) (out []content.Version) {
	t.Helper()
	if err := p.EachVersion(t.Context(), nil, func(v content.Version) error {
		if b, ok := v.Record.(*content.Brochure); ok && v.Live && b.PDF.Size > 0 {
			b.Cover, v.Digest = content.File{}, ""
		}
		out = append(out, v)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// past gives a place records of every type with a past: other texts, pictures and
// files, drafts of them, and something that was never approved.
func past(t *testing.T) *place {
	t.Helper()
	p := newPlace(t)
	ctx := t.Context()
	put := func(text, mediaType string) content.File {
		f, err := p.files.Put(ctx, strings.NewReader(text), mediaType, 1000)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	records := full(t, p)
	never := &content.Article{Item: content.Item{ID: "never", State: content.Draft, Text: content.Text{Lang: "de", Title: "Nie"}}}
	records = append(records, never)
	save := func(by string, list ...content.Record) {
		t.Helper()
		if err := p.Save(ctx, by, list...); err != nil {
			t.Fatal(err)
		}
	}
	save("anna", records...)
	was := make(map[string]content.Record)
	for _, r := range records {
		it := r.Base()
		r, err := p.Get(ctx, it.ID)
		if err != nil {
			t.Fatal(err)
		}
		if was[it.ID], err = p.Get(ctx, it.ID); err != nil {
			t.Fatal(err)
		}
		switch r := r.(type) {
		case *content.Article:
			if it.ID == "a1" {
				r.Picture.File, r.Picture.Name = put(`<svg xmlns="http://www.w3.org/2000/svg"/>`, "image/svg+xml"), "neu.svg"
			}
		case *content.Brochure:
			r.Cover = put("\x89PNG "+it.ID, "image/png")
			if it.ID == "b2" {
				r.PDF = put("%PDF-1.4 nur einmal", "application/pdf")
			}
		}
		r.Base().Correction = "Im Entwurf: " + it.ID
		save("bert <"+it.ID+">", r)
	}
	for id, r := range was {
		now, err := p.Get(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		r.Base().Version = now.Base().Version
		r.Base().Correction = "Wieder"
		if b, ok := r.(*content.Brochure); ok && id == "b1" { // the same as in the version before
			b.Cover = put("\x89PNG b1", "image/png")
		}
		save("clara", r)
		d, err := p.Get(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		if id == "a2" || id == "never" {
			continue
		}
		d.Base().State, d.Base().Title, d.Base().Slug = content.InReview, "Entwurf von "+id, "anderswo-"+id
		save("dora", d)
		d.Base().State = content.Draft
		save("dora", d)
	}
	if _, err := p.RestoreVersion(ctx, "emil", "c1", 1, "Die Nummer stimmte doch."); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestVersionsRoundTrip(t *testing.T) {
	from, to := past(t), newPlace(t)
	ctx := t.Context()
	dir := filepath.Join(t.TempDir(), "export")
	n, err := Export(ctx, from, from.files, dir, noon, true)
	if err != nil {
		t.Fatal(err)
	}
	sum := to.again(t, os.DirFS(dir))
	if len(sum.Problems)+len(sum.Beside)+len(sum.Notes) > 1 || sum.Records != n || sum.Changed != n || sum.Drafts != 0 {
		t.Fatalf("%+v", sum)
	}
	same(t, from, to)
	want, got := versionsOf(t, from), versionsOf(t, to)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("versions (-before +after):\n%s", d)
	}
	open := 0
	for _, v := range got {
		if v.Open && !v.Live {
			open++
		}
		for _, f := range content.NamedFiles(v.Record) {
			if in, err := to.files.Open(ctx, f.Hash); err != nil {
				t.Errorf("a file of version %d of %s: %v", v.Number, v.ItemID, err)
			} else {
				in.Close()
			}
		}
	}
	if len(got) < 40 || open != n-2 {
		t.Errorf("%d versions, %d of them open drafts of %d records", len(got), open, n)
	}
	if sum := to.again(t, os.DirFS(dir)); sum.Changed != 0 || sum.Records != n || len(sum.Problems) > 0 || len(versionsOf(t, to)) != len(got) {
		t.Errorf("repeated: %+v", sum)
	}
	second := filepath.Join(t.TempDir(), "export")
	if _, err := Export(ctx, to, to.files, second, noon, true); err != nil {
		t.Fatal(err)
	}
	was, is := texts(t, dir), texts(t, second)
	for _, m := range []map[string]string{was, is} { // the cover of the live version is drawn again
		for name := range m {
			if strings.Contains(name, "b1.versions") && !strings.HasSuffix(name, ".jsonl") {
				delete(m, name)
			}
		}
	}
	if d := cmp.Diff(was, is); d != "" {
		t.Errorf("a second export differs: %s", d)
	}
}

// TestVersionsWithoutDrafts: an export for others contains no word of a draft,
// and version numbers stay the same.
func TestVersionsWithoutDrafts(t *testing.T) {
	from, to := past(t), newPlace(t)
	dir := filepath.Join(t.TempDir(), "export")
	if _, err := Export(t.Context(), from, from.files, dir, noon, false); err != nil {
		t.Fatal(err)
	}
	for name, text := range texts(t, dir) {
		if strings.Contains(text, "Entwurf von") {
			t.Errorf("%s holds a draft", name)
		}
	}
	if sum := to.again(t, os.DirFS(dir)); len(sum.Problems) > 0 {
		t.Fatalf("%+v", sum)
	}
	var want, got []content.Version
	for _, v := range versionsOf(t, from) {
		if v.State.Published() || v.Live {
			want = append(want, v)
		}
	}
	got = versionsOf(t, to)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("versions (-before +after):\n%s", d)
	}
	// Drafts that come later find the records in place, and that is said.
	all := filepath.Join(t.TempDir(), "all")
	if _, err := Export(t.Context(), from, from.files, all, noon, true); err != nil {
		t.Fatal(err)
	}
	sum := to.again(t, os.DirFS(all))
	left := slices.ContainsFunc(sum.Notes, func(p Problem) bool {
		return strings.Contains(p.Reason, `article "a1" is there already, so its open draft, version `)
	})
	if !left || len(versionsOf(t, to)) != len(got) {
		t.Errorf("%+v", sum)
	}
}

// TestVersionsRefused: a record whose versions are not what was exported is not
// stored at all, and the reason names file and line.
func TestVersionsRefused(t *testing.T) {
	p := newPlace(t)
	a := &content.Article{Item: content.Item{ID: "a", Type: content.TypeArticle, Slug: "a", UID: "01234567-89ab-4cde-8f01-23456789abcd", State: content.Draft, Text: content.Text{Lang: "de", Title: "Alt"}}}
	line := func(change func(*versionLine)) string {
		b, err := content.Encode(a)
		if err != nil {
			t.Fatal(err)
		}
		l := versionLine{version: version{Number: 2, BasedOn: 1, Kind: "save", At: "2026-01-01T00:00:00Z"}, Digest: content.Digest(b), Record: b}
		change(&l)
		out, err := json.Marshal(l)
		if err != nil {
			t.Fatal(err)
		}
		return string(out) + "\n"
	}
	good := line(func(*versionLine) {})
	const front = "version: {number: 1, kind: save, at: 2026-01-01T00:00:00Z}\n"
	for lines, want := range map[string]string{
		good: "",
		line(func(l *versionLine) { l.Digest = strings.Repeat("0", 64) }): "a.versions.jsonl:1: version 2 was altered: its digest is another",
		line(func(l *versionLine) { l.Number = 1; l.BasedOn = 0 }):        "a.versions.jsonl:1: number: there is a version 1 already",
		good + good: "a.versions.jsonl:2: number: there is a version 2 already",
		line(func(l *versionLine) { l.BasedOn = 2 }):                                            "a.versions.jsonl:1: version.number: 2, based on 2, is not the number of a version",
		line(func(l *versionLine) { l.Number = 1<<53 + 1 }):                                     "a.versions.jsonl:1: version.number: ",
		strings.TrimSuffix(good, "\n") + good:                                                   "a.versions.jsonl:1: something stands after the version, at byte ",
		line(func(l *versionLine) { l.Kind = "Zauberei" }):                                      "a.versions.jsonl:1: version.kind: ",
		line(func(l *versionLine) { l.At = "gestern" }):                                         "a.versions.jsonl:1: version.at: ",
		line(func(l *versionLine) { l.By = "a\x1b[31mb" }):                                      "a.versions.jsonl:1: version.by: ",
		line(func(l *versionLine) { l.Note = "a\nb" }):                                          "a.versions.jsonl:1: version.note: ",
		line(func(l *versionLine) { l.Record = json.RawMessage(`{"id":"a","type":"survey"}`) }): `a.versions.jsonl:1: decode "a": the record holds what this program does not know: the type "survey"`,
		"\n" + strings.Replace(good, `"kind"`, `"mood"`, 1):                                     `a.versions.jsonl:2: json: unknown field "mood"`,
		"{}\n":     "a.versions.jsonl:1: decode a record",
		"kaputt\n": "a.versions.jsonl:1: it is not JSON",
	} {
		im := *p.Importer
		store := &kept{}
		im.Store = store
		sum, err := im.Import(t.Context(), tree("a.md", article("a", front), "a.versions.jsonl", lines), ".")
		if err != nil {
			t.Fatal(err)
		}
		switch got := reports(sum.Problems); {
		case want == "" && (len(got) > 0 || len(store.records) != 1):
			t.Errorf("%q of %s", got, lines)
		case want != "" && (len(got) == 0 || !strings.HasPrefix(got[0], want) || len(store.records) > 0):
			t.Errorf("got %q, want %q", got, want)
		}
	}
	// A version that today's rules refuse is left out and reported; the record
	// is stored.
	a.Title = strings.Repeat("lang", content.MaxTitle)
	sum, err := p.Import(t.Context(), tree("a.md", article("a", front), "a.versions.jsonl", line(func(*versionLine) {})), ".")
	if err != nil || len(sum.Problems) > 0 || len(sum.Notes) != 1 || !strings.Contains(sum.Notes[0].String(), "a.versions.jsonl:1: version 2 was left out: title: ") {
		t.Errorf("%+v, %v", sum, err)
	}
	// Another record's versions, and lost files.
	a.Title, a.ID = "x", "z"
	if sum := p.again(t, tree("b.md", article("b", ""), "b.versions.jsonl", line(func(*versionLine) {}))); len(sum.Problems) != 1 || !strings.Contains(sum.Problems[0].Reason, `it is a version of article "z", which is not in b.md`) {
		t.Errorf("%+v", sum)
	}
	a.ID, a.Picture = "b", content.Picture{Name: "x.svg", File: content.File{Hash: strings.Repeat("ab", 32), Size: 5, Type: "image/svg+xml"}}
	if sum := p.again(t, tree("b.md", article("b", ""), "b.versions.jsonl", line(func(*versionLine) {}))); len(sum.Problems) != 1 || !strings.Contains(sum.Problems[0].Reason, "b.versions/abab") {
		t.Errorf("%+v", sum)
	}
	if sum := p.again(t, tree("b.md", article("b", ""), "b.versions.jsonl", line(func(*versionLine) {}), "b.versions/"+a.Picture.File.Hash, "falsch")); len(sum.Problems) != 1 {
		t.Errorf("%+v", sum)
	}
	// A picture is looked at as that of a record is.
	script := `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`
	a.Picture.File.Hash, a.Picture.File.Size = content.Digest([]byte(script)), int64(len(script))
	if sum := p.again(t, tree("b.md", article("b", ""), "b.versions.jsonl", line(func(*versionLine) {}), "b.versions/"+a.Picture.File.Hash, script)); len(sum.Problems) != 1 || !strings.Contains(sum.Problems[0].Reason, "<script> is not allowed") {
		t.Errorf("%+v", sum)
	}
	// Alone, it is not clear what they belong to.
	if sum := p.again(t, tree("c.versions.jsonl", good, "c.versions/x.svg", "x")); len(sum.Problems) != 1 || sum.Records != 0 {
		t.Errorf("%+v", sum)
	}
}

// TestWriteRecord: what is shown of a version can be imported as it is.
func TestWriteRecord(t *testing.T) {
	p := newPlace(t)
	records := full(t, p)
	if err := p.Save(t.Context(), "test", records...); err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		v, err := p.Version(t.Context(), r.Base().ID, 1)
		if err != nil {
			t.Fatal(err)
		}
		var shown bytes.Buffer
		if err := WriteRecord(&shown, v.Record); err != nil {
			t.Fatal(err)
		}
		for _, word := range append(v.Record.Base().Tags[:1:1], v.Title, "yes", "de-simple", "Berichtigt") {
			if !strings.Contains(shown.String(), word) {
				t.Errorf("%s: %q is not shown:\n%s", v.ItemID, word, shown.String())
			}
		}
		v.Record.Base().Translations, v.Record.Base().Pictures = nil, nil // in separate files
		switch r := v.Record.(type) {
		case *content.Article:
			r.Picture = content.Picture{}
		case *content.Brochure:
			continue // next to a PDF
		}
		shown.Reset()
		if err := WriteRecord(&shown, v.Record); err != nil {
			t.Fatal(err)
		}
		to := newPlace(t)
		if sum := to.again(t, tree("x.md", shown.String())); len(sum.Problems) > 0 {
			t.Fatalf("%v\n%s", sum.Problems, shown.String())
		}
		got, err := to.Version(t.Context(), v.ItemID, 1)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(v.Record, got.Record); d != "" {
			t.Errorf("%s: %s", v.ItemID, d)
		}
	}
}
