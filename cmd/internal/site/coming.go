package site

import (
	"slices"
	"time"

	"vielfalt/cmd/internal/spelling"
	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/themes"
)

// comingFirst puts what is coming before what is past, among the events.
func comingFirst(all []themes.Result, now time.Time) {
	var at []int
	var coming, past []themes.Result
	for i, r := range all {
		if r.Event == nil {
			continue
		}
		at = append(at, i)
		if r.Event.End.Before(now) {
			past = append(past, r)
		} else {
			coming = append(coming, r)
		}
	}
	for i, r := range append(coming, past...) {
		all[at[i]] = r
	}
}

// maxByDay is how many hits there are at most for the events among all of them to be put in
// the order of their days: of more, only those of a page change places.
const maxByDay = 100

// mostlyEvents reports whether most of what was found are events, all of which have what
// was asked for.
func mostlyEvents(q search.Query, r search.Result) bool {
	if len(q.Types) > 0 {
		return slices.Equal(q.Types, []content.Type{content.TypeEvent}) // facets count what else there is
	}
	return len(r.Without) == 0 && 2*r.OfType(content.TypeEvent) > r.Total
}

// byDay puts the events that are coming first, in the order of their days, where most hits
// are events: but for a title that is the query, and over all pages if they are few. q is
// the query for the page that is shown, which has so many places.
func (s *Site) byDay(rq *Request, q search.Query, places int, f *Finding) error {
	if !mostlyEvents(q, f.Result) || f.Total > maxByDay {
		return nil
	}
	all, from := f.Shown, 0
	if f.Entries > len(f.Hits) {
		_, from = q.Bounds()
		q.Limit, q.Offset = maxByDay, 0
		r, _, err := s.Search.Search(rq.ctx, q)
		if err != nil {
			return err
		}
		if all, err = s.Found(rq, r.Hits); err != nil {
			return err
		}
	}
	text := spelling.Fold(q.Text)
	place := func(r themes.Result) (place int, start time.Time) {
		switch {
		case spelling.Fold(r.Title.Text) == text:
			return 0, start
		case r.Event != nil && !r.Event.End.Before(rq.At):
			return 1, r.Event.Start
		}
		return 2, start
	}
	slices.SortStableFunc(all, func(a, b themes.Result) int {
		i, x := place(a)
		j, y := place(b)
		if i != j {
			return i - j
		}
		return x.Compare(y)
	})
	f.Shown = all[min(from, len(all)):min(from+places, len(all))]
	return nil
}
