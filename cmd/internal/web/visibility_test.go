package web_test

import (
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/search/meili"
)

// get asks the site as a reader would.
func (s *service) get(t testing.TB, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// Eid al-Fitr 2026 is 20 March by the Diyanet, so the article shows from 17
// March, 08:00 in Berlin (07:00 UTC), for fourteen days, over the clock change
// of 29 March.
func TestVisibleFromTheSecond(t *testing.T) {
	from := time.Date(2026, time.March, 17, 7, 0, 0, 0, time.UTC)
	until := time.Date(2026, time.March, 31, 6, 0, 0, 0, time.UTC)
	backends := map[string]func(testing.TB) search.Index{
		"bleve":       func(testing.TB) search.Index { return nil },
		"Meilisearch": engine,
	}
	for name, open := range backends {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, open(t))
			for _, c := range []struct {
				at      time.Time
				visible bool
			}{
				{from.Add(-time.Second), false}, {from, true}, {from.Add(time.Second), true},
				{until.Add(-time.Second), true}, {until, false}, {until.Add(time.Second), false},
				{from.Add(time.Second), true}, // a clock set back
			} {
				s.clock.set(c.at)
				s.sync(t)
				for _, place := range []struct{ path, sign string }{
					{"/", "Zuckerfest – das Fest"},
					{"/beitraege", "Zuckerfest – das Fest"},
					{"/beitraege?tradition=islamic", "Zuckerfest – das Fest"},
					{"/traditionen/islamic", "Zuckerfest – das Fest"},
					{"/kalender/tage/islamic/eid-al-fitr", "Zuckerfest – das Fest"},
					{"/kalender/2026/3", "/beitraege/zuckerfest"},
					{"/kontakte/musterfeld", "Zuckerfest – das Fest"},
					{"/feeds/beitraege.rss", "Zuckerfest – das Fest"},
					{"/feeds/beitraege.atom?tradition=islamic", "Zuckerfest – das Fest"},
					{"/feeds/beitraege.json?thema=fasten", "Zuckerfest – das Fest"},
					{"/feeds/beitraege.rss?q=Fastenbrechen", "Zuckerfest – das Fest"},
					{"/suche?q=Zuckerfest", "/beitraege/zuckerfest"},
					{"/api/v1/search?q=Zuckerfest", `"id":"zuckerfest"`},
					{"/api/v1/suggest?q=Zucker", "Zuckerfest – das Fest"},
					{"/api/v1/articles", `"id":"zuckerfest"`},
				} {
					w := s.get(t, place.path)
					if w.Code != http.StatusOK {
						t.Errorf("%s at %v answers %d", place.path, c.at, w.Code)
					}
					if got := strings.Contains(w.Body.String(), place.sign); got != c.visible {
						t.Errorf("%s at %v: visible is %v, want %v", place.path, c.at, got, c.visible)
					}
				}
				if got, want := s.get(t, "/beitraege/zuckerfest").Code, map[bool]int{true: 200, false: 404}[c.visible]; got != want {
					t.Errorf("page at %v answers %d, want %d", c.at, got, want)
				}
			}
		})
	}
}

// What the index still holds after an edition has ended is not shown, because
// the store decides.
func TestIndexBehindHidesNothingThatMustBeHidden(t *testing.T) {
	s := newSite(t, nil)
	s.clock.set(time.Date(2026, time.March, 31, 6, 0, 0, 0, time.UTC)) // no sync
	for _, path := range []string{"/suche?q=Zuckerfest", "/api/v1/search?q=Zuckerfest", "/api/v1/suggest?q=Zucker"} {
		if w := s.get(t, path); strings.Contains(w.Body.String(), "/beitraege/zuckerfest") {
			t.Errorf("%s shows what has ended", path)
		}
	}
}

