package indian

import (
	"time"

	"vielfalt/calendar"
)

// A Month is a month of the national year.
type Month int

// The months.
const (
	Chaitra Month = iota + 1
	Vaisakha
	Jyaishtha
	Ashadha
	Sravana
	Bhadra
	Asvina
	Kartika
	Agrahayana
	Pausha
	Magha
	Phalguna
)

// era is the Gregorian year in which the year 0 began.
const era = 78

// Leap reports whether Chaitra has 31 days, as it does in years that begin in a
// Gregorian leap year.
func Leap(year int) bool {
	g := year + era
	return calendar.NewDate(g, time.March, 1)-calendar.NewDate(g, time.February, 1) == 29
}

// MonthLength returns the number of days of a month.
func MonthLength(year int, month Month) int {
	if month == Chaitra && Leap(year) || month > Chaitra && month <= Bhadra {
		return 31
	}
	return 30
}

// newYear returns 1 Chaitra.
func newYear(year int) calendar.Date {
	d := calendar.NewDate(year+era, time.March, 22)
	if Leap(year) {
		d--
	}
	return d
}

// ToDate returns the day of a date of the national calendar. Valid for all
// years, where 0 comes before 1; days beyond the end of a month carry over.
func ToDate(year int, month Month, day int) calendar.Date {
	d := newYear(year) + calendar.Date(day-1)
	for m := Chaitra; m < month; m++ {
		d += calendar.Date(MonthLength(year, m))
	}
	return d
}

// FromDate returns the date of a day in the national calendar.
func FromDate(d calendar.Date) (year int, month Month, day int) {
	year = d.Year() - era
	if d < newYear(year) {
		year--
	}
	n := int(d - newYear(year))
	month = Chaitra
	for n >= MonthLength(year, month) {
		n -= MonthLength(year, month)
		month++
	}
	return year, month, n + 1
}
