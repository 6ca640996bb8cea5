package julian

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/internal/arith"
)

// epoch is 1 January of the year 1 of the Julian calendar, 30 December 0
// Gregorian (Calendrical Calculations, 4th ed., 3.2).
const epoch = -1

// Leap reports whether a Julian year has a 29 February: every fourth year, and
// -1, -5 … before the year 1 (Calendrical Calculations, 4th ed., 3.1).
func Leap(year int) bool {
	if year > 0 {
		return arith.Mod(year, 4) == 0
	}
	return arith.Mod(year, 4) == 3
}

// ToDate returns the day of a Julian date (Calendrical Calculations, 4th ed.,
// 3.3, fixed-from-julian). There is no year 0; months and days must exist.
func ToDate(year int, month time.Month, day int) calendar.Date {
	y := year
	if year < 0 {
		y++
	}
	d := epoch - 1 + 365*(y-1) + arith.Div(y-1, 4) + (367*int(month)-362)/12 + day
	if month > time.February {
		if Leap(year) {
			d--
		} else {
			d -= 2
		}
	}
	return calendar.Date(d)
}

// FromDate returns the Julian date of a day (Calendrical Calculations, 4th
// ed., 3.4, julian-from-fixed). There is no year 0.
func FromDate(d calendar.Date) (year int, month time.Month, day int) {
	approx := arith.Div(4*(int(d)-epoch)+1464, 1461)
	year = approx
	if approx <= 0 {
		year--
	}
	prior := int(d - ToDate(year, time.January, 1))
	correction := 2
	if d < ToDate(year, time.March, 1) {
		correction = 0
	} else if Leap(year) {
		correction = 1
	}
	month = time.Month((12*(prior+correction) + 373) / 367)
	return year, month, int(d-ToDate(year, month, 1)) + 1
}
