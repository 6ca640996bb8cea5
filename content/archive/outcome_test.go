package archive

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vielfalt/content"
)

// What an import did says from when readers see it.
func TestOutcomes(t *testing.T) {
	p := newPlace(t)
	var said []string
	p.Done = func(o Outcome) { said = append(said, o.String()) }
	sheet := func(name string) string {
		return `<w><sheetData><row><c t="str"><v>Name</v></c><c t="str"><v>Tel.</v></c></row><row><c t="str"><v>` + name + `</v></c><c t="str"><v>0291 1</v></c></row></sheetData></w>`
	}
	fsys := tree(
		"a.md", article("a", "publish: {observance: islamic/eid-al-fitr, days: -3, at: \"08:00\"}\n"),
		"a.en.md", "---\ntitle: Sweets\n---\nText.",
		"b.md", article("b", "publish: {observance: islamic/eid-al-fitr, days: -3, at: \"08:00\", since: 2026-11-27}\n"),
		"c.md", article("c", "state: draft\n"), "d.md", article("d", "state: in-review\n"), "e.md", article("e", "state: withdrawn\n"),
		"f.md", article("f", "publish: {from: 2027-01-02}\n"), "g.md", article("g", "publish: {until: 2027-01-02 12:00}\n"), "h.md", article("h", "publish: {until: 2020-01-02}\n"),
		"k.xlsx", pack(t, "xl/workbook.xml", `<w xmlns:r="r"><sheets><sheet name="Haus" r:id="r1"/><sheet name="Außen" r:id="r2"/></sheets></w>`,
			"xl/_rels/workbook.xml.rels", `<R><R Id="r1" Target="a.xml"/><R Id="r2" Target="b.xml"/></R>`, "xl/a.xml", sheet("Anna Beispiel"), "xl/b.xml", sheet("Bernd Beispiel")),
	)
	sum := p.again(t, fsys)
	if len(sum.Problems) > 0 {
		t.Fatal(reports(sum.Problems))
	}
	if d := cmp.Diff(reports(sum.Notes), []string{
		"a.md:5: publish: it shows from one feast to the next, and so at once, since 2026-03-17 08:00, for that of 2026-03-20; write show: 14d to end it, or since: 2026-11-22 to begin with the next",
	}); d != "" {
		t.Error(d)
	}
	want := []string{
		`a.md:1: new: article a – Titel: visible at once until 2027-03-06 08:00; with "Sweets" in en`,
		"b.md:1: new: article b – Titel: visible from 2027-03-06 08:00 until 2028-02-23 08:00",
		"c.md:1: new: article c – Titel: draft",
		"d.md:1: new: article d – Titel: in review",
		"e.md:1: new: article e – Titel: withdrawn",
		"f.md:1: new: article f – Titel: visible from 2027-01-02",
		"g.md:1: new: article g – Titel: visible at once until 2027-01-02 12:00",
		"h.md:1: new: article h – Titel: visible at no time that is planned",
		"k.xlsx [Haus]:2: new: contact anna-beispiel – Anna Beispiel: visible at once",
		"k.xlsx [Außen]:2: new: contact bernd-beispiel – Bernd Beispiel: visible at once",
	}
	if d := cmp.Diff(said, want); d != "" {
		t.Error(d)
	}
	said = nil
	fsys["a.md"].Data = []byte(article("a", "publish: {observance: islamic/eid-al-fitr, days: -3, at: \"08:00\"}\ntags: [Süßes]\n"))
	fsys["c.md"].Data = []byte(article("c", ""))
	p.again(t, fsys)
	if d := cmp.Diff(said, []string{`a.md:1: changed: article a – Titel; with "Sweets" in en`, "c.md:1: changed: article c – Titel: visible at once"}); d != "" {
		t.Error(d)
	}
}

// With AsDraft, nothing becomes visible or changes for readers.
func TestAsDraft(t *testing.T) {
	p := newPlace(t)
	p.again(t, tree("a.md", article("a", ""), "b.md", article("b", "")))
	p.AsDraft = true
	fsys := tree("a.md", article("a", "tags: [neu]\n"), "b.md", article("b", ""), "c.md", article("c", ""), "d.md", article("d", "state: withdrawn\n"), "e.csv", "kind,members\ngroup,Anlaufstelle,Beratungsstelle\n")
	if sum := p.again(t, fsys); len(sum.Problems)+len(sum.Beside) > 0 || len(sum.Notes) != 1 || sum.Notes[0].File != "e.csv" || sum.Changed != 4 || sum.Drafts != 1 {
		t.Errorf("%+v", sum)
	}
	if again := p.again(t, fsys); again.Changed > 0 || len(again.Beside) > 0 {
		t.Errorf("repeated: %+v", again)
	}
	all := p.all(t)
	for id, want := range map[string]content.State{"a": content.Approved, "b": content.Approved, "c": content.Draft, "d": content.Withdrawn} {
		if it := all[id].Base(); it.State != want || len(it.Tags) > 0 {
			t.Errorf("%s: %s %v", id, it.State, it.Tags)
		}
	}
	out := t.TempDir() + "/out"
	if _, err := Export(t.Context(), p.Store, p.files, out, noon, false); err != nil {
		t.Fatal(err)
	}
	sum := p.again(t, os.DirFS(out))
	if !slices.ContainsFunc(reports(sum.Problems), func(s string) bool { return strings.HasSuffix(s, "import it without --as-draft") }) {
		t.Error(reports(sum.Problems))
	}
}
