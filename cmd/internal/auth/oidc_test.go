package auth_test

import (
	"encoding/json"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/oauth2-proxy/mockoidc"

	"vielfalt/cmd/internal/auth"
	"vielfalt/content"
)

// A colleague is somebody the provider knows, with claims as a test wants them.
type colleague struct {
	sub    string
	claims map[string]any
	apart  map[string]any // what is given out apart from the id token
	change func(*mockoidc.IDTokenClaims)
}

func (c colleague) ID() string { return c.sub }

func (c colleague) Userinfo([]string) ([]byte, error) {
	if c.apart == nil {
		return []byte("{}"), nil
	}
	return json.Marshal(c.apart)
}

func (c colleague) Claims(_ []string, base *mockoidc.IDTokenClaims) (jwt.Claims, error) {
	if c.change != nil {
		c.change(base)
	}
	out := jwt.MapClaims{"nonce": base.Nonce, "aud": base.Audience, "exp": base.ExpiresAt.Unix(), "iat": base.IssuedAt.Unix(), "iss": base.Issuer, "sub": base.Subject}
	for name, v := range c.claims {
		out[name] = v
	}
	return out, nil
}

func person(groups ...string) colleague {
	return colleague{sub: "sub-anna", claims: map[string]any{"preferred_username": "anna", "name": "Anna Muster", "email": "anna@haus.example", "groups": groups, "sid": "s1"}}
}

// provider starts an OpenID provider.
func provider(t *testing.T) *mockoidc.MockOIDC {
	t.Helper()
	m, err := mockoidc.Run()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Shutdown() })
	return m
}

// withOIDC is a service that signs in by a provider, at the time of the provider.
func withOIDC(t *testing.T, m *mockoidc.MockOIDC, issuer string) *service {
	t.Helper()
	c := &clock{t: m.Now().Truncate(time.Second)}
	return serviceOn(t, t.TempDir()+"/test.db", c, func(s *service) {
		access := auth.LocalOnly()
		access.OIDC = &auth.OIDCAccess{Issuer: issuer, ClientID: m.ClientID, ClientSecret: m.ClientSecret, GroupsClaim: "groups", Scopes: []string{"openid", "profile", "email", "groups"}}
		access.Groups = []auth.GroupRole{
			{Group: "presse", Role: content.Role{Name: content.Editor, Themes: []string{"Religion"}}}, {Group: "leitung", Role: content.Role{Name: content.Approver}},
		}
		s.config.Access = access
		s.config.OIDC = auth.NewOIDC(*access.OIDC, c.now)
	})
}

// visit follows the link, and returns the address the provider sends one back to.
func (b *browser) visit(m *mockoidc.MockOIDC, who colleague, start string) string {
	b.t.Helper()
	a := b.get(start)
	if a.StatusCode != http.StatusSeeOther || !strings.HasPrefix(a.Header.Get("Location"), m.AuthorizationEndpoint()) {
		b.t.Fatalf("%d to %q", a.StatusCode, a.Header.Get("Location"))
	}
	m.QueueUser(who)
	there := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := there.Get(a.Header.Get("Location"))
	if err != nil {
		b.t.Fatal(err)
	}
	defer res.Body.Close()
	back, err := url.Parse(res.Header.Get("Location"))
	if err != nil || back.Path != "/anmelden/oidc/zurueck" || back.Host != "vielfalt.example" {
		b.t.Fatalf("%d back to %q", res.StatusCode, back)
	}
	return back.RequestURI()
}

func (s *service) check(t *testing.T, source content.Source) auth.Check {
	t.Helper()
	for _, c := range s.auth.Checks() {
		if c.Source == source {
			return c
		}
	}
	t.Fatalf("there is no check of %s", source)
	return auth.Check{}
}

