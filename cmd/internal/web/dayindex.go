package web

import (
	"cmp"
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/cmd/internal/spelling"
	"vielfalt/content/profile"
	"vielfalt/themes"
)

// maxDaysFound is how many observances a search shows beside its results.
const maxDaysFound = 4

// A dayIndex finds observances by any of their names, so that every spelling
// leads to the day, whether or not there is an article on it. It belongs to one
// calendar.
type dayIndex struct {
	calendar *calendar.Calendar
	names    []dayName
}

type dayName struct {
	folded string
	words  []string
	id     calendar.ID
	order  int // of the observance among all
}

func newDayIndex(c *calendar.Calendar, profiles *profile.Set) *dayIndex {
	x := &dayIndex{calendar: c}
	order := 0
	for _, t := range c.Traditions() {
		if t.OnRequest {
			continue
		}
		for _, o := range t.Observances {
			order++
			names := append([]string{o.Name.German, o.Name.English, o.Name.Original}, o.Name.Also...)
			if r, ok := profiles.Of(o.ID); ok {
				names = append(names, r.Spellings...)
				for _, n := range r.Names {
					names = append(names, n.Text)
				}
			}
			for _, n := range names {
				// What stands in brackets explains the name: "Pessach (8 Tage)".
				before, _, _ := strings.Cut(n, " (")
				for _, s := range slices.Compact([]string{n, before}) {
					if f := spelling.Fold(s); f != "" {
						x.names = append(x.names, dayName{f, strings.Fields(f), o.ID, order})
					}
				}
			}
		}
	}
	return x
}

// find returns the observances whose names fit a text, the best first.
func (x *dayIndex) find(text string) []calendar.ID {
	query := spelling.Fold(text)
	if len(query) < 3 {
		return nil
	}
	wanted := strings.Fields(query)
	type hit struct {
		id           calendar.ID
		score, order int
	}
	best := make(map[calendar.ID]hit)
	for _, n := range x.names {
		if s := n.score(query, wanted); s > best[n.id].score {
			best[n.id] = hit{n.id, s, n.order}
		}
	}
	hits := make([]hit, 0, len(best))
	top := 0
	for _, h := range best {
		hits = append(hits, h)
		top = max(top, h.score)
	}
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.order, b.order))
	})
	var out []calendar.ID
	for _, h := range hits {
		// Beside a name that is meant, no other is guessed at.
		if len(out) < maxDaysFound && (h.score == top || top < exactName && h.score >= partOfName) {
			out = append(out, h.id)
		}
	}
	return out
}

// How well a name fits.
const (
	misspelt = iota + 1
	partOfName
	beginOfName
	exactName
)

func (n dayName) score(query string, wanted []string) int {
	switch {
	case n.folded == query:
		return exactName
	case strings.HasPrefix(n.folded, query):
		return beginOfName
	}
	all := true
	for _, w := range wanted {
		all = all && slices.ContainsFunc(n.words, func(have string) bool { return have == w || len(w) >= 4 && strings.HasPrefix(have, w) })
	}
	if all {
		return partOfName
	}
	if limit := len(query) / 5; limit > 0 && spelling.Near(n.folded, query, min(limit, 2)) {
		return misspelt
	}
	return 0
}

// daysFound returns the observances a search means, with their next dates.
func (s *server) daysFound(rq *site.Request, text string) []themes.DateBox {
	x := s.dayNames.Load()
	if x == nil || x.calendar != rq.Calendar {
		x = newDayIndex(rq.Calendar, s.Profiles())
		s.dayNames.Store(x)
	}
	var out []themes.DateBox
	for _, id := range x.find(text) {
		if b, ok := s.dateBox(rq, id); ok {
			out = append(out, b)
		}
	}
	return out
}
