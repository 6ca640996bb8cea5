package archive

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"vielfalt/content/contenttest"
)

// pack is [contenttest.ZIP] as the text of a file.
func pack(t testing.TB, pairs ...string) string {
	t.Helper()
	return string(contenttest.ZIP(t, pairs...))
}

func text(id string) string {
	return "---\nid: " + id + "\ntype: article\ntitle: " + id + "\n---\nText.\n"
}

// A ZIP is a folder: the same files with the same notes, refused by the same names.
func TestZIP(t *testing.T) {
	p := newPlace(t)
	fsys := tree(
		"a.zip", pack(t, "Ordner/Gr\x81\xe1e.md", "---\ntype: article\ntitle: Grüße\n---\n[Weiter](zwei.md)\n", `Ordner\zwei.md`, text("zwei"), "Ordner/zwei.en.md", "---\ntitle: Two\n---\nText.\n",
			"__MACOSX/Ordner/._zwei.md", "?", "Ordner/.git/config", "?", "Ordner/Thumbs.db", "?",
			"Ordner/b.zip", "PK", "Ordner/c.tar.gz", "?", "../d.md", text("d"), "Ordner/Brief.doc", "?", "Ordner/eins.md", text("eins")),
		"eins.md", text("eins"),
		"z.zip", "PK", "leer.zip", pack(t),
	)
	sum := p.again(t, fsys)
	if d := cmp.Diff(reports(sum.Problems), []string{
		"a.zip/../d.md: its name leads out of the ZIP, or nowhere",
		"a.zip/Ordner/Brief.doc: this kind of file cannot be imported; save it as .docx",
		"a.zip/Ordner/b.zip: what is packed within a ZIP is not opened; unpack it and pack its files with the others",
		"a.zip/Ordner/c.tar.gz: what is packed within a ZIP is not opened; unpack it and pack its files with the others",
		`a.zip/Ordner/eins.md:2: id "eins" appears a second time, after eins.md`,
		"z.zip: it is no ZIP, or damaged",
	}); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(reports(sum.Notes), []string{
		"a.zip/Ordner/.git: passed over: it is hidden, as its name begins with a dot",
		"a.zip/Ordner/Thumbs.db: passed over: Windows keeps it for itself",
		"a.zip/__MACOSX: passed over: macOS keeps it for itself",
		"leer.zip: there is nothing in it that can be imported",
	}); d != "" {
		t.Error(d)
	}
	if sum.Records != 3 || sum.Files != 4 {
		t.Errorf("%d records, %d files", sum.Records, sum.Files)
	}
	if again := p.again(t, fsys); again.Changed > 0 {
		t.Errorf("repeated: %d changed", again.Changed)
	}
}

// What a ZIP unpacks to is bounded by what it says and by what is true.
func TestZIPBombs(t *testing.T) {
	p := newPlace(t)
	lies := []byte(pack(t, "a.md", text("a")+strings.Repeat(" ", 1<<20)))
	binary.LittleEndian.PutUint32(lies[bytes.Index(lies, []byte("PK\x01\x02"))+24:], 10)
	large := []byte(pack(t, "a.md", text("a"), "b.md", text("b")))
	for at := bytes.Index(large, []byte("PK\x01\x02")); at < len(large) && bytes.HasPrefix(large[at:], []byte("PK\x01\x02")); at += 46 + len("a.md") {
		binary.LittleEndian.PutUint32(large[at+24:], 3<<29)
	}
	var many []string
	for i := range 10_001 {
		many = append(many, fmt.Sprintf("%d.md", i), "")
	}
	sum := p.again(t, fstest.MapFS{
		"lies.zip": {Data: lies}, "large.zip": {Data: large}, "many.zip": {Data: []byte(pack(t, many...))},
		"text.zip": {Data: []byte(pack(t, "a.md", text("a")+strings.Repeat(" ", 3<<20)))},
	})
	if d := cmp.Diff(reports(sum.Problems), []string{
		"large.zip: its files are larger than 2048 MB unpacked",
		"lies.zip/a.md: it is damaged, or not as large as the ZIP says",
		"many.zip: it holds more than 10000 files; pack it in several",
		"text.zip/a.md: it is larger than 2048 kB",
	}); d != "" {
		t.Error(d)
	}
	if sum.Records > 0 {
		t.Error(sum.Records)
	}
}