func TestDraftIsNowhere(t *testing.T) {
	s := newSite(t, nil)
	for _, path := range []string{"/", "/beitraege", "/suche?q=geheimnisvoll", "/api/v1/search?q=geheimnisvoll", "/feeds/beitraege.rss", "/api/v1/articles"} {
		w := s.get(t, path)
		body := strings.ReplaceAll(w.Body.String(), "geheimnisvoll“", "")
		if strings.Contains(body, "Noch nicht fertig") {
			t.Errorf("%s shows a draft", path)
		}
	}
	if w := s.get(t, "/beitraege/entwurf"); w.Code != http.StatusNotFound {
		t.Errorf("draft answers %d", w.Code)
	}
}

// Each validator alone is answered with 304, and neither survives an edge that
// changes the answer.
func TestConditionalRequests(t *testing.T) {
	s := newSite(t, nil)
	s.clock.set(at.Add(time.Hour))
	for _, path := range []string{
		"/", "/beitraege", "/beitraege/zuckerfest", "/kalender", "/kalender/2026/3",
		"/feeds/beitraege.rss", "/feeds/beitraege.atom", "/feeds/beitraege.json", "/feeds/kalender.ics", "/feeds/termine.ics",
	} {
		first := s.get(t, path)
		tag, modified := first.Header().Get("ETag"), first.Header().Get("Last-Modified")
		if tag == "" || modified == "" {
			t.Errorf("%s has no validators", path)
			continue
		}
		for _, h := range [][]string{{"If-None-Match", tag}, {"If-Modified-Since", modified}, {"If-None-Match", `"x", ` + tag}} {
			if w := s.get(t, path, h...); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
				t.Errorf("%s with %v answers %d and %d bytes", path, h, w.Code, w.Body.Len())
			}
		}
		for _, h := range [][]string{{"If-None-Match", `"other"`, "If-Modified-Since", modified}, {"If-Modified-Since", "Thu, 01 Jan 2015 00:00:00 GMT"}} {
			if w := s.get(t, path, h...); w.Code != http.StatusOK {
				t.Errorf("%s with %v answers %d", path, h, w.Code)
			}
		}
		s.clock.set(time.Date(2026, time.March, 31, 6, 0, 0, 0, time.UTC))
		changed := s.get(t, path).Body.String() != first.Body.String()
		if strings.HasSuffix(path, ".ics") == changed {
			t.Errorf("%s changed with the end of an edition: %v", path, changed)
		}
		for _, h := range [][]string{{"If-None-Match", tag}, {"If-Modified-Since", modified}} {
			if w := s.get(t, path, h...); (w.Code == http.StatusNotModified) == changed {
				t.Errorf("%s with %v answers %d after an edition has ended", path, h, w.Code)
			}
		}
		s.clock.set(at.Add(time.Hour))
	}
}

// Two servers say the same of the same content, whenever each was started.
func TestServersAgreeOnDates(t *testing.T) {
	first := wholeSite(t)
	first.clock.set(at.Add(time.Hour))
	second := first.with(t)
	first.clock.set(at.Add(2 * time.Hour))
	for _, path := range []string{
		"/", "/beitraege", "/beitraege/zuckerfest", "/kalender", "/impressum", "/feeds/beitraege.rss", "/feeds/kalender.ics",
		"/broschueren/ratgeber.pdf", "/robots.txt", first.Asset("style.css"),
	} {
		a, b := first.get(t, path), second.get(t, path)
		if a.Code != http.StatusOK || !maps.EqualFunc(a.Header(), b.Header(), slices.Equal) || a.Body.String() != b.Body.String() {
			t.Errorf("%s: %d, %v and %v", path, a.Code, a.Header(), b.Header())
		}
	}
}

// What is not found is no failure of the program.
func TestNotFoundIsNoFailure(t *testing.T) {
	s := newSite(t, nil)
	for _, path := range []string{"/beitraege/nirgends", "/kalender/2026/13", "/feeds/nirgends.rss", "/feeds/kalender.ics?tradition=nirgends"} {
		if w := s.get(t, path); w.Code != http.StatusNotFound {
			t.Errorf("%s answers %d", path, w.Code)
		}
	}
	if n := s.config.Answers.Stats().Failed; n != 0 {
		t.Errorf("%d failed", n)
	}
}

