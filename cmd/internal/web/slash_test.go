package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
)

func TestSlashAtTheEnd(t *testing.T) {
	s := newSite(t, nil)
	for _, c := range []struct {
		path, to string // without to it is not found
	}{
		{"/kalender/", "/kalender"},
		{"/kalender//", "/kalender"},
		{"/kalender/2026/", "/kalender/2026"},
		{"/kalender/?tradition=jewish&tradition=bahai", "/kalender?tradition=jewish&tradition=bahai"},
		{"/en/kalender/", "/en/kalender"},
		{"/en/beitraege/zuckerfest/?x=%2F", "/en/beitraege/zuckerfest?x=%2F"},
		{"/suche/?q=Fest", "/suche?q=Fest"},
		{"/feeds/kalender.ics/", "/feeds/kalender.ics"},
		{"/barriere-melden/", "/barriere-melden"},
		{"/nirgendwo/", ""},
		{"/beitraege/Groß/", ""},
		{"//evil.example/", ""},
		{"//evil.example/kalender/", ""},
		{"//kalender/", ""},
		{"/%2Fevil.example/", ""},
		{"/%5Cevil.example/", ""},
		{"/en//evil.example/", ""},
		{"/en//", ""},
		{"//", ""},
	} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			w := s.at(method, c.path)
			to := w.Header().Get("Location")
			if c.to == "" && (w.Code != http.StatusNotFound || to != "") || c.to != "" && (w.Code != http.StatusMovedPermanently || to != c.to) {
				t.Errorf("%s %s answers %d, %q", method, c.path, w.Code, to)
			}
			if c.to != "" {
				if w := s.at(method, to); w.Code != http.StatusOK {
					t.Errorf("%s leads to %s, which answers %d", c.path, to, w.Code)
				}
			}
			if w.Header().Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("%s lacks headers", c.path)
			}
		}
	}
	for _, path := range []string{"/", "/en/"} {
		if w := s.get(t, path); w.Code != http.StatusOK {
			t.Errorf("%s answers %d", path, w.Code)
		}
	}
	if w := s.at(http.MethodPost, "/barriere-melden/"); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST answers %d", w.Code)
	}
}

// at asks for an address as it stands in the line of a request.
func (s *service) at(method, target string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "/", nil)
	u, err := url.ParseRequestURI(target)
	if err != nil {
		panic(err)
	}
	r.URL, r.RequestURI = u, target
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}
