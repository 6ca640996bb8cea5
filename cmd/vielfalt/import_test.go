package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/cmd/internal/publish"
	"vielfalt/cmd/vielfalt/demo"
	"vielfalt/content"
	"vielfalt/content/archive"
	"vielfalt/content/contenttest"
	"vielfalt/content/markup"
	"vielfalt/search"
	"vielfalt/search/local"
	"vielfalt/search/searchtest"
)

// testApp is what commands are handed, at a fixed time.
func testApp(t *testing.T) *app {
	t.Helper()
	return &app{Context: t.Context(), Stdout: new(bytes.Buffer), Stderr: new(bytes.Buffer), Now: func() time.Time { return december }}
}

// openStore opens the store in a folder as commands do.
func openStore(t *testing.T, a *app, data string) *store {
	t.Helper()
	return openFlags(t, a, flagsOf(data, ""))
}

// flagsOf returns the flags of a store in a folder, with its database at an
// address; without one it is in the folder too.
func flagsOf(data, database string) storeFlags {
	return storeFlags{calendarFlags: calendarFlags{Land: "nw"}, databaseFlags: databaseFlags{DatabaseURL: database}, Data: data}
}

// openFlags opens the store that flags name.
func openFlags(t *testing.T, a *app, f storeFlags) *store {
	t.Helper()
	s, err := f.open(a, a, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// records returns everything in a store, by id, without versions and covers,
// which depend on what is installed.
func records(t *testing.T, s *store) map[string]content.Record {
	t.Helper()
	out := make(map[string]content.Record)
	err := s.Each(t.Context(), func(r content.Record) error {
		r.Base().Version = 0
		if b, ok := r.(*content.Brochure); ok {
			b.Cover = content.File{}
		}
		out[r.Base().ID] = r
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The sample content survives export and import: addresses, feed identities,
// schedules, texts, files.
func TestDemoRoundTrip(t *testing.T) {
	a := testApp(t)
	from, to := openStore(t, a, t.TempDir()), openStore(t, a, t.TempDir())
	defer from.Close()
	defer to.Close()
	sum, err := importer(from).Import(t.Context(), demo.Files(a.Now(), from.almanac.Workday), ".")
	if err != nil || len(sum.Problems) > 0 {
		t.Fatal(err, sum.Problems)
	}
	dir := filepath.Join(t.TempDir(), "out")
	n, err := archive.Export(t.Context(), from, from.files, dir, a.Now(), false)
	if err != nil || n != sum.Records {
		t.Fatal(n, err)
	}
	if sum, err = importer(to).Import(t.Context(), os.DirFS(dir), "."); err != nil || len(sum.Problems) > 0 || sum.Records != n {
		t.Fatal(err, sum)
	}
	got, want := records(t, to), records(t, from)
	if d := cmp.Diff(got, want); d != "" {
		t.Error(d)
	}
	feedIDs := func(s *store) map[string][]string {
		out := make(map[string][]string)
		ids := make([]string, 0, len(want))
		for id := range want {
			ids = append(ids, id)
		}
		editions, err := s.EditionsOf(t.Context(), ids)
		if err != nil {
			t.Fatal(err)
		}
		for id, list := range editions {
			for _, e := range list {
				out[id] = append(out[id], fmt.Sprint(want[id].Base().FeedID(e), e))
			}
		}
		return out
	}
	if d := cmp.Diff(feedIDs(to), feedIDs(from)); d != "" {
		t.Error(d)
	}
	for id, r := range got {
		if b, ok := r.(*content.Brochure); ok && b.PDF.Size > 0 {
			if f, err := to.files.Open(t.Context(), b.PDF.Hash); err != nil {
				t.Errorf("%s: %v", id, err)
			} else {
				f.Close()
			}
		}
	}
	if sum, err = importer(to).Import(t.Context(), os.DirFS(dir), "."); err != nil || sum.Changed != 0 {
		t.Errorf("repeated: %v, %+v", err, sum)
	}
}

// A folder as people keep it on a network drive: what can be is taken as it was meant,
// the rest is named, and it goes from house to house as it is, whatever databases they have.
func TestMessyFolder(t *testing.T) {
	here := func(t *testing.T) storeFlags { return flagsOf(t.TempDir(), "") }
	server := func(t *testing.T) storeFlags { return flagsOf(t.TempDir(), database(t)) }
	t.Run("SQLite", func(t *testing.T) { testMessyFolder(t, here(t), here(t)) })
	t.Run("PostgreSQL to SQLite", func(t *testing.T) { testMessyFolder(t, server(t), here(t)) })
	t.Run("SQLite to PostgreSQL", func(t *testing.T) { testMessyFolder(t, here(t), server(t)) })
}

func testMessyFolder(t *testing.T, flagsFrom, flagsTo storeFlags) {
	a := testApp(t)
	from, to := openFlags(t, a, flagsFrom), openFlags(t, a, flagsTo)
	defer from.Close()
	defer to.Close()
	dir := messyFolder(t)
	messy := os.DirFS(dir)
	rehearsed := rehearse(t, flagsFrom, dir)
	sum, err := importer(from).Import(t.Context(), messy, ".")
	if err != nil {
		t.Fatal(err)
	}
	if sum.New == 0 || rehearsed != fmt.Sprintf("%d records in %d files would be read: %d new, %d changed, %d as before.", sum.Records, sum.Files, sum.New, sum.Changed-sum.New, sum.Records-sum.Changed) {
		t.Errorf("the dry run said %s, and then came %d new of %d records", rehearsed, sum.New, sum.Records)
	}
	var said strings.Builder
	report(&app{Stdout: &said, Stderr: &said}, sum, false)
	want, err := os.ReadFile(filepath.Join("testdata", "messy.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(said.String(), string(want)); d != "" {
		t.Error(d)
	}
	if again, err := importer(from).Import(t.Context(), messy, "."); err != nil || again.Changed > 0 {
		t.Errorf("repeated: %v, %d changed", err, again.Changed)
	}
	if again := rehearse(t, flagsFrom, dir); again != fmt.Sprintf("%d records in %d files would be read: 0 new, 0 changed, %d as before.", sum.Records, sum.Files, sum.Records) {
		t.Errorf("a dry run over what is there says %s", again)
	}
	before := records(t, from)
	if body := before["zuckerfest"].Base().Body; !strings.Contains(body, "Mit dem **Zuckerfest** endet der Ramadan.") || !strings.Contains(body, "| 9 Uhr | Gebet |") || !strings.Contains(body, "[Faltblatt](/beitraege/faltblatt)") {
		t.Errorf("got %s", body)
	}
	first, second := filepath.Join(t.TempDir(), "out"), filepath.Join(t.TempDir(), "out")
	if _, err := archive.Export(t.Context(), from, from.files, first, a.Now(), true); err != nil {
		t.Fatal(err)
	}
	if sum, err = importer(to).Import(t.Context(), os.DirFS(first), "."); err != nil || len(sum.Problems) > 0 {
		t.Fatal(err, sum.Problems)
	}
	if d := cmp.Diff(records(t, to), before); d != "" {
		t.Error(d)
	}
	if _, err := archive.Export(t.Context(), to, to.files, second, a.Now(), true); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(folderOf(t, second), folderOf(t, first)); d != "" {
		t.Error(d)
	}
}

// After an import, not more is named than people read; a dry run names everything.
func TestImportNamesSome(t *testing.T) {
	dir, flags := t.TempDir(), flagsOf(t.TempDir(), "")
	table := "Name;Telefon\n"
	for i := range toldAfter + 2 {
		table += fmt.Sprintf("Person Nr%c%c;0291 %d\n", 'a'+i/26, 'a'+i%26, 100+i)
	}
	if err := os.WriteFile(filepath.Join(dir, "x.csv"), []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dry := range []bool{true, false} {
		var out bytes.Buffer
		a := testApp(t)
		a.Stdout = &out
		if err := (&importCmd{storeFlags: flags, DryRun: dry, Paths: []string{dir}}).Run(a); err != nil {
			t.Fatal(err)
		}
		want := toldAfter
		if dry {
			want += 2
		}
		if n := strings.Count(out.String(), ": new: "); n != want || strings.Contains(out.String(), "\nand 2 more\n") == dry {
			t.Errorf("dry %v: %d are named\n%s", dry, n, out.String())
		}
	}
}

// rehearse returns what a dry run of an import says it would do.
func rehearse(t *testing.T, into storeFlags, dir string) string {
	t.Helper()
	var out bytes.Buffer
	a := testApp(t)
	a.Stdout = &out
	c := importCmd{storeFlags: into, DryRun: true, Paths: []string{dir}}
	if err := c.Run(a); err == nil { // there are files that nobody can import
		t.Error("the dry run finds nothing wrong")
	}
	_, last, _ := strings.Cut(out.String(), "Nothing was written. ")
	return strings.TrimSpace(last)
}

// messyFolder returns a copy of the folder with what programs pack beside it.
func messyFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "messy"))); err != nil {
		t.Fatal(err)
	}
	run := func(text string) string { return "<w:r><w:t>" + text + "</w:t></w:r>" }
	cell := func(texts ...string) string {
		return `<c t="inlineStr"><is><t>` + strings.Join(texts, `</t></is></c><c t="inlineStr"><is><t>`) + "</t></is></c>"
	}
	for name, parts := range map[string][]string{
		"Fest der Kulturen.docx": {"word/document.xml", `<w:document xmlns:w="w" xmlns:wp="wp" xmlns:a="a"><w:body><w:p><w:pPr><w:pStyle w:val="T"/></w:pPr>` + run("Fest der Kulturen") +
			"</w:p><w:p>" + run("Kommen Sie ") + "<w:del>" + run("nicht ") + "</w:del><w:ins>" + run("alle") + `</w:ins><w:r><w:drawing><wp:docPr name="Grafik 1" descr="Bunte Fahnen"/><a:blip/></w:drawing></w:r></w:p></w:body></w:document>`,
			"word/styles.xml", `<w:styles xmlns:w="w"><w:style w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>`},
		"Telefonliste.xlsx": {"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="Liste" r:id="a"/><sheet name="alt" state="hidden" r:id="b"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels", `<R><R Id="a" Target="a.xml"/></R>`,
			"xl/a.xml", `<worksheet><sheetData><row r="1">` + cell("Nachname", "Vorname", "Tel.-Nr.", "Dez.") + `</row><row r="2">` + cell("Weiß", "Eva", "(0 29 31) 82-21 09", "36,2") + `</row></sheetData></worksheet>`},
		"Von der Presse.zip": {"Presse/Mitteilung.md", "---\ntype: article\ntitle: Mitteilung\n---\nText.\n", "__MACOSX/Presse/._Mitteilung.md", "?", "Presse/alt.zip", "PK", "Presse/Entwurf.doc", "?"},
	} {
		if err := os.WriteFile(filepath.Join(dir, name), contenttest.ZIP(t, parts...), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// folderOf returns the files of a folder.
func folderOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := make(map[string]string)
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		out[rel] = string(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

const corpus = "../../search/searchtest/testdata/corpus.jsonl"

// The corpus of judged queries imports unchanged, and every record of it is
// stored and found.
func TestCorpus(t *testing.T) {
	a := testApp(t)
	data := t.TempDir()
	s := openStore(t, a, data)
	defer s.Close()
	sum, err := importer(s).Import(t.Context(), os.DirFS(filepath.Dir(corpus)), filepath.Base(corpus))
	if err != nil || len(sum.Problems) > 0 {
		t.Fatal(err, sum)
	}
	for _, p := range sum.Notes { // brochures have one Dezernat
		if !strings.Contains(p.Reason, "the Dezernat of page") {
			t.Error(p)
		}
	}
	index := indexed(t, a, s, data)
	defer index.Close()
	all := records(t, s)
	file, err := os.Open(corpus)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	n := 0
	for lines := bufio.NewScanner(file); lines.Scan(); n++ {
		var line struct {
			ID, Type, Title, Body, Tradition, Dezernat, Date, Brochure, Phone, Room string
			Tags                                                                    []string
			Page                                                                    int
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		id := line.ID
		if line.Brochure != "" {
			id = line.Brochure
		}
		r := all[id]
		if r == nil {
			t.Errorf("%s is not there", line.ID)
			continue
		}
		it := r.Base()
		title, body, tags, traditions := it.Title, it.Body, it.Tags, it.Traditions
		switch r := r.(type) {
		case *content.Brochure:
			for _, p := range r.Pages {
				if p.ID == line.ID && p.Number == line.Page {
					title, body, tags, traditions = p.Title, p.Text, p.Tags, p.Traditions
				}
			}
		case *content.Contact:
			if r.Phone != line.Phone || r.Room != line.Room {
				t.Errorf("%s: phone %q, room %q", id, r.Phone, r.Room)
			}
		}
		if title != line.Title || body != line.Body || line.Brochure == "" && it.Dezernat != line.Dezernat || string(it.Type) != line.Type ||
			strings.Join(traditions, "") != line.Tradition || !cmp.Equal(tags, line.Tags) || line.Brochure == "" && it.Date.String() != line.Date {
			t.Errorf("%s: %+v, want %+v", line.ID, it, line)
		}
		found, err := index.Search(t.Context(), search.Query{Text: line.Title, Limit: 20})
		if err != nil {
			t.Fatal(err)
		}
		hit := false
		for _, h := range found.Hits {
			hit = hit || h.ID == line.ID
		}
		if !hit {
			t.Errorf("%s is not found by its title, %q", line.ID, line.Title)
		}
	}
	if n < 100 {
		t.Errorf("the corpus has %d records", n)
	}
}

// indexed brings the index of a folder in step with the store, as the service
// does on its own.
func indexed(t *testing.T, a *app, s *store, data string) search.Index {
	t.Helper()
	language, err := searchtest.Language()
	if err != nil {
		t.Fatal(err)
	}
	index, err := local.Open(filepath.Join(data, "index"), slog.New(slog.DiscardHandler), language)
	if err != nil {
		t.Fatal(err)
	}
	f := &publish.Follower{
		Name: "local", Index: index, Source: s, Calendar: s.calendar, Plain: markup.Plain, Now: a.Now, Log: slog.New(slog.DiscardHandler),
	}
	if err := f.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	return index
}

const manyRecords = 5000

// TestKilledImport kills imports of 5,000 records without warning: what was
// acknowledged is there, nothing is half stored, and store and index agree
// again without help when the service restarts. VIELFALT_TEST_KILLS is how
// often to kill each.
func TestKilledImport(t *testing.T) {
	if testing.Short() {
		t.Skip("imports 5,000 records again and again; run without -short")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	work := t.TempDir()
	// A single file is all or nothing; of many files, each is.
	all := articles(manyRecords)
	if err := os.WriteFile(filepath.Join(work, "all.jsonl"), all, 0o600); err != nil {
		t.Fatal(err)
	}
	const perFile = 10
	if err := os.Mkdir(filepath.Join(work, "many"), 0o700); err != nil {
		t.Fatal(err)
	}
	rest := all
	for i := range manyRecords / perFile {
		end := 0
		for range perFile {
			end += bytes.IndexByte(rest[end:], '\n') + 1
		}
		if err := os.WriteFile(filepath.Join(work, "many", fmt.Sprintf("%04d.jsonl", i)), rest[:end], 0o600); err != nil {
			t.Fatal(err)
		}
		rest = rest[end:]
	}
	kills := 6
	if n := os.Getenv("VIELFALT_TEST_KILLS"); n != "" {
		if kills, err = strconv.Atoi(n); err != nil {
			t.Fatal("VIELFALT_TEST_KILLS is not a number: ", err)
		}
	}
	for _, c := range []struct {
		name, file string
		unit       int
		database   func(testing.TB) string
	}{
		{"SQLite/one file", "all.jsonl", manyRecords, nil},
		{"SQLite/many files", "many", perFile, nil},
		{"PostgreSQL/one file", "all.jsonl", manyRecords, database},
		{"PostgreSQL/many files", "many", perFile, database},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, name, unit := testApp(t), c.file, c.unit
			data := filepath.Join(t.TempDir(), "data")
			place := storeFlags{calendarFlags: calendarFlags{Land: "nw"}, Data: data}
			if c.database != nil {
				place.DatabaseURL = c.database(t)
			}
			random := rand.New(rand.NewPCG(1, uint64(unit)))
			start := func() (*exec.Cmd, *bytes.Buffer) {
				var out bytes.Buffer
				child := exec.CommandContext(t.Context(), self)
				child.Args = []string{"vielfalt", "import", "--data", data, filepath.Join(work, name)}
				if place.DatabaseURL != "" {
					child.Args = append(child.Args, "--database-url", place.DatabaseURL)
				}
				child.Env = append(os.Environ(), testNow+"="+a.Now().Format(time.RFC3339))
				child.Stdout, child.Stderr = &out, os.Stderr
				if err := child.Start(); err != nil {
					t.Fatal(err)
				}
				return child, &out
			}
			acknowledged := false
			had := 0
			for round := 0; round < kills || !acknowledged; round++ {
				child, out := start()
				if round < kills {
					// Any moment is a good one to be killed at.
					kill := time.AfterFunc(time.Duration(20+random.IntN(400))*time.Millisecond, func() { child.Process.Kill() })
					defer kill.Stop()
				}
				began := time.Now()
				if err := child.Wait(); err == nil {
					t.Logf("round %d took %v: %s", round, time.Since(began).Round(time.Millisecond), out)
				}
				acknowledged = acknowledged || strings.HasPrefix(out.String(), "5000 records")

				s, err := place.open(a, a, slog.New(slog.DiscardHandler))
				if err != nil {
					t.Fatal(err)
				}
				got := records(t, s)
				if n := len(got); n%unit != 0 || n < had || acknowledged && n != manyRecords {
					t.Errorf("round %d: %d records, %d before, in units of %d; acknowledged: %t", round, n, had, unit, acknowledged)
				}
				had = len(got)
				for id, r := range got {
					if it := r.Base(); len(it.Tags) != 2 || !strings.HasPrefix(it.Body, "Musterwort.") {
						t.Errorf("round %d: %s is half stored", round, id)
					}
				}
				index := indexed(t, a, s, data)
				p, err := index.Position(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				if last, err := s.LastChange(t.Context()); err != nil || p.Change != last {
					t.Errorf("round %d: the index is at change %d of %d, %v", round, p.Change, last, err)
				}
				for i := range 25 { // of all of them
					id := fmt.Sprintf("beitrag-%d", i*manyRecords/25)
					r, err := index.Search(t.Context(), search.Query{Text: "Beitrag " + strings.TrimPrefix(id, "beitrag-"), Limit: 5})
					if err != nil {
						t.Fatal(err)
					}
					found := len(r.Hits) > 0 && r.Hits[0].ID == id
					if _, stored := got[id]; stored != found {
						t.Errorf("round %d: %s is stored: %t, found: %t", round, id, stored, found)
					}
				}
				r, err := index.Search(t.Context(), search.Query{Text: "Musterwort"})
				if want := min(had, search.MaxResults); err != nil || r.Total != want {
					t.Errorf("round %d: %d found, want %d, %v", round, r.Total, want, err)
				}
				if err := index.Close(); err != nil {
					t.Error(err)
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// How far an import has come is told with its pace, once there is one.
func TestPace(t *testing.T) {
	p := archive.Progress{File: "d/a.md", Files: 50, Of: 200, Records: 70}
	for took, want := range map[time.Duration]string{
		time.Millisecond: "50 of 200 files: d/a.md",
		20 * time.Second: "50 of 200 files, 2.5 a second, 1m0s left: d/a.md",
	} {
		if got := pace(p, took); got != want {
			t.Errorf("after %v: %s, want %s", took, got, want)
		}
	}
}
