package auth_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"vielfalt/cmd/internal/auth"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
)

// A visitor is a kind of person who may ask for a page.
type visitor string

const (
	nobody   visitor = "nobody"
	ended    visitor = "ended" // whose session is over
	editor           = visitor(content.Editor)
	approver         = visitor(content.Approver)
	boss             = visitor(content.Administrator)
)

func visitors() []visitor { return []visitor{nobody, ended, editor, approver, boss} }

// A row says what each visitor gets at a route.
type row struct {
	path      string
	get, post map[visitor]int // as they differ from all
	all       [2]int          // for GET and POST
	scripts   bool            // POST by a script: ended sessions get 401, too
}

// rows holds one row for each personal route. A route that is not in it fails
// the test.
func rows(link string) map[string]row {
	in := func(status int, of ...visitor) map[visitor]int {
		out := make(map[visitor]int)
		for _, v := range of {
			out[v] = status
		}
		return out
	}
	const see, none, away, method, bad, gone, wrong = http.StatusSeeOther, http.StatusNotFound, http.StatusUnauthorized, http.StatusMethodNotAllowed, http.StatusBadRequest, http.StatusGone, http.StatusUnprocessableEntity
	desk := func(path string, ok ...visitor) row {
		r := row{path: path, all: [2]int{none, none}, get: in(http.StatusOK, ok...), post: in(http.StatusOK, ok...)}
		r.get[nobody], r.get[ended], r.post[nobody], r.post[ended] = see, see, away, see
		return r
	}
	note := desk("/redaktion/notiz", editor)
	note.get, note.all[0], note.scripts = nil, method, true
	account := desk("/redaktion/konto", editor, approver, boss)
	account.post = in(bad, editor, approver, boss)
	account.post[nobody], account.post[ended] = away, see
	return map[string]row{
		"signin":       {path: "/anmelden", all: [2]int{see, wrong}, get: in(http.StatusOK, nobody, ended)},
		"signout":      {path: "/abmelden", all: [2]int{method, see}},
		"oidc":         {path: "/anmelden/oidc", all: [2]int{none, method}},
		"oidc.back":    {path: "/anmelden/oidc/zurueck", all: [2]int{none, method}},
		"oidc.end":     {path: "/anmelden/oidc/ende", all: [2]int{method, none}},
		"setup":        {path: link, all: [2]int{http.StatusOK, wrong}},
		"account":      account,
		"test.desk":    desk("/redaktion", editor, approver, boss),
		"test.approve": desk("/redaktion/freigabe", approver),
		"test.note":    note,
		"test.rest":    desk("/redaktion/gibtesnicht"),
	}
}

// visit returns a browser of each kind of visitor.
func (s *service) visit(t *testing.T) map[visitor]func() *browser {
	out := map[visitor]func() *browser{nobody: func() *browser { return s.browser(t) }}
	for _, v := range []visitor{editor, approver, boss} {
		s.add(t, string(v), content.RoleName(v))
		out[v] = func() *browser { b := s.browser(t); b.signIn(string(v)); return b }
	}
	a := s.add(t, "ended", content.Editor, content.Approver, content.Administrator)
	out[ended] = func() *browser {
		b := s.browser(t)
		b.signIn("ended")
		if _, err := s.store.EndSessions(t.Context(), "command:test", a.ID, "", ""); err != nil {
			t.Fatal(err)
		}
		return b
	}
	return out
}

// link returns a link to the first account that is not used up.
func (s *service) link(t *testing.T) string {
	t.Helper()
	link, err := auth.NewLink(t.Context(), s.store, "", content.FirstToken, "", s.clock.now().Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	return link
}

func TestRoutesAndRoles(t *testing.T) {
	s := newService(t)
	who := s.visit(t)
	all := rows(s.link(t))
	seen := 0
	for name, keeping := range s.Keepings() {
		if keeping != site.Personal {
			continue
		}
		r, ok := all[name]
		if !ok {
			t.Errorf("the route %q has no row in the table", name)
			continue
		}
		seen++
		for _, v := range visitors() {
			for i, method := range []string{http.MethodGet, http.MethodPost} {
				want := r.all[i]
				if status, ok := []map[visitor]int{r.get, r.post}[i][v]; ok {
					want = status
				}
				if r.scripts && v == ended && method == http.MethodPost {
					want = http.StatusUnauthorized
				}
				a := who[v]().do(method, r.path, url.Values{})
				if a.StatusCode != want {
					t.Errorf("%s %s by %s: %d, want %d", method, r.path, v, a.StatusCode, want)
				}
				if a.StatusCode == http.StatusSeeOther && v != nobody && v != ended {
					continue
				}
				if control := a.Header.Get("Cache-Control"); !strings.Contains(control, "no-store") {
					t.Errorf("%s %s by %s: Cache-Control %q", method, r.path, v, control)
				}
			}
		}
	}
	if seen != len(all) {
		t.Errorf("%d of %d rows are of a route", seen, len(all))
	}
}

// TestForeignForms: no form from elsewhere does anything, whoever is signed in.
func TestForeignForms(t *testing.T) {
	s := newService(t)
	who := make(map[visitor]*browser)
	for v, come := range s.visit(t) {
		who[v] = come()
	}
	link := s.link(t)
	for name, r := range rows(link) {
		for _, v := range visitors() {
			for _, header := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Sec-Fetch-Site", "", "Origin", "https://evil.example"}, {"Sec-Fetch-Site", "", "Origin", "null"}} {
				b := who[v]
				before := len(b.cookies)
				a := b.do(http.MethodPost, r.path, url.Values{"do": {"end"}, "name": {"editor"}, "password": {secret}}, header...)
				if want := []int{http.StatusForbidden, http.StatusMethodNotAllowed}; !slices.Contains(want, a.StatusCode) || len(b.cookies) != before {
					t.Errorf("%s by %s with %v: %d", name, v, header, a.StatusCode)
				}
				if v == editor || v == approver || v == boss {
					if a := b.get("/redaktion"); a.StatusCode != http.StatusOK {
						t.Errorf("%s: it ended the session", name)
					}
				}
			}
		}
	}
	if s.parked != nil {
		t.Error("something was kept")
	}
}
