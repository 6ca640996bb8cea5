package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
	"vielfalt/content"
)

func showing(id, title string) content.Item {
	return content.Item{ID: id, State: content.Approved, Text: content.Text{Lang: content.German, Title: title, Summary: "Kurz.", Body: "Text."}}
}

// What readers have seen keeps its address: it leads there in one hop, of every
// type that has slugs, in both languages, from ready answers as well.
func TestFormerAddresses(t *testing.T) {
	s := wholeSite(t)
	s.keep()
	article := &content.Article{Item: showing("fest", "Fest")}
	event := &content.Event{Item: showing("treffen", "Treffen"), Start: at.Add(24 * time.Hour), End: at.Add(25 * time.Hour)}
	offer := &content.Offer{Item: showing("hilfe", "Hilfe")}
	brochure, err := content.Show[*content.Brochure](t.Context(), s.store, at, "ratgeber")
	if err != nil {
		t.Fatal(err)
	}
	s.save(t, article, event, offer)
	rename := func(slug string, of ...content.Record) {
		t.Helper()
		for _, r := range of {
			r.Base().Slug = slug
		}
		s.save(t, of...)
	}
	all := []content.Record{article, event, offer, brochure}
	routes := map[string]string{"/beitraege/": "fest", "/termine/": "treffen", "/ehrenamt/": "hilfe", "/broschueren/": "ratgeber"}
	for folder, slug := range routes {
		if w := s.get(t, folder+slug); w.Code != http.StatusOK {
			t.Fatalf("%s answers %d", folder+slug, w.Code)
		}
	}
	feed := s.get(t, "/feeds/beitraege.atom").Body.String()
	rename("zwischen", all...)
	rename("neu", all...)
	leads := func(from, to string) {
		t.Helper()
		w := s.get(t, from)
		if w.Code != http.StatusMovedPermanently || w.Header().Get("Location") != to || w.Body.Len() > 0 {
			t.Errorf("%s answers %d to %q, not 301 to %q: %s", from, w.Code, w.Header().Get("Location"), to, w.Body)
		}
		to, _, _ = strings.Cut(to, "?")
		if w := s.get(t, to); w.Code != http.StatusOK {
			t.Errorf("%s leads to %s, which answers %d", from, to, w.Code)
		}
	}
	for folder, slug := range routes {
		for _, old := range []string{slug, "zwischen"} {
			leads(folder+old, folder+"neu")
			leads("/en"+folder+old, "/en"+folder+"neu")
		}
	}
	leads("/beitraege/fest?fassung=en", "/beitraege/neu?fassung=en")
	leads("/termine/treffen.ics", "/termine/neu.ics")
	leads("/broschueren/ratgeber.pdf", "/broschueren/neu.pdf")
	leads("/broschueren/ratgeber/titel.png", "/broschueren/neu/titel.png")
	// A reader of feeds sees the same entry under the new address.
	if now := s.get(t, "/feeds/beitraege.atom").Body.String(); strings.Count(now, "<id>") != strings.Count(feed, "<id>") || !strings.Contains(now, "/beitraege/neu") {
		t.Error("the feed has another number of entries, or not the new address")
	}

	rename("fest", article)
	if w := s.get(t, "/beitraege/fest"); w.Code != http.StatusOK {
		t.Errorf("back again, it answers %d", w.Code)
	}
	leads("/beitraege/neu", "/beitraege/fest")
}

