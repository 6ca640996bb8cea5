package web

import (
	"slices"

	"github.com/gorilla/mux"
)

// RouteNames lists the names of all routes.
func (s *Server) RouteNames() []string {
	var out []string
	_ = s.router.Walk(func(r *mux.Route, _ *mux.Router, _ []*mux.Route) error {
		out = append(out, r.GetName())
		return nil
	})
	slices.Sort(out)
	return out
}

// AssetPath returns the address of an asset.
func (s *Server) AssetPath(name string) string { return s.assetPath(name) }
