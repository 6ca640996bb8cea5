package gregorian

import (
	"time"

	"vielfalt/calendar"
)

// Reform is the first day of the Gregorian calendar, Friday, 15 October 1582
// (bull Inter gravissimas). Rules yield nothing before it.
const Reform calendar.Date = 577736

// Yearly is a rule that gives at most one day for each Gregorian year, with
// certainty. The day lies in that year; false means that the year has none.
type Yearly func(year int) (calendar.Date, bool)

// Dates implements [calendar.Rule].
func (f Yearly) Dates(from, to calendar.Date) []calendar.Occurrence {
	return calendar.EachYear(from, to, Reform, calendar.Date.Year, f)
}

// Limits implements [calendar.Rule].
func (Yearly) Limits() (first, last calendar.Date) { return calendar.Unlimited() }

// Since keeps the rule's days from the given year on.
func (f Yearly) Since(first int) Yearly {
	return func(year int) (calendar.Date, bool) {
		if year < first {
			return 0, false
		}
		return f(year)
	}
}

// Until keeps the rule's days up to and including the given year.
func (f Yearly) Until(last int) Yearly {
	return func(year int) (calendar.Date, bool) {
		if year > last {
			return 0, false
		}
		return f(year)
	}
}

// On keeps the same day every year; 29 February only in leap years.
func On(month time.Month, day int) Yearly {
	return func(year int) (calendar.Date, bool) {
		d := calendar.NewDate(year, month, day)
		if day == 29 && month == time.February {
			if _, m, _ := d.Gregorian(); m != month {
				return 0, false
			}
		}
		return d, true
	}
}

// Nth keeps the n-th given weekday of a month (Calendrical Calculations, 4th
// ed., section 2.5, nth-kday); a negative n counts from the end of the month.
// For n from -4 to 4, except 0, there always is such a day.
func Nth(n int, weekday time.Weekday, month time.Month) Yearly {
	return func(year int) (calendar.Date, bool) {
		if n > 0 {
			return calendar.NewDate(year, month, 1).OnOrAfter(weekday) + calendar.Date(7*(n-1)), true
		}
		return calendar.NewDate(year, month+1, 0).OnOrBefore(weekday) + calendar.Date(7*(n+1)), true
	}
}

// OnOrAfter keeps the first given weekday that is not before a day of the year.
func OnOrAfter(weekday time.Weekday, month time.Month, day int) Yearly {
	return func(year int) (calendar.Date, bool) {
		return calendar.NewDate(year, month, day).OnOrAfter(weekday), true
	}
}

// OnOrBefore keeps the last given weekday that is not after a day of the year.
func OnOrBefore(weekday time.Weekday, month time.Month, day int) Yearly {
	return func(year int) (calendar.Date, bool) {
		return calendar.NewDate(year, month, day).OnOrBefore(weekday), true
	}
}

// Plus moves every day of the rule by a number of days, within its year.
func (f Yearly) Plus(days int) Yearly {
	return func(year int) (calendar.Date, bool) {
		d, ok := f(year)
		return d + calendar.Date(days), ok
	}
}
