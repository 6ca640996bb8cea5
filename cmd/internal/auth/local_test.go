package auth_test

import (
	"net/http"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"vielfalt/content"
)

// TestWrongIsWrong: an unknown name, a wrong password, a locked account and one
// without a password get the same answer for the same work.
func TestWrongIsWrong(t *testing.T) {
	s := newService(t)
	s.add(t, "anna", content.Editor)
	locked := s.add(t, "bert", content.Editor)
	if err := s.store.LockAccount(t.Context(), "command:test", locked.ID, true); err != nil {
		t.Fatal(err)
	}
	if err := s.store.AddAccount(t.Context(), "command:test", &content.Account{Login: "carl", Name: "Carl"}); err != nil {
		t.Fatal(err)
	}
	b := s.browser(t)
	b.post("/anmelden", "name", "nobody", "password", "to set the key") // the first attempt of all writes more
	type got struct {
		status     int
		body       string
		statements int64
		length     string
	}
	var first got
	for i, try := range []struct{ name, password string }{{"anna", "falsches Kennwort"}, {"zoe", "falsches Kennwort"}, {"bert", secret}, {"carl", ""}, {"carl", "nobody"}, {"zoe", secret}, {"anna", strings.Repeat("x", 2000)}, {strings.Repeat("x", 500), secret}} {
		if try.password == "" {
			continue // refused by the form
		}
		before := s.store.Statements()
		a := b.post("/anmelden", "name", try.name, "password", try.password)
		g := got{a.StatusCode, a.body, s.store.Statements() - before, a.Header.Get("Content-Length")}
		if i == 0 {
			first = g
			b.holds(a, "Name oder Passwort stimmt nicht.", `aria-invalid="true"`, `role="alert"`)
		}
		if g != first || a.StatusCode != http.StatusUnprocessableEntity || len(a.Cookies()) > 0 {
			t.Errorf("%.20q: %d, %d bytes, %d statements; want %d, %d bytes, %d statements", try.name, g.status, len(g.body), g.statements, first.status, len(first.body), first.statements)
		}
	}
	b.is(b.post("/anmelden", "name", " ANNA ", "password", secret), http.StatusSeeOther, "/redaktion")
	if strings.Contains(s.log.String(), "anna") {
		t.Errorf("the log names somebody: %s", s.log)
	}
}

func TestEmptyForm(t *testing.T) {
	s := newService(t)
	b := s.browser(t)
	a := b.post("/anmelden", "name", "", "password", "")
	b.is(a, http.StatusUnprocessableEntity, "")
	b.holds(a, `<a href="#f-name">Name: Bitte ausfüllen.</a>`, `<a href="#f-password">Passwort: Bitte ausfüllen.</a>`, `aria-describedby="p-name"`)
}

// TestTooMany: five wrong ones for a name and network, over all replicas.
func TestTooMany(t *testing.T) {
	c := &clock{t: time.Date(2026, time.November, 26, 9, 0, 10, 0, time.UTC)}
	path := filepath.Join(t.TempDir(), "test.db")
	replicas := []*service{serviceOn(t, path, c), serviceOn(t, path, c)}
	replicas[0].add(t, "anna", content.Editor)
	wrong := func(i int, name, addr string) answer {
		b := replicas[i%2].browser(t)
		b.addr = addr
		return b.post("/anmelden", "name", name, "password", "falsches Kennwort")
	}
	for i := range 5 {
		if a := wrong(i, "anna", "192.0.2.7:1"); a.StatusCode != http.StatusUnprocessableEntity {
			t.Fatalf("try %d: %d", i+1, a.StatusCode)
		}
		c.pass(time.Minute)
	}
	for i, name := range []string{"anna", "ANNA", "anna"} {
		a := wrong(i, name, "192.0.2.99:1") // another address in the same network
		b := replicas[0].browser(t)
		b.is(a, http.StatusTooManyRequests, "")
		b.holds(a, "Zu viele Versuche. Bitte versuchen Sie es um 10:16 Uhr wieder.")
		if a.Header.Get("Retry-After") != "600" {
			t.Errorf("Retry-After %q", a.Header.Get("Retry-After"))
		}
	}
	b := replicas[0].browser(t)
	b.is(b.post("/anmelden", "name", "anna", "password", secret), http.StatusTooManyRequests, "") // the right one neither
	b.is(wrong(0, "nobody", "192.0.2.7:1"), http.StatusUnprocessableEntity, "")
	b.addr = "198.51.100.7:1"
	b.signIn("anna") // who sits elsewhere gets in
	c.pass(10 * time.Minute)
	b = replicas[1].browser(t)
	b.signIn("anna")
	// Whoever got in has a clean sheet.
	for i := range 5 {
		b.is(wrong(i, "anna", "192.0.2.7:1"), http.StatusUnprocessableEntity, "")
	}
	b.is(wrong(0, "anna", "192.0.2.7:1"), http.StatusTooManyRequests, "")
}

