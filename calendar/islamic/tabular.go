package islamic

import (
	"vielfalt/calendar"
	"vielfalt/calendar/internal/arith"
)

// A Month is a month of the Islamic year.
type Month int

// The months.
const (
	Muharram Month = iota + 1
	Safar
	RabiI
	RabiII
	JumadaI
	JumadaII
	Rajab
	Shaban
	Ramadan
	Shawwal
	DhuAlQada
	DhuAlHijja
)

// epoch is 1 Muharram of the year 1 of the civil reckoning: Friday, 16 July
// 622 of the Julian calendar (Calendrical Calculations, 4th ed., 7.1).
const epoch = 227015

// Leap reports whether a year of the tabular calendar has 355 days: the years
// 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of each thirty (Calendrical
// Calculations, 4th ed., 7.2).
func Leap(year int) bool { return arith.Mod(14+11*year, 30) < 11 }

// ToDate returns the day of a date of the tabular civil calendar (Calendrical
// Calculations, 4th ed., 7.3, fixed-from-islamic). Valid for all years; those
// before 1 are 0, -1 …
func ToDate(year int, month Month, day int) calendar.Date {
	m := int(month)
	return calendar.Date(epoch - 1 + (year-1)*354 + arith.Div(3+11*year, 30) + 29*(m-1) + m/2 + day)
}

// FromDate returns the date of a day in the tabular civil calendar (Calendrical
// Calculations, 4th ed., 7.4, islamic-from-fixed). Valid for all days.
func FromDate(d calendar.Date) (year int, month Month, day int) {
	year = arith.Div(30*(int(d)-epoch)+10646, 10631)
	prior := int(d - ToDate(year, Muharram, 1))
	month = Month((11*prior + 330) / 325)
	return year, month, int(d-ToDate(year, month, 1)) + 1
}
