package site

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/gorilla/mux"

	"vielfalt/calendar"
	"vielfalt/content"
)

// Link returns the path of a route in an interface language.
func (s *Site) Link(lang, route string, pairs ...string) (string, error) {
	r := s.router.Get(route)
	if r == nil {
		return "", fmt.Errorf("no route %q", route)
	}
	u, err := r.URLPath(pairs...)
	if err != nil {
		return "", fmt.Errorf("address of %s %v: %w", route, pairs, err)
	}
	return Prefix(lang) + u.EscapedPath(), nil
}

// Path is Link for routes and variables the program itself names. If the
// address cannot be built, which a test would show, it returns the start
// page's.
func (s *Site) Path(lang, route string, pairs ...string) string {
	p, err := s.Link(lang, route, pairs...)
	if err != nil {
		s.Log.Error("address cannot be built", "route", route, "err", err)
		return Prefix(lang) + "/"
	}
	return p
}

// Absolute prefixes a path with the base address.
func (s *Site) Absolute(path string) string { return s.BaseURL.String() + path }

// ObservancePath returns the address of an observance's page.
func (s *Site) ObservancePath(lang string, id calendar.ID) string {
	return s.Path(lang, "observance", "tradition", id.Tradition(), "slug", id.Slug())
}

// ItemPath returns the address of an item's page.
func (s *Site) ItemPath(lang string, it *content.Item) string {
	d := content.Describe(it.Type)
	return Prefix(lang) + "/" + d.Folder + "/" + d.Address(it)
}

// Address appends parameters to a path.
func Address(path string, q url.Values) string {
	if e := q.Encode(); e != "" {
		return path + "?" + e
	}
	return path
}

// showUnknown answers addresses the site does not have. If only a trailing
// slash is wrong, it redirects to the address without it.
func (s *Site) showUnknown(w http.ResponseWriter, rq *Request) error {
	path := strings.TrimRight(rq.http.URL.Path, "/")
	if path == "" || path == rq.http.URL.Path {
		return ErrNotFound
	}
	without := rq.http.Clone(rq.ctx)
	without.URL.Path, without.URL.RawPath = path, ""
	var m mux.RouteMatch
	if !s.router.Match(without, &m) || m.Route == nil {
		return ErrNotFound
	}
	to := url.URL{Path: Prefix(rq.Lang) + path, RawQuery: rq.http.URL.RawQuery}
	http.Redirect(w, rq.http, to.String(), http.StatusMovedPermanently)
	return nil
}
