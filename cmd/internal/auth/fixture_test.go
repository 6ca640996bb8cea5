package auth_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/cmd/internal/auth"
	"vielfalt/cmd/internal/peer"
	"vielfalt/cmd/internal/ready"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/content/sqlstore"
	"vielfalt/search"
	"vielfalt/themes"
)

// A clock is set by tests.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// A service is a site with sign-in, and a few pages that need it.
type service struct {
	*site.Site
	auth   *auth.Auth
	store  *sqlstore.Store
	clock  *clock
	log    *bytes.Buffer
	parked []url.Values
	config auth.Config
	site   site.Config
}

// nowhere finds nothing.
type nowhere struct{}

func (nowhere) Search(context.Context, search.Query) (search.Result, search.Standing, error) {
	return search.Result{}, search.Standing{}, nil
}

func (nowhere) Suggest(context.Context, string, int) ([]search.Suggestion, search.Standing, error) {
	return nil, search.Standing{}, nil
}

var loadTheme = sync.OnceValue(func() *themes.Theme {
	th, err := themes.Load("classic", "")
	if err != nil {
		panic(err)
	}
	return th
})

// newService starts a service on a database of its own.
func newService(t *testing.T, options ...func(*service)) *service {
	t.Helper()
	c := &clock{t: time.Date(2026, time.November, 26, 9, 0, 0, 0, time.UTC)}
	return serviceOn(t, filepath.Join(t.TempDir(), "test.db"), c, options...)
}

// serviceOn starts a service on a database that others may use.
func serviceOn(t *testing.T, path string, c *clock, options ...func(*service)) *service {
	t.Helper()
	s := &service{clock: c, log: new(bytes.Buffer)}
	cal, err := calendar.New(traditions.All("nw"), nil)
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(s.log, nil))
	s.store, err = sqlstore.Open(t.Context(), sqlstore.Config{Path: path, Now: c.now, Planner: content.Planner{Calendar: func() *calendar.Calendar { return cal }}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.store.Close() })
	base, err := url.Parse("https://vielfalt.example")
	if err != nil {
		t.Fatal(err)
	}
	gate := ready.NewGate(16, 2)
	s.site = site.Config{
		Reader: s.store, Search: nowhere{}, Calendar: func() *calendar.Calendar { return cal }, Theme: loadTheme(), Observe: func(string, int, time.Duration) {},
		Answers: ready.New(8<<20, 0, gate, c.now), Gate: gate, Fresh: func(context.Context, time.Time) {}, Away: func() bool { return false },
		Admit:    (&peer.Limiter{Tallier: s.store, Now: c.now, Log: log}).Admit,
		SiteName: "Vielfalt", Authority: "Bezirksregierung Musterlenne", Region: calendar.DefaultRegion(), BaseURL: base, Now: c.now, Log: log,
	}
	s.config = auth.Config{Store: s.store, Access: auth.LocalOnly(), Park: func(_ context.Context, id, path string, form url.Values) (string, error) {
		form.Set("whose", id)
		s.parked = append(s.parked, form)
		return path, nil
	}}
	for _, o := range options {
		o(s)
	}
	if s.Site, err = site.New(s.site); err != nil {
		t.Fatal(err)
	}
	// What frames link to.
	reader := func(rq *site.Request) (themes.Page, error) {
		return &themes.ErrorPage{Base: s.Site.Base(rq, "Seite", ""), Key: "error.404"}, nil
	}
	for name, path := range map[string]string{
		"start": "/", "search": "/suche", "articles": "/beitraege", "calendar": "/kalender", "datecheck": "/terminpruefung", "day": "/kalender/{year}/{month}/{day}", "traditions": "/traditionen", "events": "/termine", "brochures": "/broschueren",
		"contacts": "/kontakte", "offers": "/ehrenamt", "subscribe": "/abonnieren", "accessibility": "/barrierefreiheit", "report": "/barriere-melden", "plain": "/leichte-sprache",
		"sign": "/gebaerdensprache", "imprint": "/impressum", "privacy": "/datenschutz", "missing": "/das-fehlt-uns", "suggest": "/vorschlag", "opensearch": "/opensearch.xml",
	} {
		s.Routes().Page(site.Kept, name, path, reader)
	}
	s.auth = auth.Add(s.Site, s.config)
	desk := s.Under("/redaktion")
	whoami := func(w http.ResponseWriter, rq *site.Request) error {
		who, _ := s.auth.Actor(rq)
		return s.WriteJSON(w, rq, http.StatusOK, "application/json", map[string]any{"id": who.ID, "name": who.Name, "roles": who.Roles})
	}
	both := []string{http.MethodGet, http.MethodPost}
	desk.Personal("test.desk", "/redaktion", both, 1<<20, s.auth.Require(whoami))
	desk.Personal("test.approve", "/redaktion/freigabe", both, 1<<20, s.auth.Require(whoami, content.Approver))
	desk.Personal("test.note", "/redaktion/notiz", []string{http.MethodPost}, 1<<20, s.auth.RequireScript(whoami, content.Editor))
	desk.Rest("test.rest", both, 1<<20, s.auth.Require(func(http.ResponseWriter, *site.Request) error { return site.ErrNotFound }))
	return s
}

