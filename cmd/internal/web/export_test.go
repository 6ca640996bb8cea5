package web

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/gorilla/mux"

	"vielfalt/cmd/internal/ready"
)

// RouteNames lists the names of all routes.
func (s *Server) RouteNames() []string {
	var out []string
	_ = s.router.Walk(func(r *mux.Route, _ *mux.Router, _ []*mux.Route) error {
		if r.GetName() != "" { // those that only gather others have none
			out = append(out, r.GetName())
		}
		return nil
	})
	slices.Sort(out)
	return out
}

// Kept lists the names of the routes whose answers are kept, and Personal of those
// that are for one reader.
func (s *Server) Kept() []string { return s.routesThatAre(kept) }

// Personal is told of with Kept.
func (s *Server) Personal() []string { return s.routesThatAre(personal) }

func (s *Server) routesThatAre(k keeping) []string {
	var out []string
	for name, have := range s.keepings {
		if have == k {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// Keep adds a page that is kept, and shows what it can know of who asks.
func (s *Server) Keep(path string) {
	s.answer(s.router, kept, "who", path, nil, func(rq *request) (ready.Rendering, error) {
		body := fmt.Sprintf("%v %q %q %v", rq.Header, rq.RemoteAddr, rq.Host, rq.TLS != nil)
		return ready.Rendering{Header: http.Header{}, Body: []byte(body)}, nil
	})
}

// AssetPath returns the address of an asset.
func (s *Server) AssetPath(name string) string { return s.assetPath(name) }
