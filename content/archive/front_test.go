package archive

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
	"vielfalt/content"
)

// utf16Of returns a text in UTF-16 as Windows writes it, without its mark.
func utf16Of(s string) string {
	var b []byte
	for _, r := range s {
		b = append(b, byte(r), byte(r>>8))
	}
	return string(b)
}

// HTML and links in a text are taken over, or said.
func TestBodies(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree("texte/a.md", article("a", "")+"<p>Ein <b>Absatz</b>.</p>\n\nSiehe [dort](b.md#zeit), [Heft](../hefte/Weg%20weiser.pdf) und [sie](<../kontakt.md>).\n",
		"texte/b.md", article("b", "slug: anders\n"), "hefte/Weg weiser.pdf", string(smallPDF),
		"kontakt.md", "---\nid: k\ntype: contact\ntitle: K\nphone: 0291 1234\n---\n",
		"texte/a.en.md", "---\ntitle: A\n---\n<ul><li>One</li></ul>\n",
		"c.jsonl", `{"id": "c", "type": "article", "title": "C", "body": "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>", "translations": [{"lang": "en", "title": "C", "body": "<p>C</p>"}]}`))
	if len(sum.Problems) > 0 {
		t.Fatal(reports(sum.Problems))
	}
	a, c := get[*content.Article](t, p, "a"), get[*content.Article](t, p, "c")
	if want := "Text.\n\nEin **Absatz**.\n\nSiehe [dort](/beitraege/anders#zeit), [Heft](/broschueren/weg-weiser) und [sie](</kontakte/k>)."; a.Body != want {
		t.Errorf("got %q", a.Body)
	}
	if got := a.Translations[0].Body; got != "- One" {
		t.Errorf("got %q", got)
	}
	if c.Body != "| A | B |\n|---|---|\n| 1 | 2 |" || c.Translations[0].Body != "C" {
		t.Errorf("got %q, %q", c.Body, c.Translations[0].Body)
	}

	p = newPlace(t)
	sum = p.again(t, tree("a.md", article("a", "")+"<video src=\"x\"></video>\n\n![Foyer](bilder/foyer.jpg) [Plan](C:\\Plan.pdf)\n[Termine](../termine)",
		"b.jsonl", `{"id": "b", "type": "article", "title": "B", "body": "x\n\nSehr geehrte <Name>"}`))
	if d := cmp.Diff(reports(sum.Problems), []string{
		"a.md:8: body: <video> is not shown; write a link to it instead",
		`a.md:10: body: the picture "bilder/foyer.jpg" is not there; put the file beside the text, or correct its name`,
		`a.md:10: body: the link to "C:\\Plan.pdf" leads to a file on one computer, which nobody else can open`,
		`a.md:11: body: the link to "../termine" leads nowhere: no such file is imported with this one; write the address of the page, such as /beitraege/…`,
		`b.jsonl:1: body: line 3 of it: <Name> is not shown; if these words are meant, write \<Name>`,
	}); d != "" {
		t.Error(d)
	}
	if len(p.all(t)) > 0 {
		t.Error("a text is stored of which a part is lost")
	}
}

// An export holds what a store had, which must not be refused where it goes next.
func TestBodiesOfExports(t *testing.T) {
	p := newPlace(t)
	const body = "Sehr geehrte <Name>, <b>siehe</b> [x](../termine)"
	if err := p.Save(t.Context(), "test", &content.Article{Item: content.Item{ID: "a", State: content.Approved, Text: content.Text{Lang: "de", Title: "A", Body: body}}}); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := Export(t.Context(), p, p.files, dir+"/x", noon, false); err != nil {
		t.Fatal(err)
	}
	to := newPlace(t)
	name := "x/beitraege/a.md"
	sum := to.again(t, tree("a.md", texts(t, dir)[name]))
	if len(sum.Problems) > 0 || len(sum.Notes) != 2 || get[*content.Article](t, to, "a").Body != body {
		t.Errorf("%q, %q, %q", reports(sum.Problems), reports(sum.Notes), get[*content.Article](t, to, "a").Body)
	}
}

