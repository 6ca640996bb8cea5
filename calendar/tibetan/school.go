package tibetan

import (
	"vielfalt/calendar"
	"vielfalt/calendar/internal/arith"
)

// A School is one of the ways of reckoning that Tibetans and Bhutanese follow.
// They share the mean motions and the corrections, and differ in where these
// begin and in which months come twice.
type School struct {
	name int // months(x) = (67x + name) / 65

	epoch calendar.Date // from which lunar days count, and …
	mean  int           // … by how much the first begins later, in units

	// The anomaly of the sun is sunStep·n + sun parts of sunCircle, that of the
	// moon 3781·n + moon parts of 105840, n counting lunar days.
	sunCircle, sunStep, sun int
	moon                    int

	leapAfter bool // the leap month follows the month of its name

	// byEnd is set if the epoch makes civil yield the day on which a lunar day
	// ends, the second of two, as Janson's does. That of Calendrical
	// Calculations makes it the first one.
	byEnd bool
}

// phugpa counts from 7 December of the Gregorian year -127 (Calendrical
// Calculations, 4th ed., section 21.1, tibetan-epoch and
// fixed-from-tibetan).
var phugpa = School{
	name:  64,
	epoch: -46410, mean: unit/1616*1071 - 31*unit,
	sunCircle: 4824, sunStep: 13, sun: 2117,
	moon: 2837 * 7,
}

// Phugpa returns the reckoning that the Central Tibetan Administration and most
// monasteries follow.
func Phugpa() School { return phugpa }

// Tsurphu returns the reckoning of the Karma Kagyu, with the epoch of 1732
// (Janson, Tibetan Calendar Mathematics, 2nd ed. 2014, on the Tsurphu version).
func Tsurphu() School {
	return School{
		name:  -67*12*(1732+126) - 142,
		epoch: 632320, mean: unit / 7635600 * 1795153,
		sunCircle: 217080, sunStep: 585, sun: -66236,
		moon: 55890, byEnd: true,
	}
}

// Bhutan returns the reckoning of Bhutan, with the epoch of 1754 and leap months
// after the month of their name (the same, on the Bhutanese version).
func Bhutan() School {
	return School{
		name:  -67*12*(1754+126) - 193,
		epoch: 640382, mean: unit / 707 * 52,
		sunCircle: 4824, sunStep: 13, sun: 3690,
		moon: 12240, leapAfter: true, byEnd: true,
	}
}

// months counts the lunar months before the x-th named month since the first of
// the year 1: 67 lunar months share 65 names.
func (s School) months(x int) int { return arith.Div(67*x+s.name, 65) }

// leap reports whether the x-th named month comes twice.
func (s School) leap(x int) bool {
	if s.leapAfter {
		x++
	}
	return s.months(x)-s.months(x-1) == 2
}

// first returns the civil day that bears the number of a lunar day, counted from
// the epoch: the first one if two do, and the one on which it passes or that
// comes after if none does.
func (s School) first(n int) calendar.Date {
	if s.byEnd {
		return min(s.civil(n), s.civil(n-1)+1)
	}
	return s.civil(n)
}

// days returns how many civil days bear the number of a lunar day.
func (s School) days(n int) int {
	if s.byEnd {
		return int(s.civil(n) - s.civil(n-1))
	}
	return int(s.civil(n+1) - s.civil(n))
}

// civil returns the civil day on which a lunar day, counted from the epoch,
// falls.
func (s School) civil(n int) calendar.Date {
	mean := n*(unit/11312*11135) + s.mean
	sun := correction(sunTable, s.sunCircle, s.sunStep*n+s.sun)
	moon := correction(moonTable, 105840, 3781*n+s.moon)
	return s.epoch + calendar.Date(arith.Div(mean-sun+moon, unit))
}
