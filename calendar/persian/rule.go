package persian

import (
	"time"

	"vielfalt/calendar"
)

// A Rule keeps a day of the Persian year.
type Rule struct {
	reckoning *Reckoning
	days      calendar.Date // after the first day of the year
	weekday   time.Weekday  // if last is set: the last such day before it
	last      bool
}

// On keeps the same day every year; the 30th of Esfand, which not all years
// have, is not supported.
func (r *Reckoning) On(month Month, day int) Rule {
	return Rule{reckoning: r, days: offset(month, day)}
}

// OnNameDay keeps the same day of the Zoroastrian year of Iran every year,
// which begins with the Persian one, but has only months of 30 days and five
// days at its end. Its days come up to six days before those of the same date.
func (r *Reckoning) OnNameDay(month Month, day int) Rule {
	return Rule{reckoning: r, days: calendar.Date(30*(int(month)-1) + day - 1)}
}

// LastBeforeNewYear keeps the last given day of the week before the first day
// of the year. It belongs to the year that then begins.
func (r *Reckoning) LastBeforeNewYear(w time.Weekday) Rule {
	return Rule{reckoning: r, weekday: w, last: true}
}

// Limits implements [calendar.Rule].
func (r Rule) Limits() (first, last calendar.Date) { return r.reckoning.first, r.reckoning.last }

// Dates implements [calendar.Rule]. A day that depends on an equinox very close
// to noon is computed; the others are exact.
func (r Rule) Dates(from, to calendar.Date) []calendar.Occurrence {
	from, to = max(from, r.reckoning.first), min(to, r.reckoning.last)
	if from > to {
		return nil
	}
	var out []calendar.Occurrence
	for n, last := from.Year()-622, to.Year()-620; n <= last; n++ {
		s := r.reckoning.newYear(n)
		k := calendar.Occurrence{First: r.day(s.date), Year: fromOrdinal(n), Certainty: calendar.Exact}
		if k.First < from || k.First > to {
			continue
		}
		if earliest, latest := r.day(s.date-s.before), r.day(s.date+s.after); earliest < latest {
			k.Certainty, k.Cause = calendar.Computed, calendar.Border
			k.Earliest, k.Latest = earliest, latest
		}
		out = append(out, k)
	}
	return out
}

func (r Rule) day(newYear calendar.Date) calendar.Date {
	if r.last {
		return (newYear - 1).OnOrBefore(r.weekday)
	}
	return newYear + r.days
}