// Front matter as people write it with a word processor.
func TestFrontMatterAsWritten(t *testing.T) {
	for name, c := range map[string]struct {
		file  string
		want  func(*content.Article)
		notes []string
	}{
		"hashtag": {"---\nid: x\ntype: article\ntitle: Aktion #VielfaltVerbindet im Foyer\n---\n", func(a *content.Article) { a.Title = "Aktion #VielfaltVerbindet im Foyer" },
			[]string{`x.md:4: front matter: what follows the # is taken as part of the text; write it in quotes: title: "Aktion #VielfaltVerbindet im Foyer"`}},
		"list": {article("x", "tags: Ramadan, Eid\nobservances: islamic/eid-al-fitr\nsources: Lexikon, 2024\n"), func(a *content.Article) {
			a.Tags, a.Observances, a.Sources = []string{"Ramadan", "Eid"}, []calendar.ID{"islamic/eid-al-fitr"}, []string{"Lexikon, 2024"}
		}, nil},
		"bullets":      {article("x", "tags:\n• Ramadan\n• Eid\n"), func(a *content.Article) { a.Tags = []string{"Ramadan", "Eid"} }, nil},
		"spaces":       {"---\nid:\u00a0x\ntype:\tarticle\ntitle:\u00a0Titel\u00a0\npublish:\n\tfrom: 2027-01-02\n---\n", func(a *content.Article) { a.Publish.From = time.Date(2027, 1, 1, 23, 0, 0, 0, time.UTC) }, nil},
		"quotes":       {"---\nid: „x“\ntype: “article”\ntitle: „Titel“\nstate: »draft«\ntags: [„a“, “b”]\n---\n", func(a *content.Article) { a.Title, a.State, a.Tags = "„Titel“", content.Draft, []string{"a", "b"} }, nil},
		"fences":       {"\ufeff\n\n\u200b--- \nid: x\ntype: article\ntitle: Titel\n---\t\nText.\n", func(a *content.Article) { a.Body = "Text." }, nil},
		"long fences":  {"-----\nid: x\ntype: article\ntitle: Titel\n-----\nText.\n---\nMehr.", func(a *content.Article) { a.Body = "Text.\n---\nMehr." }, nil},
		"dots":         {"---\nid: x\ntype: article\ntitle: Titel\n....\nText.\n", func(a *content.Article) { a.Body = "Text." }, nil},
		"em dash":      {"—\nid: x\ntype: article\ntitle: Titel\n—-\nText.\n", func(a *content.Article) { a.Body = "Text." }, nil},
		"no id":        {"---\ntype: article\ntitle: Titel\n---\n", func(*content.Article) {}, nil},
		"macintosh":    {"---\rtype: article\rtitle: Gr\x9f\xa7e\r---\r", func(a *content.Article) { a.Title = "Grüße" }, []string{`x.md: the letters were read as those of an old Macintosh: "Grüße"; if that is wrong, save it as UTF-8`}},
		"windows":      {"---\r\ntype: article\r\ntitle: Gr\xfc\xdfe \x96 5 \x80 nach \xa7 9\r\n---\r\n", func(a *content.Article) { a.Title = "Grüße – 5 € nach § 9" }, nil},
		"utf-16":       {"\xff\xfe" + utf16Of("---\r\ntype: article\r\ntitle: Grüße\r\n---\r\n"), func(a *content.Article) { a.Title = "Grüße" }, nil},
		"day":          {article("x", "date: 24.12.2026\n"), func(a *content.Article) { a.Date = calendar.NewDate(2026, 12, 24) }, nil},
		"day in words": {article("x", "date: Donnerstag, 24. Dezember 2026\n"), func(a *content.Article) { a.Date = calendar.NewDate(2026, 12, 24) }, nil},
		"day and hour": {article("x", "publish: {from: \"24.12.2026, 8 Uhr\", until: 1. Jan. 2027}\n"), func(a *content.Article) {
			a.Publish.From, a.Publish.Until = time.Date(2026, 12, 24, 7, 0, 0, 0, time.UTC), time.Date(2026, 12, 31, 23, 0, 0, 0, time.UTC)
		}, nil},
		"hour and days": {article("x", "publish:\n  observance: islamic/eid-al-fitr\n  at: 8.30 Uhr\n  show: 14 Tage\n"), func(a *content.Article) {
			a.Publish = content.Schedule{Observance: "islamic/eid-al-fitr", At: 8*60 + 30, ShowDays: 14}
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t)
			sum := p.again(t, tree("x.md", c.file))
			if len(sum.Problems) > 0 || !slices.Equal(reports(sum.Notes), c.notes) {
				t.Fatalf("%q, %q", reports(sum.Problems), reports(sum.Notes))
			}
			r, err := p.Get(t.Context(), "x")
			if err != nil {
				t.Fatal(err)
			}
			got := r.(*content.Article)
			want := *got
			want.Title, want.Body, want.Tags, want.Date, want.State, want.Publish = "Titel", "", nil, 0, content.Approved, content.Schedule{}
			if strings.HasPrefix(c.file, "---\nid: x\ntype: article\ntitle: Titel\n") && strings.Contains(c.file, "Text.") {
				want.Body = "Text."
			}
			c.want(&want)
			if d := cmp.Diff(got, &want); d != "" {
				t.Error(d)
			}
			if again := p.again(t, tree("x.md", c.file)); again.Changed > 0 {
				t.Error("a second time it is different")
			}
		})
	}
}

