package ethiopic

import "vielfalt/calendar"

// Yearly is a rule that gives at most one day for each Ethiopian year, with
// certainty. The day lies in that year; false means that the year has none.
type Yearly func(year int) (calendar.Date, bool)

// Dates implements [calendar.Rule]. It yields nothing before the year 1.
func (f Yearly) Dates(from, to calendar.Date) []calendar.Occurrence {
	return calendar.EachYear(from, to, epoch, yearOf, f)
}

// Limits implements [calendar.Rule].
func (Yearly) Limits() (first, last calendar.Date) { return calendar.Unlimited() }

func yearOf(d calendar.Date) int {
	year, _, _ := FromDate(d)
	return year
}

// On keeps the same day every year; the sixth day of Pagume only in leap years.
func On(month Month, day int) Yearly {
	return func(year int) (calendar.Date, bool) {
		return ToDate(year, month, day), day <= MonthLength(year, month)
	}
}