// Between two editions, the page says when the next one begins and what there is
// now; after withdrawal, that it is withdrawn. Neither has a word of the text.
func TestSeenAndGone(t *testing.T) {
	s := wholeSite(t)
	a := &content.Article{Item: showing("wiederkehr", "Geheimtitel")}
	a.Publish = content.Schedule{Observance: "islamic/eid-al-fitr", At: 8 * 60, ShowDays: 2}
	a.Summary, a.Body = "Geheimkurz", "Geheimtext"
	s.save(t, a)
	s.clock.set(time.Date(2026, time.March, 20, 12, 0, 0, 0, time.UTC))
	if w := s.get(t, "/beitraege/wiederkehr"); w.Code != http.StatusOK {
		t.Fatalf("it answers %d", w.Code)
	}
	a.Slug = "umbenannt"
	s.save(t, a)
	s.clock.set(time.Date(2026, time.March, 25, 12, 0, 0, 0, time.UTC))
	editions, err := s.store.Editions(t.Context(), "wiederkehr")
	if err != nil {
		t.Fatal(err)
	}
	next := editions[slices.IndexFunc(editions, func(e content.Edition) bool { return e.From.After(s.clock.now()) })]
	year, _, day := calendar.DateOf(next.From.In(calendar.Berlin)).Gregorian()
	look := func(path string, status int, says ...string) {
		t.Helper()
		w := s.get(t, path)
		body := w.Body.String()
		if w.Code != status || strings.Contains(body, "Geheim") {
			t.Errorf("%s answers %d: %s", path, w.Code, body)
		}
		for _, x := range says {
			if !strings.Contains(body, x) {
				t.Errorf("%s does not say %q", path, x)
			}
		}
	}
	if year != 2027 || day == 0 {
		t.Fatalf("the next edition begins %v", next.From)
	}
	// The old address is not led on while there is nothing to see.
	for _, path := range []string{"/beitraege/wiederkehr", "/beitraege/umbenannt"} {
		look(path, http.StatusNotFound, "Zurzeit nicht zu sehen", "wieder zu sehen ab Dienstag, 9. März 2027", "Das ist jetzt zu sehen", `href="/beitraege/zuckerfest"`)
		look("/en"+path, http.StatusNotFound, "It can be seen again from Tuesday, 9 March 2027")
	}
	a.State = content.Withdrawn
	s.save(t, a)
	for _, path := range []string{"/beitraege/wiederkehr", "/beitraege/umbenannt"} {
		look(path, http.StatusGone, "wurde zurückgezogen")
	}
}

// Nobody can tell the address of a draft, or of something planned, from one that
// does not exist: not by what is answered, and not by what is asked.
func TestPlannedIsLikeUnknown(t *testing.T) {
	s := wholeSite(t)
	later := content.Schedule{From: at.Add(time.Hour)}
	planned := func(id string, state content.State) content.Item {
		it := showing(id, "Noch geheim")
		it.State, it.Publish = state, later
		return it
	}
	s.save(t,
		&content.Article{Item: planned("bald", content.Approved)}, &content.Article{Item: planned("skizze", content.Draft)}, &content.Article{Item: planned("pruefung", content.InReview)},
		&content.Event{Item: planned("bald-termin", content.Approved), Start: at, End: at.Add(time.Hour)}, &content.Offer{Item: planned("bald-angebot", content.Approved)},
		&content.Brochure{Item: planned("bald-heft", content.Approved)}, &content.Contact{Item: planned("bald-kontakt", content.Approved)},
	)
	// One that was renamed before anybody saw it.
	moved := &content.Article{Item: planned("umzug", content.Approved)}
	s.save(t, moved)
	moved.Slug = "umgezogen"
	s.save(t, moved)
	s.get(t, "/healthz") // whoever comes first asks what has changed
	type answer struct {
		Code   int
		Header http.Header
		Body   string
		Asked  int64
	}
	ask := func(path string) answer {
		before := s.store.Statements()
		w := s.get(t, path)
		return answer{w.Code, w.Header(), w.Body.String(), s.store.Statements() - before}
	}
	for unknown, paths := range map[string][]string{
		"/beitraege/gibt-es-nicht":               {"/beitraege/bald", "/beitraege/skizze", "/beitraege/pruefung", "/beitraege/umzug", "/beitraege/umgezogen"},
		"/termine/gibt-es-nicht":                 {"/termine/bald-termin"},
		"/termine/gibt-es-nicht.ics":             {"/termine/bald-termin.ics"},
		"/ehrenamt/gibt-es-nicht":                {"/ehrenamt/bald-angebot"},
		"/broschueren/gibt-es-nicht":             {"/broschueren/bald-heft"},
		"/broschueren/gibt-es-nicht.pdf":         {"/broschueren/bald-heft.pdf"},
		"/broschueren/gibt-es-nicht/titel.png":   {"/broschueren/bald-heft/titel.png"},
		"/kontakte/gibt-es-nicht":                {"/kontakte/bald-kontakt"},
		"/en/beitraege/gibt-es-nicht?fassung=en": {"/en/beitraege/bald?fassung=en"},
	} {
		want := ask(unknown)
		if want.Code != http.StatusNotFound || want.Asked == 0 {
			t.Fatalf("%s answers %d after %d statements", unknown, want.Code, want.Asked)
		}
		for _, path := range paths {
			if d := cmp.Diff(want, ask(path)); d != "" {
				t.Errorf("%s is not like %s:\n%s", path, unknown, d)
			}
		}
	}
}

