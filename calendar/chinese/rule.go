package chinese

import (
	"time"

	"vielfalt/calendar"
)

// The span of the rules. The present calendar came into use in 1645; after 2399
// the rotation of the earth leaves the dates open.
var (
	first = calendar.NewDate(1645, time.January, 1)
	last  = calendar.NewDate(2399, time.December, 31)
)

// A Rule keeps a day of the calendar, or a solar term, every year.
type Rule struct {
	day func(year int) (day, bool)
}

// On keeps the same day every year, never in a leap month; the 30th only in
// years whose month has one.
func (r *Reckoning) On(number, n int) Rule {
	return Rule{func(y int) (day, bool) {
		year := r.years.Get(y)
		for i, m := range year.months {
			if m.number != number || m.leap {
				continue
			}
			end := year.end
			if i+1 < len(year.months) {
				end = year.months[i+1].day
			}
			d := m.day
			d.date += calendar.Date(n - 1)
			return d, d.date < end.date
		}
		return day{}, false
	}}
}

// LastDay keeps the last day of the year, the eve of the next.
func (r *Reckoning) LastDay() Rule {
	return Rule{func(y int) (day, bool) {
		d := r.years.Get(y).end
		d.date--
		return d, true
	}}
}

// OnSolarTerm keeps the civil day on which the sun reaches a longitude in
// degrees, once in a Gregorian year. The longitude must not be one that the sun
// reaches around New Year, 275° to 285°.
func (r *Reckoning) OnSolarTerm(longitude float64) Rule {
	return Rule{func(y int) (day, bool) { return r.solarTerm(y, longitude), true }}
}

// Limits implements [calendar.Rule].
func (Rule) Limits() (from, to calendar.Date) { return first, last }

// Dates implements [calendar.Rule]. The year of an occurrence is the Gregorian
// one in which the lunar year begins, or in which the solar term falls.
func (r Rule) Dates(from, to calendar.Date) []calendar.Occurrence {
	from, to = max(from, first), min(to, last)
	if from > to {
		return nil
	}
	var out []calendar.Occurrence
	// A lunar year ends in February of the next Gregorian year.
	y := from.Year()
	if from < calendar.NewDate(y, time.March, 1) {
		y--
	}
	for last := to.Year(); y <= last; y++ {
		d, ok := r.day(y)
		if !ok || d.date < from || d.date > to {
			continue
		}
		k := calendar.Occurrence{First: d.date, Year: y, Certainty: calendar.Exact}
		if d.before != 0 || d.after != 0 {
			k.Certainty, k.Cause = calendar.Computed, calendar.Border
			k.Earliest, k.Latest = d.date-d.before, d.date+d.after
		}
		out = append(out, k)
	}
	return out
}
