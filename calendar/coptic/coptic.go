package coptic

import (
	"vielfalt/calendar"
	"vielfalt/calendar/internal/arith"
)

// A Month is a month of the Coptic year.
type Month int

// The months. Each has thirty days except the last, which has five, or six in a
// leap year.
const (
	Tout Month = iota + 1
	Baba
	Hatour
	Kiahk
	Tuba
	Amshir
	Baramhat
	Baramouda
	Bashans
	Bauna
	Abib
	Misra
	Nasi
)

// epoch is 1 Tout of the year 1, 29 August 284 in the Julian calendar
// (Calendrical Calculations, 4th ed., 4.1).
const epoch = 103605

// Leap reports whether the last month of a year has six days (Calendrical
// Calculations, 4th ed., 4.2).
func Leap(year int) bool { return arith.Mod(year, 4) == 3 }

// MonthLength returns the number of days of a month.
func MonthLength(year int, month Month) int {
	switch {
	case month < Nasi:
		return 30
	case Leap(year):
		return 6
	}
	return 5
}

// ToDate returns the day of a Coptic date (Calendrical Calculations, 4th ed.,
// 4.3, fixed-from-coptic). Valid for all years, where 0 comes before 1; days
// beyond the end of a month carry over.
func ToDate(year int, month Month, day int) calendar.Date {
	return calendar.Date(epoch - 1 + 365*(year-1) + arith.Div(year, 4) + 30*(int(month)-1) + day)
}

// FromDate returns the Coptic date of a day (Calendrical Calculations, 4th
// ed., 4.4, coptic-from-fixed).
func FromDate(d calendar.Date) (year int, month Month, day int) {
	year = arith.Div(4*(int(d)-epoch)+1463, 1461)
	n := int(d - ToDate(year, Tout, 1))
	return year, Month(n/30 + 1), n%30 + 1
}
