package web

import (
	"slices"

	"github.com/gorilla/mux"
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

// AssetPath returns the address of an asset.
func (s *Server) AssetPath(name string) string { return s.assetPath(name) }
