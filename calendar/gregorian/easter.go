package gregorian

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/internal/arith"
)

// EasterSunday returns Easter of the western churches in a Gregorian year, by
// the computus of the reform of 1582: Reingold and Dershowitz, Calendrical
// Calculations, 4th ed., section 9.2 (easter). Valid for every year from 1583;
// earlier years are computed as if the reform had been in force.
func EasterSunday(year int) calendar.Date {
	century := arith.Div(year, 100) + 1
	shiftedEpact := arith.Mod(14+11*arith.Mod(year, 19)-arith.Div(3*century, 4)+arith.Div(5+8*century, 25), 30)
	if shiftedEpact == 0 || (shiftedEpact == 1 && 10 < arith.Mod(year, 19)) {
		shiftedEpact++
	}
	paschalMoon := calendar.NewDate(year, time.April, 19) - calendar.Date(shiftedEpact)
	return (paschalMoon + 1).OnOrAfter(time.Sunday)
}

// Easter keeps a day counted from western Easter Sunday: -2 is Good Friday, 39
// is Ascension Day. It is kept from 1583 on.
func Easter(offset int) Yearly {
	return func(year int) (calendar.Date, bool) {
		return EasterSunday(year) + calendar.Date(offset), true
	}
}
