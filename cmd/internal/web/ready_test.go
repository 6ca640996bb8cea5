package web_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/search"
)

// rendered returns how often the site has rendered so far.
func (s *service) rendered() int64 { return s.config.Answers.Stats().Rendered }

// Every page and feed is rendered once, whatever parameters it does not know
// are added.
func TestRenderedOnce(t *testing.T) {
	s := wholeSite(t)
	all := s.addresses(t)
	if n := len(s.routes(site.Kept)); n < 30 {
		t.Errorf("%d routes are kept", n)
	}
	for _, name := range s.routes(site.Kept) {
		path, before := all[name], s.rendered()
		first := s.get(t, path)
		with := "?"
		if strings.Contains(path, "?") {
			with = "&"
		}
		for _, again := range []string{path, path + with + "utm_source=mail", path + with + "x=%00&y=1"} {
			if w := s.get(t, again); w.Code != http.StatusOK || w.Body.String() != first.Body.String() {
				t.Errorf("%s: %s answers %d, other bytes", name, again, w.Code)
			}
		}
		if n := s.rendered() - before; n != 1 {
			t.Errorf("%s was rendered %d times", name, n)
		}
	}
	// Known parameters count, in whatever order, and so do languages.
	before := s.rendered()
	a := s.get(t, "/beitraege?tradition=islamic&thema=Fest")
	b := s.get(t, "/beitraege?thema=Fest&tradition=islamic")
	c := s.get(t, "/en/beitraege?tradition=islamic&thema=Fest")
	if a.Body.String() != b.Body.String() || a.Body.String() == c.Body.String() || s.rendered() != before+2 {
		t.Errorf("rendered %d times", s.rendered()-before)
	}
}

// A change causes those answers in which it shows to be rendered again, and no
// others.
func TestChangesShowAtOnce(t *testing.T) {
	s := wholeSite(t)
	paths := []string{
		"/", "/beitraege", "/beitraege/zuckerfest", "/beitraege/chanukka", "/traditionen/islamic", "/feeds/beitraege.atom",
		"/kalender/tage/islamic/eid-al-fitr", "/kontakte", "/feeds/kalender.ics", "/impressum",
	}
	tags := func() map[string]string {
		out := map[string]string{}
		for _, p := range paths {
			out[p] = s.get(t, p).Header().Get("ETag")
		}
		return out
	}
	before := tags()
	r, err := s.store.Get(t.Context(), "zuckerfest")
	if err != nil {
		t.Fatal(err)
	}
	a := r.(*content.Article)
	a.Title = "Zuckerfest, neu betitelt"
	s.save(t, a)
	shows := map[string]bool{
		"/": true, "/beitraege": true, "/beitraege/zuckerfest": true, "/traditionen/islamic": true, "/feeds/beitraege.atom": true,
		"/kalender/tage/islamic/eid-al-fitr": true,
	}
	after := tags()
	for _, p := range paths {
		if changed := after[p] != before[p]; changed != shows[p] {
			t.Errorf("%s changed: %v", p, changed)
		}
	}
	n := s.rendered()
	tags()
	if s.rendered() != n {
		t.Error("rendered again though nothing changed")
	}
	a.State = content.Withdrawn
	s.save(t, a)
	if w := s.get(t, "/beitraege/zuckerfest"); w.Code != http.StatusGone {
		t.Errorf("withdrawn article answers %d", w.Code)
	}
}

// An event that is over moves to the past ones on the second.
func TestEventIsOver(t *testing.T) {
	s := newSite(t, nil)
	end := at.Add(2 * time.Hour)
	s.save(t, &content.Event{
		Item:  content.Item{ID: "kurz", State: content.Approved, Text: content.Text{Lang: content.German, Title: "Kurzer Termin"}},
		Start: at.Add(time.Hour), End: end,
	})
	feed := "/feeds/termine.atom"
	s.clock.set(end.Add(-time.Second))
	if body := s.get(t, feed).Body.String(); !strings.Contains(body, "Kurzer Termin") {
		t.Error("missing a second before its end")
	}
	s.clock.set(end)
	if body := s.get(t, feed).Body.String(); strings.Contains(body, "Kurzer Termin") {
		t.Error("still to come at its end")
	}
}

