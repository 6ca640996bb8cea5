package archive

import (
	"path"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestGone: what a folder no longer has is told with its file when it is imported again,
// until somebody does something, and left alone.
func TestGone(t *testing.T) {
	p := newPlace(t)
	text := func(title string) string { return "---\ntype: article\ntitle: " + title + "\n---\n\nText.\n" }
	card := func(name, more string) string {
		return "BEGIN:VCARD\nVERSION:3.0\nFN:" + name + "\nTEL:0291 823\n" + more + "END:VCARD\n"
	}
	const people = "Name;Telefon\nAnna Blau;0291 821\nOtto Rot;0291 822\n"
	all := tree("a.md", text("A"), "mehr/b.md", text("B"), "mehr/c.md", text("C"), "entwurf.md", "---\ntype: article\ntitle: Entwurf\nstate: draft\n---\n\nText.\n",
		"k.csv", people, "t.ics", ics(vevent("UID:1\nSUMMARY:Eins\nDTSTART:20261201T080000Z"), vevent("UID:2\nSUMMARY:Zwei\nDTSTART:20261202T080000Z")),
		"v.vcf", card("Uwe Ganz", "")+card("Eva Gut", ""), "p.zip", pack(t, "x.md", text("X"), "y.md", text("Y")))
	without := func(names ...string) fstest.MapFS {
		out := tree()
		for name, f := range all {
			out[name] = f
		}
		for _, name := range names {
			delete(out, name)
		}
		return out
	}
	with := func(name, text string) fstest.MapFS {
		out := without()
		out[name] = &fstest.MapFile{Data: []byte(text)}
		return out
	}
	one := func(what string) string {
		return "stays as it is: " + what + `; to take it down, import it with "state: withdrawn", or remove it for good with vielfalt delete ID`
	}
	for _, step := range []struct {
		name, root string
		files      fstest.MapFS
		want       []string
	}{
		{"first", ".", all, nil},
		{"again", ".", all, nil},
		{"a file is gone", ".", without("a.md"), []string{"/f/a.md: the file is no longer here, and what came from it " + one("article a – A")}},
		{"until somebody does something", ".", without("a.md", "entwurf.md"), []string{"/f/a.md: the file is no longer here, and what came from it " + one("article a – A")}},
		{"it has moved", ".", func() fstest.MapFS {
			f := without("a.md")
			f["mehr/a.md"] = all["a.md"]
			return f
		}(), nil},
		{"and back", ".", all, nil},
		{"a part of the folder", "mehr", without("mehr/c.md", "a.md"), []string{"/f/mehr/c.md: the file is no longer here, and what came from it " + one("article c – C")}},
		{"one file", "a.md", without("mehr/c.md"), nil},
		{"a row is gone", ".", with("k.csv", "Name;Telefon\nAnna Blau;0291 821\n"), []string{"/f/k.csv: some of what came from it is no longer there, and " + one("contact otto-rot – Otto Rot")}},
		{"the table cannot be read", ".", with("k.csv", "Name;Telefon\nAnna Blau\n\"Otto"), nil},
		{"a card cannot be read", ".", with("v.vcf", card("Uwe Ganz", "ohne Doppelpunkt\n")+card("Eva Gut", "")), nil},
		{"the ZIP cannot be read", ".", with("p.zip", "PK"), nil},
		{"one of a ZIP", ".", with("p.zip", pack(t, "y.md", text("Y"))), []string{"/f/p.zip/x.md: the file is no longer here, and what came from it " + one("article x – X")}},
		{"the ZIP, the calendar and a folder", ".", without("p.zip", "t.ics", "mehr/b.md", "mehr/c.md"), []string{
			"/f/mehr/b.md: the file is no longer here, and what came from it " + one("article b – B"), "/f/mehr/c.md: the file is no longer here, and what came from it " + one("article c – C"),
			"/f/p.zip/x.md: the file is no longer here, and what came from it " + one("article x – X"), "/f/p.zip/y.md: the file is no longer here, and what came from it " + one("article y – Y"),
			`/f/t.ics: the file is no longer here, and what came from it stays as it is: event termin-6b86b273ff34 – Eins, event termin-d4735e3a265e – Zwei; to take them down, import them with "state: withdrawn", or remove them for good with vielfalt delete ID`}},
		{"an event of a calendar is told by it", ".", with("t.ics", ics(vevent("UID:1\nSUMMARY:Eins\nDTSTART:20261201T080000Z"))), nil},
		{"it is withdrawn elsewhere", "w.md", tree("w.md", "---\nid: a\ntype: article\ntitle: A\nstate: withdrawn\n---\n\nText.\n"), nil},
		{"so it is missing to nobody", ".", without("a.md"), nil},
	} {
		im := *p.Importer
		im.Origin = func(name string) string { return path.Join("/f", name) }
		if step.root == "w.md" {
			im.Origin = func(name string) string { return "/g/" + name }
		}
		if _, err := im.Import(t.Context(), step.files, step.root); err != nil {
			t.Fatal(err)
		}
		notes, err := im.Gone(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(reports(notes), step.want, cmpopts.EquateEmpty()); d != "" {
			t.Errorf("%s:\n%s", step.name, d)
		}
	}
	if got := len(p.all(t)); got != 12 {
		t.Errorf("%d records are left", got)
	}
}

// What came from files is remembered only where imports are known by their names.
func TestGoneUnknown(t *testing.T) {
	p := newPlace(t)
	for _, files := range []fstest.MapFS{tree("a.md", "---\ntype: article\ntitle: A\n---\n\nText.\n"), tree()} {
		im := *p.Importer
		if _, err := im.Import(t.Context(), files, "."); err != nil {
			t.Fatal(err)
		}
		if notes, err := im.Gone(t.Context()); err != nil || len(notes) > 0 {
			t.Error(notes, err)
		}
	}
}
