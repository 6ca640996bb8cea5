package auth_test

import (
	"net/http"
	"strings"
	"testing"

	"vielfalt/cmd/internal/auth"
	"vielfalt/cmd/internal/peer"
	"vielfalt/content"
)

// withProxy is a service behind a proxy that says who asks, and another that says
// only from where.
func withProxy(t *testing.T, strangers *int) *service {
	t.Helper()
	from, err := peer.ParseProxies([]string{"10.1.0.0/16"})
	if err != nil {
		t.Fatal(err)
	}
	return newService(t, func(s *service) {
		access := auth.LocalOnly()
		access.Proxy = &auth.ProxyAccess{Header: "X-Remote-User", GroupsHeader: "X-Remote-Groups", From: from}
		access.Groups = []auth.GroupRole{{Group: "presse", Role: content.Role{Name: content.Editor}}}
		s.config.Access, s.config.Proxy = access, access.Proxy
		s.site.Proxies, _ = peer.ParseProxies([]string{"192.0.2.7"})
		s.config.Stranger = func() { *strangers++ }
	})
}

func TestProxy(t *testing.T) {
	strangers := 0
	s := withProxy(t, &strangers)
	b := s.browser(t)
	b.addr = "10.1.2.3:5000"
	b.header = http.Header{"X-Remote-User": {"Anna"}, "X-Remote-Groups": {"sonst, presse"}}
	b.is(b.get("/redaktion/x"), http.StatusSeeOther, "/anmelden?weiter=%2Fredaktion%2Fx")
	b.is(b.get("/anmelden?weiter=%2Fredaktion%2Fx"), http.StatusSeeOther, "/redaktion/x")
	b.holds(b.get("/redaktion"), `"name":"Anna"`, `"name":"editor"`)

	// However the name is typed, it is the same person; one with another end is
	// another.
	b.header.Set("X-Remote-User", "aNNA")
	b.holds(b.get("/redaktion"), `"name":"Anna"`)
	for _, c := range []struct {
		name string
		more int
	}{{"anna", 0}, {"ANNA", 0}, {"/C=DE/O=Bezirksregierung/OU=" + strings.Repeat("x", 120) + "/CN=Anna", 1}, {"/C=DE/O=Bezirksregierung/OU=" + strings.Repeat("x", 120) + "/CN=Bert", 1}} {
		before, err := s.store.Accounts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		other := s.browser(t)
		other.addr = b.addr
		other.header = http.Header{"X-Remote-User": {c.name}, "X-Remote-Groups": {"presse"}}
		other.is(other.get("/anmelden"), http.StatusSeeOther, "/redaktion")
		other.is(other.get("/redaktion"), http.StatusOK, "")
		after, err := s.store.Accounts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(after)-len(before) != c.more {
			t.Errorf("%.10s…: %d new accounts, want %d", c.name, len(after)-len(before), c.more)
		}
	}
	b.header.Set("X-Remote-User", "Anna")
	b.get("/anmelden")

	// Once the header is gone, or names somebody else, the session is over.
	b.header.Set("X-Remote-User", "Bert")
	b.is(b.get("/redaktion"), http.StatusSeeOther, "/anmelden?grund=ende&weiter=%2Fredaktion")
	b.header.Set("X-Remote-User", "Anna")
	b.is(b.get("/redaktion"), http.StatusSeeOther, "/anmelden?grund=ende&weiter=%2Fredaktion")
	b.get("/anmelden")
	b.is(b.get("/redaktion"), http.StatusOK, "")
	delete(b.header, "X-Remote-User")
	b.is(b.get("/redaktion"), http.StatusSeeOther, "/anmelden?grund=ende&weiter=%2Fredaktion")
	b.is(b.get("/anmelden"), http.StatusOK, "")

	// Groups: none is not the same as nothing.
	b.header.Set("X-Remote-User", "Anna")
	b.header.Set("X-Remote-Groups", "")
	a := b.get("/anmelden")
	b.is(a, http.StatusForbidden, "")
	b.holds(a, "haben hier aber keine Aufgabe")
	delete(b.header, "X-Remote-Groups")
	a = b.get("/anmelden")
	b.is(a, http.StatusForbidden, "")
	b.holds(a, "Ihr Konto brachte keine Gruppen mit.")
	if s.check(t, content.ProxySource).OK {
		t.Error("/readyz says nothing")
	}
	// The header twice: one of them is not the proxy's.
	b.header = http.Header{"X-Remote-User": {"Anna", "Veit"}, "X-Remote-Groups": {"presse"}}
	b.is(b.get("/anmelden"), http.StatusOK, "")
	if strangers != 0 {
		t.Errorf("%d strangers", strangers)
	}
}

// TestProxyStranger: anybody can send a header.
func TestProxyStranger(t *testing.T) {
	strangers := 0
	s := withProxy(t, &strangers)
	b := s.browser(t)
	b.header = http.Header{"X-Remote-User": {"Veit"}, "X-Remote-Groups": {"presse"}, "X-Forwarded-For": {"10.1.2.3"}}
	b.is(b.get("/anmelden"), http.StatusOK, "")
	if len(b.cookies) != 0 || strangers != 1 {
		t.Errorf("cookies %v, %d strangers", b.cookies, strangers)
	}
	if c := s.check(t, content.ProxySource); c.OK || !strings.Contains(c.Advice, "proxy.from") {
		t.Errorf("/readyz says %+v", c)
	}
	// Nor does it help to have the token of somebody's session.
	there := s.browser(t)
	there.addr, there.header = "10.1.2.3:5000", http.Header{"X-Remote-User": {"Anna"}, "X-Remote-Groups": {"presse"}}
	there.get("/anmelden")
	there.is(there.get("/redaktion"), http.StatusOK, "")
	b.cookies = there.cookies
	b.header.Set("X-Remote-User", "Anna")
	b.is(b.get("/redaktion"), http.StatusSeeOther, "/anmelden?grund=ende&weiter=%2Fredaktion")
	if all, err := s.store.Accounts(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("%d accounts, %v", len(all), err)
	}
}
