package coptic

import "vielfalt/calendar"

// Yearly is a rule that gives at most one day for each Coptic year, with
// certainty. The day lies in that year, and false means that the year has none.
type Yearly func(year int) (calendar.Date, bool)

// Dates implements [calendar.Rule]. Nothing is kept before the year 1.
func (f Yearly) Dates(from, to calendar.Date) []calendar.Keeping {
	from, to = max(from, epoch), min(to, calendar.MaxDate)
	if from > to {
		return nil
	}
	year, _, _ := FromDate(from)
	last, _, _ := FromDate(to)
	var out []calendar.Keeping
	for ; year <= last; year++ {
		if d, ok := f(year); ok && from <= d && d <= to {
			out = append(out, calendar.Keeping{Date: d, Year: year, Certainty: calendar.Exact})
		}
	}
	return out
}

// On keeps the same day every year; the sixth day of Nasi in leap years only.
func On(month Month, day int) Yearly {
	return func(year int) (calendar.Date, bool) {
		return ToDate(year, month, day), day <= MonthLength(year, month)
	}
}
