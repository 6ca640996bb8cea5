package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/cmd/internal/site"
	"vielfalt/cmd/internal/web"
	"vielfalt/content"
)

// addresses returns an address for every route, keyed by name.
func (s *service) addresses(t testing.TB) map[string]string {
	t.Helper()
	all := map[string]string{
		"start": "/", "article": "/beitraege/zuckerfest", "articles": "/beitraege",
		"articles.search": "/beitraege?q=Fest", "events.search": "/termine?q=Lesung", "brochures.search": "/broschueren?q=Ankommen",
		"feed.search": "/feeds/beitraege.atom?q=Fest", "events.ics.search": "/feeds/termine.ics?q=Lesung", "subscribe.search": "/abonnieren?feed=termine&q=Lesung",
		"feed": "/feeds/beitraege.atom", "calendar.feed": "/feeds/kalender.atom", "observance.ics": "/kalender/tage/islamic/eid-al-fitr.ics", "calendar.ics": "/feeds/kalender.ics", "events.ics": "/feeds/termine.ics",
		"asset": s.Asset("style.css"), "search": "/suche?q=Fest",
		"calendar.choose": "/kalender/wahl?jahr=2027&monat=5", "day": "/kalender/2026/3/20", "day.ics": "/kalender/2026/3/20.ics", "year.pdf": "/kalender/2026.pdf", "month.pdf": "/kalender/2026/3.pdf", "calendar": "/kalender", "year": "/kalender/2026", "month": "/kalender/2026/3",
		"observance": "/kalender/tage/islamic/eid-al-fitr", "traditions": "/traditionen", "tradition": "/traditionen/jewish",
		"datecheck": "/terminpruefung?art=essen&datum=2027-03-09", "datecheck.ics": "/terminpruefung.ics?datum=2027-09-06&wochen=10", "api.datecheck": "/api/v1/date-check?date=2027-03-09",
		"events": "/termine", "event.ics": "/termine/lesung.ics", "event": "/termine/lesung",
		"brochures": "/broschueren", "cover": "/broschueren/ratgeber/titel.png", "pdf": "/broschueren/ratgeber.pdf",
		"brochure": "/broschueren/ratgeber", "picture": "/bilder/" + s.picture(t) + ".svg",
		"contacts": "/kontakte", "contact": "/kontakte/musterfeld", "offers": "/ehrenamt", "offer": "/ehrenamt/tafel",
		"embed": "/einbetten", "embed.today": "/einbetten/heute", "embed.week": "/einbetten/woche", "embed.articles": "/einbetten/beitraege",
		"subscribe": "/abonnieren", "accessibility": "/barrierefreiheit", "plain": "/leichte-sprache",
		"sign": "/gebaerdensprache", "imprint": "/impressum", "privacy": "/datenschutz",
		"report": "/barriere-melden", "missing": "/das-fehlt-uns", "receipt": "/meldung",
		"api.search": "/api/v1/search?q=Fest", "suggest": "/api/v1/suggest?q=Zu", "api.articles": "/api/v1/articles",
		"api.occurrences": "/api/v1/occurrences", "api.observances": "/api/v1/observances", "api.today": "/api/v1/today", "openapi": "/api/v1/openapi.json",
		"healthz": "/healthz", "readyz": "/readyz", "robots": "/robots.txt", "favicon": "/favicon.ico", "security": "/.well-known/security.txt", "opensearch": "/opensearch.xml",
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(all)), s.routes(site.Kept, site.Fresh, site.Personal)); diff != "" {
		t.Fatalf("addresses do not match the routes (-here +there):\n%s", diff)
	}
	return all
}

// picture returns the hash of an article's picture.
func (s *service) picture(t testing.TB) string {
	t.Helper()
	a, err := content.Show[*content.Article](t.Context(), s.store, s.clock.now(), "chanukka")
	if err != nil || a.Picture.File.Hash == "" {
		t.Fatal("no picture", err)
	}
	return a.Picture.File.Hash
}

// wholeSite is a site with something behind every route.
func wholeSite(t testing.TB, options ...func(*config)) *service {
	t.Helper()
	s := newSite(t, nil, options...)
	s.addBrochure(t)
	return s
}