// over puts a service behind another address.
func over(address string) func(*service) {
	return func(s *service) { s.site.BaseURL, _ = url.Parse(address) }
}

const secret = "ein langes Kennwort"

var hashed = sync.OnceValue(func() string {
	h, err := auth.HashPassword(secret)
	if err != nil {
		panic(err)
	}
	return h
})

// add adds an account with the password secret.
func (s *service) add(t *testing.T, login string, roles ...content.RoleName) *content.Account {
	t.Helper()
	a := &content.Account{Login: login, Name: "Frau " + login, Password: hashed()}
	for _, r := range roles {
		a.Roles = append(a.Roles, content.Role{Name: r})
	}
	if err := s.store.AddAccount(t.Context(), "command:test", a); err != nil {
		t.Fatal(err)
	}
	return a
}

// A browser keeps cookies.
type browser struct {
	t       *testing.T
	s       *service
	cookies map[string]string
	addr    string
	host    string
	header  http.Header
}

func (s *service) browser(t *testing.T) *browser {
	return &browser{t: t, s: s, cookies: map[string]string{}, addr: "192.0.2.7:40000", host: s.site.BaseURL.Host, header: http.Header{}}
}

// An answer is what a browser got.
type answer struct {
	*http.Response
	body string
}

func (b *browser) do(method, target string, form url.Values, header ...string) answer {
	b.t.Helper()
	r := httptest.NewRequest(method, target, strings.NewReader(form.Encode()))
	r.RequestURI = target
	r.RemoteAddr, r.Host = b.addr, b.host
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0")
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, values := range b.header {
		r.Header[name] = values
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	b.s.ServeHTTP(w, r)
	a := answer{w.Result(), w.Body.String()}
	for _, c := range a.Cookies() {
		if c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		} else {
			b.cookies[c.Name] = c.Value
		}
	}
	return a
}

func (b *browser) get(target string) answer { b.t.Helper(); return b.do(http.MethodGet, target, nil) }

// post sends a form; pairs are names and values.
func (b *browser) post(target string, pairs ...string) answer {
	b.t.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return b.do(http.MethodPost, target, form)
}

func (b *browser) signIn(login string) answer {
	b.t.Helper()
	a := b.post("/anmelden", "name", login, "password", secret)
	b.is(a, http.StatusSeeOther, "/redaktion")
	return a
}

// is checks status and, where it redirects, the address.
func (b *browser) is(a answer, status int, location string) {
	b.t.Helper()
	if a.StatusCode != status || a.Header.Get("Location") != location {
		b.t.Errorf("%d to %q, want %d to %q\n%.3000s", a.StatusCode, a.Header.Get("Location"), status, location, a.body)
	}
}

func (b *browser) holds(a answer, texts ...string) {
	b.t.Helper()
	for _, text := range texts {
		if !strings.Contains(a.body, text) {
			b.t.Errorf("the answer lacks %q:\n%.3000s", text, a.body)
		}
	}
}

const cookieName = "__Host-vielfalt"
