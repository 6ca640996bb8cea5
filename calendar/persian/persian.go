package persian

import (
	"math"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/internal/arith"
	"vielfalt/calendar/internal/astro"
	"vielfalt/calendar/internal/memo"
)

// A Month is a month of the Persian year, counted from Farvardin.
type Month int

// The months. The first six have 31 days, the next five 30, and Esfand 29 or,
// in leap years, 30.
const (
	Farvardin Month = iota + 1
	Ordibehesht
	Khordad
	Tir
	Mordad
	Shahrivar
	Mehr
	Aban
	Azar
	Dey
	Bahman
	Esfand
)

// epoch is 1 Farvardin of the year 1: 19 March 622 of the Julian calendar
// (Calendrical Calculations, 4th ed., 15.1).
const epoch = 226896

// tehran is where noon decides (Calendrical Calculations, 4th ed., 15.2).
var tehran = astro.Place{Latitude: 35.68, Longitude: 51.42}

// A Reckoning says on which day each year begins. The astronomical one caches
// recent results; share one among the rules of a tradition.
type Reckoning struct {
	newYear     func(n int) start // of year n, where 0 comes before 1
	first, last calendar.Date     // limits of its rules
}

// A start is the first day of a year, and how many days before and after it the
// true one may lie.
type start struct {
	date          calendar.Date
	before, after calendar.Date
}

// Astronomical returns the reckoning by the equinox and the apparent noon of
// Tehran (Calendrical Calculations, 4th ed., 15.2–15.4). Its rules are limited
// to 1600 to 2399; dates convert far beyond.
func Astronomical() *Reckoning {

	return &Reckoning{
		newYear: memo.New(512, astronomicalNewYear).Get,
		first:   calendar.NewDate(1600, time.January, 1),
		last:    calendar.NewDate(2399, time.December, 31),
	}
}

func astronomicalNewYear(n int) start {
	equinox := astro.SolarLongitudeAfter(0, astro.Moment(calendar.NewDate(n+621, time.March, 5)))
	d := equinox.Date(tehran.Longitude / 15)
	noon := astro.Noon(d, tehran)
	doubt := astro.Uncertainty(equinox)
	s := start{date: d}
	if equinox > noon {
		s.date++
		if equinox-noon < doubt {
			s.before = 1
		}
	} else if noon-equinox < doubt {
		s.after = 1
	}
	return s
}

// Arithmetic returns the reckoning by the cycle of 2820 years (Calendrical
// Calculations, 4th ed., 15.7–15.9), defined for all time.
func Arithmetic() *Reckoning {
	return &Reckoning{newYear: arithmeticNewYear, first: calendar.MinDate, last: calendar.MaxDate}
}

func arithmeticNewYear(n int) start {
	y := n - 474
	year := arith.Mod(y, 2820) + 474
	return start{date: calendar.Date(epoch + 1029983*arith.Div(y, 2820) + 365*(year-1) + arith.Div(31*year-5, 128))}
}

// ordinal converts a year to a count that has a year 0, which the Persian
// calendar lacks: there 1 follows -1.
func ordinal(year int) int {
	if year < 0 {
		return year + 1
	}
	return year
}

func fromOrdinal(n int) int {
	if n <= 0 {
		return n - 1
	}
	return n
}

// NewYear returns the first day of a year, which must not be 0.
func (r *Reckoning) NewYear(year int) calendar.Date { return r.newYear(ordinal(year)).date }

// Leap reports whether a year has 366 days.
func (r *Reckoning) Leap(year int) bool {
	n := ordinal(year)
	return r.newYear(n+1).date-r.newYear(n).date == 366
}

// ToDate returns the day of a Persian date. The year must not be 0; days beyond
// the end of a month carry over.
func (r *Reckoning) ToDate(year int, month Month, day int) calendar.Date {
	return r.NewYear(year) + offset(month, day)
}

// offset counts the days from the first of a year.
func offset(month Month, day int) calendar.Date {
	return calendar.Date(31*(int(month)-1) - max(0, int(month)-7) + day - 1)
}

// FromDate returns the Persian date of a day. There is no year 0.
func (r *Reckoning) FromDate(d calendar.Date) (year int, month Month, day int) {
	n := r.ordinalOf(d)
	k := int(d - r.newYear(n).date)
	if k < 186 {
		return fromOrdinal(n), Month(k/31 + 1), k%31 + 1
	}
	k -= 186
	return fromOrdinal(n), Month(k/30 + 7), k%30 + 1
}

func (r *Reckoning) ordinalOf(d calendar.Date) int {
	n := int(math.Floor(float64(d-epoch)/365.2422)) + 1
	for r.newYear(n).date > d {
		n--
	}
	for r.newYear(n+1).date <= d {
		n++
	}
	return n
}
