package web

import (
	"fmt"
	"net/http"
	"time"

	"vielfalt/cmd/internal/site"
)

// showHealth answers GET /healthz: the process answers, and which version it is.
func (s *server) showHealth(w http.ResponseWriter, rq *site.Request) error {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	return s.Write(w, rq, http.StatusOK, []byte("ok\nvielfalt "+s.Version+"\n"))
}

// showReady answers GET /readyz: whether readers can be served, and what works
// less well.
func (s *server) showReady(w http.ResponseWriter, rq *site.Request) error {
	code, state := http.StatusOK, "ready"
	checks := s.Ready(rq.Context())
	for _, c := range checks {
		switch {
		case !c.OK && c.Needed:
			code, state = http.StatusServiceUnavailable, "not ready"
		case !c.OK && state == "ready":
			state = "degraded"
		}
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.WriteJSON(w, rq, code, "application/json", map[string]any{"status": state, "checks": checks})
}

// showRobots answers GET /robots.txt.
func (s *server) showRobots(w http.ResponseWriter, rq *site.Request) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=86400")
	return s.Write(w, rq, http.StatusOK, []byte("User-agent: *\nDisallow: /suche\nDisallow: /en/suche\nDisallow: /api/\n"))
}

// showSecurity answers GET /.well-known/security.txt (RFC 9116).
func (s *server) showSecurity(w http.ResponseWriter, rq *site.Request) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	expires := time.Date(rq.At.Year()+1, time.January, 1, 0, 0, 0, 0, time.UTC)
	body := fmt.Sprintf("Contact: %s\nExpires: %s\nPreferred-Languages: de, en\nCanonical: %s\n",
		s.Absolute(s.Path("de", "report")), expires.Format(time.RFC3339), s.Absolute(s.Path("de", "security")))
	return s.Write(w, rq, http.StatusOK, []byte(body))
}
