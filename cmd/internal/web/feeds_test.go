package web_test

import (
	"context"
	"fmt"
	"html"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mmcdole/gofeed"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/search"
)

var formats = []string{"rss", "atom", "json"}

// feed reads a feed the way a reader's program does.
func (s *service) feed(t testing.TB, path string) *gofeed.Feed {
	t.Helper()
	w := s.get(t, path)
	if w.Code != http.StatusOK {
		t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	f, err := gofeed.NewParser().Parse(w.Body)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return f
}

// An entry is what must be the same in all formats.
type entry struct {
	ID, Title, Link, Text string
	Published, Updated    time.Time
	Categories            []string
	Enclosure             string
}

func entries(t testing.TB, f *gofeed.Feed) []entry {
	t.Helper()
	var out []entry
	for _, it := range f.Items {
		e := entry{ID: it.GUID, Title: it.Title, Link: it.Link, Text: it.Content, Categories: it.Categories}
		e.Text = strings.TrimSpace(e.Text)
		if it.PublishedParsed == nil {
			t.Fatalf("%s: entry %q has no date", f.FeedType, it.Title)
		}
		e.Published = it.PublishedParsed.UTC()
		if it.UpdatedParsed != nil {
			e.Updated = it.UpdatedParsed.UTC()
		}
		if f.FeedType == "json" && it.Image != nil {
			e.Enclosure = it.Image.URL + " " + mime.TypeByExtension(path.Ext(it.Image.URL)) // which it does not tell
		}
		for _, x := range it.Enclosures {
			e.Enclosure = x.URL + " " + x.Type
		}
		out = append(out, e)
	}
	return out
}

func TestFeedsHoldTheSame(t *testing.T) {
	s := wholeSite(t)
	for _, c := range []struct {
		path  string
		items int
	}{
		{"/feeds/beitraege.%", 2}, {"/feeds/beitraege.%?tradition=islamic", 1}, {"/feeds/beitraege.%?dezernat=37", 1},
		{"/feeds/beitraege.%?thema=Fasten", 1}, {"/feeds/beitraege.%?q=Fastenbrechen", 1}, {"/feeds/beitraege.%?dezernat=36&thema=x", 0},
		{"/feeds/broschueren.%", 2}, {"/feeds/termine.%", 2},
		{"/en/feeds/beitraege.%", 2}, {"/en/feeds/broschueren.%", 2}, {"/en/feeds/termine.%", 2},
	} {
		var first []entry
		for _, format := range formats {
			path := strings.Replace(c.path, "%", format, 1)
			f := s.feed(t, path)
			want := map[string]string{"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}[format]
			if got := s.get(t, path).Header().Get("Content-Type"); got != want+"; charset=utf-8" {
				t.Errorf("%s is %s", path, got)
			}
			if f.Title == "" || f.FeedLink != "https://vielfalt.example"+path || !strings.HasPrefix(f.Link, "https://vielfalt.example/") {
				t.Errorf("%s: title %q, at %q, of %q", path, f.Title, f.FeedLink, f.Link)
			}
			list := entries(t, f)
			if len(list) != c.items {
				t.Errorf("%s holds %d entries, want %d", path, len(list), c.items)
			}
			for i := range list {
				if strings.Contains(list[i].Text, `href="/`) || strings.Contains(list[i].Text, "<script") {
					t.Errorf("%s: text of %q is not fit for other programs", path, list[i].Title)
				}
				if format == "rss" { // has no place for it
					list[i].Updated = time.Time{}
				}
				if list[i].Published.After(s.clock.now()) || list[i].Updated.After(s.clock.now()) {
					t.Errorf("%s: %q is dated in the future", path, list[i].Title)
				}
			}
			if format == "rss" {
				first = list
				continue
			}
			for i := range list {
				list[i].Updated = time.Time{}
			}
			if diff := cmp.Diff(list, first); diff != "" {
				t.Errorf("%s differs from RSS (-got +want):\n%s", path, diff)
			}
		}
	}
}

func TestFeedOfBrochuresHasFiles(t *testing.T) {
	s := wholeSite(t)
	for _, format := range formats {
		for _, e := range entries(t, s.feed(t, "/feeds/broschueren."+format)) {
			want := ""
			if e.Title == "Ratgeber Ankommen" {
				want = "https://vielfalt.example/broschueren/ratgeber.pdf application/pdf"
			}
			if e.Enclosure != want {
				t.Errorf("%s: enclosure of %q is %q, want %q", format, e.Title, e.Enclosure, want)
			}
		}
	}
}

// ids returns the ids of the articles, keyed by title.
func (s *service) ids(t testing.TB, format string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, e := range entries(t, s.feed(t, "/feeds/beitraege."+format)) {
		out[e.Title] = e.ID
	}
	return out
}

// Identities belong to the items, not to their addresses.
func TestFeedIdentities(t *testing.T) {
	s := newSite(t, nil)
	moved := s.with(t, func(c *config) { c.BaseURL = &url.URL{Scheme: "http", Host: "anders.example:8080"} })
	for _, format := range formats {
		before := s.ids(t, format)
		if len(before) != 2 {
			t.Fatalf("%s: %v", format, before)
		}
		if diff := cmp.Diff(moved.ids(t, format), before); diff != "" {
			t.Errorf("%s: identities change with the address of the site:\n%s", format, diff)
		}
		if f := moved.feed(t, "/feeds/beitraege."+format); !strings.HasPrefix(f.Items[0].Link, "http://anders.example:8080/beitraege/") {
			t.Errorf("%s: links to %s", format, f.Items[0].Link)
		}
	}
	before := s.ids(t, "atom")
	s.edit(t, "zuckerfest", func(a *content.Article) { a.Slug = "fest-des-fastenbrechens" })
	if diff := cmp.Diff(s.ids(t, "atom"), before); diff != "" {
		t.Errorf("identities change with the slug:\n%s", diff)
	}
	if f := s.feed(t, "/feeds/beitraege.atom"); !slices.ContainsFunc(f.Items, func(it *gofeed.Item) bool {
		return it.Link == "https://vielfalt.example/beitraege/fest-des-fastenbrechens"
	}) {
		t.Error("feed does not link to the new address")
	}
}

// edit changes an article.
func (s *service) edit(t testing.TB, id string, change func(*content.Article)) {
	t.Helper()
	r, err := s.store.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	change(r.(*content.Article))
	s.save(t, r)
}

func (s *service) entry(t testing.TB, title string) entry {
	t.Helper()
	for _, e := range entries(t, s.feed(t, "/feeds/beitraege.atom")) {
		if strings.Contains(e.Title, title) {
			return e
		}
	}
	t.Fatalf("no entry %q", title)
	return entry{}
}

// Whoever reads feeds learns that something was taken down: its entry says so, under
// its identity and with nothing of its text, for thirty days.
func TestFeedTellsWhatWasWithdrawn(t *testing.T) {
	s := newSite(t, nil)
	before := make(map[string]string)
	for _, format := range formats {
		for _, it := range s.feed(t, "/feeds/beitraege."+format).Items {
			if strings.Contains(it.Title, "Zuckerfest") {
				before[format] = it.GUID
			}
		}
	}
	gone := at.Add(2 * time.Hour)
	s.clock.set(gone)
	s.edit(t, "zuckerfest", func(a *content.Article) { a.State = content.Withdrawn })
	told := func(address, format string) (out []*gofeed.Item) {
		t.Helper()
		for _, it := range s.feed(t, address).Items {
			if it.GUID == before[format] {
				out = append(out, it)
			}
		}
		return out
	}
	for _, format := range formats {
		list := told("/feeds/beitraege."+format, format)
		if len(list) != 1 {
			t.Fatalf("%s: %d entries", format, len(list))
		}
		it := list[0]
		if it.Title != "Zurückgezogen" || !strings.Contains(it.Content+it.Description, "Dieser Eintrag wurde zurückgezogen.") || strings.Contains(it.Content+it.Description+strings.Join(it.Categories, ""), "Fasten") {
			t.Errorf("%s: %+v", format, it)
		}
		if format != "rss" && !it.UpdatedParsed.Equal(gone) {
			t.Errorf("%s: updated %v", format, it.UpdatedParsed)
		}
		if n := len(told("/feeds/beitraege."+format+"?thema=Ehrenamt", format)); n > 0 {
			t.Errorf("%s: it is in the feed of another theme", format)
		}
	}
	if list := told("/en/feeds/beitraege.atom", "atom"); len(list) != 1 || list[0].Title != "Withdrawn" {
		t.Errorf("%+v", list)
	}
	for days, n := range map[int]int{30: 1, 31: 0} {
		s.clock.set(gone.AddDate(0, 0, days))
		if got := len(told("/feeds/beitraege.atom", "atom")); got != n {
			t.Errorf("after %d days: %d entries", days, got)
		}
	}
}

func TestCorrectionKeepsIdentity(t *testing.T) {
	s := newSite(t, nil)
	before := s.entry(t, "Zuckerfest")
	if !before.Updated.Equal(before.Published) {
		t.Errorf("entry published %v is updated %v without a change", before.Published, before.Updated)
	}
	s.clock.set(at.Add(2 * time.Hour))
	s.edit(t, "zuckerfest", func(a *content.Article) { a.Correction = "Der zweite Tag fehlte." })
	after := s.entry(t, "Zuckerfest")
	if after.ID != before.ID || !after.Published.Equal(before.Published) || !after.Updated.Equal(at.Add(2*time.Hour)) {
		t.Errorf("corrected entry is %s of %v, updated %v; was %s of %v", after.ID, after.Published, after.Updated, before.ID, before.Published)
	}
	if !strings.Contains(after.Text, "Berichtigung: Der zweite Tag fehlte.") {
		t.Error("entry does not say what was corrected")
	}
	a := s.ask(t, httptest.NewRequest(http.MethodGet, "/beitraege/zuckerfest", nil))
	if err := a.check("select", `"article .notice" == Berichtigung: Der zweite Tag fehlte.`); err != nil {
		t.Error(err)
	}
}

// What was corrected before it was brought here was updated then, and what never
// was is as old as its edition, whenever it was written.
func TestUpdatedComesAlong(t *testing.T) {
	s := newSite(t, nil)
	written, begun, corrected := at.AddDate(-1, 0, 0), at.AddDate(0, -6, 0), at.AddDate(0, -1, 0)
	item := func(title string, created, updated time.Time) *content.Article {
		return &content.Article{Item: content.Item{
			ID: strings.ToLower(title), State: content.Approved, Created: created, Updated: updated, Publish: content.Schedule{From: begun},
			Text: content.Text{Lang: content.German, Title: title, Body: "Text."},
		}}
	}
	if err := s.store.SaveWithHistory(t.Context(), "test", nil, item("Berichtigt", written, corrected), item("Alt", written, written), item("Nachgetragen", corrected, corrected)); err != nil {
		t.Fatal(err)
	}
	for title, want := range map[string]time.Time{"Berichtigt": corrected, "Alt": begun, "Nachgetragen": begun} {
		if e := s.entry(t, title); !e.Published.Equal(begun) || !e.Updated.Equal(want) {
			t.Errorf("%s was published at %v and updated at %v, want %v", title, e.Published, e.Updated, want)
		}
	}
}

func TestNextYearsEditionIsNew(t *testing.T) {
	s := newSite(t, nil)
	first := s.entry(t, "Zuckerfest")
	// Eid al-Fitr 2027 is 9 March by the Diyanet; three days before, 8 o'clock.
	for _, c := range []struct {
		at    string
		shown bool
	}{{"2027-03-06T06:59:59Z", false}, {"2027-03-06T07:00:00Z", true}} {
		now, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		s.clock.set(now)
		if _, err := s.store.Replan(t.Context()); err != nil {
			t.Fatal(err)
		}
		_, shown := s.ids(t, "atom")["Zuckerfest – das Fest des Fastenbrechens"]
		if shown != c.shown {
			t.Fatalf("at %s: in the feed is %v", c.at, shown)
		}
	}
	second := s.entry(t, "Zuckerfest")
	if second.ID == first.ID {
		t.Errorf("the edition of 2027 has the identity of 2026, %s", first.ID)
	}
	if second.Link != first.Link || !second.Published.After(first.Published) {
		t.Errorf("second edition %+v, first %+v", second, first)
	}
	a := s.ask(t, httptest.NewRequest(http.MethodGet, "/beitraege/zuckerfest", nil))
	if err := a.check("select", `"article details li" count 2`); err != nil {
		t.Error(err)
	}
}

// An event's entry says when and where it is, and that it is off, wherever
// programs look; what changed is the same entry with a note; what is over leaves.
func TestFeedOfEvents(t *testing.T) {
	s := newSite(t, nil)
	told := func(lang, id string) map[string]*gofeed.Item {
		t.Helper()
		out := map[string]*gofeed.Item{}
		for _, format := range formats {
			for _, it := range s.feed(t, lang+"/feeds/termine."+format).Items {
				if strings.HasSuffix(it.Link, "/termine/"+id) {
					out[format] = it
				}
			}
		}
		return out
	}
	must := func(lang, id, title, summary string, texts ...string) {
		t.Helper()
		all := told(lang, id)
		if len(all) != len(formats) {
			t.Fatalf("%s is in %d formats", id, len(all))
		}
		for format, it := range all {
			if it.Title != title || !strings.HasPrefix(it.Description, summary) {
				t.Errorf("%s: %q is summed up as %q", format, it.Title, it.Description)
			}
			for _, text := range texts {
				if !strings.Contains(it.Content, text) {
					t.Errorf("%s: %q is not in %q", format, text, it.Content)
				}
			}
		}
	}
	when := "Mittwoch, 25. März 2026, 18:00 bis 20:00 Uhr"
	must("", "lesung", "Lesung im Foyer", when+", Foyer.", "<p>Wann: "+when+"<br>", "Ort: Foyer</p>", "Geschichten vom Ankommen.")
	must("/en", "lesung", "Lesung im Foyer", "", `<p lang="en">When: Wednesday, 25 March 2026`, `<div lang="de"><p>Geschichten vom Ankommen.`)
	must("", "abgesagt", "Abgesagt: Stadtrundgang", "Abgesagt. Freitag, 10. April – Samstag, 11. April 2026, ganztägig, Markt, am Brunnen.",
		"<p>Abgesagt. Dieser Termin findet nicht statt.<br>", "Ort: Markt, am Brunnen")
	must("/en", "abgesagt", "Cancelled: Stadtrundgang", "", "Cancelled. This event will not take place.")

	before := told("", "lesung")
	s.clock.set(at.Add(2 * time.Hour))
	r, err := s.store.Get(t.Context(), "lesung")
	if err != nil {
		t.Fatal(err)
	}
	e := r.(*content.Event)
	e.Place = "Saal"
	s.save(t, e)
	must("", "lesung", "Lesung im Foyer", when+", Saal.", "<strong>Berichtigung: Die Angaben zu diesem Termin haben sich geändert, zuletzt am 20. März 2026.</strong>", "Ort: Saal")
	for format, it := range told("", "lesung") {
		if it.GUID != before[format].GUID || !it.PublishedParsed.Equal(*before[format].PublishedParsed) {
			t.Errorf("%s: the entry that changed is another one", format)
		}
		if format != "rss" && !it.UpdatedParsed.Equal(at.Add(2*time.Hour)) {
			t.Errorf("%s: the entry was updated at %v", format, it.UpdatedParsed)
		}
	}
	e.Correction = "Wir lesen im Saal."
	s.save(t, e)
	must("", "lesung", "Lesung im Foyer", "", "<strong>Berichtigung: Wir lesen im Saal.</strong>")

	for _, c := range []struct {
		at   string
		here bool
	}{{"2026-03-25T18:59:59Z", true}, {"2026-03-25T19:00:00Z", false}} {
		now, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		s.clock.set(now)
		if here := len(told("", "lesung")) > 0; here != c.here {
			t.Errorf("at %s the event is in the feed: %v", c.at, here)
		}
	}
}

// What a text links to in itself is on its page, and what it links to from the
// root is of this service.
func TestFeedLinksFromItsPage(t *testing.T) {
	s := newSite(t, nil)
	s.save(t, &content.Article{
		Item:    content.Item{ID: "anker", State: content.Approved, Text: content.Text{Lang: content.German, Title: "Anker", Body: "[unten](#teil) [alle](/termine) [dort](https://example.org/#x) [mail](mailto:a@b.example)"}},
		Sources: []string{"[Anhang](#anhang)"},
	})
	for _, format := range formats {
		for _, lang := range []string{"", "/en"} {
			page := "https://vielfalt.example" + lang + "/beitraege/anker"
			for _, it := range s.feed(t, lang+"/feeds/beitraege."+format).Items {
				if it.Link != page {
					continue
				}
				for _, want := range []string{page + "#teil", page + "#anhang", "https://vielfalt.example/termine", "https://example.org/#x", "mailto:a@b.example"} {
					if !strings.Contains(it.Content, `href="`+want+`"`) {
						t.Errorf("%s does not link to %s: %s", format, want, it.Content)
					}
				}
			}
		}
	}
}

// A list narrowed by words holds all that has them, in its own order: what is new
// comes first, however little of it is about them, and the number is right.
func TestListOfASearchHoldsAll(t *testing.T) {
	s := newSite(t, nil)
	var all []content.Record
	for i := range 130 {
		all = append(all, &content.Article{Item: content.Item{
			ID: fmt.Sprintf("apfel-%03d", i), State: content.Approved, Publish: content.Schedule{From: at.AddDate(0, 0, -200+i)},
			Text: content.Text{Lang: content.German, Title: "Quittengelee", Body: "Quittengelee."},
		}})
	}
	all = append(all, &content.Article{Item: content.Item{
		ID: "neu", State: content.Approved, Publish: content.Schedule{From: at.Add(-time.Hour)},
		Text: content.Text{Lang: content.German, Title: "Neues aus der Küche", Body: strings.Repeat("Alles Mögliche wurde gekocht. ", 60) + "Auch Quittengelee."},
	}})
	s.save(t, all...)
	for _, format := range formats {
		f := s.feed(t, "/feeds/beitraege."+format+"?q=Quittengelee")
		if got := f.Items[0].Link; got != "https://vielfalt.example/beitraege/neu" {
			t.Errorf("%s begins with %s", format, got)
		}
	}
	page := s.page(t, "/beitraege?q=Quittengelee")
	page.must(t, `body contains 131 `)
	if i, j := strings.Index(page.body, "/beitraege/neu"), strings.Index(page.body, "/beitraege/apfel-129"); i < 0 || j < i {
		t.Error("the newest is not the first")
	}
	s.page(t, "/beitraege?q=Quittengelee&seite=7").must(t, `body contains /beitraege/apfel-000`)
}

// A vast index has more of everything than it says.
type vast struct{ site.Searcher }

func (v vast) Search(ctx context.Context, q search.Query) (search.Result, search.Standing, error) {
	r, standing, err := v.Searcher.Search(ctx, q)
	r.More = true
	return r, standing, err
}

// A list that has not all that was found says so.
func TestListOfASearchSaysThatThereIsMore(t *testing.T) {
	s := newSite(t, nil, func(c *config) { c.Search = vast{c.Search} })
	for _, list := range []string{"beitraege", "termine", "broschueren"} {
		s.page(t, "/"+list+"?q=Fest").must(t, "body contains über 1.000 Treffer")
		s.page(t, "/"+list).must(t, "body !contains über 1.000 Treffer")
	}
	s.page(t, "/en/beitraege?q=Fest").must(t, "body contains over 1,000 hits")
}

// older is the address of the document with the older entries, as each format
// writes it (RFC 5005).
var older = regexp.MustCompile(`(?:href="([^"]+)" rel="prev-archive"|"next_url": "([^"]+)")`)

// A feed holds the newest entries, and names the archives that hold all others.
// What is new changes no archive, so that a program needs to read each only once.
func TestArchivesOfFeeds(t *testing.T) {
	s := newSite(t, nil)
	article := func(i int) content.Record {
		return &content.Article{Item: content.Item{
			ID: fmt.Sprintf("folge-%03d", i), State: content.Approved, Dezernat: "99", Publish: content.Schedule{From: at.AddDate(0, 0, -200).Add(time.Duration(i) * time.Hour)},
			Text: content.Text{Lang: content.German, Title: fmt.Sprintf("Folge %d", i), Body: "Quittengelee."},
		}}
	}
	var all []content.Record
	for i := range 130 {
		all = append(all, article(i))
	}
	s.save(t, all...)
	for _, filter := range []string{"?dezernat=99", "?q=Quittengelee"} {
		for _, format := range formats {
			path := "/feeds/beitraege." + format + filter
			seen := map[string]int{}
			var documents []string
			for next := path; next != ""; {
				body := s.get(t, next).Body.String()
				f := s.feed(t, next)
				if len(f.Items) != 50 {
					t.Errorf("%s holds %d entries", next, len(f.Items))
				}
				for _, it := range f.Items {
					seen[it.GUID]++
				}
				if marked := strings.Contains(body, "<fh:archive>"); format != "json" && marked != (next != path) {
					t.Errorf("%s is marked as an archive: %v", next, marked)
				}
				documents = append(documents, next)
				next = ""
				if m := older.FindStringSubmatch(body); m != nil {
					next = strings.TrimPrefix(html.UnescapeString(m[1]+m[2]), "https://vielfalt.example")
				}
			}
			if want := []string{path, path + "&seite=3", path + "&seite=2"}; !slices.Equal(documents, want) {
				t.Errorf("documents are %v, want %v", documents, want)
			}
			if len(seen) != 130 {
				t.Errorf("%s: all documents hold %d entries", path, len(seen))
			}
		}
	}
	body := s.get(t, "/feeds/beitraege.atom?dezernat=99&seite=2").Body.String()
	for _, want := range []string{`href="https://vielfalt.example/feeds/beitraege.atom?dezernat=99" rel="current"`, `href="https://vielfalt.example/feeds/beitraege.atom?dezernat=99&amp;seite=3" rel="next-archive"`} {
		if !strings.Contains(body, want) {
			t.Errorf("the oldest archive lacks %s", want)
		}
	}
	s.save(t, article(130))
	if again := s.get(t, "/feeds/beitraege.atom?dezernat=99&seite=2").Body.String(); again != body {
		t.Error("something new changed an archive")
	}
	for _, path := range []string{"/feeds/beitraege.atom?dezernat=99&seite=4", "/feeds/beitraege.rss?seite=4", "/feeds/broschueren.json?seite=2", "/feeds/termine.rss?seite=2"} {
		if w := s.get(t, path); w.Code != http.StatusNotFound {
			t.Errorf("%s answers %d", path, w.Code)
		}
	}
	if w := s.get(t, "/feeds/beitraege.atom?seite=x"); w.Code != http.StatusBadRequest {
		t.Errorf("page x answers %d", w.Code)
	}
}

// Where the index decides, nobody knows since when an answer is as it is: who asks
// by the moment alone, as some readers of feeds do, is sent it.
func TestSearchesAreNotDated(t *testing.T) {
	s := newSite(t, nil)
	since := at.Add(time.Hour).Format(http.TimeFormat)
	for _, path := range []string{"/feeds/beitraege.rss?q=Fasten", "/beitraege?q=Fasten", "/termine?q=Lesung", "/feeds/termine.ics?q=Lesung", "/broschueren?q=Wegweiser", "/suche?q=Fasten", "/abonnieren?feed=beitraege&q=Fasten"} {
		w := s.get(t, path, "If-Modified-Since", since)
		if w.Code != http.StatusOK || w.Header().Get("Last-Modified") != "" || w.Header().Get("ETag") == "" {
			t.Errorf("%s answers %d, last modified %q", path, w.Code, w.Header().Get("Last-Modified"))
		}
	}
	if w := s.get(t, "/feeds/beitraege.rss", "If-Modified-Since", since); w.Code != http.StatusNotModified {
		t.Errorf("the feed of all articles answers %d", w.Code)
	}
}

// Every list links to its feeds, and every linked feed exists.
func TestAutodiscovery(t *testing.T) {
	s := wholeSite(t)
	types := map[string]string{
		"application/rss+xml": "RSS", "application/atom+xml": "Atom", "application/feed+json": "JSON Feed", "text/calendar": "iCalendar",
	}
	for _, path := range []string{
		"/", "/beitraege", "/beitraege?tradition=islamic", "/beitraege/zuckerfest", "/kalender", "/kalender/2026", "/kalender/2026/3",
		"/kalender/tage/islamic/eid-al-fitr", "/traditionen", "/traditionen/islamic", "/termine", "/termine/lesung", "/broschueren",
		"/broschueren/ratgeber", "/kontakte", "/kontakte/musterfeld", "/ehrenamt", "/ehrenamt/tafel", "/suche", "/suche?q=Fest",
		"/abonnieren", "/impressum", "/en/", "/en/beitraege",
	} {
		a := s.ask(t, httptest.NewRequest(http.MethodGet, path, nil))
		links, err := a.find("link[rel=alternate][type]")
		if err != nil || len(links) == 0 {
			t.Errorf("%s announces no feed: %v", path, err)
		}
		for _, l := range links {
			w := s.get(t, attribute(l, "href"))
			got, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
			if w.Code != http.StatusOK || got != attribute(l, "type") || types[got] == "" {
				t.Errorf("%s announces %s as %s, it is %d %s", path, attribute(l, "href"), attribute(l, "type"), w.Code, got)
			}
			if title := attribute(l, "title"); !strings.Contains(title, types[got]) {
				t.Errorf("%s announces %s as %q", path, attribute(l, "href"), title)
			}
		}
	}
}

// A feed narrowed by words depends on the index; it is never reported unchanged
// when the index has learned something.
func TestFeedOfASearch(t *testing.T) {
	s := newSite(t, nil)
	const path = "/feeds/beitraege.atom?q=Lichterfest"
	first := s.get(t, path)
	tag := first.Header().Get("ETag")
	if tag == "" || s.get(t, path, "If-None-Match", tag).Code != http.StatusNotModified {
		t.Errorf("feed of a search has no validator that counts: %q", tag)
	}
	a := &content.Article{Item: content.Item{
		ID: "diwali", Type: content.TypeArticle, State: content.Approved,
		Text: content.Text{Lang: content.German, Title: "Diwali, ein Lichterfest", Body: "Lampen."},
	}}
	if err := s.store.Save(t.Context(), "test", a); err != nil {
		t.Fatal(err)
	}
	between := s.get(t, path) // the index has not heard of it yet
	s.sync(t)
	after := s.get(t, path, "If-None-Match", between.Header().Get("ETag"))
	if after.Code != http.StatusOK || !strings.Contains(after.Body.String(), "Diwali") {
		t.Errorf("feed answers %d after the index has caught up", after.Code)
	}
}
