package site

import (
	"maps"
	"net/http"

	"github.com/gorilla/mux"

	"vielfalt/cmd/internal/ready"
	"vielfalt/themes"
)

// A Keeping says what happens to the answers of a route once they are made. It
// belongs to the route and never depends on the reader.
type Keeping int

const (
	// Kept: public, made once and sent as ready bytes until something changes.
	Kept Keeping = iota
	// Fresh: public, made for each request, as searches and forms are.
	Fresh
	// Personal: for one reader, made for each request, kept nowhere.
	Personal
)

// unkept is the Cache-Control of answers nobody may keep.
func (k Keeping) unkept() string {
	if k == Personal {
		return "private, no-store"
	}
	return "no-store"
}

// Routes adds addresses to the site. Those added first are tried first.
type Routes struct {
	site   *Site
	router *mux.Router
}

// Routes returns a value that adds addresses.
func (s *Site) Routes() Routes { return Routes{s, s.router} }

// Searching returns a value that adds addresses which match only if a text is
// searched for, with the parameter q.
func (s *Site) Searching() Routes {
	return Routes{s, s.router.MatcherFunc(func(r *http.Request, _ *mux.RouteMatch) bool {
		return r.URL.RawQuery != "" && r.URL.Query().Get("q") != ""
	}).Subrouter()}
}

// Keepings returns the Keeping of each route by name.
func (s *Site) Keepings() map[string]Keeping { return maps.Clone(s.keepings) }

// A Handler writes an answer itself. An error it returns is turned into one.
type Handler func(w http.ResponseWriter, rq *Request) error

// Get adds a handler. It is Fresh unless declared otherwise.
func (r Routes) Get(name, path string, h Handler) {
	if _, said := r.site.keepings[name]; !said {
		r.site.keepings[name] = Fresh
	}
	r.router.Handle(path, r.site.handle(name, []string{http.MethodGet, http.MethodHead}, h)).Name(name)
}

// Page adds a page that depends on the named parameters.
func (r Routes) Page(k Keeping, name, path string, build func(*Request) (themes.Page, error), params ...string) {
	r.answer(k, name, path, params, func(rq *Request) (ready.Rendering, error) {
		p, err := build(rq)
		if err != nil {
			return ready.Rendering{}, err
		}
		body, err := r.site.renderer.Render(rq.Lang, p)
		return ready.Rendering{Header: pageHeader(rq), Body: body}, err
	})
}

func pageHeader(rq *Request) http.Header {
	return http.Header{"Content-Type": {"text/html; charset=utf-8"}, "Content-Language": {rq.Lang}}
}

// A Document is an answer other than a page: a feed, a calendar, a sheet.
type Document struct {
	MediaType string
	FileName  string // to save it under; may be empty
	Body      []byte
}

// Document adds a document that depends on the named parameters.
func (r Routes) Document(k Keeping, name, path string, build func(*Request) (Document, error), params ...string) {
	r.answer(k, name, path, params, func(rq *Request) (ready.Rendering, error) {
		d, err := build(rq)
		h := http.Header{"Content-Type": {d.MediaType}}
		if d.FileName != "" {
			h["Content-Disposition"] = []string{`inline; filename="` + d.FileName + `"`}
		}
		return ready.Rendering{Header: h, Body: d.Body}, err
	})
}

// JSON adds an address of the JSON interface that knows the named parameters.
// Its answers are Fresh.
func (r Routes) JSON(name, path string, h func(*Request) (any, error), params ...string) {
	s := r.site
	s.jsonParams[path] = params
	r.Get(name, path, s.limited(func(w http.ResponseWriter, rq *Request) error {
		query, err := s.strict(rq, params)
		if err != nil {
			return err
		}
		rq.Query = query
		body, err := s.jsonBody(rq, h)
		if err != nil {
			return err
		}
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("Content-Type", "application/json")
		return s.Write(w, rq, http.StatusOK, body)
	}))
}

// jsonBody returns an answer of the JSON interface as it is written.
func (s *Site) jsonBody(rq *Request, h func(*Request) (any, error)) (body []byte, err error) {
	err = s.bounded(rq, func(rq *Request) error {
		v, err := h(rq)
		if err != nil {
			return err
		}
		body, err = encoded(v)
		return err
	})
	return body, err
}
