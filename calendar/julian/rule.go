package julian

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/internal/arith"
)

// firstYear is the first year for which rules yield days; see the package
// comment.
const firstYear = 8

// Yearly is a rule that gives at most one day for each Julian year, with
// certainty. The day lies in that year; false means that the year has none.
type Yearly func(year int) (calendar.Date, bool)

// Dates implements [calendar.Rule].
func (f Yearly) Dates(from, to calendar.Date) []calendar.Occurrence {
	return calendar.EachYear(from, to, ToDate(firstYear, time.January, 1), yearOf, f)
}

// Limits implements [calendar.Rule].
func (Yearly) Limits() (first, last calendar.Date) { return calendar.Unlimited() }

func yearOf(d calendar.Date) int {
	year, _, _ := FromDate(d)
	return year
}

// On keeps the same Julian day every year (Calendrical Calculations, 4th ed.,
// 3.5, julian-in-gregorian, without its detour through Gregorian years); 29
// February only in leap years.
func On(month time.Month, day int) Yearly {
	return func(year int) (calendar.Date, bool) {
		if month == time.February && day == 29 && !Leap(year) {
			return 0, false
		}
		return ToDate(year, month, day), true
	}
}

// EasterSunday returns Easter as the Orthodox churches keep it, by the Julian
// computus (Calendrical Calculations, 4th ed., 9.1, orthodox-easter). Valid
// for years from 325, the council of Nicaea; year is the Julian year, which
// for Easter is the Gregorian one too until the year 9999 and beyond.
func EasterSunday(year int) calendar.Date {
	shiftedEpact := arith.Mod(14+11*arith.Mod(year, 19), 30)
	paschalMoon := ToDate(year, time.April, 19) - calendar.Date(shiftedEpact)
	return (paschalMoon + 1).OnOrAfter(time.Sunday)
}

// Easter keeps a day counted from Orthodox Easter Sunday: -2 is Great Friday,
// 49 is Pentecost. It is kept from 326 on, the first Easter after Nicaea.
func Easter(offset int) Yearly {
	return func(year int) (calendar.Date, bool) {
		if year < 326 {
			return 0, false
		}
		return EasterSunday(year) + calendar.Date(offset), true
	}
}
