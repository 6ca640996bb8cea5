package tibetan

import "vielfalt/calendar"

// firstYear is the first year of the first cycle of sixty years, 1027 of the
// common era; rules keep days from then on.
const firstYear = 1154

// A Rule keeps a day of the Tibetan year.
type Rule struct {
	school     School
	month, day int
	leapFirst  bool
}

// On keeps the same day every year: not in a leap month, and on the first of two
// such days. A skipped day is kept on the one in its place: as the Phugpa school
// prints it the one after, with the others the one before, on which it passes.
// If a leap month lies within the three months before, almanacs are known to
// differ by a month, and if the day comes twice or is skipped, by a day; such
// years are computed, with these bounds.
func (s School) On(month, day int) Rule { return Rule{school: s, month: month, day: day} }

// Losar keeps the first day of the year, in the first of two first months
// (Calendrical Calculations, 4th ed., section 21.2, losar).
func (s School) Losar() Rule { return Rule{school: s, month: 1, day: 1, leapFirst: true} }

// Dates implements [calendar.Rule].
func (r Rule) Dates(from, to calendar.Date) []calendar.Occurrence {
	first, last := r.Limits()
	from, to = max(from, first), min(to, last)
	if from > to {
		return nil
	}
	var out []calendar.Occurrence
	// A skipped last day of the year is kept on the first day of the next, and
	// the years of another school may begin a month earlier.
	for year, end := max(FromDate(from).Year-1, firstYear), FromDate(to).Year+1; year <= end; year++ {
		if k := r.occurrence(year); from <= k.First && k.First <= to {
			out = append(out, k)
		}
	}
	return out
}

// Limits implements [calendar.Rule]: from 1027 on.
func (r Rule) Limits() (first, last calendar.Date) {
	return ToDate(Day{Year: firstYear, Month: 1, Day: 1}), calendar.MaxDate
}

func (r Rule) occurrence(year int) calendar.Occurrence {
	s, x := r.school, 12*(year-1)+r.month
	n := s.months(x)
	if r.leapFirst && !s.leapAfter && s.leap(x) {
		n--
	}
	lunarDay := 30*n + r.day
	k := calendar.Occurrence{First: s.first(lunarDay), Year: year, Certainty: calendar.Exact}
	earliest, latest := k.First, k.First
	switch days := s.days(lunarDay); {
	case days == 2:
		latest++
	case days == 0 && s.byEnd:
		latest++
	case days == 0:
		earliest--
	}
	// Three names back is three lunar months back unless one is a leap month.
	if n-s.months(x-3) > 3 {
		earliest = s.first(lunarDay - 30)
	}
	if earliest != latest {
		k.Certainty, k.Earliest, k.Latest, k.Cause = calendar.Computed, earliest, latest, calendar.Almanac
	}
	return k
}