func TestEveryRoute(t *testing.T) {
	s := wholeSite(t)
	titles := map[string]string{}
	for name, path := range s.addresses(t) {
		for _, p := range []string{path, "/en" + path} {
			t.Run(name+strings.Repeat(" en", strings.Count(p, "/en/")), func(t *testing.T) {
				get := s.ask(t, httptest.NewRequest(http.MethodGet, p, nil))
				if get.code != http.StatusOK {
					t.Fatalf("%s answers %d: %s", p, get.code, get.body)
				}
				checkHead(t, s, p)
				checkMethods(t, s, name, p)
				checkGzip(t, s, p, get)
				if mediaType := get.header.Get("Content-Type"); !strings.HasPrefix(mediaType, "text/html") {
					return
				}
				if slices.Contains(embeddable, name) {
					checkEmbedded(t, p, get)
				} else {
					checkPage(t, p, get)
				}
				if strings.Contains(get.body, "\ufffd") {
					t.Error("page holds a replacement character")
				}
				found, err := get.find("title")
				if err != nil || len(found) != 1 {
					t.Fatal("no title", err)
				}
				// Untranslated articles and names have the same title in both
				// languages.
				key := strings.TrimSuffix(p, path) + textOf(found[0])
				if other := titles[key]; other != "" {
					t.Errorf("%s and %s are both called %q", p, other, textOf(found[0]))
				}
				titles[key] = p
			})
		}
	}
}

// checkHead compares HEAD with GET.
func checkHead(t *testing.T, s *service, path string) {
	t.Helper()
	get := httptest.NewRecorder()
	s.ServeHTTP(get, httptest.NewRequest(http.MethodGet, path, nil))
	head := httptest.NewRecorder()
	s.ServeHTTP(head, httptest.NewRequest(http.MethodHead, path, nil))
	if head.Code != get.Code || head.Body.Len() != 0 {
		t.Errorf("HEAD answers %d and %d bytes", head.Code, head.Body.Len())
	}
	if diff := cmp.Diff(get.Header(), head.Header()); diff != "" {
		t.Errorf("HEAD differs from GET:\n%s", diff)
	}
	if n := get.Header().Get("Content-Length"); n != strconv.Itoa(get.Body.Len()) {
		t.Errorf("Content-Length is %s, body %d", n, get.Body.Len())
	}
}

func checkMethods(t *testing.T, s *service, name, path string) {
	t.Helper()
	allow := "GET, HEAD"
	refused := []string{"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "get", "X-Y"}
	if slices.Contains([]string{"report", "missing", "receipt", "datecheck", "api.datecheck"}, name) {
		allow, refused = "GET, HEAD, POST", refused[1:]
	}
	for _, m := range refused {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Method = m
		a := s.ask(t, r)
		if a.code != http.StatusMethodNotAllowed || a.header.Get("Allow") != allow {
			t.Errorf("%s answers %d, Allow %q", m, a.code, a.header.Get("Allow"))
		}
		if a.header.Get("ETag") != "" {
			t.Errorf("%s is answered with a validator", m)
		}
		checkSafe(t, a)
	}
}

func checkGzip(t *testing.T, s *service, path string, plain *answer) {
	t.Helper()
	mediaType := plain.header.Get("Content-Type")
	if mediaType == "application/pdf" || mediaType == "image/png" || strings.Contains(path, "/bilder/") {
		return // sent as stored, with ranges
	}
	for _, c := range []struct {
		accept  string
		want    bool
		refused string
	}{
		{"", false, ""}, {"gzip", true, "br"}, {"br, gzip;q=0.5", true, ""}, {"br;q=0.2, gzip;q=0.5", true, "br"}, {"*", true, ""},
		{"gzip;q=0", false, ""}, {"gzip; q=0.000", false, ""}, {"identity", false, ""}, {"*;q=0, gzip", true, "br"},
		{"gzip;q=0, br;q=0, *", false, ""}, {"br;q=0, *", true, "br"}, {"gzipped", false, ""},
	} {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Accept-Encoding", c.accept)
		a := s.ask(t, r)
		want := c.want && len(plain.body) >= 1000
		coding := a.header.Get("Content-Encoding")
		if got := coding != ""; got != want {
			t.Errorf("Accept-Encoding %q: compressed is %v", c.accept, got)
		}
		if c.refused != "" && coding == c.refused {
			t.Errorf("Accept-Encoding %q: compressed with %s", c.accept, coding)
		}
		if a.body != plain.body {
			t.Errorf("Accept-Encoding %q changes the body", c.accept)
		}
		if a.header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("Vary is %q", a.header.Get("Vary"))
		}
		checkSafe(t, a)
	}
}

