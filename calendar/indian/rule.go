package indian

import "vielfalt/calendar"

// introduced is the year with which the calendar came into use.
const introduced = 1879

// Yearly is a rule that gives at most one day for each year of the Saka era, with
// certainty. The day lies in that year, and false means that the year has none.
type Yearly func(year int) (calendar.Date, bool)

// Dates implements [calendar.Rule]. Nothing is kept before the
// calendar was introduced, on 1 Chaitra 1879.
func (f Yearly) Dates(from, to calendar.Date) []calendar.Keeping {
	from, to = max(from, ToDate(introduced, Chaitra, 1)), min(to, calendar.MaxDate)
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

// On keeps the same day every year; the 31st of Chaitra in leap years only.
func On(month Month, day int) Yearly {
	return func(year int) (calendar.Date, bool) {
		return ToDate(year, month, day), day <= MonthLength(year, month)
	}
}
