package desk_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/cmd/internal/api"
	"vielfalt/cmd/internal/desk"
	"vielfalt/cmd/internal/publish"
	"vielfalt/cmd/internal/ready"
	"vielfalt/cmd/internal/site"
	"vielfalt/cmd/internal/web"
	"vielfalt/content"
	"vielfalt/content/filestore"
	"vielfalt/content/picture"
	"vielfalt/content/profile"
	"vielfalt/content/sqlstore"
	"vielfalt/search"
	"vielfalt/themes"
)

// at is the moment on the clock of a new house.
var at = time.Date(2026, time.November, 26, 9, 0, 0, 0, time.UTC)

// A house is the site with public pages and the desk, on a store of its own.
type house struct {
	*site.Site
	store    *sqlstore.Store
	calendar *calendar.Calendar
	mu       sync.Mutex
	now      time.Time
	policy   content.Policy
	away     bool // the store does not answer
	actors   map[string]content.Actor
	pictures picture.Maker
}

func (h *house) clock() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *house) pass(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

// Require implements desk.Guard: the header says who asks.
func (h *house) Require(f site.Handler, _ ...content.RoleName) site.Handler {
	return func(w http.ResponseWriter, rq *site.Request) error {
		_, ok := h.Actor(rq)
		switch {
		case ok:
			return f(w, rq)
		case rq.Reads():
			return h.Redirect(w, rq, "/anmelden?weiter="+url.QueryEscape(rq.Target()))
		}
		return site.Refuse(http.StatusUnauthorized, "not signed in", "")
	}
}

// RequireScript implements desk.Guard.
func (h *house) RequireScript(f site.Handler, roles ...content.RoleName) site.Handler {
	return func(w http.ResponseWriter, rq *site.Request) error {
		if _, ok := h.Actor(rq); !ok {
			return h.WriteJSON(w, rq, http.StatusUnauthorized, "application/json", map[string]string{"weiter": "/anmelden"})
		}
		return f(w, rq)
	}
}

// Actor implements desk.Guard.
func (h *house) Actor(rq *site.Request) (content.Actor, bool) {
	name, _ := rq.Header("X-Actor")
	a, ok := h.actors[name]
	return a, ok
}

// flaky is the store while it does not answer.
type flaky struct {
	*sqlstore.Store
	of *house
}

func (f *flaky) Work(ctx context.Context, id string) (*content.Work, error) {
	if f.of.away {
		return nil, content.ErrUnavailable
	}
	return f.Store.Work(ctx, id)
}

// Accounts implements desk.Accounts.
func (h *house) Accounts(context.Context) ([]*content.Account, error) {
	var out []*content.Account
	for login, a := range h.actors {
		out = append(out, &content.Account{ID: a.ID, Login: login, Name: a.Name, Source: content.LocalSource})
	}
	return out, nil
}

// nothing answers searches.
type nothing struct{}

func (nothing) Search(context.Context, search.Query) (search.Result, search.Standing, error) {
	return search.Result{}, search.Standing{Complete: true}, nil
}

func (nothing) Suggest(context.Context, string, int) ([]search.Suggestion, search.Standing, error) {
	return nil, search.Standing{Complete: true}, nil
}

var shipped = sync.OnceValue(func() *profile.Set {
	set, err := profile.Load("nw", profile.Shipped())
	if err != nil {
		panic(err)
	}
	return set
})

var wholeCalendar = sync.OnceValue(func() *calendar.Calendar {
	c, err := calendar.New(traditions.All("nw"), nil)
	if err != nil {
		panic(err)
	}
	return c
})

func newHouse(t testing.TB, policy content.Policy) *house {
	t.Helper()
	log := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	role := func(name content.RoleName) content.Role { return content.Role{Name: name} }
	h := &house{now: at, calendar: wholeCalendar(), policy: policy, actors: map[string]content.Actor{
		"anna":  {ID: "a1", Name: "Anna Muster", Roles: []content.Role{role(content.Editor)}},
		"bert":  {ID: "b1", Name: "Bert Beispiel", Roles: []content.Role{role(content.Approver)}},
		"carla": {ID: "c1", Name: "Carla Chef", Roles: []content.Role{role(content.Administrator)}},
		"dora":  {ID: "d1", Name: "Dora Anderswo", Roles: []content.Role{{Name: content.Editor, Dezernate: []string{"11"}}}},
		"emil":  {ID: "e1", Name: "Emil Ohne"},
	}}
	planner := content.Planner{Calendar: func() *calendar.Calendar { return h.calendar }, Workday: traditions.Workdays("nw")}
	var err error
	h.store, err = sqlstore.Open(t.Context(), sqlstore.Config{Path: filepath.Join(t.TempDir(), "test.db"), Now: h.clock, Log: log, Planner: planner})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.store.Close() })
	base, _ := url.Parse("https://vielfalt.example")
	theme, err := themes.Load("classic", "")
	if err != nil {
		t.Fatal(err)
	}
	texts, err := web.LoadTexts(web.TextValues{Site: "Vielfalt", Authority: "Bezirksregierung Musterlenne", Land: "nw", BackupsKept: 30 * 24 * time.Hour}, nil)
	if err != nil {
		t.Fatal(err)
	}
	answers := ready.New(8<<20, 0, nil, h.clock)
	watch := &publish.Watch{Source: h.store, Answers: answers, Now: h.clock, Log: log}
	h.Site, err = site.New(site.Config{
		Reader: h.store, Search: nothing{}, Calendar: func() *calendar.Calendar { return h.calendar }, Theme: theme, Observe: func(string, int, time.Duration) {},
		SiteName: "Vielfalt", Authority: "Bezirksregierung Musterlenne", Region: calendar.DefaultRegion(), Profiles: shipped, Workday: traditions.Workdays("nw"), BaseURL: base, Now: h.clock, Log: log,
		Answers: answers, Fresh: watch.Check, Away: watch.Away,
	})
	if err != nil {
		t.Fatal(err)
	}
	files, err := filestore.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	pages := web.Add(h.Site, web.Config{Files: files, Reporter: h.store, Texts: texts, Facts: new(web.Facts), Trapped: func() {}, Ready: func(context.Context) []web.Check { return nil }})
	desk.Add(h.Site, desk.Config{Store: &flaky{h.store, h}, Accounts: h, Guard: h, Policy: policy, Planner: planner, Profiles: shipped, Article: pages.Article, Picture: pages.Picture,
		Pictures: &h.pictures, Files: files, TurnWithin: 50 * time.Millisecond})
	if err := api.Add(h.Site); err != nil {
		t.Fatal(err)
	}
	return h
}