// checkSafe checks the headers that every answer carries.
func checkSafe(t testing.TB, a *answer) {
	t.Helper()
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		"Strict-Transport-Security": "max-age=31536000", "Set-Cookie": "", "Server": "", "X-Powered-By": "",
		"Access-Control-Allow-Origin": "",
	} {
		if got := a.header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	csp := a.header.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action "} {
		if !strings.Contains(csp, part) {
			t.Errorf("policy %q lacks %s", csp, part)
		}
	}
	if strings.Contains(csp, "*") || strings.Contains(csp, "unsafe-eval") {
		t.Errorf("policy %q is too wide", csp)
	}
	if strings.HasPrefix(a.header.Get("Content-Type"), "text/html") && strings.Contains(csp, "unsafe") {
		t.Errorf("policy %q of a page is too wide", csp)
	}
	if a.header.Get("Permissions-Policy") == "" {
		t.Error("no Permissions-Policy")
	}
}

// checkPage checks what every page must have.
func checkPage(t *testing.T, path string, a *answer) {
	t.Helper()
	checkSafe(t, a)
	lang, other, otherPath := "de", "en", "/en"+path
	if p, ok := strings.CutPrefix(path, "/en/"); ok {
		lang, other, otherPath = "en", "de", "/"+p
	}
	for rule, want := range map[string]string{
		`select "html" @lang`: "== " + lang, `select "h1" count`: "1", `select "main" count`: "1", `select "body a" @href`: "== #inhalt",
		`select "main#inhalt" @tabindex`: "== -1", `select "html title" ~`: " – Vielfalt$",
		`select "footer a[hreflang=` + other + `]" @href`: "== " + otherPath,
		`header Content-Language`:                         "== " + lang,
	} {
		word, rest, _ := strings.Cut(rule, " ")
		if err := a.check(word, rest+" "+want); err != nil {
			t.Errorf("%s %s: %v", rule, want, err)
		}
	}
	alternates, err := a.find("link[hreflang]")
	if err != nil {
		t.Fatal(err)
	}
	canonical, err := a.find("link[rel=canonical]")
	if err != nil {
		t.Fatal(err)
	}
	if len(alternates) != 2*len(canonical) {
		t.Errorf("%d addresses in other languages with %d canonical ones", len(alternates), len(canonical))
	}
	checkMarkup(t, a)
}

// checkMarkup checks what every page must have, whatever its frame.
func checkMarkup(t *testing.T, a *answer) {
	t.Helper()
	for _, forbidden := range []string{"style", "iframe", "[style]", "[onclick]", "[onload]", "a[target]", "[src^=http]", "script[src^=http]", "link[rel=stylesheet][href^=http]"} {
		if found, err := a.find(forbidden); err != nil || len(found) > 0 {
			t.Errorf("page holds %s: %v", forbidden, err)
		}
	}
	inline, err := a.find("script")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range inline {
		if attribute(n, "src") == "" {
			t.Error("page holds a script of its own")
		}
	}
	// Headings: no level is skipped on the way down.
	level := 0
	for n := range a.page.Descendants() {
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			if l := int(n.Data[1] - '0'); l > level+1 {
				t.Errorf("heading %q of level %d after level %d", textOf(n), l, level)
			}
			level = int(n.Data[1] - '0')
		}
	}
	ids := map[string]bool{}
	for n := range a.page.Descendants() {
		if id := attribute(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("id %q is used twice", id)
			}
			ids[id] = true
		}
	}
	for n := range a.page.Descendants() {
		for _, name := range []string{"for", "aria-labelledby", "aria-describedby", "aria-controls"} {
			for _, id := range strings.Fields(attribute(n, name)) {
				if !ids[id] {
					t.Errorf("%s points to %q, which is not there", name, id)
				}
			}
		}
	}
}

