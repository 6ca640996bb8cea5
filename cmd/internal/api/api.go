package api

import (
	"vielfalt/calendar/ical"
	"vielfalt/cmd/internal/site"
)

// A server answers requests of the JSON interface.
type server struct {
	*site.Site
}

// Add adds the JSON interface to a site. It builds the description once, so
// that an error in it shows at start.
func Add(s *site.Site) error {
	a := &server{Site: s}
	r := s.Routes()
	r.JSON("api.search", "/api/v1/search", a.search, "q", "type", "tradition", "dezernat", "jahr", "genau", "limit", "offset")
	r.JSON("suggest", "/api/v1/suggest", a.suggest, "q")
	r.JSON("api.articles", "/api/v1/articles", a.articles, "tradition", "dezernat", "thema", "limit", "offset")
	r.JSON("api.occurrences", "/api/v1/occurrences", a.occurrences, "from", "to", "tradition", "konfession", "gewicht", "art", "gewissheit", "beflaggung")
	r.JSON("api.today", "/api/v1/today", a.today, "tradition", "konfession", "gewicht", "art", "gewissheit", "beflaggung")
	r.JSON("api.observances", "/api/v1/observances", a.observances, "tradition")
	r.PrivateJSON("api.datecheck", "/api/v1/date-check", a.checkDate, "text/calendar", ical.MaxBytes, a.checkFile,
		[]string{"date", "to", "start", "end", "weeks", "months", "kind", "land"}, []string{"kind", "land"})
	r.JSON("openapi", "/api/v1/openapi.json", a.description)
	_, err := a.describe(s.Calendar())
	return err
}
