package calendar

import (
	"cmp"
	"slices"
	"time"
)

// An Unsettled is a date that somebody has to look up: one that a sighting or
// an announcement will decide, or one that nobody has named yet.
type Unsettled struct {
	Observance *Observance
	// Occurrence is the one that may move; nil if there is no date.
	Occurrence *Occurrence
	// Around is its first day, or the day on which the last known one fell, in
	// the year for which there is no date.
	Around Date
}

// Unsettled returns what is to be settled between two days, in the order of the
// days: occurrences in view whose day is not sure and can be, because somebody
// sees the moon or announces it, and observances for which the year's date is
// not known although it is about the time of the last one. Days that only
// custom, place or almanac make unsure remain so, and are left out.
func (c *Calendar) Unsettled(from, to Date) []Unsettled {
	var out []Unsettled
	for _, o := range c.apart(from, to, Filter{}) {
		if o.First >= from && o.First <= to && o.decidable() {
			out = append(out, Unsettled{o.Observance, &o, o.First})
		}
	}
	for i := range c.traditions {
		t := &c.traditions[i]
		for j := range t.Observances {
			o := &t.Observances[j]
			for year := from.Year(); year <= to.Year() && !t.OnRequest; year++ {
				if d, missing := c.missing(o, year); missing && from <= d && d <= to {
					out = append(out, Unsettled{Observance: o, Around: d})
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Unsettled) int { return cmp.Compare(a.Around, b.Around) })
	return out
}

// decidable reports whether the day is not sure, and somebody will decide it.
func (o Occurrence) decidable() bool {
	return !o.Sure() && o.Earliest < o.Latest && (o.Cause == Sighting || o.Cause == Decree || o.Cause == Organiser)
}

// missing reports whether the date of a year is not known but was in one of the
// years before, and returns the day of that year on which it fell then.
func (c *Calendar) missing(o *Observance, year int) (Date, bool) {
	if c.Known(o.ID, year) {
		return 0, false
	}
	const back = 3 * 366
	start := NewDate(year, time.January, 1)
	was := c.Of(o.ID, start-back, start-1)
	if len(was) == 0 {
		return 0, false
	}
	_, m, d := was[len(was)-1].First.Gregorian()
	return NewDate(year, m, d), true
}