// Answers that are not pages are safe too.
func TestHeadersOfErrorsAndShortAnswers(t *testing.T) {
	s := wholeSite(t)
	s.clock.set(at.Add(time.Hour))
	codes := map[int]bool{}
	for _, c := range []struct{ method, path, header, value string }{
		{"GET", "/nirgendwo", "", ""}, {"GET", "/api/v1/nothing", "", ""}, {"GET", "/?%zz", "", ""},
		{"GET", "/", "If-Modified-Since", "Fri, 20 Mar 2026 09:59:00 GMT"},
		{"GET", s.Asset("style.css"), "If-None-Match", s.get(t, s.Asset("style.css")).Header().Get("ETag")},
		{"GET", "/broschueren/ratgeber.pdf", "If-None-Match", s.get(t, "/broschueren/ratgeber.pdf").Header().Get("ETag")},
		{"GET", "/broschueren/ratgeber.pdf", "Range", "bytes=9999999-"},
		{"GET", "/broschueren/ratgeber.pdf", "Range", "bytes=1-3"},
		{"POST", "/barriere-melden", "Sec-Fetch-Site", "cross-site"}, {"POST", "/barriere-melden", "", ""}, {"POST", "/nirgendwo", "", ""},
	} {
		r := httptest.NewRequest(c.method, c.path, nil)
		if c.header != "" {
			r.Header.Set(c.header, c.value)
		}
		a := s.ask(t, r)
		codes[a.code] = true
		checkSafe(t, a)
	}
	want := []int{206, 304, 400, 403, 404, 405, 416, 422}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(codes))); diff != "" {
		t.Errorf("codes that were looked at (-want +got):\n%s", diff)
	}
}

func TestHostIsNeverEchoed(t *testing.T) {
	s := wholeSite(t)
	for name, path := range s.addresses(t) {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Host = "evil.example"
		r.Header.Set("X-Forwarded-Host", "evil.example")
		r.Header.Set("Forwarded", "host=evil.example")
		a := s.ask(t, r)
		if strings.Contains(a.body, "evil.example") {
			t.Errorf("%s: body holds the Host header", name)
		}
		for k, v := range a.header {
			if strings.Contains(strings.Join(v, " "), "evil.example") {
				t.Errorf("%s: %s holds the Host header", name, k)
			}
		}
	}
}

func TestStrictTransportOnlyUnderHTTPS(t *testing.T) {
	s := newSite(t, nil).with(t, func(c *config) { c.BaseURL = &url.URL{Scheme: "http", Host: "intern.example:8080"} })
	w := s.get(t, "/")
	if got := w.Header().Get("Strict-Transport-Security"); got != "" {
		t.Errorf("Strict-Transport-Security is %q under http", got)
	}
	if !strings.Contains(w.Body.String(), `<link rel="canonical" href="http://intern.example:8080/">`) {
		t.Error("page does not know its base address")
	}
}

func TestPicturePolicy(t *testing.T) {
	s := newSite(t, nil)
	w := s.get(t, "/bilder/"+s.picture(t)+".svg")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "image/svg+xml" {
		t.Fatalf("picture answers %d %s", w.Code, w.Header().Get("Content-Type"))
	}
	if csp := w.Header().Get("Content-Security-Policy"); !strings.Contains(csp, "sandbox") || strings.Contains(csp, "script-src") {
		t.Errorf("policy of a picture is %q", csp)
	}
}

