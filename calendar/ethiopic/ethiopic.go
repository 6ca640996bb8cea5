package ethiopic

import (
	"vielfalt/calendar"
	"vielfalt/calendar/internal/arith"
)

// A Month is a month of the Ethiopian year.
type Month int

// The months. Each has thirty days except the last, which has five, or six in a
// leap year.
const (
	Meskerem Month = iota + 1
	Teqemt
	Hedar
	Tahsas
	Ter
	Yakatit
	Magabit
	Miyazya
	Genbot
	Sane
	Hamle
	Nehase
	Pagume
)

// epoch is 1 Meskerem of the year 1, 29 August 8 in the Julian calendar
// (Calendrical Calculations, 4th ed., 4.5).
const epoch = 2796

// Leap reports whether the last month of a year has six days (Calendrical
// Calculations, 4th ed., 4.2).
func Leap(year int) bool { return arith.Mod(year, 4) == 3 }

// MonthLength returns the number of days of a month.
func MonthLength(year int, month Month) int {
	switch {
	case month < Pagume:
		return 30
	case Leap(year):
		return 6
	}
	return 5
}

// ToDate returns the day of an Ethiopian date (Calendrical Calculations, 4th
// ed., 4.6, fixed-from-ethiopic). Valid for all years, where 0 comes before 1;
// days beyond the end of a month carry over.
func ToDate(year int, month Month, day int) calendar.Date {
	return calendar.Date(epoch - 1 + 365*(year-1) + arith.Div(year, 4) + 30*(int(month)-1) + day)
}

// FromDate returns the Ethiopian date of a day (Calendrical Calculations, 4th
// ed., 4.7, ethiopic-from-fixed).
func FromDate(d calendar.Date) (year int, month Month, day int) {
	year = arith.Div(4*(int(d)-epoch)+1463, 1461)
	n := int(d - ToDate(year, Meskerem, 1))
	return year, Month(n/30 + 1), n%30 + 1
}
