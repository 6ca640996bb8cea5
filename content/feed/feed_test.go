package feed_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mmcdole/gofeed"

	"vielfalt/content/feed"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var berlin = time.FixedZone("CET", 3600)

func sample() feed.Feed {
	return feed.Feed{
		ID:          "tag:vielfalt.invalid,2026:feed/articles",
		Title:       "Beiträge – Vielfalt & Verwaltung",
		Description: "Feste und Bräuche <aller> Kulturen",
		Lang:        "de",
		SelfURL:     "https://vielfalt.example/feeds/beitraege.%s?tradition=jewish&dezernat=36",
		HomeURL:     "https://vielfalt.example/beitraege?tradition=jewish&dezernat=36",
		Author:      "Bezirksregierung Musterstadt",
		Updated:     time.Date(2026, 3, 17, 8, 0, 0, 123, berlin),
		Items: []feed.Item{
			{
				ID:    "tag:vielfalt.invalid,2026:article/5f3d1b52-0000-4000-8000-000000000001/2026-03-20",
				Title: "Zuckerfest & <Ramadan>", URL: "https://vielfalt.example/beitraege/zuckerfest?a=1&b=2",
				Summary:   "Das Fest nach dem Fasten: 3 < 4 & mehr.",
				HTML:      `<p>Man wünscht <span lang="ar" dir="rtl">عيد مبارك</span> – <a href="https://vielfalt.example/kalender">Kalender</a>.</p>` + "\n<p>Ende ]]> hier</p>",
				Published: time.Date(2026, 3, 17, 8, 0, 0, 0, berlin), Updated: time.Date(2026, 3, 18, 9, 30, 0, 0, berlin),
				Picture: &feed.Picture{
					Enclosure: feed.Enclosure{URL: "https://vielfalt.example/bilder/ab-960.jpg", Length: 54321, Type: "image/jpeg"},
					Alt:       `Datteln & "Tee"`, Caption: "Foto: <Anna>", Width: 960, Height: 540,
				},
				Categories: []string{"Ramadanfest", "Islam & Alltag"}, Correction: "Berichtigt: Das Fest dauert < 4 Tage.",
			},
			{
				ID:    "tag:vielfalt.invalid,2026:brochure/5f3d1b52-0000-4000-8000-000000000002/1",
				Title: "Wegweiser", URL: "https://vielfalt.example/broschueren/wegweiser", Lang: "en", Author: "Dezernat 36",
				Published:  time.Date(2026, 1, 4, 12, 0, 0, 0, time.UTC),
				Enclosure:  &feed.Enclosure{URL: "https://vielfalt.example/broschueren/wegweiser.pdf", Length: 123456, Type: "application/pdf"},
				Correction: "Berichtigt.", Facts: []string{"Wann: 4. Januar", "Wo: <hier> & dort"}, Rest: "<h2>Quellen</h2>",
			},
		},
	}
}

func in(f feed.Feed, format feed.Format) feed.Feed {
	f.SelfURL = strings.ReplaceAll(f.SelfURL, "%s", format.Extension())
	return f
}

func write(t *testing.T, format feed.Format, f feed.Feed) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := feed.Write(&b, format, in(f, format)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGolden(t *testing.T) {
	empty := sample()
	empty.Items, empty.Updated = nil, time.Time{}
	archive := sample()
	archive.Items = archive.Items[1:]
	address := "https://vielfalt.example/feeds/beitraege"
	archive.Archive, archive.Current, archive.Older, archive.Newer = true, address, address+"?seite=2", address+"?seite=4"
	for name, f := range map[string]feed.Feed{"sample": sample(), "empty": empty, "archive": archive} {
		for _, format := range feed.Formats() {
			got := write(t, format, f)
			path := filepath.Join("testdata", name+"."+format.Extension())
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), string(got)); d != "" {
				t.Errorf("%s (-want +got):\n%s", path, d)
			}
			if again := write(t, format, f); !bytes.Equal(got, again) {
				t.Errorf("%s: the same feed gave other bytes", path)
			}
		}
	}
}