func TestReports(t *testing.T) {
	var log bytes.Buffer
	s := newSite(t, nil, func(c *config) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	send := func(path string, form url.Values) *answer {
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		return s.ask(t, r)
	}
	const message = "Das Diagramm hat keinen Text.\r\nBitte ergänzen."
	if a := send("/barriere-melden", url.Values{"message": {message}, "page": {"/kalender"}, "reply": {" mira@example.org "}}); a.code != http.StatusOK {
		t.Fatalf("report is answered with %d", a.code)
	}
	if a := send("/en/das-fehlt-uns", url.Values{"message": {"Holi"}}); a.code != http.StatusOK {
		t.Fatalf("report is answered with %d", a.code)
	}
	for name, c := range map[string]struct {
		form url.Values
		code int
		key  string
	}{
		"empty":          {url.Values{"message": {" \n "}}, 422, "#f-message"},
		"long":           {url.Values{"message": {strings.Repeat("ä", 5001)}}, 422, "#f-message"},
		"long page":      {url.Values{"message": {"x"}, "page": {strings.Repeat("x", 501)}}, 422, "#f-page"},
		"long reply":     {url.Values{"message": {"x"}, "reply": {strings.Repeat("x", 201)}}, 422, "#f-reply"},
		"not UTF-8":      {url.Values{"message": {"\xff"}}, 422, "#f-message"},
		"control":        {url.Values{"message": {"a\x00b"}}, 422, "#f-message"},
		"far too long":   {url.Values{"message": {strings.Repeat("x", 70<<10)}}, 413, ""},
		"nothing at all": {url.Values{}, 422, "#f-message"},
	} {
		a := send("/barriere-melden", c.form)
		if a.code != c.code {
			t.Errorf("%s is answered with %d, want %d", name, a.code, c.code)
		}
		if c.key == "" {
			continue
		}
		if err := a.check("select", `".problems a[href=`+c.key+`]" count 1`); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		checkPage(t, "/barriere-melden", a)
	}
	got, err := s.store.Reports(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range got {
		if len(r.Receipt) != 64 {
			t.Errorf("report %d has the receipt %q", r.ID, r.Receipt)
		}
		r.Receipt = ""
	}
	want := []*content.Report{
		{ID: 1, Kind: content.BarrierReport, Page: "/kalender", Message: strings.ReplaceAll(message, "\r", ""), Reply: "mira@example.org", Created: at},
		{ID: 2, Kind: content.MissingReport, Message: "Holi", Created: at},
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("reports (-got +want):\n%s", diff)
	}
	if log.Len() > 0 {
		t.Errorf("something was logged: %s", log.String())
	}
}

// faulty fails as if the store could not be reached, or panics as if the
// program were wrong.
type faulty struct {
	content.Reader
	err   error
	panic bool
}

func (f faulty) List(context.Context, time.Time, content.Type, content.Query) ([]content.Record, int, error) {
	if f.panic {
		panic("assignment to entry in nil map")
	}
	return nil, 0, f.err
}

func (f faulty) Stamp(ctx context.Context, at time.Time) (content.Stamp, error) {
	if f.err != nil {
		return content.Stamp{}, f.err
	}
	return f.Reader.Stamp(ctx, at)
}

func TestFaults(t *testing.T) {
	const query = "q=Krankheit"
	base := newSite(t, nil)
	for name, reader := range map[string]faulty{
		"store away": {Reader: base.store, err: errors.New("disk I/O error")},
		"panic":      {Reader: base.store, panic: true},
	} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			observed := map[int]int{}
			s := base.with(t, func(c *config) {
				c.Reader = reader
				c.Log = slog.New(slog.NewJSONHandler(&log, nil))
				c.Observe = func(_ string, code int, _ time.Duration) { observed[code]++ }
			})
			for _, path := range []string{"/?" + query, "/en/beitraege?" + query, "/feeds/beitraege.rss?" + query, "/api/v1/articles?thema=Krankheit"} {
				log.Reset()
				a := s.ask(t, httptest.NewRequest(http.MethodGet, path, nil))
				if a.code != http.StatusInternalServerError {
					t.Errorf("%s answers %d", path, a.code)
				}
				checkSafe(t, a)
				if a.header.Get("ETag") != "" || a.header.Get("Cache-Control") != "no-store" {
					t.Errorf("%s: the error may be kept: %v", path, a.header)
				}
				var line struct{ Msg, Route, Request, Err string }
				if err := json.Unmarshal(log.Bytes(), &line); err != nil {
					t.Fatalf("%s: not one line was logged: %v: %s", path, err, log.String())
				}
				if line.Request == "" || !strings.Contains(a.body, line.Request) {
					t.Errorf("%s: answer does not hold the id %q of its line in the log", path, line.Request)
				}
				if strings.Contains(log.String(), "Krankheit") {
					t.Errorf("%s: log holds what was typed: %s", path, log.String())
				}
				if strings.Contains(a.body, "disk I/O") || strings.Contains(a.body, "nil map") || strings.Contains(a.body, ".go:") {
					t.Errorf("%s: answer holds the error itself", path)
				}
			}
			if diff := cmp.Diff(observed, map[int]int{500: 4}); diff != "" {
				t.Errorf("observed (-got +want):\n%s", diff)
			}
		})
	}
}

// A reader who has left is not our error.
func TestReaderHasGone(t *testing.T) {
	var log bytes.Buffer
	base := newSite(t, nil)
	s := base.with(t, func(c *config) {
		c.Reader = faulty{Reader: base.store, err: context.Canceled}
		c.Log = slog.New(slog.NewTextHandler(&log, nil))
	})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, http.MethodGet, "/", nil))
	if log.Len() > 0 {
		t.Errorf("logged: %s", log.String())
	}
}

