package web

import (
	"fmt"
	"net/http"
	"time"
)

// showHealth answers GET /healthz: the process answers, and which version it is.
func (s *Server) showHealth(w http.ResponseWriter, rq *request) error {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	return s.write(w, rq.Request, http.StatusOK, []byte("ok\nvielfalt "+s.Version+"\n"))
}

// showReady answers GET /readyz: whether readers can be served, and what works
// less well.
func (s *Server) showReady(w http.ResponseWriter, rq *request) error {
	code, state := http.StatusOK, "ready"
	checks := s.Ready(rq.ctx)
	for _, c := range checks {
		switch {
		case !c.OK && c.Needed:
			code, state = http.StatusServiceUnavailable, "not ready"
		case !c.OK && state == "ready":
			state = "degraded"
		}
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.writeJSON(w, rq.Request, code, "application/json", map[string]any{"status": state, "checks": checks})
}

// showRobots answers GET /robots.txt.
func (s *Server) showRobots(w http.ResponseWriter, rq *request) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=86400")
	return s.write(w, rq.Request, http.StatusOK, []byte("User-agent: *\nDisallow: /suche\nDisallow: /en/suche\nDisallow: /api/\n"))
}

// showSecurity answers GET /.well-known/security.txt (RFC 9116).
func (s *Server) showSecurity(w http.ResponseWriter, rq *request) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	expires := time.Date(rq.at.Year()+1, time.January, 1, 0, 0, 0, 0, time.UTC)
	body := fmt.Sprintf("Contact: %s\nExpires: %s\nPreferred-Languages: de, en\nCanonical: %s\n",
		s.absolute(s.path("de", "report")), expires.Format(time.RFC3339), s.absolute(s.path("de", "security")))
	return s.write(w, rq.Request, http.StatusOK, []byte(body))
}
