package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/contenttest"
)

// Every address on every page leads somewhere, including fragments.
func TestLinksLeadSomewhere(t *testing.T) {
	contenttest.Slow(t)
	s := wholeSite(t)
	var pages []string
	for _, path := range s.addresses(t) {
		pages = append(pages, path, "/en"+path)
	}
	pages = append(pages, "/beitraege/chanukka", "/broschueren/wegweiser", "/termine/abgesagt", "/suche?q=xyzzyplugh", "/suche?q=Dienstausweis",
		"/beitraege?tradition=islamic", "/beitraege?seite=9", "/kalender?art=fast", "/kalender/1900/1", "/kalender/2100",
		"/abonnieren?feed=kalender&vorabend=1", "/abonnieren?feed=beitraege&tradition=islamic", "/nirgendwo", "/en/nirgendwo")
	for _, tr := range s.calendar.Traditions() {
		pages = append(pages, "/traditionen/"+tr.ID, "/en/traditionen/"+tr.ID)
		// Pages of days are all built alike; each links to a file for each of
		// its years.
		for i, o := range tr.Observances {
			if i%6 == 0 && (!tr.OnRequest || tr.ID == "de-by") {
				pages = append(pages, "/kalender/tage/"+string(o.ID))
			}
		}
	}
	asked := map[string]*answer{}
	ask := func(address string) *answer {
		if asked[address] == nil {
			asked[address] = s.ask(t, httptest.NewRequest(http.MethodGet, address, nil))
		}
		return asked[address]
	}
	checked := map[string]bool{}
	for _, page := range pages {
		a := ask(page)
		if !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
			continue
		}
		base, err := url.Parse("https://vielfalt.example" + page)
		if err != nil {
			t.Fatal(err)
		}
		for _, attr := range []string{"href", "src", "action", "data-suggest"} {
			elements, err := a.find("[" + attr + "]")
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range elements {
				u, err := base.Parse(attribute(n, attr))
				if err != nil {
					t.Errorf("%s: %v", page, err)
					continue
				}
				if u.Host != base.Host || checked[u.String()] {
					continue
				}
				checked[u.String()] = true
				if attr == "data-suggest" {
					u.RawQuery = "q=x"
				}
				target := ask(u.RequestURI())
				if target.code >= 400 && u.RequestURI() != page { // an error page links to itself

					t.Errorf("%s leads to %s, which answers %d", page, u, target.code)
				}
				if u.Fragment == "" || target.header.Get("Content-Type") == "application/pdf" {
					continue
				}
				if err := target.check("select", fmt.Sprintf("%q count 1", "[id='"+u.Fragment+"']")); err != nil {
					t.Errorf("%s leads to %s: %v", page, u, err)
				}
			}
		}
	}
	if len(checked) < 500 {
		t.Errorf("only %d addresses were found", len(checked))
	}
	t.Logf("%d addresses on %d pages", len(checked), len(pages))
}

// fill adds n records of each type.
func (s *service) fill(t testing.TB, from, n int) {
	t.Helper()
	var records []content.Record
	days := []calendar.ID{"islamic/eid-al-fitr", "jewish/chanukka"}
	for i := from; i < from+n; i++ {
		item := func(kind content.Type, name string) content.Item {
			return content.Item{
				ID: fmt.Sprintf("%s-%03d", name, i), Type: kind, State: content.Approved,
				Text: content.Text{
					Lang: content.German, Title: fmt.Sprintf("Musterfest %s %d", name, i), Summary: "Ein Fest wie viele.",
					Body: "Am Abend kommen alle zusammen.\n\n## Musik\n\nMan singt.\n",
				},
				Dezernat: fmt.Sprint(30 + i%10), Tags: []string{"Muster", fmt.Sprintf("Thema %d", i%7)},
			}
		}
		a := &content.Article{Item: item(content.TypeArticle, "beitrag"), Sources: []string{"Überlieferung"}, Brochures: []string{fmt.Sprintf("heft-%03d", i)}}
		a.Traditions, a.Observances = []string{days[i%2].Tradition()}, []calendar.ID{days[i%2]}
		a.Translations = []content.Text{{Lang: content.English, Title: fmt.Sprintf("Sample feast %d", i), Body: "All come together."}}
		e := &content.Event{Item: item(content.TypeEvent, "treffen"), Start: at.AddDate(0, 0, 1+i), Place: "Saal"}
		e.End = e.Start.Add(time.Hour)
		past := &content.Event{Item: item(content.TypeEvent, "vorbei"), Start: at.AddDate(0, 0, -2-i), Place: "Saal"}
		past.End = past.Start.Add(time.Hour)
		b := &content.Brochure{Item: item(content.TypeBrochure, "heft"), PageCount: 1}
		b.Pages = []content.Page{{ID: content.PageID(b.ID, 1), Number: 1, Text: "Musterfest im Heft."}}
		c := &content.Contact{Item: item(content.TypeContact, "person"), Phone: fmt.Sprintf("02931 82-%04d", i)}
		o := &content.Offer{Item: item(content.TypeVolunteering, "angebot"), Place: "Musterstadt"}
		records = append(records, a, e, past, b, c, o)
	}
	s.save(t, records...)
}

