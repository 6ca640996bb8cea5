package backup

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/content"
	"vielfalt/content/filestore"
	"vielfalt/content/sqlstore"
)

var now = time.Date(2026, time.November, 22, 11, 0, 0, 0, time.UTC)

// place returns an empty place.
func place(t testing.TB) (*sqlstore.Store, *filestore.Folder, Place) {
	t.Helper()
	dir := t.TempDir()
	store, err := sqlstore.Open(context.Background(), sqlstore.Config{Path: filepath.Join(dir, "test.db"), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	files, err := filestore.Open(filepath.Join(dir, "files"))
	if err != nil {
		t.Fatal(err)
	}
	return store, files, Place{Rows: store, Files: files}
}

func item(id string) content.Item {
	return content.Item{
		ID: id, State: content.Approved, Traditions: []string{"jewish"}, Tags: []string{"Gruß", "<Über> & \u2028"},
		Text:         content.Text{Lang: content.German, Title: "Titel " + id, Body: "Ein Text.\n\tMit „Zeichen“ <b> 🕎\n"},
		Translations: []content.Text{{Lang: content.English, Title: "Title"}},
	}
}

// filled returns a place with something of everything.
func filled(t testing.TB) (*sqlstore.Store, *filestore.Folder, Place) {
	t.Helper()
	store, files, p := place(t)
	put := func(data, mediaType string) content.File {
		f, err := files.Put(t.Context(), strings.NewReader(data), mediaType, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	pdf := put("%PDF-1.4", "application/pdf")
	records := []content.Record{
		&content.Article{Item: item("artikel"), Picture: content.Picture{File: put("<svg/>", "image/svg+xml"), Name: "bild.svg", Alt: "Bild"}},
		&content.Brochure{Item: item("heft"), PDF: pdf, Cover: put("png", "image/png"), Pages: []content.Page{{Number: 1, Text: "Seite"}}},
		&content.Brochure{Item: item("heft-zwei"), PDF: pdf},
		&content.Event{Item: item("termin"), Start: now, End: now.Add(time.Hour), AllDay: true},
		&content.Contact{Item: item("person")},
	}
	if err := store.Save(t.Context(), "test", records...); err != nil {
		t.Fatal(err)
	}
	if err := store.SaveReport(t.Context(), &content.Report{Kind: content.BarrierReport, Message: "Hallo"}); err != nil {
		t.Fatal(err)
	}
	return store, files, p
}

func source(p Place) Source {
	return Source{Place: p, Program: "test", Now: func() time.Time { return now }}
}

// written returns a backup of a place.
func written(t testing.TB, p Place) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := Write(t.Context(), &b, source(p), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// all returns everything that is in a store.
func all(t *testing.T, s *sqlstore.Store) (out []any) {
	t.Helper()
	if err := s.Each(t.Context(), func(r content.Record) error {
		e, err := s.Editions(t.Context(), r.Base().ID)
		out = append(out, r, e)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	changes, err1 := s.Changes(t.Context(), 0, 1000)
	reports, err2 := s.Reports(t.Context())
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	return append(out, changes, reports)
}

// equal checks that a comparison finds no difference.
func equal(t *testing.T, list []Comparison, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 4 {
		t.Errorf("%d sections", len(list))
	}
	for _, c := range list {
		if !c.Equal() || c.Now.Count == 0 {
			t.Errorf("%+v", c)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	from, _, source := filled(t)
	to, _, target := place(t)
	// What the new place remembers of a deleted report is overwritten too.
	for range 2 {
		r := &content.Report{Kind: content.MissingReport, Message: "x"}
		if err := errors.Join(to.SaveReport(t.Context(), r), to.DeleteReport(t.Context(), r.ID)); err != nil {
			t.Fatal(err)
		}
	}
	a, err := Open(t.Context(), bytes.NewReader(written(t, source)), nil)
	if err != nil {
		t.Fatal(err)
	}
	list, err := Restore(t.Context(), a, target, nil)
	equal(t, list, err)
	if d := cmp.Diff(all(t, from), all(t, to)); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	one, err1 := from.History(t.Context())
	two, err2 := to.History(t.Context())
	if err := errors.Join(err1, err2); err != nil || one == two || two == "" {
		t.Errorf("the histories are %q and %q, %v", one, two, err)
	}
	if list[3].Now.Count != 3 {
		t.Errorf("%d files", list[3].Now.Count)
	}
	// A restored place gives the same backup again, and cannot be restored into
	// twice.
	if got, want := written(t, target), written(t, source); !bytes.Equal(got, want) {
		t.Error("another backup")
	}
	if _, err := Restore(t.Context(), a, target, nil); !errors.Is(err, content.ErrConflict) {
		t.Errorf("into a place that is not empty: %v", err)
	}
	if err := to.Save(t.Context(), "test", &content.Contact{Item: item("neu")}); err != nil {
		t.Errorf("saving after: %v", err)
	}
}

func TestMove(t *testing.T) {
	from, _, source := filled(t)
	to, _, target := place(t)
	before := all(t, from)
	list, err := Move(t.Context(), source, target, nil)
	equal(t, list, err)
	if d := cmp.Diff(before, all(t, to)); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if d := cmp.Diff(before, all(t, from)); d != "" {
		t.Errorf("the source: -want +got:\n%s", d)
	}
	if _, err := Move(t.Context(), source, target, nil); !errors.Is(err, content.ErrConflict) {
		t.Errorf("into a place that is not empty: %v", err)
	}
}

// Sections tell which aspect differs.
func TestSections(t *testing.T) {
	_, files, source := filled(t)
	a, err := Open(t.Context(), bytes.NewReader(written(t, source)), nil)
	if err != nil {
		t.Fatal(err)
	}
	differ := func(p Place) (names []string) {
		t.Helper()
		list, err := compare(t.Context(), a.Sections, p, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			if !c.Equal() {
				names = append(names, c.Before.Name)
			}
		}
		return names
	}
	restored := func() (*sqlstore.Store, Place) {
		store, _, _ := place(t)
		if err := store.Restore(t.Context(), a.rows(t.Context(), nil)); err != nil {
			t.Fatal(err)
		}
		return store, Place{store, files}
	}
	change := func(f func(*content.Contact)) []string {
		t.Helper()
		store, p := restored()
		r, err := store.Get(t.Context(), "person")
		if err != nil {
			t.Fatal(err)
		}
		f(r.(*content.Contact))
		if err := store.Save(t.Context(), "test", r); err != nil {
			t.Fatal(err)
		}
		return differ(p)
	}
	if d := cmp.Diff([]string{"content"}, change(func(c *content.Contact) { c.Room = "E 17" })); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"content", "identities"}, change(func(c *content.Contact) { c.Slug = "anders" })); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"content", "schedule"}, change(func(c *content.Contact) { c.Publish.Until = now.AddDate(1, 0, 0) })); d != "" {
		t.Error(d)
	}
	store, _ := restored()
	_, empty, _ := place(t)
	if d := cmp.Diff([]string{"files"}, differ(Place{store, empty})); d != "" {
		t.Error(d)
	}
}

func TestCreate(t *testing.T) {
	_, _, p := filled(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "sicherung.tar.gz")
	var told []string
	m, err := Create(t.Context(), path, source(p), func(what string, _ int) { told = append(told, what) })
	if err != nil {
		t.Fatal(err)
	}
	if m.Sections[0].Count == 0 || !m.At.Equal(now) || len(told) == 0 || told[len(told)-1] != "" {
		t.Errorf("%+v, %q", m.Sections, told)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Create(t.Context(), path, source(p), nil); !errors.Is(err, fs.ErrExist) {
		t.Errorf("written over: %v", err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the backup is another")
	}
	// A second one at the same time, a cancelled one, a folder that does not
	// exist.
	other := filepath.Join(dir, "zwei")
	busy, err := claim(other + ".tmp")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Create(t.Context(), other, source(p), nil); !errors.Is(err, errBusy) {
		t.Errorf("two at a time: %v", err)
	}
	if _, err := os.Stat(other + ".tmp"); err != nil {
		t.Error("what the other writes is gone")
	}
	busy.Close() // as if it had been killed
	for _, left := range []string{"", string(before[:len(before)/2])} {
		if err := os.WriteFile(other+".tmp", []byte(left), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Create(t.Context(), other, source(p), nil); err != nil {
			t.Errorf("after one that was cut off: %v", err)
		}
		if after, _ := os.ReadFile(other); !bytes.Equal(before, after) {
			t.Error("the backup is another")
		}
		if info, err := os.Stat(other); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("others may read it: %v, %v", info.Mode(), err)
		}
		if err := os.Remove(other); err != nil {
			t.Fatal(err)
		}
	}
	// A file that is not a backup is left alone.
	if err := os.WriteFile(other+".tmp", []byte("Notizen"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(t.Context(), other, source(p), nil); err == nil || !strings.Contains(err.Error(), "move it elsewhere") {
		t.Errorf("something else: %v", err)
	}
	if b, _ := os.ReadFile(other + ".tmp"); string(b) != "Notizen" {
		t.Errorf("something else became %q", b)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Create(ended, filepath.Join(dir, "drei"), source(p), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := Create(t.Context(), filepath.Join(dir, "nirgends", "vier"), source(p), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
	if names, _ := filepath.Glob(filepath.Join(dir, "*")); len(names) != 2 {
		t.Errorf("left behind: %q", names)
	}
}

// A file that cannot be read is named with the record it belongs to.
func TestFileMissing(t *testing.T) {
	_, files, p := filled(t)
	f, err := files.Put(t.Context(), strings.NewReader("<svg/>"), "", 100)
	if err != nil {
		t.Fatal(err)
	}
	r, err := files.Open(t.Context(), f.Hash)
	if err != nil {
		t.Fatal(err)
	}
	name := r.(*os.File).Name()
	r.Close()
	for _, c := range []struct {
		do   func() error
		want string
	}{
		{func() error { return os.WriteFile(name, []byte("<SVG/>"), 0o600) }, "it is not what was stored"},
		{func() error { return os.WriteFile(name, []byte("<svg"), 0o600) }, "it is not what was stored"},
		{func() error { return os.Remove(name) }, "not found"},
	} {
		if err := c.do(); err != nil {
			t.Fatal(err)
		}
		_, err := Write(t.Context(), io.Discard, source(p), nil)
		if err == nil || !strings.Contains(err.Error(), "file "+f.Hash+" of articles artikel") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got error %v, want %q", err, c.want)
		}
		_, _, to := place(t)
		if _, err := Move(t.Context(), p, to, nil); err == nil || !strings.Contains(err.Error(), f.Hash) {
			t.Errorf("move: got error %v", err)
		}
		if err := emptyRows(t.Context(), to.Rows); err != nil {
			t.Errorf("move left rows: %v", err)
		}
	}
}

// A backup holds one state, whatever is written meanwhile: records that are
// always saved together are of the same age in it.
func TestOneState(t *testing.T) {
	store, _, p := place(t)
	ids := []string{"a", "f", "m", "t", "z"}
	// There is much between them, so that writing takes a while.
	var filler []content.Record
	for i := range 600 {
		filler = append(filler, &content.Article{Item: item(fmt.Sprintf("h-%04d", i))})
	}
	if err := store.Save(t.Context(), "test", filler...); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	rounds := 0
	wg.Go(func() {
		versions := make([]content.Record, len(ids))
		for i, id := range ids {
			versions[i] = &content.Article{Item: item(id)}
		}
		for ; ctx.Err() == nil; rounds++ {
			for _, r := range versions {
				r.Base().Title = fmt.Sprint("Runde ", rounds)
			}
			if err := store.Save(context.Background(), "test", versions...); err != nil {
				t.Error(err)
				return
			}
		}
	})
	var backups [][]byte
	for range 4 {
		backups = append(backups, written(t, p))
	}
	cancel()
	wg.Wait()
	if rounds < 8 {
		t.Errorf("only %d changes were made meanwhile", rounds)
	}
	for _, b := range backups {
		to, _, target := place(t)
		a, err := Open(t.Context(), bytes.NewReader(b), nil)
		if err != nil {
			t.Fatal(err)
		}
		if list, err := Restore(t.Context(), a, target, nil); err != nil || slices.ContainsFunc(list, func(c Comparison) bool { return !c.Equal() }) {
			t.Fatal(list, err)
		}
		titles := map[string]bool{}
		for _, id := range ids {
			r, err := to.Get(t.Context(), id)
			if errors.Is(err, content.ErrNotFound) {
				titles["missing"] = true // before the first round
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			titles[r.Base().Title] = true
		}
		last, err := to.LastChange(t.Context())
		if err != nil || len(titles) != 1 {
			t.Errorf("records saved together are of the ages %v, %v", titles, err)
		}
		t.Logf("%v at change %d", titles, last)
	}
}

// A member is an entry of an archive in a test.
type member struct {
	tar.Header
	body []byte
}

// members takes a backup apart.
func members(t testing.TB, b []byte) (out []member) {
	t.Helper()
	gz, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(gz); ; {
		h, err := r.Next()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, member{*h, body})
	}
}

// assemble puts a backup together.
func assemble(t testing.TB, list []member) []byte {
	t.Helper()
	var b bytes.Buffer
	gz := gzip.NewWriter(&b)
	w := tar.NewWriter(gz)
	for _, m := range list {
		if m.Typeflag == tar.TypeReg {
			m.Size = int64(len(m.body))
		}
		if err := w.WriteHeader(&m.Header); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(m.body); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), gz.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDamaged(t *testing.T) {
	_, _, p := filled(t)
	good := written(t, p)
	list := members(t, good)
	at := func(name string) int {
		return slices.IndexFunc(list, func(m member) bool { return strings.HasPrefix(m.Name, name) })
	}
	file, last := at("files/"), len(list)-1
	changed := func(f func(l []member) []member) func() []byte {
		return func() []byte {
			l := slices.Clone(list)
			for i := range l {
				l[i].body = bytes.Clone(l[i].body)
			}
			return assemble(t, f(l))
		}
	}
	manifest := func(f func(*Manifest)) func() []byte {
		return changed(func(l []member) []member {
			var m Manifest
			if err := json.Unmarshal(l[last].body, &m); err != nil {
				t.Fatal(err)
			}
			f(&m)
			var err error
			if l[last].body, err = json.Marshal(m); err != nil {
				t.Fatal(err)
			}
			return l
		})
	}
	added := func(name string, flag byte, position int) func() []byte {
		return changed(func(l []member) []member {
			return slices.Insert(l, position, member{Header: tar.Header{Name: name, Typeflag: flag, Linkname: "x", Mode: 0o600}})
		})
	}
	for _, c := range []struct {
		name string
		make func() []byte
		want string
	}{
		{"nothing", func() []byte { return nil }, "cut off"},
		{"text", func() []byte { return []byte("This is no backup at all.") }, "no backup of this program"},
		{"cut off", func() []byte { return good[:len(good)/2] }, "cut off"},
		{"last byte", func() []byte { return good[:len(good)-1] }, "cut off"},
		{"more", func() []byte { return append(bytes.Clone(good), 0) }, "something stands after its end"},
		{"twice", func() []byte { return append(bytes.Clone(good), good...) }, "something stands after its end"},
		{"empty archive", changed(func([]member) []member { return nil }), "cut off"},
		{"no manifest", changed(func(l []member) []member { return l[:last] }), "cut off"},
		{"manifest is no JSON", changed(func(l []member) []member { l[last].body = []byte("{"); return l }), "manifest.json: unexpected end"},
		{"manifest in the middle", changed(func(l []member) []member { l[0], l[last] = l[last], l[0]; return l }), "stands after the manifest"},
		{"row altered", changed(func(l []member) []member { l[0].body[20] ^= 1; return l }), "rows/items/000001.jsonl: it was altered"},
		{"file altered", changed(func(l []member) []member { l[file].body[0] ^= 1; return l }), "it was altered"},
		{"file cut", changed(func(l []member) []member { l[file].body = l[file].body[1:]; return l }), "the manifest names"},
		{"entry missing", changed(func(l []member) []member { return slices.Delete(l, 2, 3) }), "in its place"},
		{"order", changed(func(l []member) []member { l[0], l[1] = l[1], l[0]; return l }), "in its place"},
		{"path", added("../../etc/passwd", tar.TypeReg, 0), `"../../etc/passwd" does not belong into a backup`},
		{"absolute path", added("/etc/passwd", tar.TypeReg, 0), "does not belong"},
		{"path in a name", added("files/../x", tar.TypeReg, 0), "does not belong"},
		{"link", added("files/"+strings.Repeat("0", 64), tar.TypeSymlink, file), "does not belong"},
		{"folder", added("rows/", tar.TypeDir, 0), "does not belong"},
		{"unknown file", added("files/"+strings.Repeat("0", 64), tar.TypeReg, file), "in its place"},
		{"unknown table", added("rows/secrets/000001.jsonl", tar.TypeReg, 0), "in its place"},
		{"after the manifest", added("rows/secrets/000001.jsonl", tar.TypeReg, last+1), "stands after the manifest"},
		{"newer format", manifest(func(m *Manifest) { m.Format = 2 }), "format 2, this program reads 1"},
		{"other sums", manifest(func(m *Manifest) { m.Sections[1].Sum = "" }), "sums of its sections"},
		{"other counts", manifest(func(m *Manifest) { m.Tables[0].Rows++ }), "rows of items are there"},
		{"more entries", manifest(func(m *Manifest) { m.Entries = append(m.Entries, Entry{Name: "files/x"}) }), `"files/x" is missing`},
		{"fewer entries", manifest(func(m *Manifest) { m.Entries = m.Entries[:1] }), "the manifest does not name it"},
		{"no tables", manifest(func(m *Manifest) { m.Tables = nil }), "no table items"},
		{"other columns", manifest(func(m *Manifest) { m.Tables[0].Columns = append(m.Tables[0].Columns, "x") }), "values instead of"},
		{"a table twice", manifest(func(m *Manifest) { m.Tables = append(m.Tables, m.Tables[0]) }), "twice"},
	} {
		a, err := Open(t.Context(), bytes.NewReader(c.make()), nil)
		if err == nil || a != nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "nothing was restored") {
			t.Errorf("%s: got error %v, want %q", c.name, err, c.want)
		}
	}
	// Whichever bit is flipped, it is detected, or makes no difference to the
	// decompressor.
	var m Manifest
	if err := json.Unmarshal(list[last].body, &m); err != nil {
		t.Fatal(err)
	}
	unnoticed, tried := 0, 0
	for i := 10; i < len(good); i += 7 { // the gzip header holds no data
		b := bytes.Clone(good)
		b[i] ^= 0x10
		tried++
		if a, err := Open(t.Context(), bytes.NewReader(b), nil); err == nil {
			unnoticed++
			if d := cmp.Diff(m, a.Manifest); d != "" {
				t.Errorf("byte %d of %d was changed unnoticed: %s", i, len(good), d)
			}
		}
	}
	if unnoticed > tried/20 {
		t.Errorf("%d of %d bytes mean nothing", unnoticed, tried)
	}
}

// Sums made right by an outsider do not let in what a row cannot be.
func TestHostileRows(t *testing.T) {
	_, _, p := filled(t)
	list := members(t, written(t, p))
	for _, line := range []string{`[1.5]`, `[99999999999999999999]`, `[{}]`, `[[1]]`, `{}`, `["a"] ["b"]`, `["a"`, `null`, `["a"]`} {
		l := slices.Clone(list)
		body := []byte(line + "\n")
		var m Manifest
		if err := json.Unmarshal(l[len(l)-1].body, &m); err != nil {
			t.Fatal(err)
		}
		l[0].body = body
		m.Entries[0].Size, m.Entries[0].Sum = int64(len(body)), sumOf(body)
		l[len(l)-1].body, _ = json.Marshal(m)
		if _, err := Open(t.Context(), bytes.NewReader(assemble(t, l)), nil); err == nil || !strings.Contains(err.Error(), "rows/items/000001.jsonl") {
			t.Errorf("%s: got error %v", line, err)
		}
	}
}

// An entry that claims to be large is not read, and one that expands is not
// held in memory.
func TestBomb(t *testing.T) {
	var b bytes.Buffer
	gz := gzip.NewWriter(&b)
	w := tar.NewWriter(gz)
	if err := w.WriteHeader(&tar.Header{Name: partName("items", 1), Typeflag: tar.TypeReg, Size: maxPart + 1}); err != nil {
		t.Fatal(err)
	}
	for range maxPart / 4096 {
		w.Write(make([]byte, 4096))
	}
	gz.Close()
	if _, err := Open(t.Context(), bytes.NewReader(b.Bytes()), nil); err == nil || !strings.Contains(err.Error(), "is larger than") {
		t.Errorf("got error %v", err)
	}
}

func TestOtherSchema(t *testing.T) {
	_, _, p := filled(t)
	_, files, to := place(t)
	for _, c := range []struct {
		change func(*Archive)
		want   string
	}{
		{func(a *Archive) { a.Schema = to.Rows.Oldest() - 1 }, "start this one on the result"},
		{func(a *Archive) { a.Schema++ }, "or a newer one"},
		{func(a *Archive) { a.Tables = a.Tables[1:] }, "other tables"},
	} {
		a, err := Open(t.Context(), bytes.NewReader(written(t, p)), nil)
		if err != nil {
			t.Fatal(err)
		}
		c.change(a)
		if _, err := Restore(t.Context(), a, to, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got error %v, want %q", err, c.want)
		}
	}
	if err := emptyRows(t.Context(), to.Rows); err != nil {
		t.Error(err)
	}
	for f := range openNames(t, p) {
		if _, err := files.Open(t.Context(), f); !errors.Is(err, content.ErrNotFound) {
			t.Errorf("file %s was stored: %v", f, err)
		}
	}
}

// older is a place as a program of schema 5 knew it: without versions.
type older struct{ content.Snapshotter }

func (older) Schema(context.Context) (int64, error) { return 5, nil }

// ofSchema5 returns the columns that schema 5 had of a store, by table.
func ofSchema5(s content.Snapshotter) map[string][]string {
	newer := []string{"addresses", "versions", "works", "accounts", "audit", "updates", "choices", "comments"}
	columns := []string{"publish_free", "publish_renew", "part", "since", "version"}
	out := make(map[string][]string)
	for _, t := range s.Tables() {
		if !slices.Contains(newer, t.Name) {
			out[t.Name] = slices.DeleteFunc(slices.Clone(t.Columns), func(c string) bool {
				return slices.Contains(columns, c) && (c != "version" || t.Name == "editions")
			})
		}
	}
	return out
}

func (o older) Tables() []content.Table {
	return narrow{o.Snapshotter, ofSchema5(o.Snapshotter)}.Tables()
}

func (o older) Snapshot(ctx context.Context, f func(content.Row) error) error {
	return narrow{o.Snapshotter, ofSchema5(o.Snapshotter)}.Snapshot(ctx, func(r content.Row) error {
		if r.Table == "meta" && (r.Values[0] == "first versions" || r.Values[0] == "audit head") {
			return nil
		}
		return f(r)
	})
}

// TestBackupOfTheSchemaBefore: a backup taken before there were versions can be
// restored, compares equal, and has its first versions once it is opened.
func TestBackupOfTheSchemaBefore(t *testing.T) {
	from, _, p := filled(t)
	want := all(t, from)
	a, err := Open(t.Context(), bytes.NewReader(written(t, Place{Rows: older{p.Rows}, Files: p.Files})), nil)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	open := func() *sqlstore.Store {
		s, err := sqlstore.Open(t.Context(), sqlstore.Config{Path: filepath.Join(dir, "test.db"), Now: func() time.Time { return now }})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	}
	files, err := filestore.Open(filepath.Join(dir, "files"))
	if err != nil {
		t.Fatal(err)
	}
	to := open()
	list, err := Restore(t.Context(), a, Place{Rows: to, Files: files}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		if !c.Equal() {
			t.Errorf("%s differs", c.Now.Name)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	to = open()
	if d := cmp.Diff(want, all(t, to)); d != "" {
		t.Error(d)
	}
	n := 0
	if err := to.EachVersion(t.Context(), nil, func(v content.Version) error {
		n++
		r, err := to.Get(t.Context(), v.ItemID)
		if err != nil || !v.Live || v.Number != r.Base().Version {
			t.Errorf("%+v: %v", v, err)
		}
		return nil
	}); err != nil || n != 5 {
		t.Errorf("%d versions, %v", n, err)
	}
	// Columns that are unknown do not make it an older schema.
	a.Tables[0].Columns = append([]string{"unknown"}, a.Tables[0].Columns[1:]...)
	_, _, empty := place(t)
	if _, err := Restore(t.Context(), a, empty, nil); err == nil || !strings.Contains(err.Error(), "other tables") {
		t.Errorf("other columns: %v", err)
	}
}

// TestFilesOfVersions: what only a version names is part of a backup.
func TestFilesOfVersions(t *testing.T) {
	from, files, p := filled(t)
	r, err := from.Get(t.Context(), "artikel")
	if err != nil {
		t.Fatal(err)
	}
	article := r.(*content.Article)
	was := article.Picture.File
	if article.Picture.File, err = files.Put(t.Context(), strings.NewReader("<svg>neu</svg>"), "image/svg+xml", 100); err != nil {
		t.Fatal(err)
	}
	if err := from.Save(t.Context(), "test", article); err != nil {
		t.Fatal(err)
	}
	a, err := Open(t.Context(), bytes.NewReader(written(t, p)), nil)
	if err != nil {
		t.Fatal(err)
	}
	_, there, to := place(t)
	list, err := Restore(t.Context(), a, to, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		if !c.Equal() {
			t.Errorf("%s differs", c.Now.Name)
		}
	}
	f, err := there.Open(t.Context(), was.Hash)
	if err != nil {
		t.Fatalf("the picture of the version before: %v", err)
	}
	f.Close()
	// The same holds after a move.
	_, there, to = place(t)
	if _, err := Move(t.Context(), p, to, nil); err != nil {
		t.Fatal(err)
	}
	if f, err = there.Open(t.Context(), was.Hash); err != nil {
		t.Fatalf("the picture of the version before: %v", err)
	}
	f.Close()
}

// openNames returns the hashes of the files of a place.
func openNames(t *testing.T, p Place) map[string]bool {
	t.Helper()
	files, err := Named(t.Context(), p.Rows)
	if err != nil || len(files) != 3 {
		t.Fatal(len(files), err)
	}
	out := make(map[string]bool)
	for _, f := range files {
		out[f.Hash] = true
		if err := f.Check(t.Context(), p.Files); err != nil {
			t.Error(err)
		}
	}
	return out
}

func FuzzOpen(f *testing.F) {
	_, _, p := filled(f)
	good := written(f, p)
	f.Add(good, false)
	f.Add(good[:len(good)/2], false)
	gz, err := gzip.NewReader(bytes.NewReader(good))
	if err != nil {
		f.Fatal(err)
	}
	plain, err := io.ReadAll(gz)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(plain, true)
	f.Add([]byte{}, false)
	f.Fuzz(func(t *testing.T, data []byte, compress bool) {
		if compress { // after the checksum of gzip
			var b bytes.Buffer
			w := gzip.NewWriter(&b)
			w.Write(data)
			w.Close()
			data = b.Bytes()
		}
		a, err := Open(t.Context(), bytes.NewReader(data), nil)
		if err != nil {
			return
		}
		// A backup that is accepted is complete: its rows can be read again.
		for _, err := range a.rows(t.Context(), nil) {
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
