package publish

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/calendar/own"
	"vielfalt/content/profile"
	"vielfalt/search"
)

// dayDocuments keeps the documents of the days of the calendar that was asked for
// last. Only Sync uses it.
type dayDocuments struct {
	calendar *calendar.Calendar
	docs     []search.Document
	// name tells them from those of another calendar or program. Behind a digest it
	// lists the house's own days, which nothing else knows once they are removed.
	name   string
	others []string // days of the calendar without a document
}

// of returns the documents of the days that a calendar shows.
func (d *dayDocuments) of(c *calendar.Calendar, profiles func() *profile.Set) *dayDocuments {
	if d.calendar == c {
		return d
	}
	d.calendar, d.docs, d.others = c, search.DayDocuments(c.Shown(), profiles()), nil
	h := fnv.New64a()
	have := map[string]bool{}
	for _, doc := range d.docs {
		fmt.Fprintf(h, "%+v\n", doc)
		have[doc.Item] = true
	}
	d.name = fmt.Sprintf("%016x", h.Sum64())
	for _, doc := range d.docs {
		if strings.HasPrefix(doc.Item, own.Tradition+"/") {
			d.name += " " + doc.Item
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
// returns how they are named.
func (f *Follower) putDays(ctx context.Context, had string) (string, error) {
	if f.Profiles == nil {
		return had, nil
	}
	days := f.days.of(f.Calendar(), f.Profiles)
	if days.name == had {
		return had, nil
	}
	gone := slices.Clone(days.others)
	if before := strings.Fields(had); len(before) > 1 {
		gone = append(gone, before[1:]...) // those that are still there are put again
	}
	if err := f.Index.Delete(ctx, gone...); err != nil {
		return had, err
	}
	return days.name, f.Index.Put(ctx, days.docs...)
}
