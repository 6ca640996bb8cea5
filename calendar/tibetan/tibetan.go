package tibetan

import (
	"vielfalt/calendar"
	"vielfalt/calendar/internal/arith"
)

// A Day is a day of the Tibetan calendar.
type Day struct {
	Year  int
	Month int // 1 to 12
	// LeapMonth marks the leap month, which precedes the month of the same
	// number.
	LeapMonth bool
	Day       int // 1 to 30
	// LeapDay marks the second of two days with the same number.
	LeapDay bool
}

// ToDate returns the day of a Tibetan date (Calendrical Calculations, 4th ed.,
// section 21.1, fixed-from-tibetan). A skipped day yields the one in its place,
// which bears the next number.
func ToDate(t Day) calendar.Date {
	n := phugpa.months(12*(t.Year-1) + t.Month)
	if t.LeapMonth {
		n--
	}
	d := phugpa.civil(30*n + t.Day)
	if t.LeapDay {
		d++
	}
	return d
}

// FromDate returns the Tibetan date of a day (it inverts ToDate as Calendrical
// Calculations, 4th ed., section 21.1, tibetan-from-fixed, does, but finds the
// lunar day directly).
func FromDate(d calendar.Date) Day {
	// Find the last lunar day whose civil day is not after d. The mean lunar
	// day lasts 11135/11312 of a day, and the corrections stay below one.
	n := arith.Div(int(d-phugpa.epoch)*11312, 11135) + 28
	for phugpa.civil(n+1) <= d {
		n++
	}
	for phugpa.civil(n) > d {
		n--
	}
	m := arith.Div(n-1, 30)
	// Find the first named month whose count reaches m; if it skips m, m is its
	// leap month.
	x := arith.Div(65*m-64, 67)
	for phugpa.months(x) < m {
		x++
	}
	return Day{
		Year: arith.Div(x-1, 12) + 1, Month: arith.Mod(x-1, 12) + 1, LeapMonth: phugpa.months(x) > m,
		Day: arith.Mod(n-1, 30) + 1, LeapDay: phugpa.civil(n) < d,
	}
}

// HasLeapMonth reports whether a month of a year comes twice (Calendrical
// Calculations, 4th ed., section 21.2, tibetan-leap-month?).
func HasLeapMonth(year, month int) bool {
	return phugpa.leap(12*(year-1) + month)
}

// unit divides the day so finely that mean motion and both corrections are
// whole numbers.
const unit = 1534755600

// Corrections in sixtieths of a day, over a quarter of the anomaly (Calendrical
// Calculations, 4th ed., section 21.1, tibetan-sun-equation and
// tibetan-moon-equation).
var (
	sunTable  = []int{0, 6, 10, 11}
	moonTable = []int{0, 5, 10, 15, 19, 22, 24, 25}
)

// correction interpolates a table at an anomaly of part/circle, in units; the
// table holds the first quarter.
func correction(table []int, circle, part int) int {
	quarter := len(table) - 1
	step := circle / (4 * quarter) // of one entry
	part = arith.Mod(part, circle)
	sign := 1
	if 2*part > circle {
		part, sign = part-circle/2, -1
	}
	if 4*part > circle {
		part = circle/2 - part
	}
	i, rest := part/step, part%step
	sum := table[i] * (step - rest)
	if rest > 0 {
		sum += table[i+1] * rest
	}
	return sign * sum * (unit / (60 * step))
}