func TestReadiness(t *testing.T) {
	base := newSite(t, nil)
	for _, c := range []struct {
		checks []web.Check
		code   int
		status string
	}{
		{[]web.Check{{Name: "database", OK: true, Needed: true}}, 200, "ready"},
		{[]web.Check{{Name: "database", OK: true, Needed: true}, {Name: "search: engine", Advice: "start it"}}, 200, "degraded"},
		{[]web.Check{{Name: "database", Needed: true, Detail: "away"}, {Name: "search: engine"}}, 503, "not ready"},
		{[]web.Check{{Name: "search: engine"}, {Name: "database", Needed: true}}, 503, "not ready"},
	} {
		s := base.with(t, func(k *config) { k.Ready = func(context.Context) []web.Check { return c.checks } })
		a := s.ask(t, httptest.NewRequest(http.MethodGet, "/readyz", nil))
		var got struct {
			Status string
			Checks []web.Check
		}
		if err := json.Unmarshal([]byte(a.body), &got); err != nil {
			t.Fatal(err)
		}
		if a.code != c.code || got.Status != c.status || !slices.Equal(got.Checks, c.checks) {
			t.Errorf("%v: got %d %+v", c.checks, a.code, got)
		}
	}
}

// What the JSON interface says of days and articles is described, field by field.
func TestAnswersAreDescribed(t *testing.T) {
	s := wholeSite(t)
	s.save(t, &content.Article{Item: content.Item{ID: "bild", State: content.Approved, Text: content.Text{Lang: content.German, Title: "Bild"}}, Picture: s.shown(t, "oben")})
	var doc struct {
		Components struct{ Schemas map[string]any }
	}
	if err := json.Unmarshal(s.get(t, "/api/v1/openapi.json").Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	var check func(at string, schema map[string]any, value any)
	check = func(at string, schema map[string]any, value any) {
		if ref, ok := schema["$ref"].(string); ok {
			schema = doc.Components.Schemas[strings.TrimPrefix(ref, "#/components/schemas/")].(map[string]any)
		}
		switch v := value.(type) {
		case map[string]any:
			properties, _ := schema["properties"].(map[string]any)
			for key, x := range v {
				p, ok := properties[key].(map[string]any)
				if !ok {
					t.Errorf("%s.%s is not described", at, key)
					continue
				}
				check(at+"."+key, p, x)
			}
			required, _ := schema["required"].([]any)
			for _, key := range required {
				if _, ok := v[key.(string)]; !ok {
					t.Errorf("%s.%s is missing", at, key)
				}
			}
		case []any:
			items, _ := schema["items"].(map[string]any)
			for _, x := range v {
				check(at, items, x)
			}
		default:
			if enum, ok := schema["enum"].([]any); ok && !slices.Contains(enum, value) {
				t.Errorf("%s: %v is none of %v", at, value, enum)
			}
		}
	}
	for path, name := range map[string]string{"/api/v1/occurrences?from=2026-01-01&to=2026-12-31": "Occurrences", "/api/v1/today": "Today", "/api/v1/today?tradition=islamic&gewicht=wichtig": "Today", "/api/v1/observances": "Observances", "/api/v1/articles": "Articles", "/api/v1/date-check?date=2027-10-02&kind=essen&weeks=30": "DateCheck"} {
		var answer map[string]any
		if err := json.Unmarshal(s.get(t, path).Body.Bytes(), &answer); err != nil {
			t.Fatal(err)
		}
		check(name, doc.Components.Schemas[name].(map[string]any), answer)
	}
}

func TestDescriptionOfTheInterface(t *testing.T) {
	s := wholeSite(t)
	var doc struct {
		OpenAPI    string
		Paths      map[string]any
		Components struct {
			Schemas struct{ Tradition struct{ Enum []string } }
		}
	}
	if err := json.Unmarshal(s.get(t, "/api/v1/openapi.json").Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, tr := range s.calendar.Traditions() {
		ids = append(ids, tr.ID)
	}
	if diff := cmp.Diff(doc.Components.Schemas.Tradition.Enum, ids); diff != "" {
		t.Errorf("traditions (-got +want):\n%s", diff)
	}
	if len(doc.Paths) < 5 || !strings.HasPrefix(doc.OpenAPI, "3.") {
		t.Errorf("version %q, %d paths", doc.OpenAPI, len(doc.Paths))
	}
	for _, path := range s.addresses(t) {
		if path, _, _ = strings.Cut(path, "?"); strings.HasPrefix(path, "/api/") && doc.Paths[path] == nil {
			t.Errorf("%s is not described", path)
		}
	}
}