// What readers keep of an older release is not taken for the same.
func TestReleaseMovesDates(t *testing.T) {
	released := at.Add(30 * time.Minute)
	s := newSite(t, nil, func(c *config) { c.Released = released })
	s.clock.set(at.Add(time.Hour))
	if got := s.get(t, "/").Header().Get("Last-Modified"); got != released.Format(http.TimeFormat) {
		t.Errorf("Last-Modified is %s", got)
	}
}

func TestEnginesAbsence(t *testing.T) {
	s := newSite(t, nil)
	// Nobody listens on this port, so every call fails as with a stopped server.
	x, err := meili.Open(meili.Config{URL: "http://127.0.0.1:1", Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	s.searcher.Engine = s.follow("engine", x)
	if err := s.searcher.Engine.Sync(t.Context()); !errors.Is(err, search.ErrUnavailable) {
		t.Errorf("sync with a stopped server: %v", err)
	}
	w := s.get(t, "/suche?q=Zuckerfest")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "/beitraege/zuckerfest") {
		t.Errorf("search answers %d while the engine is away", w.Code)
	}
	if !strings.Contains(w.Body.String(), "Die Suchmaschine ist gerade nicht erreichbar") {
		t.Error("page does not say that the engine is away")
	}
	var answer struct {
		Degraded bool `json:"degraded"`
	}
	if err := json.Unmarshal(s.get(t, "/api/v1/search?q=Zuckerfest").Body.Bytes(), &answer); err != nil || !answer.Degraded {
		t.Errorf("API says degraded = %v, %v", answer.Degraded, err)
	}
}

// Whoever knows the hash of a stored file learns nothing by it: while nothing
// visible shows the file as a picture, the answer is that for a hash that
// nobody has, after the same questions to the store.
func TestHashOpensNothing(t *testing.T) {
	s := wholeSite(t)
	put := func(body, mediaType string) content.File {
		t.Helper()
		f, err := s.files.Put(t.Context(), strings.NewReader(body), mediaType, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	draft := func(id string) content.Item {
		return content.Item{ID: id, State: content.Draft, Text: content.Text{Lang: content.German, Title: "Noch geheim"}}
	}
	secret, drawn, later := put("%PDF-1.4 geheim", "application/pdf"), put("<svg>geheim</svg>", "image/svg+xml"), put("<svg>bald</svg>", "image/svg+xml")
	cover, typed := put("\x89PNG\r\n\x1a\n geheim", "image/png"), put("<html>", "text/html")
	planned := draft("bald")
	planned.State, planned.Publish.From = content.Approved, at.Add(time.Hour)
	shown := draft("gezeigt")
	shown.State = content.Approved
	s.save(t,
		&content.Brochure{Item: draft("geheim"), PDF: secret, Cover: cover},
		&content.Article{Item: draft("skizze"), Picture: content.Picture{File: drawn, Name: "a.svg"}},
		&content.Article{Item: planned, Picture: content.Picture{File: later, Name: "b.svg"}},
		&content.Article{Item: shown, Picture: content.Picture{File: typed, Name: "c.svg"}},
	)
	b, err := content.Show[*content.Brochure](t.Context(), s.store, at, "ratgeber") // visible, but its files are no pictures
	if err != nil {
		t.Fatal(err)
	}
	ask := func(hash string) (*httptest.ResponseRecorder, int64) {
		before := s.store.Statements()
		w := s.get(t, "/bilder/"+hash+".svg")
		return w, s.store.Statements() - before
	}
	s.get(t, "/healthz") // whoever comes first asks what has changed
	unknown, asked := ask(strings.Repeat("0", 64))
	if unknown.Code != http.StatusNotFound {
		t.Fatalf("an unknown hash answers %d", unknown.Code)
	}
	for name, hash := range map[string]string{
		"PDF of a draft": secret.Hash, "cover of a draft": cover.Hash, "picture of a draft": drawn.Hash, "picture before its time": later.Hash,
		"PDF": b.PDF.Hash, "cover": b.Cover.Hash,
	} {
		w, n := ask(hash)
		if w.Code != http.StatusNotFound || n != asked {
			t.Errorf("%s answers %d after %d statements, an unknown hash 404 after %d", name, w.Code, n, asked)
		}
		if d := cmp.Diff(unknown.Header(), w.Header()); d != "" || w.Body.String() != unknown.Body.String() {
			t.Errorf("%s differs from an unknown hash:\n%s", name, d)
		}
	}
	if w, _ := ask(typed.Hash); w.Code != http.StatusNotFound {
		t.Errorf("a page of HTML as a picture answers %d", w.Code)
	}
	for _, path := range []string{"/broschueren/geheim.pdf", "/broschueren/geheim/titel.png"} {
		if w := s.get(t, path); w.Code != http.StatusNotFound {
			t.Errorf("%s answers %d", path, w.Code)
		}
	}
	s.clock.set(at.Add(time.Hour))
	if w, _ := ask(later.Hash); w.Code != http.StatusOK || w.Body.String() != "<svg>bald</svg>" || w.Header().Get("Content-Type") != "image/svg+xml" {
		t.Errorf("the picture at its time answers %d: %s", w.Code, w.Body)
	}
}

// While the index lacks some of what is visible, nobody is told that there is
// nothing without a word about it.
func TestIncomplete(t *testing.T) {
	s := newSite(t, nil)
	complete := func(path string) bool {
		t.Helper()
		var answer struct {
			Complete *bool `json:"complete"`
		}
		if err := json.Unmarshal(s.get(t, path).Body.Bytes(), &answer); err != nil || answer.Complete == nil {
			t.Fatalf("%s does not say whether it is complete: %v", path, err)
		}
		return *answer.Complete
	}
	api := []string{"/api/v1/search?q=Zuckerfest", "/api/v1/suggest?q=Zucker"}
	for _, path := range api {
		if !complete(path) {
			t.Errorf("%s is not complete though in step", path)
		}
	}
	if strings.Contains(s.get(t, "/suche?q=Zuckerfest").Body.String(), "fehlen noch") {
		t.Error("the page says that something is missing though in step")
	}
	s.searcher.Local = s.follow("local", counted{s.searcher.Local.Index, 3000, 8000}) // just started
	for _, path := range api {
		if complete(path) {
			t.Errorf("%s is complete though nobody has looked", path)
		}
	}
	for path, want := range map[string]string{
		"/suche?q=Quittengelee":    "Die Suche wird gerade aufgebaut (3.000 von 8.000). Einige Treffer fehlen noch.",
		"/en/suche?q=Quittengelee": "The search index is being built (3,000 of 8,000). Some results are still missing.",
	} {
		if body := s.get(t, path).Body.String(); !strings.Contains(body, want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
	// A list that was searched in says so too; a feed comes again.
	for _, path := range []string{"/beitraege", "/termine", "/broschueren"} {
		if body := s.get(t, path+"?q=Quittengelee").Body.String(); !strings.Contains(body, "(3.000 von 8.000)") {
			t.Errorf("%s does not say that something may be missing", path)
		}
		if body := s.get(t, path).Body.String(); strings.Contains(body, "3.000") {
			t.Errorf("%s speaks of a search that nobody asked for", path)
		}
	}
	for _, path := range []string{"/feeds/beitraege.rss?q=Quittengelee", "/feeds/termine.ics?q=Quittengelee"} {
		if w := s.get(t, path); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
			t.Errorf("%s answers %d without a time to come again", path, w.Code)
		}
	}
	if w := s.get(t, "/feeds/beitraege.rss"); w.Code != http.StatusOK {
		t.Errorf("a feed that needs no search answers %d", w.Code)
	}
	s.searcher.Local = s.follow("local", counted{s.searcher.Local.Index, 0, 0})
	if body := s.get(t, "/suche?q=Quittengelee").Body.String(); !strings.Contains(body, "Die Suche wird gerade aufgebaut. Einige Treffer fehlen noch.") {
		t.Error("the page does not say that something may be missing where nobody knows how much")
	}
}

// counted is an index that is being built.
type counted struct {
	search.Index
	done, all int
}

func (c counted) Progress() (done, all int) { return c.done, c.all }
