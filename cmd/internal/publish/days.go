package publish

import (
	"context"
	"fmt"
	"hash/fnv"

	"vielfalt/calendar"
	"vielfalt/content/profile"
	"vielfalt/search"
)

// dayDocuments keeps the documents of the days of the calendar that was asked for
// last. Only Sync uses it.
type dayDocuments struct {
	calendar *calendar.Calendar
	docs     []search.Document
	name     string   // tells them from those of another calendar or program
	others   []string // days that are in the calendar, or were, and have no document
}

// of returns the documents of the days that a calendar shows.
func (d *dayDocuments) of(c *calendar.Calendar, profiles func() *profile.Set) *dayDocuments {
	if d.calendar == c {
		return d
	}
	was := d.docs
	d.calendar, d.docs, d.others = c, search.DayDocuments(c.Shown(), profiles()), nil
	h := fnv.New64a()
	have := map[string]bool{}
	for _, doc := range d.docs {
		fmt.Fprintf(h, "%+v\n", doc)
		have[doc.Item] = true
	}
	d.name = fmt.Sprintf("%016x", h.Sum64())
	for _, doc := range was {
		if !have[doc.Item] {
			d.others = append(d.others, doc.Item)
		}
	}
	for _, t := range c.Traditions() {
		for i := range t.Observances {
			if item := search.DayItem(t.Observances[i].ID); !have[item] {
				d.others = append(d.others, item)
			}
		}
	}
	return d
}

// putDays tells the index of the days, unless those are the ones it has, and
// returns how they are named. A day that is in no calendar any more may stay in an
// index that this process has not filled; pages leave it out.
func (f *Follower) putDays(ctx context.Context, had string) (string, error) {
	if f.Profiles == nil {
		return had, nil
	}
	days := f.days.of(f.Calendar(), f.Profiles)
	if days.name == had {
		return had, nil
	}
	if err := f.Index.Delete(ctx, days.others...); err != nil {
		return had, err
	}
	return days.name, f.Index.Put(ctx, days.docs...)
}
