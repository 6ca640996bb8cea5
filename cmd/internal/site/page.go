package site

import (
	"net/http"
	"net/url"

	"vielfalt/themes"
)

// Base fills what all pages have in common.
func (s *Site) Base(rq *Request, title, section string) themes.Base {
	path := (&url.URL{Path: rq.http.URL.Path}).EscapedPath()
	site := s.page
	for i := range rq.Calendar.Traditions() {
		site.Traditions = append(site.Traditions, &rq.Calendar.Traditions()[i])
	}
	return themes.Base{
		Title: title, Section: section, Path: path, Canonical: s.Absolute(Prefix(rq.Lang) + path),
		Now: rq.At, Site: site,
	}
}

// WithQuery adds the page's own parameters to its address.
func WithQuery(b *themes.Base, q url.Values) {
	if e := q.Encode(); e != "" {
		b.Narrowed = true
		b.Path += "?" + e
		b.Canonical += "?" + e
	}
	if q.Get("q") != "" {
		b.Canonical = "" // results are not to be indexed
	}
}

// Render writes a page that is not kept.
func (s *Site) Render(w http.ResponseWriter, rq *Request, code int, p themes.Page) error {
	done := s.Gate.Compute()
	body, err := s.renderer.Render(rq.Lang, p)
	done()
	if err != nil {
		return err
	}
	for name, value := range pageHeader(rq) {
		w.Header()[name] = value
	}
	return s.Write(w, rq, code, body)
}