// What happens to an answer is a property of its route. The reader changes
// neither the answer nor what is kept: not by a cookie, not by a header of a
// proxy.
func TestWhoAsks(t *testing.T) {
	s := wholeSite(t)
	who := [][]string{
		nil, {"Cookie", "vielfalt_session=x"}, {"Cookie", "__Host-session=y; a=b"}, {"Authorization", "Bearer x"}, {"X-Forwarded-User", "m.muster"},
		{"X-Remote-User", "m.muster"}, {"X-Forwarded-For", "10.0.0.1"}, {"User-Agent", "x"}, {"Referer", "https://other.example/"}, {"Accept-Language", "en"},
	}
	changing := []string{"readyz"} // not a page
	if n := len(s.routes(site.Personal)); n != 4 {
		t.Errorf("%d routes are personal: look whether this test asks enough of them", n)
	}
	for name, path := range s.addresses(t) {
		keeps := slices.Contains(s.routes(site.Kept), name)
		before := s.config.Answers.Stats()
		var first *httptest.ResponseRecorder
		for _, header := range who {
			w := s.get(t, path, header...)
			if first == nil {
				first = w
			}
			if d := cmp.Diff(first.Header(), w.Header()); (d != "" || first.Body.String() != w.Body.String()) && !slices.Contains(changing, name) {
				t.Errorf("%s with %v is answered otherwise: %s", name, header, d)
			}
			if cc := w.Header().Get("Cache-Control"); keeps && cc != "no-cache" || slices.Contains(s.routes(site.Personal), name) != (cc == "private, no-store") {
				t.Errorf("%s with %v: Cache-Control is %q", name, header, cc)
			}
		}
		after := s.config.Answers.Stats()
		rendered, hits, entries := after.Rendered-before.Rendered, after.Hits-before.Hits, after.Entries-before.Entries
		switch {
		case keeps && (rendered != 1 || entries != 1 || hits != int64(len(who)-1)):
			t.Errorf("%s is kept: rendered %d times, %d hits, %d entries", name, rendered, hits, entries)
		case !keeps && (rendered != 0 || hits != 0 || entries != 0):
			t.Errorf("%s is not kept: rendered %d times, %d hits, %d entries", name, rendered, hits, entries)
		}
	}
}

// Order, repetition and unknown parameters are not part of what an answer is
// kept under.
func TestOneAnswerForAllWritings(t *testing.T) {
	s := newSite(t, nil)
	for _, writings := range [][]string{
		{"/feeds/kalender.ics?tradition=jewish&tradition=islamic", "/feeds/kalender.ics?tradition=islamic&tradition=jewish", "/feeds/kalender.ics?tradition=islamic&x=1&tradition=jewish&tradition=islamic"},
		{"/kalender", "/kalender?junk=1", "/kalender?tradition=", "/k%61lender?seite=2"},
		{"/beitraege?dezernat=36&dezernat=37", "/beitraege?dezernat=37&dezernat=36&dezernat=37", "/beitraege?dezernat=%2036&dezernat=37&seite=1"},
		{"/beitraege?seite=2", "/beitraege?seite=02"},
	} {
		before := s.rendered()
		first := s.get(t, writings[0])
		for _, path := range writings {
			if w := s.get(t, path); w.Code != http.StatusOK || w.Body.String() != first.Body.String() {
				t.Errorf("%s answers %d, other bytes than %s", path, w.Code, writings[0])
			}
		}
		if n := s.rendered() - before; n != 1 {
			t.Errorf("%v were rendered %d times", writings, n)
		}
	}
}