func TestOIDC(t *testing.T) {
	m := provider(t)
	s := withOIDC(t, m, m.Issuer())
	b := s.browser(t)
	page := b.get("/anmelden?weiter=/redaktion/x")
	b.holds(page, `<a href="/anmelden/oidc?weiter=%2Fredaktion%2Fx" rel="nofollow">Mit Dienstkonto anmelden</a>`)
	back := b.visit(m, person("presse"), "/anmelden/oidc?weiter=/redaktion/x")
	flow := b.cookies["__Host-vielfalt-oidc"]
	b.is(b.get(back), http.StatusSeeOther, "/redaktion/x")
	if b.cookies["__Host-vielfalt-oidc"] != "" {
		t.Error("the cookie of the sign-in stays")
	}
	b.holds(b.get("/redaktion"), `"name":"Anna Muster"`, `"roles":[{"name":"editor","themes":["Religion"]}]`)
	first, err := s.store.AccountByLogin(t.Context(), "anna")
	if err != nil || first.Source != content.OIDCSource || first.Subject != "sub-anna" {
		t.Fatalf("%+v, %v", first, err)
	}

	// The address to come back to works once, and for this browser alone.
	other := s.browser(t)
	other.is(other.get(back), http.StatusSeeOther, "/anmelden?grund=dauer")
	other.cookies["__Host-vielfalt-oidc"] = flow
	other.is(other.get(back), http.StatusForbidden, "")

	// Roles are those of the last sign-in; the account is the same.
	other = s.browser(t)
	other.is(other.get(other.visit(m, person("leitung", "presse", "sonst"), "/en/anmelden/oidc")), http.StatusSeeOther, "/en/redaktion")
	other.holds(other.get("/redaktion"), `"name":"approver"`, `"name":"editor"`, first.ID)
	b.holds(b.get("/redaktion"), `"roles":[{"name":"editor","themes":["Religion"]}]`)

	// An empty claim is no role; a missing one is a fault, and changes nothing.
	b = s.browser(t)
	empty := b.get(b.visit(m, person([]string{}...), "/anmelden/oidc"))
	b.is(empty, http.StatusForbidden, "")
	b.holds(empty, "Sie sind angemeldet worden, haben hier aber keine Aufgabe.")
	if !s.check(t, content.OIDCSource).OK {
		t.Error("an empty claim is taken for a fault")
	}
	before := s.store.Statements()
	for what, v := range map[string]any{"absent": nil, "numbers": []any{1}, "an object": map[string]any{"a": 1}} {
		who := person()
		who.claims["name"] = "Jemand anderes"
		delete(who.claims, "groups")
		if v != nil {
			who.claims["groups"] = v
		}
		a := b.get(b.visit(m, who, "/anmelden/oidc"))
		b.is(a, http.StatusForbidden, "")
		b.holds(a, "Ihr Konto brachte keine Gruppen mit. Bitte melden Sie das der IT.")
		if c := s.check(t, content.OIDCSource); c.OK || !strings.Contains(c.Detail, "no groups") {
			t.Errorf("%s: /readyz says %+v", what, c)
		}
	}
	_ = before
	if again, err := s.store.Account(t.Context(), first.ID); err != nil || again.Name != "Anna Muster" {
		t.Errorf("%+v, %v", again, err)
	}
	if strings.Contains(s.log.String(), "anna") || strings.Contains(s.log.String(), "Muster") {
		t.Errorf("the log names somebody: %s", s.log)
	}
	b.is(b.get(b.visit(m, person("presse"), "/anmelden/oidc")), http.StatusSeeOther, "/redaktion")
	if !s.check(t, content.OIDCSource).OK {
		t.Error("/readyz still complains")
	}
}

// TestOIDCRefused: tokens that are for another sign-in, another client, too old,
// or not signed by the provider.
func TestOIDCRefused(t *testing.T) {
	m := provider(t)
	s := withOIDC(t, m, m.Issuer())
	for what, change := range map[string]func(*mockoidc.IDTokenClaims){
		"another nonce":  func(c *mockoidc.IDTokenClaims) { c.Nonce = "another" },
		"no nonce":       func(c *mockoidc.IDTokenClaims) { c.Nonce = "" },
		"another client": func(c *mockoidc.IDTokenClaims) { c.Audience = jwt.ClaimStrings{"another"} },
		"too old":        func(c *mockoidc.IDTokenClaims) { c.ExpiresAt = jwt.NewNumericDate(time.Now().Add(-time.Hour)) },
		"another issuer": func(c *mockoidc.IDTokenClaims) { c.Issuer = "https://evil.example" },
		"nobody":         func(c *mockoidc.IDTokenClaims) { c.Subject = "" },
	} {
		who := person("presse")
		who.change = change
		b := s.browser(t)
		a := b.get(b.visit(m, who, "/anmelden/oidc"))
		if a.StatusCode != http.StatusForbidden || b.cookies[cookieName] != "" {
			t.Errorf("%s: %d", what, a.StatusCode)
		}
	}
	b := s.browser(t)
	back := b.visit(m, person("presse"), "/anmelden/oidc")
	for what, target := range map[string]string{
		"another state": strings.Replace(back, "state=", "state=x", 1), "no state": strings.Replace(back, "state=", "x=", 1),
	} {
		flow := b.cookies["__Host-vielfalt-oidc"]
		if a := b.get(target); a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != "/anmelden?grund=dauer" {
			t.Errorf("%s: %d to %q", what, a.StatusCode, a.Header.Get("Location"))
		}
		b.cookies["__Host-vielfalt-oidc"] = flow
	}
	// Whoever takes longer than five minutes begins anew.
	s.clock.pass(5*time.Minute + time.Second)
	late := b.get(back)
	b.is(late, http.StatusSeeOther, "/anmelden?grund=dauer")
	b.holds(b.get("/anmelden?grund=dauer"), "Die Anmeldung hat zu lange gedauert. Bitte noch einmal.")
	if all, err := s.store.Accounts(t.Context()); err != nil || len(all) > 0 {
		t.Errorf("%d accounts, %v", len(all), err)
	}
	b.is(b.get("/anmelden/oidc/zurueck?error=access_denied&state=x"), http.StatusSeeOther, "/anmelden?grund=dauer")
}

