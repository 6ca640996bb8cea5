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
	west      func(year int) calendar.Date // the day in the West before the year 172
}

// On keeps the same day every year. Days of [Ala] are counted back from the
// next new year, all others forward from the last.
func (r *Reckoning) On(month Month, day int) Rule {
	next, days := 0, calendar.Date(19*(int(month)-1)+day-1)
	switch month {
	case Ala:
		next, days = 1, calendar.Date(day-20)
	case AyyamIHa:
		days = calendar.Date(342 + day - 1)
	}
	return Rule{r, func(year int) start {
		s := r.newYear(year + next)
		s.date += days
		return s
	}, func(year int) calendar.Date { return westernNewYear(year+next) + days }}
}

// InTheWest gives a rule the fixed day on which the West kept it until 2014,
// where that is not the day of its Badíʿ date.
func (r Rule) InTheWest(month time.Month, day int) Rule {
	west := func(year int) calendar.Date { return calendar.NewDate(year+1843, month, day) }
	return Rule{r.reckoning, func(year int) start {
		if r.reckoning.name(year) == WesternName {
			return start{date: west(year)}
		}
		return r.day(year)
	}, west}
}

// BirthOfTheBab keeps the first of the twin holy days; by the western reckoning
// it was 20 October until 2014.
func (r *Reckoning) BirthOfTheBab() Rule { return r.birth(0).InTheWest(time.October, 20) }

// BirthOfBahaullah keeps the second of the twin holy days; by the western
// reckoning it was 12 November until 2014.
func (r *Reckoning) BirthOfBahaullah() Rule { return r.birth(1).InTheWest(time.November, 12) }

func (r *Reckoning) birth(days calendar.Date) Rule {
	return Rule{reckoning: r, day: func(year int) start {
		s := r.twin(year)
		s.date += days
		return s
	}}
}

// Limits implements [calendar.Rule].
func (r Rule) Limits() (from, to calendar.Date) { return first, last }

// Dates implements [calendar.Rule].
//
// The dates of the years 172 to 221 are those that the Bahá'í World Centre has
// given to all Bahá'ís for these fifty years. They are exact, even where an
// equinox lies less than a minute from sunset, as in 2026: the same body made
// the rule and decided by it, and no later word of it is expected. In other
// years such a day is computed. Before the year 172 the West kept the days that
// [Western] gives, so what is reckoned back from the equinox is computed too,
// if it is another day.
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
		earliest, latest := s.date-s.before, s.date+s.after
		if s.unused {
			earliest, latest = min(earliest, r.west(year)), max(latest, r.west(year))
			if earliest < latest { // else both had the same day
				k.Certainty, k.Earliest, k.Latest, k.Cause = calendar.Computed, earliest, latest, calendar.Custom
			}
		} else if earliest < latest {
			k.Certainty, k.Earliest, k.Latest, k.Cause = calendar.Computed, earliest, latest, calendar.Border
		}
		out = append(out, k)
	}
	return out
}
