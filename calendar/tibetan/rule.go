package tibetan

import "vielfalt/calendar"

// firstYear is the first year of the first cycle of sixty years, 1027 of the
// common era; rules keep days from then on.
const firstYear = 1154

// A Rule keeps a day of the Tibetan year.
type Rule struct {
	month, day int
	leapFirst  bool
}

// On keeps the same day every year: in the second of two months with the same
// number, and on the first of two such days. A skipped day is kept on the one
// in its place. If a leap month lies within the three months before, almanacs
// are known to differ by a month, and if the day comes twice, by a day; such
// years are computed, with these bounds.
func On(month, day int) Rule { return Rule{month: month, day: day} }

// Losar keeps the first day of the year, in the first of two first months
// (Calendrical Calculations, 4th ed., section 21.2, losar).
func Losar() Rule { return Rule{month: 1, day: 1, leapFirst: true} }

// Dates implements [calendar.Rule].
func (r Rule) Dates(from, to calendar.Date) []calendar.Occurrence {
	first, last := r.Limits()
	from, to = max(from, first), min(to, last)
	if from > to {
		return nil
	}
	var out []calendar.Occurrence
	// A skipped last day of the year is kept on the first day of the next.
	for year, end := max(FromDate(from).Year-1, firstYear), FromDate(to).Year; year <= end; year++ {
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
	n := months(12*(year-1) + r.month)
	if r.leapFirst && HasLeapMonth(year, r.month) {
		n--
	}
	lunarDay := 30*n + r.day
	k := calendar.Occurrence{First: civil(lunarDay), Year: year, Certainty: calendar.Exact}
	earliest, latest := k.First, k.First
	// Three names back is three lunar months back unless one is a leap month.
	if x := 12*(year-1) + r.month; n-months(x-3) > 3 {
		earliest = civil(lunarDay - 30)
	}
	if civil(lunarDay+1)-k.First == 2 {
		latest++ // the day comes twice
	}
	if earliest != latest {
		k.Certainty, k.Earliest, k.Latest, k.Cause = calendar.Computed, earliest, latest, calendar.Almanac
	}
	return k
}
