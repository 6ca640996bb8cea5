package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gorilla/mux"
)

// showUnknown answers addresses that are none of the site's. Where only the slash
// at the end is too much, it leads to the one without.
func (s *Server) showUnknown(w http.ResponseWriter, rq *request) error {
	path := strings.TrimRight(rq.URL.Path, "/")
	if path == "" || path == rq.URL.Path {
		return errNotFound
	}
	without := rq.Clone(rq.ctx)
	without.URL.Path, without.URL.RawPath = path, ""
	var m mux.RouteMatch
	if !s.router.Match(without, &m) || m.Route == nil {
		return errNotFound
	}
	to := url.URL{Path: prefix(rq.lang) + path, RawQuery: rq.URL.RawQuery}
	http.Redirect(w, rq.Request, to.String(), http.StatusMovedPermanently)
	return nil
}