// An answer is what somebody was sent.
type answer struct {
	code   int
	body   string
	header http.Header
}

func (h *house) ask(t testing.TB, who, method, path string, form url.Values) answer {
	t.Helper()
	var r *http.Request
	if form != nil {
		r = httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	} else {
		r = httptest.NewRequest(method, path, nil)
	}
	if who != "" {
		r.Header.Set("X-Actor", who)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if key := rawKey.FindString(w.Body.String()); key != "" {
		t.Errorf("%s shows %s, the key of a message that there is not", path, key)
	}
	return answer{w.Code, w.Body.String(), w.Header()}
}

// rawKey matches what stands in place of a message that no language has.
var rawKey = regexp.MustCompile(`\[[a-z]+(\.[a-z0-9-]+)+\]`)

func (h *house) get(t testing.TB, who, path string) answer {
	return h.ask(t, who, http.MethodGet, path, nil)
}

// post sends a form of names and values.
func (h *house) post(t testing.TB, who, path string, pairs ...string) answer {
	t.Helper()
	f := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		f.Add(pairs[i], pairs[i+1])
	}
	return h.ask(t, who, http.MethodPost, path, f)
}

// must fails the test unless the answer has a status.
func (a answer) must(t testing.TB, code int) answer {
	t.Helper()
	if a.code != code {
		t.Fatalf("answered %d, want %d: %s %s", a.code, code, a.header.Get("Location"), a.body)
	}
	return a
}

// says fails the test unless the page holds a text.
func (a answer) says(t testing.TB, texts ...string) answer {
	t.Helper()
	for _, s := range texts {
		if !strings.Contains(a.body, s) {
			t.Errorf("page does not say %q:\n%s", s, a.body)
		}
	}
	return a
}