// How many statements an answer takes does not depend on how much content there
// is.
func TestNoQueryInALoop(t *testing.T) {
	s := wholeSite(t)
	paths := []string{"/suche?q=Musterfest", "/api/v1/search?q=Musterfest&limit=100", "/api/v1/suggest?q=Muster",
		"/feeds/beitraege.rss?q=Musterfest", "/feeds/broschueren.json", "/feeds/termine.atom", "/beitraege?tradition=islamic", "/beitraege/beitrag-001",
		"/kontakte/person-001", "/en/beitraege", "/en/feeds/beitraege.atom"}
	for _, path := range s.addresses(t) {
		paths = append(paths, path)
	}
	count := func() map[string]int64 {
		out := map[string]int64{}
		for _, path := range paths {
			// Nothing is ready, and the changes made by fill have been heard
			// of.
			s.config.Answers.Clear(at)
			s.watch.Check(t.Context(), at)
			before := s.store.Statements()
			r := httptest.NewRequest(http.MethodGet, path, nil)
			if a := s.ask(t, r); a.code != http.StatusOK {
				t.Fatalf("%s answers %d", path, a.code)
			}
			out[path] = s.store.Statements() - before
		}
		return out
	}
	s.fill(t, 1, 5)
	few := count()
	s.fill(t, 6, 55)
	for path, n := range count() {
		// A full list also asks for the total; a Dezernat now has contacts.
		if n > few[path]+4 {
			t.Errorf("%s takes %d statements with 60 records of each type, %d with 5", path, n, few[path])
		}
		if n > 30 {
			t.Errorf("%s takes %d statements", path, n)
		}
	}
	t.Logf("statements: start %d, articles %d, article %d, search %d, feed %d",
		few["/"], few["/beitraege"], few["/beitraege/zuckerfest"], few["/suche?q=Musterfest"], few["/feeds/beitraege.atom"])
}

// Lists come in pages, each with its own title and address.
func TestPagers(t *testing.T) {
	s := wholeSite(t)
	s.fill(t, 1, 45)
	for _, c := range []struct {
		path, entries string
		pages         int
	}{
		{"/beitraege", ".teasers h3", 3}, {"/beitraege?tradition=jewish", ".teasers h3", 2}, {"/broschueren", ".cards h3", 3},
		{"/termine", "section[aria-labelledby=vergangen] .entry", 3}, {"/ehrenamt", ".cards h3", 3}, {"/ehrenamt?thema=Muster", ".cards h3", 3},
		{"/suche?q=Musterfest&type=contact", ".result", 3}, {"/en/beitraege", ".teasers h3", 3},
	} {
		titles, seen := map[string]bool{}, map[string]bool{}
		path := c.path
		for page := 1; ; page++ {
			a := s.ask(t, httptest.NewRequest(http.MethodGet, path, nil))
			if a.code != http.StatusOK {
				t.Fatalf("%s answers %d", path, a.code)
			}
			title, err := a.find("title")
			if err != nil || titles[textOf(title[0])] {
				t.Errorf("%s is called %q like the page before", path, textOf(title[0]))
			}
			titles[textOf(title[0])] = true
			entries, err := a.find(c.entries)
			if err != nil || len(entries) == 0 || len(entries) > 20 {
				t.Errorf("%s shows %d entries", path, len(entries))
			}
			for _, e := range entries {
				if seen[textOf(e)] {
					t.Errorf("%s shows %q once more", path, textOf(e))
				}
				seen[textOf(e)] = true
			}
			// The link to the other language leads to the same page.
			if other, err := a.find("footer a[hreflang=en]"); err != nil || page > 1 && !strings.Contains(attribute(other[0], "href"), "seite=") {
				t.Errorf("%s: the English page is %s", path, attribute(other[0], "href"))
			}
			next, err := a.find("a[rel=next]")
			if err != nil {
				t.Fatal(err)
			}
			if len(next) == 0 {
				if page != c.pages {
					t.Errorf("%s has %d pages, want %d", c.path, page, c.pages)
				}
				break
			}
			path = attribute(next[0], "href")
		}
	}
}
