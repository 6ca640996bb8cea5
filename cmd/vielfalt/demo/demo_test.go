package demo

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"

	"github.com/goccy/go-yaml"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
)

// front is the front matter that the tests read.
type front struct {
	ID, Type, Title, Lang, Summary, Dezernat, Contact, Start, End, State string

	Traditions, Observances, Tags, Sources, Brochures []string

	Publish struct{ From, Observance string }
	Picture struct{ File, Alt string }
}

type entry struct {
	name string
	front
	body string
}

var now = time.Date(2026, time.November, 22, 20, 0, 0, 0, calendar.Berlin)

// all reads every Markdown file and side file.
func all(t *testing.T) []entry {
	t.Helper()
	var out []entry
	fsys := Files(now, traditions.Workdays("nw"))
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		f := entry{name: name}
		head := raw
		switch path.Ext(name) {
		case ".md":
			parts := strings.SplitN(string(raw), "---\n", 3)
			if len(parts) != 3 || parts[0] != "" {
				t.Errorf("%s: no front matter", name)
				return nil
			}
			head, f.body = []byte(parts[1]), parts[2]
		case ".yaml":
		default:
			return nil
		}
		if err := yaml.Unmarshal(head, &f.front); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		out = append(out, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// contacts reads the table of contacts, one map per row.
func contacts(t *testing.T) []map[string]string {
	t.Helper()
	raw, err := fs.ReadFile(Files(now, traditions.Workdays("nw")), "kontakte.csv")
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(raw))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, head := range rows[0] {
			m[head] = row[i]
		}
		out = append(out, m)
	}
	return out
}

func TestTree(t *testing.T) {
	if err := fstest.TestFS(Files(now, traditions.Workdays("nw")), "kontakte.csv", "beitraege/chanukka.md", "termine/kochabend.md", "broschueren/feste-im-kalender.pdf"); err != nil {
		t.Error(err)
	}
	if _, err := Files(now, traditions.Workdays("nw")).Open("termine/kochabend.tmpl.md"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a template shows under its own name: %v", err)
	}
	if _, err := fs.Stat(Files(now, traditions.Workdays("nw")), "broschueren/quelle"); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the sources of the brochures are embedded")
	}
}

