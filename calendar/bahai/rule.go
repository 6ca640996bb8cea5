package bahai

import (
	"time"

	"vielfalt/calendar"
)

// The span of the rules. The year 1 is that of the Báb's declaration; beyond
// 2399 the rotation of the earth leaves the dates open.
var (
	first = calendar.NewDate(1844, time.March, 20)
	last  = calendar.NewDate(2399, time.December, 31)
)

// A Rule keeps a day of the Badíʿ year.
type Rule struct {
	reckoning *Reckoning
	day       func(year int) start
}

// On keeps the same day every year. Days of [Ala] are counted back from the
// next new year, all others forward from the last.
func (r *Reckoning) On(month Month, day int) Rule {
	return Rule{r, func(year int) start {
		s, days := r.newYear(year), calendar.Date(0)
		switch month {
		case Ala:
			s, days = r.newYear(year+1), calendar.Date(day-20)
		case AyyamIHa:
			days = calendar.Date(342 + day - 1)
		default:
			days = calendar.Date(19*(int(month)-1) + day - 1)
		}
		s.date += days
		return s
	}}
}

// BirthOfTheBab keeps the first of the twin holy days; by the western reckoning
// it was 20 October until 2014.
func (r *Reckoning) BirthOfTheBab() Rule { return r.birth(0, time.October, 20) }

// BirthOfBahaullah keeps the second of the twin holy days; by the western
// reckoning it was 12 November until 2014.
func (r *Reckoning) BirthOfBahaullah() Rule { return r.birth(1, time.November, 12) }

func (r *Reckoning) birth(days calendar.Date, month time.Month, day int) Rule {
	return Rule{r, func(year int) start {
		if r.name(year) == WesternName {
			return start{date: calendar.NewDate(year+1843, month, day)}
		}
		s := r.twin(year)
		s.date += days
		return s
	}}
}

// Limits implements [calendar.Rule].
func (r Rule) Limits() (from, to calendar.Date) { return first, last }

// Dates implements [calendar.Rule]. The published dates of the years 172 to 221
// are exact, and so are others unless an equinox or a new moon falls very close
// to the sunset that decides. Before the year 172 not all Bahá'ís followed the
// equinox, so for those years it gives computed days.
func (r Rule) Dates(from, to calendar.Date) []calendar.Occurrence {
	from, to = max(from, first), min(to, last)
	if from > to {
		return nil
	}
	var out []calendar.Occurrence
	for year, last := max(1, from.Year()-1844), to.Year()-1843; year <= last; year++ {
		s := r.day(year)
		if s.date < from || s.date > to {
			continue
		}
		k := calendar.Occurrence{First: s.date, Year: year, Certainty: calendar.Exact, Convention: r.reckoning.name(year)}
		if s.unused {
			k.Certainty = calendar.Computed
		}
		if s.before != 0 || s.after != 0 {
			k.Certainty, k.Cause = calendar.Computed, calendar.Border
			k.Earliest, k.Latest = s.date-s.before, s.date+s.after
		}
		out = append(out, k)
	}
	return out
}
