package site

import (
	"slices"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/search"
)

// TraditionName returns the name of a tradition in the reader's language.
func (s *Site) TraditionName(lang, id string) string {
	if t, ok := s.Calendar().Tradition(id); ok {
		return t.Name.In(lang)
	}
	return id
}

// ShownTraditions returns those of an item's traditions that the house shows. The
// item is about the others as well, but no label leads where nothing is.
func ShownTraditions(rq *Request, ids []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		_, ok := rq.Calendar.Tradition(id)
		return !ok
	})
}

// ShownObservances is the same for observances.
func ShownObservances(rq *Request, ids []calendar.ID) []calendar.ID {
	return slices.DeleteFunc(slices.Clone(ids), func(id calendar.ID) bool {
		_, ok := rq.Calendar.Observance(id)
		return !ok
	})
}

// ShownCounts is the same for the values of a facet.
func ShownCounts(rq *Request, f search.Facet, counts []content.Count) []content.Count {
	if f != search.ByTradition {
		return counts
	}
	return slices.DeleteFunc(slices.Clone(counts), func(c content.Count) bool {
		_, ok := rq.Calendar.Tradition(c.Value)
		return !ok
	})
}
