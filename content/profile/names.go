package profile

import "vielfalt/calendar"

// A DayName is a name of an observance.
type DayName struct {
	Text string
	// Given means that it is listed under this name, in German or English.
	Given bool
}

// NamesOf returns all names of an observance: those of the calendar, with the
// given ones first, then those that its profile knows. Some may be there twice.
func (s *Set) NamesOf(o *calendar.Observance) []DayName {
	out := []DayName{{o.Name.German, true}, {o.Name.English, true}}
	add := func(names ...string) {
		for _, n := range names {
			if n != "" {
				out = append(out, DayName{Text: n})
			}
		}
	}
	add(o.Name.Original)
	add(o.Name.Also...)
	if p, ok := s.Of(o.ID); ok {
		add(p.Spellings...)
		add(p.Variants...)
		for _, n := range p.Names {
			add(n.Text, n.Translit)
		}
	}
	return out
}
