package hebrew

import (
	"vielfalt/calendar"
	"vielfalt/calendar/internal/arith"
)

// A Month is a month of the Jewish year, counted from Nisan.
type Month int

// The months. In a common year there is no AdarII, and Adar comes twelfth; in a
// leap year Adar I is twelfth and Adar II thirteenth.
const (
	Nisan Month = iota + 1
	Iyyar
	Sivan
	Tammuz
	Av
	Elul
	Tishri
	Marheshvan
	Kislev
	Tevet
	Shevat
	Adar
	AdarII
)

// epoch is 1 Tishri of the year 1: 7 October 3761 BCE in the Julian calendar
// (Calendrical Calculations, 4th ed., 8.10).
const epoch = -1373427

// Leap reports whether a year has thirteen months: seven in nineteen do
// (Calendrical Calculations, 4th ed., 8.14).
func Leap(year int) bool { return arith.Mod(7*year+1, 19) < 7 }

// LastMonth returns the month before Nisan: Adar, or AdarII in a leap year
// (Calendrical Calculations, 4th ed., 8.15).
func LastMonth(year int) Month {
	if Leap(year) {
		return AdarII
	}
	return Adar
}

// MonthLength returns the number of days of a month (Calendrical Calculations,
// 4th ed., 8.25, last-day-of-hebrew-month).
func MonthLength(year int, month Month) int {
	switch month {
	case Iyyar, Tammuz, Elul, Tevet, AdarII:
		return 29
	case Adar:
		if !Leap(year) {
			return 29
		}
	case Marheshvan:
		if n := yearLength(year); n != 355 && n != 385 {
			return 29
		}
	case Kislev:
		if n := yearLength(year); n == 353 || n == 383 {
			return 29
		}
	}
	return 30
}

// NewYear returns 1 Tishri of a year, with the four delays (Calendrical
// Calculations, 4th ed., 8.20–8.22). Valid for years from 1.
func NewYear(year int) calendar.Date {
	return calendar.Date(epoch + elapsedDays(year) + yearLengthCorrection(year))
}

// ToDate returns the day of a Jewish date (Calendrical Calculations, 4th ed.,
// 8.27, fixed-from-hebrew). Valid for years from 1; the month must exist in the
// year, and days beyond its end carry over.
func ToDate(year int, month Month, day int) calendar.Date {
	d := NewYear(year) + calendar.Date(day-1)
	if month < Tishri {
		for m := Tishri; m <= LastMonth(year); m++ {
			d += calendar.Date(MonthLength(year, m))
		}
		for m := Nisan; m < month; m++ {
			d += calendar.Date(MonthLength(year, m))
		}
		return d
	}
	for m := Tishri; m < month; m++ {
		d += calendar.Date(MonthLength(year, m))
	}
	return d
}

// FromDate returns the Jewish date of a day (Calendrical Calculations, 4th
// ed., 8.28, hebrew-from-fixed), and false before the year 1.
func FromDate(d calendar.Date) (year int, month Month, day int, ok bool) {
	if d < epoch {
		return 0, 0, 0, false
	}
	// The mean year is 35975351/98496 days long.
	year = int((int64(d)-epoch)*98496/35975351) + 2
	for NewYear(year) > d {
		year--
	}
	month = Tishri
	if d >= ToDate(year, Nisan, 1) {
		month = Nisan
	}
	first := ToDate(year, month, 1)
	for {
		n := calendar.Date(MonthLength(year, month))
		if d < first+n {
			return year, month, int(d-first) + 1, true
		}
		first += n
		month++
	}
}

// elapsedDays counts the days from the epoch to the mean conjunction that
// begins the year, with the delay that keeps the new year from Sunday,
// Wednesday and Friday (Calendrical Calculations, 4th ed., 8.20).
func elapsedDays(year int) int {
	months := arith.Div(235*year-234, 19)
	parts := 12084 + 13753*months
	days := 29*months + arith.Div(parts, 25920)
	if arith.Mod(3*(days+1), 7) < 3 {
		days++
	}
	return days
}

// yearLengthCorrection delays the new year so that no year is too long or too
// short (Calendrical Calculations, 4th ed., 8.21).
func yearLengthCorrection(year int) int {
	before, this, after := elapsedDays(year-1), elapsedDays(year), elapsedDays(year+1)
	switch {
	case after-this == 356:
		return 2
	case this-before == 382:
		return 1
	}
	return 0
}

// yearLength returns the number of days of a year: 353 to 355 or 383 to 385
// (Calendrical Calculations, 4th ed., 8.26).
func yearLength(year int) int { return int(NewYear(year+1) - NewYear(year)) }
