package profile

import (
	"slices"
	"strings"
)

// Told returns all that a profile says in a house of this Land, as German text to be
// searched: what the day is, what people wish each other, what it means at work and
// by law, a line each.
func (s *Set) Told(p *Profile) string {
	lines := []string{p.Text.String(), p.KeptBy.String()}
	for _, g := range p.Greeting.Say {
		lines = append(lines, g.Text, g.Translit, g.Means)
	}
	for _, t := range []Text{p.Greeting.Instead, p.Greeting.Notes, p.Greeting.Avoid, p.Greeting.Gifts} {
		lines = append(lines, t.String())
	}
	work := func(w Work) {
		for _, e := range []Effect{w.Meetings, w.Travel, w.Catering} {
			lines = append(lines, e.Why.String())
		}
	}
	work(p.Work)
	for _, s := range p.Days {
		lines = append(lines, s.Text.String())
		work(s.Work)
	}
	lines = append(lines, p.Law.Text.String())
	for _, a := range p.Absence {
		if a.Land == s.home {
			lines = append(lines, a.Text.String())
		}
	}
	lines = slices.DeleteFunc(lines, func(s string) bool { return s == "" })
	return strings.Join(lines, "\n")
}