// Events are on working days of the authority, whichever those are.
func TestEventsFallOnWorkingDays(t *testing.T) {
	raw, err := fs.ReadFile(Files(now, func(d calendar.Date) bool { return d.Weekday() == time.Sunday }), "termine/kochabend.md")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^start: (\S{10})`).FindSubmatch(raw)
	if m == nil {
		t.Fatal("the event has no start")
	}
	if d, err := calendar.ParseDate(string(m[1])); err != nil || d.Weekday() != time.Sunday {
		t.Errorf("the event is on %v, %v", d, err)
	}
}

func TestEventsMoveWithTheDay(t *testing.T) {
	for _, day := range []string{"2026-11-22", "2027-12-24", "2028-02-29"} {
		at, err := time.ParseInLocation("2006-01-02", day, calendar.Berlin)
		if err != nil {
			t.Fatal(err)
		}
		fsys := Files(at, traditions.Workdays("nw"))
		entries, err := fs.ReadDir(fsys, "termine")
		if err != nil {
			t.Fatal(err)
		}
		ahead, behind := 0, 0
		for _, e := range entries {
			raw, err := fs.ReadFile(fsys, "termine/"+e.Name())
			if err != nil {
				t.Fatal(err)
			}
			m := regexp.MustCompile(`(?m)^start: (\S{10})`).FindSubmatch(raw)
			if m == nil {
				t.Errorf("%s has no start", e.Name())
				continue
			}
			start, err := calendar.ParseDate(string(m[1]))
			if err != nil {
				t.Errorf("%s: %v", e.Name(), err)
			}
			switch n := int(start - calendar.DateOf(at)); {
			case n > 0 && n < 70:
				ahead++
			case n < 0 && n > -30:
				behind++
			}
		}
		if ahead < 4 || behind < 1 {
			t.Errorf("on %s, %d events lie ahead and %d just behind", day, ahead, behind)
		}
	}
}

func TestIDs(t *testing.T) {
	files := all(t)
	observances := map[string]bool{}
	known := map[string]bool{}
	for _, tr := range traditions.All("nw") {
		known[tr.ID] = true
		for _, o := range tr.Observances {
			observances[string(o.ID)] = true
		}
	}
	ids, brochures := map[string]string{}, map[string]bool{}
	pattern := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	add := func(id, where string) {
		if !pattern.MatchString(id) {
			t.Errorf("%s: id %q", where, id)
		}
		if ids[id] != "" {
			t.Errorf("id %q stands in %s and in %s", id, ids[id], where)
		}
		ids[id] = where
	}
	people := map[string]bool{}
	for _, c := range contacts(t) {
		add(c["id"], "kontakte.csv")
		people[c["id"]] = true
	}
	for _, f := range files {
		if f.Type == "" {
			continue // a translation
		}
		add(f.ID, f.name)
		if f.Type == "brochure" {
			brochures[f.ID] = true
		}
	}
	for _, f := range files {
		for _, o := range append(f.Observances, f.Publish.Observance) {
			if o != "" && !observances[o] {
				t.Errorf("%s: unknown observance %q", f.name, o)
			}
		}
		for _, tr := range f.Traditions {
			if !known[tr] {
				t.Errorf("%s: unknown tradition %q", f.name, tr)
			}
		}
		for _, b := range f.Brochures {
			if !brochures[b] {
				t.Errorf("%s: unknown brochure %q", f.name, b)
			}
		}
		if f.Contact != "" && !people[f.Contact] {
			t.Errorf("%s: unknown contact %q", f.name, f.Contact)
		}
		if f.Type == "" && ids[f.ID] != strings.SplitN(f.name, ".", 2)[0]+".md" {
			t.Errorf("%s: a translation of nothing", f.name)
		}
	}
}

var span = regexp.MustCompile(`\[([^\[\]]+)\]\{lang=[A-Za-z-]+\}`)

// words counts the words that contain a letter or digit.
func words(s string) int {
	n := 0
	for _, w := range strings.Fields(s) {
		if strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}

var (
	ordinal     = regexp.MustCompile(`([0-9])\.`)
	sentenceEnd = regexp.MustCompile(`[.!?:]["“]?(?:\s+|\\\n|$)`)
)

func TestTexts(t *testing.T) {
	articles, series := 0, 0
	for _, f := range all(t) {
		text := span.ReplaceAllString(f.body, "$1")
		if strings.Contains(text, "{lang") {
			t.Errorf("%s: a foreign word is marked wrongly", f.name)
		}
		if f.Title == "" || f.Summary == "" {
			t.Errorf("%s: title or summary is missing", f.name)
		}
		longest := 25
		switch {
		case f.Lang == "de-simple":
			longest = 12
		case f.Lang == "en":
			continue
		}
		for _, line := range strings.Split(text, "\n") {
			for _, s := range sentenceEnd.Split(ordinal.ReplaceAllString(line, "$1"), -1) {
				if n := words(s); n > longest {
					t.Errorf("%s: %d words in %q", f.name, n, s)
				}
			}
		}
		if f.Type != "article" {
			continue
		}
		articles++
		if n := words(text); n < 150 || n > 300 {
			t.Errorf("%s: %d words", f.name, n)
		}
		if n := len(f.Sources); n < 2 || n > 4 {
			t.Errorf("%s: %d sources", f.name, n)
		}
		if n := len(f.Tags); n < 2 || n > 5 {
			t.Errorf("%s: %d tags", f.name, n)
		}
		for _, tag := range f.Tags {
			if tag == "Vielfalt im Regierungsbezirk 2016/17" {
				series++
			}
		}
	}
	if articles < 20 || series != 7 {
		t.Errorf("%d articles, %d in the series of the report", articles, series)
	}
}

// Every article has a version in plain German: short, and about the same.
func TestPlainVersions(t *testing.T) {
	files := all(t)
	plain := map[string]entry{}
	for _, f := range files {
		if f.Lang == "de-simple" {
			plain[f.ID] = f
		}
	}
	for _, f := range files {
		if f.Type != "article" {
			continue
		}
		p, ok := plain[f.ID]
		if want := strings.TrimSuffix(f.name, ".md") + ".de-simple.md"; !ok || p.name != want {
			t.Errorf("%s is missing", want)
			continue
		}
		text := span.ReplaceAllString(p.body, "$1")
		if n := words(text); n < 100 || n > 200 {
			t.Errorf("%s: %d words", p.name, n)
		}
		whole := p.Title + "\n" + p.Summary + "\n" + text
		if strings.Contains(whole, "·") {
			t.Errorf("%s: a word is divided by dots, and not found", p.name)
		}
		for _, line := range strings.Split(ordinal.ReplaceAllString(whole, "$1"), "\n") {
			for _, s := range plainEnd.Split(line, -1) { // a colon ends no sentence here
				if n := words(s); n > 15 {
					t.Errorf("%s: %d words in %q", p.name, n, s)
				}
			}
		}
	}
}

var plainEnd = regexp.MustCompile(`[.!?]["“]?(?:\s+|\\|$)`)

// An article on a tradition hangs on a day of it, so that it comes back.
func TestArticlesHangOnDays(t *testing.T) {
	for _, f := range all(t) {
		if f.Type != "article" || len(f.Traditions)+len(f.Observances) == 0 && f.Publish.Observance == "" {
			continue
		}
		if !slices.Contains(f.Observances, f.Publish.Observance) {
			t.Errorf("%s is published by %q, which is not one of its observances", f.name, f.Publish.Observance)
		}
		if f.Publish.From != "" && f.Publish.From != "eve" {
			t.Errorf("%s has a fixed day", f.name)
		}
		of := map[string]bool{}
		for _, o := range f.Observances {
			of[calendar.ID(o).Tradition()] = true
		}
		for _, tr := range f.Traditions {
			if !of[tr] {
				t.Errorf("%s: no day of %s", f.name, tr)
			}
			delete(of, tr)
		}
		for tr := range of {
			t.Errorf("%s: a day of %s, but not the tradition", f.name, tr)
		}
	}
}

// The authority is invented, and the one that it was made after is not named,
// neither in the brochures nor in what they are printed from.
func TestNamesNoRealAuthority(t *testing.T) {
	_, missing := exec.LookPath("pdftotext")
	if missing != nil {
		t.Log("the text of the brochures is not read: install poppler-utils")
	}
	for _, fsys := range []fs.FS{Files(now, traditions.Workdays("nw")), Facts(), os.DirFS("broschueren/quelle")} {
		err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			raw, err := fs.ReadFile(fsys, name)
			if err == nil && path.Ext(name) == ".pdf" {
				if missing != nil {
					return nil
				}
				cmd := exec.CommandContext(t.Context(), "pdftotext", "-q", "-", "-")
				cmd.Stdin = bytes.NewReader(raw)
				if raw, err = cmd.Output(); err != nil || !bytes.Contains(raw, []byte("Musterlenne")) {
					t.Errorf("%s: no text of the brochure, error %v", name, err)
				}
			}
			if found := realAuthority.Find(append([]byte(name+"\n"), raw...)); found != nil {
				t.Errorf("%s names %s", name, found)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

var realAuthority = regexp.MustCompile(`(?i)arnsberg|risswerk|bra\.nrw|bezreg-`)

// asciiUmlaut finds words in which ae, oe, ue or ss replace ä, ö, ü or ß. Few
// German words rightly contain these letters.
var asciiUmlaut = regexp.MustCompile(`(?i)\p{L}*(ae|oe|ue|strass|gruss|gross|fuss|weiss|heiss|schliess)\p{L}*`)

func TestUmlauts(t *testing.T) {
	right := regexp.MustCompile(`(?i)aue|äue|eue|que|uell|zuerst|^tue$|israel|poet|koex|michael|raphael|samuel`)
	check := func(name, text string) {
		for _, w := range asciiUmlaut.FindAllString(text, -1) {
			if !right.MatchString(w) {
				t.Errorf("%s: %q is written without umlaut", name, w)
			}
		}
	}
	for _, f := range all(t) {
		if f.Lang == "en" {
			continue
		}
		foreign := regexp.MustCompile(`\[[^\[\]]+\]\{lang=[A-Za-z-]+\}`)
		check(f.name, f.Title+" "+f.Summary+" "+strings.Join(f.Tags, " ")+" "+foreign.ReplaceAllString(f.body, ""))
	}
	for _, c := range contacts(t) {
		check("kontakte.csv", c["title"]+" "+c["function"]+" "+c["body"]+" "+c["tags"])
	}
}

func TestContacts(t *testing.T) {
	dezernate := map[string]bool{}
	phone := regexp.MustCompile(`^0221 4710-[0-9]{3}$`) // a range reserved for films and books
	for _, c := range contacts(t) {
		dezernate[c["dezernat"]] = true
		if !phone.MatchString(c["phone"]) || !strings.HasSuffix(c["mail"], "@musterlenne.example") {
			t.Errorf("%s could be somebody's: %s, %s", c["id"], c["phone"], c["mail"])
		}
	}
	for _, d := range []string{"11.5", "36", "37"} {
		if !dezernate[d] {
			t.Errorf("nobody of Dezernat %s", d)
		}
	}
	if len(dezernate) < 10 {
		t.Errorf("%d Dezernate", len(dezernate))
	}
}

func TestPictures(t *testing.T) {
	used := map[string]bool{}
	for _, f := range all(t) {
		if f.Picture.File == "" {
			continue
		}
		used["beitraege/"+f.Picture.File] = true
		if f.Picture.Alt == "" {
			t.Errorf("%s: the picture has no text alternative", f.name)
		}
	}
	fsys := Files(now, traditions.Workdays("nw"))
	names, err := fs.Glob(fsys, "beitraege/*.svg")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if !used[name] {
			t.Errorf("%s is not used", name)
		}
		delete(used, name)
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		if len(raw) > 6<<10 {
			t.Errorf("%s has %d bytes", name, len(raw))
		}
		d := xml.NewDecoder(bytes.NewReader(raw))
		for {
			tok, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Errorf("%s: %v", name, err)
				break
			}
			e, ok := tok.(xml.StartElement)
			if !ok {
				continue
			}
			switch e.Name.Local {
			case "svg", "g", "path", "rect", "circle", "ellipse":
			default:
				t.Errorf("%s: element %s", name, e.Name.Local)
			}
			for _, a := range e.Attr {
				if a.Name.Local == "href" || a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Value, "url(") {
					t.Errorf("%s: attribute %s", name, a.Name.Local)
				}
			}
		}
	}
	for name := range used {
		t.Errorf("%s is missing", name)
	}
}

func TestBrochures(t *testing.T) {
	fsys := Files(now, traditions.Workdays("nw"))
	names, err := fs.Glob(fsys, "broschueren/*.pdf")
	if err != nil || len(names) != 2 {
		t.Fatalf("brochures %v, error %v", names, err)
	}
	for _, name := range names {
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(raw, []byte("%PDF-")) || len(raw) > 150_000 {
			t.Errorf("%s is no small PDF: %d bytes", name, len(raw))
		}
		if _, err := fs.Stat(fsys, strings.TrimSuffix(name, ".pdf")+".yaml"); err != nil {
			t.Error(err)
		}
	}
}