// While the store is away, ready answers are sent; whatever would have to be
// asked for is refused with a sentence and a time; nothing that has ended
// shows.
func TestStoreAway(t *testing.T) {
	s := newSite(t, nil)
	s.watch.Lease = time.Minute // as while Run is at work
	ended := time.Date(2026, time.March, 31, 6, 0, 0, 0, time.UTC)
	s.clock.set(ended.Add(-12 * time.Hour))
	for _, p := range []string{"/", "/beitraege", "/beitraege/zuckerfest", "/kalender/2026"} {
		s.get(t, p)
	}
	if err := s.store.Close(); err != nil {
		t.Fatal(err)
	}
	s.clock.set(ended.Add(-11 * time.Hour)) // past the lease
	for p, want := range map[string]int{
		"/": 200, "/beitraege": 200, "/beitraege/zuckerfest": 200, "/kalender/2026": 200,
		"/beitraege/chanukka": 503, "/suche?q=Fest": 503, "/api/v1/articles": 503, "/kontakte": 503, "/impressum": 503,
	} {
		w := s.get(t, p)
		if w.Code != want {
			t.Errorf("%s answers %d, want %d", p, w.Code, want)
		}
		if w.Code == 503 && w.Header().Get("Retry-After") == "" {
			t.Errorf("%s does not say when to come again", p)
		}
	}
	if !s.watch.Away() {
		t.Error("nobody has noticed")
	}
	s.clock.set(ended)
	for _, p := range []string{"/", "/beitraege", "/beitraege/zuckerfest"} {
		if w := s.get(t, p); strings.Contains(w.Body.String(), "Zuckerfest") {
			t.Errorf("%s shows what has ended", p)
		}
	}
}

// While editors write, readers at any moment are sent whole answers, and after
// a write the new one.
func TestReadersWhileEditorsWrite(t *testing.T) {
	s := newSite(t, nil)
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				for _, p := range []string{"/", "/beitraege", "/beitraege/zuckerfest", "/feeds/beitraege.json"} {
					w := httptest.NewRecorder()
					s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, p, nil))
					if w.Code != http.StatusOK {
						t.Errorf("%s answers %d", p, w.Code)
					}
				}
			}
		})
	}
	r, err := s.store.Get(t.Context(), "zuckerfest")
	if err != nil {
		t.Fatal(err)
	}
	a := r.(*content.Article)
	for i := range 30 {
		a.Title = "Zuckerfest " + strings.Repeat("i", i)
		if err := s.store.Save(t.Context(), "test", a); err != nil {
			t.Fatal(err)
		}
		for _, p := range []string{"/beitraege", "/beitraege/zuckerfest", "/feeds/beitraege.json"} {
			if body := s.get(t, p).Body.String(); !strings.Contains(body, a.Title) {
				t.Errorf("%s does not show %q", p, a.Title)
			}
		}
	}
	close(done)
	readers.Wait()
}

// A page that reports something unknown in its address is not much larger than
// others, whatever else is in the address.
func TestWrongFiltersAreTold(t *testing.T) {
	s := newSite(t, nil)
	short := s.get(t, "/beitraege?tradition=islam")
	long := s.get(t, "/beitraege?tradition=islam&q="+strings.Repeat("x", 20_000))
	if short.Code != http.StatusNotFound || long.Code != http.StatusNotFound || long.Body.Len() > 2*short.Body.Len() {
		t.Errorf("%d and %d, of %d and %d bytes", short.Code, long.Code, short.Body.Len(), long.Body.Len())
	}
	if body := s.get(t, "/beitraege?tradition="+strings.Repeat("y", 5000)).Body.String(); strings.Contains(body, strings.Repeat("y", 100)) {
		t.Error("all of what was written is shown")
	}
}

// What an index answered is not kept, whatever the route says: nothing tells
// the ready answers that it has caught up.
func TestWhatTheIndexSaysIsNotKept(t *testing.T) {
	s := newSite(t, nil)
	asked := 0
	s.Routes().Document(site.Kept, "asks", "/fragt", func(rq *site.Request) (site.Document, error) {
		asked++
		_, _, err := s.Search.Search(rq.Context(), search.Query{Text: "Fest"})
		return site.Document{MediaType: "text/plain", Body: []byte("x")}, err
	})
	s.Routes().Document(site.Kept, "quiet", "/still", func(*site.Request) (site.Document, error) {
		return site.Document{MediaType: "text/plain", Body: []byte("x")}, nil
	})
	for range 2 {
		if w := s.get(t, "/fragt"); w.Code != http.StatusOK {
			t.Fatal(w.Code)
		}
	}
	if asked != 2 {
		t.Errorf("it was asked %d times", asked)
	}
	before := s.rendered()
	s.get(t, "/still")
	s.get(t, "/still")
	if n := s.rendered() - before; n != 1 {
		t.Errorf("what asks nothing was rendered %d times", n)
	}
}
