package hebrew

import "vielfalt/calendar"

// Yearly is a rule that gives at most one day for each Jewish year, with
// certainty. The day lies in that year; false means that the year has none.
type Yearly func(year int) (calendar.Date, bool)

// Dates implements [calendar.Rule]. It yields nothing before the year 1.
func (f Yearly) Dates(from, to calendar.Date) []calendar.Occurrence {
	return calendar.EachYear(from, to, epoch, yearOf, f)
}

// Limits implements [calendar.Rule].
func (Yearly) Limits() (first, last calendar.Date) { return calendar.Unlimited() }

func yearOf(d calendar.Date) int {
	year, _, _, _ := FromDate(d)
	return year
}

// On keeps the same day every year. A day of Adar is kept in Adar II in leap
// years (Calendrical Calculations, 4th ed., 8.4); the 30th of a month only in
// years whose month has one.
func On(month Month, day int) Yearly {
	return func(year int) (calendar.Date, bool) {
		m := month
		if m == Adar || m == AdarII {
			m = LastMonth(year)
		}
		if day == 30 && MonthLength(year, m) < 30 {
			return 0, false
		}
		return ToDate(year, m, day), true
	}
}

// Since keeps the rule's days from the given Jewish year on.
func (f Yearly) Since(first int) Yearly {
	return func(year int) (calendar.Date, bool) {
		if year < first {
			return 0, false
		}
		return f(year)
	}
}