// TestOIDCAway: the provider need not be there at the start.
func TestOIDCAway(t *testing.T) {
	m := provider(t)
	s := withOIDC(t, m, "http://127.0.0.1:1/oidc")
	b := s.browser(t)
	a := b.get("/anmelden/oidc")
	b.is(a, http.StatusServiceUnavailable, "")
	b.holds(a, "Die Anmeldung ist zurzeit nicht erreichbar.", `name="password"`)
	if c := s.check(t, content.OIDCSource); c.OK {
		t.Error("/readyz says nothing")
	}
	s.add(t, "anna", content.Editor)
	b.signIn("anna") // accounts of our own go on
}

func TestOIDCLogout(t *testing.T) {
	m := provider(t)
	s := withOIDC(t, m, m.Issuer())
	now := m.Now()
	logout := func(change func(jwt.MapClaims)) answer {
		claims := jwt.MapClaims{"iss": m.Issuer(), "aud": m.ClientID, "iat": now.Unix(), "exp": now.Add(2 * time.Minute).Unix(), "jti": "logout-1", "sub": "sub-anna",
			"events": map[string]any{"http://schemas.openid.net/event/backchannel-logout": map[string]any{}}}
		change(claims)
		token, err := m.Keypair.SignJWT(claims)
		if err != nil {
			t.Fatal(err)
		}
		provider := s.browser(t)
		return provider.do(http.MethodPost, "/anmelden/oidc/ende", url.Values{"logout_token": {token}}, "Sec-Fetch-Site", "")
	}
	b := s.browser(t)
	in := func(want int) {
		t.Helper()
		if a := b.get("/redaktion"); a.StatusCode != want {
			t.Errorf("%d, want %d", a.StatusCode, want)
		}
	}
	b.get(b.visit(m, person("presse"), "/anmelden/oidc"))
	in(http.StatusOK)
	for what, change := range map[string]func(jwt.MapClaims){
		"another client": func(c jwt.MapClaims) { c["aud"] = "another" },
		"too old":        func(c jwt.MapClaims) { c["exp"] = now.Add(-time.Minute).Unix() },
		"an id token":    func(c jwt.MapClaims) { c["nonce"] = "x" },
		"no event":       func(c jwt.MapClaims) { delete(c, "events") },
		"another issuer": func(c jwt.MapClaims) { c["iss"] = "https://evil.example" },
		"no id":          func(c jwt.MapClaims) { delete(c, "jti") },
	} {
		if a := logout(change); a.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %d", what, a.StatusCode)
		}
	}
	for _, token := range []string{"", "x", "a.b.c", strings.Repeat("x", 20<<10)} {
		if a := s.browser(t).post("/anmelden/oidc/ende", "logout_token", token); a.StatusCode != http.StatusBadRequest {
			t.Errorf("%.10q: %d", token, a.StatusCode)
		}
	}
	in(http.StatusOK)
	nothing := func(jwt.MapClaims) {}
	if a := logout(nothing); a.StatusCode != http.StatusOK || a.Header.Get("Cache-Control") != "private, no-store" {
		t.Errorf("%d", a.StatusCode)
	}
	in(http.StatusSeeOther)
	// What was being written is kept, for the same person.
	b.is(b.post("/redaktion/x", "body", "Ein Text"), http.StatusSeeOther, "/anmelden?grund=aufgehoben&weiter=%2Fredaktion%2Fx")
	if a, err := s.store.AccountByLogin(t.Context(), "anna"); err != nil || len(s.parked) != 1 || s.parked[0].Get("whose") != a.ID {
		t.Errorf("kept %v, %v", s.parked, err)
	}
	// Whoever sends it again ends nothing.
	b.get(b.visit(m, person("presse"), "/anmelden/oidc"))
	in(http.StatusOK)
	if a := logout(nothing); a.StatusCode != http.StatusBadRequest {
		t.Errorf("again: %d", a.StatusCode)
	}
	in(http.StatusOK)
	// One session of several.
	other := func(c jwt.MapClaims) { c["jti"], c["sid"] = "logout-2", "s2" }
	if a := logout(other); a.StatusCode != http.StatusOK {
		t.Errorf("another session: %d", a.StatusCode)
	}
	in(http.StatusOK)
	this := func(c jwt.MapClaims) { c["jti"], c["sid"] = "logout-3", "s1"; delete(c, "sub") }
	if a := logout(this); a.StatusCode != http.StatusOK {
		t.Errorf("this session: %d", a.StatusCode)
	}
	in(http.StatusSeeOther)
}