func TestWhen(t *testing.T) {
	for s, want := range map[string]string{
		"2026-12-24": "2026-12-24", "24.12.2026": "2026-12-24", "1. 3. 2027": "2027-03-01", "1. März 2027": "2027-03-01", "Mo., 1. Mrz 2027": "2027-03-01",
		"Montag, 1.3.2027": "2027-03-01", "1.3.27": "", "31.2.2027": "", "Dienstag, 1.3.2027": "", "12/24/2026": "", "1. Brumaire 2027": "", "Foo 1.3.2027": "",
	} {
		d, err := readDate(s)
		if got := d.String(); (err == nil) != (want != "") || err == nil && got != want {
			t.Errorf("%q: %s, %v", s, got, err)
		}
	}
	for s, want := range map[string]string{
		"08:00": "08:00", "8:00": "08:00", "8 Uhr": "08:00", "8 Uhr 30": "08:30", "18.15 Uhr": "18:15", "8h": "08:00", "8": "", "24 Uhr": "", "8 Uhr 61": "", "8 Äpfel": "",
	} {
		at, err := readTime(s)
		if got := at.String(); (err == nil) != (want != "") || err == nil && got != want {
			t.Errorf("%q: %s, %v", s, got, err)
		}
	}
	for s, want := range map[string]string{
		"24.12.2026": "2026-12-24 00:00", "24.12.2026, 8 Uhr": "2026-12-24 08:00", "24. Dezember 2026 um 8.30 Uhr": "2026-12-24 08:30", "2026-12-24 8:15": "2026-12-24 08:15", "morgen 8 Uhr": "",
	} {
		at, err := readWall(s)
		if got := at.Format("2006-01-02 15:04"); (err == nil) != (want != "") || err == nil && got != want {
			t.Errorf("%q: %s, %v", s, got, err)
		}
	}
}

// What the calendar or a file does not know is named with what may be meant.
func TestGuesses(t *testing.T) {
	p := newPlace(t)
	p.Days = func(name string) []calendar.ID {
		return map[string][]calendar.ID{
			"zuckerfest": {"islamic/eid-al-fitr"}, "Zuckerfest": {"islamic/eid-al-fitr"}, "ostern": {"christian-western/ostersonntag", "christian-orthodox/pascha"},
		}[name]
	}
	p.Like = func(wrote string, names [][]string) (int, bool) {
		i := slices.IndexFunc(names, func(of []string) bool {
			return slices.ContainsFunc(of, func(s string) bool { return strings.HasPrefix(s, strings.TrimSuffix(wrote, "x")) })
		})
		return i, i >= 0
	}
	sum := p.again(t, tree(
		"a.md", article("a", "observances: [islamic/zuckerfest, Zuckerfest, christian-orthodox/ostern, jedi/may]\ntraditions: [islamx, jedi]\npublish: {observance: christian-western/ostern}\n"),
		"b.md", article("b", "titel: B\n"), "c.md", article("c", "dezernatx: B\n"), "d.md", article("d", "zz: B\n"), "e.pdf", string(smallPDF), "e.yml", "Thema: x\n",
	))
	want := []string{
		`e.yml:1: unknown field "Thema"; did you mean tags?`,
		`a.md:5: observances: unknown observance "islamic/zuckerfest"; did you mean islamic/eid-al-fitr – Fest des Fastenbrechens (Eid al-Fitr)?`,
		`a.md:5: observances: observance "Zuckerfest" is not written as tradition/name; did you mean islamic/eid-al-fitr – Fest des Fastenbrechens (Eid al-Fitr)?`,
		`a.md:5: observances: unknown observance "christian-orthodox/ostern"; did you mean christian-orthodox/pascha – Orthodoxes Osterfest (Pascha)?`,
		`a.md:5: observances: unknown observance "jedi/may"`,
		`a.md:7: publish.observance: unknown observance "christian-western/ostern"; did you mean christian-western/ostersonntag – Ostersonntag?`,
		`a.md:6: traditions: unknown tradition "islamx"; did you mean islamic?`,
		`a.md:6: traditions: unknown tradition "jedi"`,
		`b.md:5: front matter: unknown field "titel"; did you mean title?`,
		`c.md:5: front matter: unknown field "dezernatx"; did you mean dezernat?`,
		`d.md:5: front matter: unknown field "zz"`,
	}
	if d := cmp.Diff(reports(sum.Problems), want); d != "" {
		t.Error(d)
	}
}

