package site

import (
	"context"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"github.com/gorilla/mux"

	"vielfalt/cmd/internal/peer"
)

// Personal adds an address whose answers are for whoever asks: they are made
// for each request, kept nowhere and not indexed. What is sent to it may have
// limit bytes; a form must come from a page of this site.
func (r Routes) Personal(name, path string, methods []string, limit int64, h Handler) {
	r.router.Handle(path, r.personal(name, methods, limit, h)).Name(name)
}

// Rest adds the answer to all addresses of these routes that no other route has.
func (r Routes) Rest(name string, methods []string, limit int64, h Handler) {
	r.router.NotFoundHandler = r.personal(name, methods, limit, h)
}

func (r Routes) personal(name string, methods []string, limit int64, h Handler) http.Handler {
	s := r.site
	s.keepings[name] = Personal
	if slices.Contains(methods, http.MethodGet) && !slices.Contains(methods, http.MethodHead) {
		methods = slices.Insert(slices.Clone(methods), slices.Index(methods, http.MethodGet)+1, http.MethodHead)
	}
	return s.handle(name, methods, s.limited(func(w http.ResponseWriter, rq *Request) error {
		w.Header().Set("Cache-Control", Personal.unkept())
		w.Header().Set("X-Robots-Tag", "noindex")
		if err := s.guard.Check(rq.http); err != nil {
			return Refuse(http.StatusForbidden, "cross-origin form", "")
		}
		rq.http.Body = http.MaxBytesReader(w, rq.http.Body, limit)
		return h(w, rq)
	}))
}

// Under returns a value that adds addresses below a path without variables.
// What is below it and has no route is answered by Rest, if that is called.
func (s *Site) Under(prefix string) Routes {
	return Routes{s, s.router.MatcherFunc(func(r *http.Request, _ *mux.RouteMatch) bool {
		return r.URL.Path == prefix || strings.HasPrefix(r.URL.Path, prefix+"/")
	}).Subrouter()}
}

// Redirect sends the reader to another address with GET. A path must already
// have the prefix of a language.
func (s *Site) Redirect(w http.ResponseWriter, rq *Request, to string) error {
	w.Header().Set("Location", to)
	return s.Write(w, rq, http.StatusSeeOther, nil)
}

// WithContext returns the request with another context, for packages that put
// something into it. The context must be made from that of the request.
func (r *Request) WithContext(ctx context.Context) *Request {
	own := *r
	own.ctx = ctx
	return &own
}

// Host is the host as the request names it. It must not be trusted.
func (r *Request) Host() string { return r.http.Host }

// Method is the method of the request.
func (r *Request) Method() string { return r.http.Method }

// Reads reports whether the request asks for nothing but an answer.
func (r *Request) Reads() bool {
	return r.http.Method == http.MethodGet || r.http.Method == http.MethodHead
}

// Own is the path as the site writes it, with the language.
func (r *Request) Own() string { return r.own() }

// Target is Own with the query as it was sent.
func (r *Request) Target() string {
	if r.http.URL.RawQuery == "" {
		return r.own()
	}
	return r.own() + "?" + r.http.URL.RawQuery
}

// Form returns all fields of a form that was sent, once ParseForm has read it.
func (r *Request) Form() url.Values { return r.http.PostForm }

// Cookie returns the value of a cookie; empty if there is none, or if there are
// several of the name, of which nobody could say which one is ours.
func (r *Request) Cookie(name string) string {
	found := r.http.CookiesNamed(name)
	if len(found) != 1 {
		return ""
	}
	return found[0].Value
}

// Header returns a header of the request, and whether it was sent exactly once.
func (r *Request) Header(name string) (value string, once bool) {
	values := r.http.Header.Values(name)
	if len(values) != 1 {
		return "", false
	}
	return values[0], true
}

// Headers returns all values of a header of the request.
func (r *Request) Headers(name string) []string { return r.http.Header.Values(name) }

// Peer is the other end of the connection, which may be a proxy.
func (r *Request) Peer() netip.Addr { return peer.End(r.http) }

// Sender is who the request is from, as far as trusted proxies say so.
func (s *Site) Sender(rq *Request) netip.Addr { return s.Proxies.From(rq.http) }

// Framing lets pages show pages of this site in frames ("frame-src"), or be
// shown in one, where they run no script ("frame-ancestors").
func Framing(w http.ResponseWriter, directive string) {
	h := w.Header()
	if directive == "frame-ancestors" {
		h.Set("Content-Security-Policy", strings.NewReplacer("frame-ancestors 'none'", "frame-ancestors 'self'", "script-src 'self'", "script-src 'none'").Replace(policy))
		h.Set("X-Frame-Options", "SAMEORIGIN")
		return
	}
	h.Set("Content-Security-Policy", policy+"; "+directive+" 'self'")
}