// TestOIDCApart: groups that the provider gives out apart from the id token, if
// they are those of the same person.
func TestOIDCApart(t *testing.T) {
	m := provider(t)
	s := withOIDC(t, m, m.Issuer())
	who := person()
	who.claims = map[string]any{}
	who.apart = map[string]any{"sub": who.sub, "groups": []string{"presse"}, "preferred_username": "anna", "name": "Anna Muster"}
	b := s.browser(t)
	b.is(b.get(b.visit(m, who, "/anmelden/oidc")), http.StatusSeeOther, "/redaktion")
	b.holds(b.get("/redaktion"), `"name":"Anna Muster"`, `"name":"editor"`)
	who.apart["sub"] = "somebody else"
	b = s.browser(t)
	b.is(b.get(b.visit(m, who, "/anmelden/oidc")), http.StatusForbidden, "")
	// What the id token says counts for more.
	who = person([]string{}...)
	delete(who.claims, "preferred_username")
	who.apart = map[string]any{"sub": who.sub, "groups": []string{"presse"}}
	b.is(b.get(b.visit(m, who, "/anmelden/oidc")), http.StatusForbidden, "")
}

// TestOIDCServer asks a real provider, as .ci/run starts it. It brings no
// groups, so the name stands for one.
func TestOIDCServer(t *testing.T) {
	issuer := os.Getenv("VIELFALT_TEST_OIDC_URL")
	if issuer == "" {
		t.Skip("set VIELFALT_TEST_OIDC_URL to run this with a provider")
	}
	c := &clock{t: time.Now().Truncate(time.Second)}
	s := serviceOn(t, t.TempDir()+"/test.db", c, func(s *service) {
		access := auth.LocalOnly()
		access.OIDC = &auth.OIDCAccess{Issuer: issuer, ClientID: "web", ClientSecret: "secret", GroupsClaim: "preferred_username", Scopes: []string{"openid", "profile", "email"}}
		access.Groups = []auth.GroupRole{{Group: "test-user@localhost", Role: content.Role{Name: content.Editor}}}
		s.config.Access = access
		s.config.OIDC = auth.NewOIDC(*access.OIDC, c.now)
	})
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	there := http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if r.URL.Host == "vielfalt.example" {
			return http.ErrUseLastResponse
		}
		return nil
	}}
	b := s.browser(t)
	a := b.get("/anmelden/oidc?weiter=/redaktion/x")
	form, err := there.Get(a.Header.Get("Location"))
	if err != nil {
		t.Fatal(err)
	}
	form.Body.Close()
	back, err := there.PostForm(form.Request.URL.String(), url.Values{"username": {"test-user@localhost"}, "password": {"verysecure"}, "id": {form.Request.URL.Query().Get("authRequestID")}})
	if err != nil {
		t.Fatal(err)
	}
	back.Body.Close()
	to, err := url.Parse(back.Header.Get("Location"))
	if err != nil || to.Path != "/anmelden/oidc/zurueck" {
		t.Fatalf("%d back to %q", back.StatusCode, to)
	}
	b.is(b.get(to.RequestURI()), http.StatusSeeOther, "/redaktion/x")
	b.holds(b.get("/redaktion"), `"name":"editor"`)
}

// TestWithoutOIDC: where there is no provider, there are no such addresses.
func TestWithoutOIDC(t *testing.T) {
	b := newService(t).browser(t)
	b.is(b.get("/anmelden/oidc"), http.StatusNotFound, "")
	b.is(b.get("/anmelden/oidc/zurueck"), http.StatusNotFound, "")
	b.is(b.post("/anmelden/oidc/ende"), http.StatusNotFound, "")
}