// TestReadBack reads the formats with a reader independent of the writer: all
// must agree.
func TestReadBack(t *testing.T) {
	type entry struct {
		ID, Title, URL, Author string
		Published              time.Time
		Categories             []string
		Enclosures             []gofeed.Enclosure
	}
	f := sample()
	var want []entry
	for _, it := range f.Items {
		e := entry{ID: it.ID, Title: it.Title, URL: it.URL, Author: it.Author, Published: it.Published.UTC(), Categories: it.Categories}
		if it.Picture != nil {
			e.Enclosures = []gofeed.Enclosure{{URL: it.Picture.URL, Length: "54321", Type: it.Picture.Type}}
		}
		if it.Enclosure != nil {
			e.Enclosures = []gofeed.Enclosure{{URL: it.Enclosure.URL, Length: "123456", Type: it.Enclosure.Type}}
		}
		if e.Author == "" {
			e.Author = f.Author
		}
		want = append(want, e)
	}
	for _, format := range feed.Formats() {
		got, err := gofeed.NewParser().Parse(bytes.NewReader(write(t, format, f)))
		if err != nil {
			t.Fatalf("%s: %v", format, err)
		}
		self := strings.ReplaceAll(f.SelfURL, "%s", format.Extension())
		if got.Title != f.Title || got.Description != f.Description || got.Language != f.Lang || got.Link != f.HomeURL || got.FeedLink != self {
			t.Errorf("%s: title %q description %q language %q link %q self %q", format, got.Title, got.Description, got.Language, got.Link, got.FeedLink)
		}
		if u := got.UpdatedParsed; format != feed.JSON && (u == nil || !u.Equal(f.Items[0].Updated)) {
			t.Errorf("%s: updated %v, want that of the newest item", format, u)
		}
		var entries []entry
		for i, it := range got.Items {
			e := entry{ID: it.GUID, Title: it.Title, URL: it.Link, Published: it.PublishedParsed.UTC(), Categories: it.Categories}
			switch {
			case len(it.Authors) > 0:
				e.Author = it.Authors[0].Name
			case len(got.Authors) > 0:
				e.Author = got.Authors[0].Name
			}
			if format == feed.JSON && it.Image != nil { // which has a place of its own there
				e.Enclosures = append(e.Enclosures, gofeed.Enclosure{URL: it.Image.URL, Length: "54321", Type: "image/jpeg"})
			}
			for _, x := range it.Enclosures {
				if format == feed.JSON { // gofeed does not pass the size on
					x.Length = "123456"
				}
				e.Enclosures = append(e.Enclosures, *x)
			}
			entries = append(entries, e)
			if want := f.Items[i].Updated; format != feed.RSS && i == 0 && !it.UpdatedParsed.Equal(want) {
				t.Errorf("%s: updated %v, want %v", format, it.UpdatedParsed, want)
			}
			if i == 0 && (!strings.Contains(it.Content, f.Items[0].HTML) || !strings.Contains(it.Content, "dauert &lt; 4 Tage")) {
				t.Errorf("%s: content %q", format, it.Content)
			}
		}
		if d := cmp.Diff(want, entries); d != "" {
			t.Errorf("%s (-want +got):\n%s", format, d)
		}
	}
}

func TestUnfit(t *testing.T) {
	for name, change := range map[string]func(*feed.Feed){
		"no id":         func(f *feed.Feed) { f.ID = "" },
		"no title":      func(f *feed.Feed) { f.Title = "" },
		"no self":       func(f *feed.Feed) { f.SelfURL = "" },
		"item no id":    func(f *feed.Feed) { f.Items[0].ID = "" },
		"item no title": func(f *feed.Feed) { f.Items[1].Title = "" },
		"item no time":  func(f *feed.Feed) { f.Items[1].Published = time.Time{} },
		"id twice":      func(f *feed.Feed) { f.Items[1].ID = f.Items[0].ID },
	} {
		f := sample()
		change(&f)
		for _, format := range feed.Formats() {
			var b bytes.Buffer
			if err := feed.Write(&b, format, f); err == nil || b.Len() > 0 {
				t.Errorf("%s as %s: error %v, %d bytes", name, format, err, b.Len())
			}
		}
	}
	if err := feed.Write(io.Discard, "gopher", sample()); err == nil {
		t.Error("no error for an unknown format")
	}
}

// TestHostile: whatever a text contains, the document stays well-formed.
func TestHostile(t *testing.T) {
	f := sample()
	bad := "a\x00b\x0b\xff\uFFFE]]>&<script>\u2028</title>"
	f.Title, f.Description, f.Author = bad, bad, bad
	it := &f.Items[0]
	it.Title, it.Summary, it.HTML, it.Author, it.Correction, it.Categories = bad, bad, bad, bad, bad, []string{bad}
	for _, format := range feed.Formats() {
		b := write(t, format, f)
		if format == feed.JSON {
			if !json.Valid(b) {
				t.Errorf("%s is not valid", format)
			}
			continue
		}
		d := xml.NewDecoder(bytes.NewReader(b))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Errorf("%s: %v", format, err)
				break
			}
		}
	}
}

// The stand-in for the text of an entry without one is text, not markup.
func TestWithoutText(t *testing.T) {
	for _, c := range []struct{ title, summary, want string }{
		{"Titel", "Kurz <b>&", "<p>Kurz &lt;b&gt;&amp;</p>"},
		{"Titel <b>&", "", "<p>Titel &lt;b&gt;&amp;</p>"},
	} {
		f := sample()
		it := &f.Items[1]
		it.Title, it.Summary, it.HTML = c.title, c.summary, ""
		for _, format := range feed.Formats() {
			got, err := gofeed.NewParser().Parse(bytes.NewReader(write(t, format, f)))
			if err != nil {
				t.Fatal(err)
			}
			if html := got.Items[1].Content; !strings.Contains(html, c.want) {
				t.Errorf("%s: %q does not hold %q", format, html, c.want)
			}
		}
	}
}