// TestTooManyNames: 20 wrong ones from an address, whatever the names; of an
// IPv6 address, its whole network counts.
func TestTooManyNames(t *testing.T) {
	s := newService(t)
	var wait sync.WaitGroup
	var mu sync.Mutex
	count := map[int]int{}
	for i := range 30 {
		wait.Go(func() {
			b := s.browser(t)
			b.addr = "[2001:db8::" + strconv.Itoa(i+1) + "]:1"
			a := b.post("/anmelden", "name", "name-"+strconv.Itoa(i), "password", "falsches Kennwort")
			mu.Lock()
			count[a.StatusCode]++
			mu.Unlock()
		})
	}
	wait.Wait()
	if count[http.StatusUnprocessableEntity] > 20 || count[http.StatusTooManyRequests] != 10 || count[http.StatusOK]+count[http.StatusSeeOther] > 0 {
		t.Errorf("statuses %v", count)
	}
}

func TestFixation(t *testing.T) {
	s := newService(t)
	s.add(t, "anna", content.Editor)
	b := s.browser(t)
	b.cookies[cookieName] = "chosen-by-somebody-else"
	a := b.signIn("anna")
	first := b.cookies[cookieName]
	if first == "chosen-by-somebody-else" || len(first) < 40 {
		t.Fatalf("token %q", first)
	}
	if c := a.Header.Get("Set-Cookie"); !strings.Contains(c, "HttpOnly") || !strings.Contains(c, "SameSite=Lax") || !strings.Contains(c, "Secure") || !strings.Contains(c, "Path=/") ||
		strings.Contains(c, "Max-Age") || strings.Contains(c, "Expires") || strings.Contains(c, "Domain") {
		t.Errorf("cookie %q", c)
	}
	if a.Header.Get("Cache-Control") != "private, no-store" {
		t.Errorf("Cache-Control %q", a.Header.Get("Cache-Control"))
	}
	b.is(b.get("/redaktion"), http.StatusOK, "")

	// Signing in anew gives a new token, and the old one is of no use.
	old := s.browser(t)
	old.cookies[cookieName] = first
	b.post("/anmelden", "name", "anna", "password", secret)
	if b.cookies[cookieName] == first {
		t.Error("the token stayed the same")
	}
	old.is(old.get("/redaktion"), http.StatusSeeOther, "/anmelden?grund=ende&weiter=%2Fredaktion")

	// And so is one that was signed out, even if it is not forgotten.
	old.cookies[cookieName] = b.cookies[cookieName]
	a = b.post("/abmelden")
	b.is(a, http.StatusSeeOther, "/anmelden?grund=abgemeldet")
	if len(b.cookies) != 0 {
		t.Errorf("cookies %v", b.cookies)
	}
	old.is(old.get("/redaktion"), http.StatusSeeOther, "/anmelden?grund=ende&weiter=%2Fredaktion")
	// Two cookies of the name: one was set by somebody else.
	b.signIn("anna")
	right := b.cookies[cookieName]
	b.cookies[cookieName] = "x"
	both := b.do(http.MethodGet, "/redaktion", nil, "Cookie", cookieName+"="+right)
	b.is(both, http.StatusSeeOther, "/anmelden?weiter=%2Fredaktion")
}

func TestCookieOverHTTP(t *testing.T) {
	s := newService(t, over("http://vielfalt.example"))
	s.add(t, "anna", content.Editor)
	b := s.browser(t)
	a := b.signIn("anna")
	if c := a.Header.Get("Set-Cookie"); !strings.HasPrefix(c, "vielfalt_session=") || strings.Contains(c, "Secure") {
		t.Errorf("cookie %q", c)
	}
	// A proxy rewrites the host, and over plain http browsers send an origin
	// alone.
	b.host = "127.0.0.1:8080"
	r := b.do(http.MethodPost, "/redaktion", url.Values{}, "Sec-Fetch-Site", "", "Origin", "http://vielfalt.example")
	b.is(r, http.StatusOK, "")
	r = b.do(http.MethodPost, "/redaktion", url.Values{}, "Sec-Fetch-Site", "", "Origin", "http://evil.example")
	b.is(r, http.StatusForbidden, "")
}

func TestOpenRedirect(t *testing.T) {
	s := newService(t)
	s.add(t, "anna", content.Editor)
	for onward, want := range map[string]string{
		"/redaktion/beitraege/x?stand=1": "/redaktion/beitraege/x?stand=1", "/en/redaktion": "/en/redaktion", "/": "/",
		"": "/redaktion", "//evil.example": "/redaktion", `/\evil.example`: "/redaktion", "https://evil.example": "/redaktion", "https:evil.example": "/redaktion",
		"javascript:alert(1)": "/redaktion", "evil.example": "/redaktion", "/\tevil": "/redaktion", "\t//evil.example": "/redaktion", " //evil.example": "/redaktion", "/\n/evil": "/redaktion",
		`\/evil.example`: "/redaktion", "///evil.example": "/redaktion", `/a\..\..\\evil.example`: "/redaktion", "/" + strings.Repeat("x", 3000): "/redaktion", "/ä": "/redaktion", "/%zz": "/redaktion",
	} {
		b := s.browser(t)
		b.is(b.post("/anmelden", "name", "anna", "password", secret, "weiter", onward), http.StatusSeeOther, want)
		// Who is signed in already goes on at once.
		b.is(b.get("/anmelden?weiter="+url.QueryEscape(onward)), http.StatusSeeOther, want)
		if a := s.browser(t).get("/anmelden?weiter=" + url.QueryEscape(onward)); strings.Contains(a.body, "evil") || strings.Contains(a.body, "javascript") {
			t.Errorf("%q stands in the page", onward)
		}
	}
	b := s.browser(t)
	b.is(b.get("/en/redaktion"), http.StatusSeeOther, "/en/anmelden?weiter=%2Fen%2Fredaktion")
}

