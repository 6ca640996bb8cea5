package site

import (
	"cmp"
	"slices"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/direct"
	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/search/german"
	"vielfalt/themes"
)

// A Finding is what a search found that readers may see.
type Finding struct {
	search.Result
	// Standing says how far the index can be relied on.
	Standing search.Standing
	// Shown are the hits that are visible, the pinned one first. Total counts it
	// once. Related are those of what the query leads to.
	Shown, Related []themes.Result
}

// Find answers a query, and puts first what is pinned for it, unless facets narrow
// it. The pinned item is found and counted nowhere else, on whichever page.
func (s *Site) Find(rq *Request, q search.Query) (*Finding, error) {
	first, err := s.pinned(rq, q)
	if err != nil {
		return nil, err
	}
	limit, offset := q.Bounds()
	places := limit // for hits that are not pinned
	if first != nil {
		q.Except = append(q.Except, first.Item)
		q.Limit, q.Offset = limit, offset-1
		if offset == 0 {
			places, q.Offset = limit-1, 0
		}
	}
	f := &Finding{}
	if f.Result, f.Standing, err = s.Search.Search(rq.ctx, q); err != nil {
		return nil, err
	}
	if narrowed, ok := withoutOthers(q, f.Result); ok {
		q = narrowed
		if f.Result, f.Standing, err = s.Search.Search(rq.ctx, q); err != nil {
			return nil, err
		}
		f.Facets[search.ByType] = slices.DeleteFunc(f.Facets[search.ByType], func(c content.Count) bool { return c.Value == string(content.TypeDay) })
	}
	f.Hits = f.Hits[:min(len(f.Hits), places)]
	if f.Shown, err = s.Found(rq, f.Hits); err != nil {
		return nil, err
	}
	if err = s.byDay(rq, q, places, f); err != nil {
		return nil, err
	}
	if f.Related, err = s.Found(rq, f.Result.Related); err != nil {
		return nil, err
	}
	if offset == 0 && f.Entries < places { // hits the store no longer shows do not count
		f.Entries = len(f.Shown)
		f.Total = f.Entries
		for _, r := range f.Shown {
			f.Total += len(r.Pages)
		}
	}
	if first == nil {
		return f, nil
	}
	f.Total, f.Entries = min(f.Total+1, search.MaxResults), min(f.Entries+1, search.MaxResults)
	if offset > 0 {
		return f, nil
	}
	pinned, err := s.Found(rq, []search.Hit{*first})
	for i := range pinned {
		pinned[i].Pinned = true
	}
	f.Shown = append(pinned, f.Shown...)
	return f, err
}

// withoutOthers narrows a query that found days only without the word that tells which
// is meant: who asks for the Ukrainian Independence Day is shown no other one. ok is
// false if it needs not be narrowed.
func withoutOthers(q search.Query, r search.Result) (search.Query, bool) {
	if !slices.ContainsFunc(r.Without, german.Tells) || len(q.Types) > 0 {
		return q, false
	}
	q.Types = content.Types() // days are none of them
	return q, true
}

// pinned returns the hit of the visible item that is pinned for a query, or nil.
func (s *Site) pinned(rq *Request, q search.Query) (*search.Hit, error) {
	if Narrowed(q) {
		return nil, nil
	}
	pins := s.House.Pins(q.Text, rq.Today())
	ids := make([]string, len(pins))
	for i, p := range pins {
		ids[i] = p.Item
	}
	if len(ids) == 0 {
		return nil, nil
	}
	items, err := s.Reader.Visible(rq.ctx, rq.At, ids)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if it := items[id]; it != nil {
			return &search.Hit{
				ID: it.ID, Item: it.ID, Type: it.Type, Title: search.Fragment{Text: it.Title}, Excerpt: search.Fragment{Text: it.Summary},
			}, nil
		}
	}
	return nil, nil
}

// answered leaves of a query that is answered what else is to be looked for: nothing if
// it is answered as a whole, since the words of "heute" or "diese Woche" find whatever
// has them. What is pinned for the query stays.
func (s *Site) answered(rq *Request, a *direct.Answer, q *search.Query) {
	switch {
	case a == nil || len(s.House.Pins(q.Text, rq.Today())) > 0:
	case a.Whole:
		q.Text = ""
	case a.About != "":
		q.Text = a.About
	}
}

// Known is what is known of a query outright: an answer, or the days that it names.
type Known struct {
	Answer *direct.Answer
	Days   []calendar.ID
}

// Nothing reports whether nothing is known.
func (k Known) Nothing() bool { return k.Answer == nil && len(k.Days) == 0 }

// Outright returns what is known of a query outright, if it is bare, and leaves in it what
// else is to be looked for: not once more what is told.
func (s *Site) Outright(rq *Request, q *search.Query) (Known, error) {
	if !Bare(*q) {
		return Known{}, nil
	}
	a, err := s.Direct(rq, q.Text)
	if err != nil {
		return Known{}, err
	}
	k := Known{Answer: a}
	if a == nil {
		k.Days = s.daysNamed(rq, q.Text)
	}
	s.answered(rq, a, q)
	for _, id := range k.Days {
		q.Except = append(q.Except, search.DayItem(id))
	}
	q.Except = append(q.Except, a.Targets()...)
	return k, nil
}

// daysNamed returns the observances that a search names: those that have it for their own
// name before others, and of these the next one first.
func (s *Site) daysNamed(rq *Request, text string) []calendar.ID {
	names := s.DayNames(rq.Calendar)
	ids := names.Find(text)
	slices.SortStableFunc(ids, func(x, y calendar.ID) int {
		claim := names.Claim(x, text)
		if other := names.Claim(y, text); claim != other || claim == 0 {
			return cmp.Compare(other, claim)
		}
		next, _ := rq.Calendar.Next(x, rq.Today())
		after, _ := rq.Calendar.Next(y, rq.Today())
		return cmp.Compare(next.First, after.First)
	})
	return ids
}

// Bare reports whether a query is nothing but its text, which may be answered outright
// and by days.
func Bare(q search.Query) bool { return !q.Exact && !Narrowed(q) }

// Narrowed reports whether a query is narrowed by a facet.
func Narrowed(q search.Query) bool {
	return len(q.Types)+len(q.Traditions)+len(q.Dezernate)+len(q.Years) > 0
}