// Folders hold what programs keep for themselves, and names in the letters of
// other systems.
func TestFolders(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree("Thumbs.db", "x", "b/desktop.ini", "x", "b/~$Brief.docx", "x", "b/.DS_Store", "x", "b/._a.md", "x", "b/.versteckt.md", "x", "b/~WRL0001.tmp", "x", "b/alt.md~", "x", "b/Icon\r", "x", "b/@eaDir/a.md", "x", "b/leer.jsonl", "\n",
		"b/U\u0308bersicht.pdf", string(smallPDF), "b/Übersicht.yml", "title: Übersicht\nlanguages: de, tr\n",
		"b/Gruß.markdown", "---\ntype: article\ntitle: Gruß\n---\n[Heft](%C3%9Cbersicht.pdf)\n", "b/Gruß.en.md", "---\ntitle: Greeting\n---\n", "tage.yml", "days:\n  - {id: haus/a, name: A, rule: third friday in june}\n"))
	if len(sum.Problems) > 0 {
		t.Error(reports(sum.Problems))
	}
	if d := cmp.Diff(reports(sum.Notes), []string{
		"Thumbs.db: passed over: Windows keeps it for itself", "b/.DS_Store: passed over: macOS keeps it for itself", "b/._a.md: passed over: macOS keeps it for itself",
		"b/.versteckt.md: passed over: it is hidden, as its name begins with a dot",
		"b/@eaDir: passed over: a network drive keeps it for itself", "b/Icon\r: passed over: macOS keeps it for itself", "b/alt.md~: passed over: an editor keeps it for itself",
		"b/desktop.ini: passed over: Windows keeps it for itself", "b/~$Brief.docx: passed over: an open document keeps it for itself", "b/~WRL0001.tmp: passed over: Word keeps it for itself",
		"b/U\u0308bersicht.pdf: page 2 has no text that can be read and will not be found by searching",
		"b/leer.jsonl: there is no record in it",
	}); d != "" {
		t.Error(d)
	}
	if got := get[*content.Brochure](t, p, "uebersicht"); got.Title != "Übersicht" || !slices.Equal(got.Languages, []string{"de", "tr"}) {
		t.Errorf("%+v", got)
	}
	if got := get[*content.Article](t, p, "gruss"); got.Body != "[Heft](/broschueren/uebersicht)" || len(got.Translations) != 1 {
		t.Errorf("%+v", got)
	}
}

// A slug that a file no longer has is a former address, as one that was changed at
// the desk.
func TestSlugs(t *testing.T) {
	p := newPlace(t)
	for _, c := range []struct {
		front, slug string
		former      []string
	}{
		{"slug: iftar\n", "iftar", nil}, {"slug: iftar-2027\n", "iftar-2027", []string{"iftar"}}, {"", "a", []string{"iftar", "iftar-2027"}}, {"", "a", []string{"iftar", "iftar-2027"}}, {"slug: iftar\n", "iftar", []string{"a", "iftar-2027"}},
	} {
		if sum := p.again(t, tree("a.md", article("a", c.front))); len(sum.Problems) > 0 {
			t.Fatal(reports(sum.Problems))
		}
		former, err := p.Addresses(t.Context(), []string{"a"})
		if got := get[*content.Article](t, p, "a").Slug; err != nil || got != c.slug || !slices.Equal(former["a"], c.former) {
			t.Errorf("%q: %s, formerly %q, %v", c.front, got, former["a"], err)
		}
	}
	sum := p.again(t, tree("b.md", article("b", "slug: iftar\n")))
	if d := cmp.Diff(reports(sum.Problems), []string{`b.md: save "b": address "iftar" of article "b" belongs to "a": conflict`}); d != "" {
		t.Error(d)
	}
}