// TestHostileTexts: nothing of what people write is taken for markup.
func TestHostileTexts(t *testing.T) {
	s := newService(t)
	const evil = `"><script>alert(1)</script>`
	a := s.browser(t).get("/anmelden?weiter=" + url.QueryEscape("/x?"+`%22%3E<script>alert(1)</script>`) + "&grund=" + url.QueryEscape(evil))
	if strings.Contains(a.body, "<script>") {
		t.Errorf("markup in %s", a.body)
	}
	account := &content.Account{Login: `a"><script>`, Name: evil, Password: hashed(), Roles: []content.Role{{Name: content.Editor}}}
	if err := s.store.AddAccount(t.Context(), "command:test", account); err != nil {
		t.Fatal(err)
	}
	b := s.browser(t)
	b.signIn(account.Login)
	if a := b.get("/redaktion/konto"); strings.Contains(a.body, "<script>") || !strings.Contains(a.body, "&lt;script&gt;") {
		t.Errorf("markup in %s", a.body)
	}
}

func TestNoRole(t *testing.T) {
	s := newService(t)
	s.add(t, "anna")
	boss := s.add(t, "veit", content.Administrator)
	b := s.browser(t)
	a := b.post("/anmelden", "name", "anna", "password", secret)
	b.is(a, http.StatusForbidden, "")
	b.holds(a, "Wen Sie fragen können", boss.Name)
	if len(b.cookies) > 0 {
		t.Error("somebody without a role is signed in")
	}
}

func TestDemo(t *testing.T) {
	s := newService(t, over("http://127.0.0.1:8080"), func(s *service) { s.config.Demo = true })
	fill := func(s *service) {
		for _, a := range demoAccounts() {
			if err := s.store.AddAccount(t.Context(), "command:test", a); err != nil {
				t.Fatal(err)
			}
		}
	}
	fill(s)
	b := s.browser(t)
	b.addr = "127.0.0.1:40000"
	a := b.get("/anmelden")
	b.holds(a, "Zum Ausprobieren", `name="demo" value="redaktion"`, `value="freigabe"`, `value="verwaltung"`)
	b.is(b.post("/anmelden", "demo", "freigabe"), http.StatusSeeOther, "/redaktion")
	b.holds(b.get("/redaktion"), `"roles":[{"name":"approver"}]`)

	refused := func(what string, b *browser, header ...string) {
		t.Helper()
		if a := b.do(http.MethodGet, "/anmelden", nil, header...); strings.Contains(a.body, "demo") {
			t.Errorf("%s: it is offered", what)
		}
		if a := b.do(http.MethodPost, "/anmelden", url.Values{"demo": {"redaktion"}}, header...); a.StatusCode != http.StatusNotFound || len(a.Cookies()) > 0 {
			t.Errorf("%s: %d", what, a.StatusCode)
		}
	}
	local := func() *browser { b := s.browser(t); b.addr = "127.0.0.1:1"; return b }
	for _, h := range []string{"X-Forwarded-For", "Forwarded", "X-Forwarded-Host", "X-Real-Ip", "Via"} {
		refused(h, local(), h, "192.0.2.7")
	}
	b = local()
	b.addr = "192.0.2.7:1"
	refused("from elsewhere", b)
	b = local()
	b.host = "rebound.example"
	refused("a name that leads here", b)
	if a := local().post("/anmelden", "demo", "anna"); a.StatusCode != http.StatusNotFound {
		t.Errorf("somebody else: %d", a.StatusCode)
	}
	for what, o := range map[string]func(*service){"no --demo": over("http://127.0.0.1:8080"), "another base address": func(s *service) { s.config.Demo = true }} {
		s := newService(t, o)
		fill(s)
		b := s.browser(t)
		b.addr, b.host = "127.0.0.1:1", "127.0.0.1:8080"
		refused(what, b)
	}
	taken := newService(t, over("http://127.0.0.1:8080"), func(s *service) { s.config.Demo = true })
	taken.add(t, "redaktion", content.Editor)
	b = taken.browser(t)
	b.addr = "127.0.0.1:1"
	if a := b.post("/anmelden", "demo", "redaktion"); a.StatusCode != http.StatusNotFound || len(b.cookies) > 0 {
		t.Errorf("a real account of the name: %d", a.StatusCode)
	}
	// Without the button these accounts are of no use, whatever one types.
	b = local()
	b.is(b.post("/anmelden", "name", "redaktion", "password", "nobody"), http.StatusUnprocessableEntity, "")
}
