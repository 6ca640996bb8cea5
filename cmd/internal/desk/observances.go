package desk

import (
	"net/http"
	"strings"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/themes"
)

// findObservances answers GET /redaktion/feiern for the script: the list of
// matches as a part of a page.
func (s *server) findObservances(v *visit) error {
	p := &themes.DeskFoundPart{Base: s.Base(v.Request, "", ""), Find: s.find(v, site.Clipped(v.asked("q"), 100))}
	return s.Render(v.w, v.Request, http.StatusOK, p)
}

// find looks for observances by any spelling of their names, or by their ids.
func (s *server) find(v *visit, text string) themes.DeskFind {
	found := themes.DeskFind{Text: text, Asked: text != ""}
	if id := calendar.ID(strings.ToLower(text)); s.known(id) {
		found.Matches = append(found.Matches, s.offered(v, id))
		return found
	}
	if text == "" {
		return found
	}
	for _, id := range s.days.Of(s.Planner.Calendar(), s.Profiles).Find(text) {
		found.Matches = append(found.Matches, s.offered(v, id))
	}
	return found
}

// offered is an observance as forms offer it.
func (s *server) offered(v *visit, id calendar.ID) themes.DeskObservance {
	c := s.Planner.Calendar()
	o := themes.DeskObservance{ID: string(id), Name: s.observance(v, id)}
	if t, ok := c.Tradition(id.Tradition()); ok {
		o.Tradition = t.Name.In(v.Lang)
	}
	if next, ok := c.Next(id, v.Today()); ok {
		o.When = themes.When(v.Words, c, next)
	}
	return o
}