// Texts name the date of the edition that shows, wherever readers and programs
// find them.
func TestDatesInTexts(t *testing.T) {
	s := wholeSite(t)
	a := &content.Article{Item: showing("mond", "Mondfest {{jahr}}")}
	a.Publish = content.Schedule{Observance: "islamic/eid-al-fitr", At: 8 * 60, ShowDays: 14}
	a.Summary, a.Body = "Am {{datum}}, ab {{vorabend}}.", "{{datum}} Quittengelee."
	a.Translations = []content.Text{{Lang: content.English, Title: "Feast", Summary: "On {{datum}}."}}
	s.save(t, a)
	s.clock.set(time.Date(2026, time.March, 21, 12, 0, 0, 0, time.UTC))
	s.sync(t)
	for path, says := range map[string][]string{
		"/beitraege/mond":               {"Mondfest 2026", "<p>20. März 2026 Quittengelee.</p>"},
		"/beitraege/mond?fassung=en":    {"On 20 March 2026."},
		"/beitraege":                    {"Mondfest 2026", "Am 20. März 2026, ab 19. März 2026."},
		"/feeds/beitraege.rss":          {"Mondfest 2026", "20. März 2026"},
		"/feeds/beitraege.atom":         {"Mondfest 2026"},
		"/feeds/beitraege.json":         {"Mondfest 2026"},
		"/api/v1/articles":              {"Mondfest 2026", "Am 20. März 2026, ab 19. März 2026."},
		"/suche?q=Quittengelee":         {"Mondfest 2026", "20. März 2026"},
		"/api/v1/search?q=Quittengelee": {"Mondfest 2026"},
	} {
		body := s.get(t, path).Body.String()
		for _, x := range says {
			if !strings.Contains(body, x) {
				t.Errorf("%s does not say %q", path, x)
			}
		}
		if strings.Contains(body, "{{") {
			t.Errorf("%s has a placeholder", path)
		}
	}
}

// Beside a version in Einfache Sprache, the day is told in short sentences too.
func TestPlainVersionTellsItsDayPlainly(t *testing.T) {
	s := newSite(t, nil)
	a := &content.Article{Item: showing("mond", "Mondfest")}
	a.Publish = content.Schedule{Observance: "islamic/eid-al-fitr", At: 8 * 60, ShowDays: 14}
	a.Observances, a.Body = []calendar.ID{"islamic/eid-al-fitr"}, "Quittengelee."
	a.Translations = []content.Text{{Lang: content.PlainGerman, Title: "Das Mondfest", Body: "Es gibt Gelee."}}
	s.save(t, a)
	s.clock.set(time.Date(2026, time.March, 21, 12, 0, 0, 0, time.UTC))
	if list := s.get(t, "/leichte-sprache").Body.String(); !strings.Contains(list, `<a href="/beitraege/mond?fassung=de-simple">Das Mondfest</a>`) {
		t.Error("the list of what there is in plain language does not name it by its own title")
	}
	for path, plainly := range map[string]bool{"/beitraege/mond": false, "/beitraege/mond?fassung=de-simple": true} {
		body := plain(s.get(t, path).Body.String())
		if got := strings.Contains(body, "Der Tag beginnt schon am Abend davor. Der Tag kann sich noch etwas ändern."); got != plainly {
			t.Errorf("%s tells the day plainly: %v", path, got)
		}
		if got := strings.Contains(body, "Berechnungsweise"); got == plainly {
			t.Errorf("%s tells the convention: %v", path, got)
		}
	}
}
