package hindu

import (
	"math"

	"vielfalt/calendar"
	"vielfalt/calendar/internal/arith"
)

// A Month is a month of the Hindu year, solar or lunar. As a solar month it is
// the sign the sun is in, counted from Mesha.
type Month int

// The months.
const (
	Chaitra Month = iota + 1
	Vaisakha
	Jyeshtha
	Ashadha
	Shravana
	Bhadrapada
	Ashvina
	Kartika
	Margashirsha
	Pausha
	Magha
	Phalguna
)

// Eras: the years of the Kali Yuga that had elapsed when they began.
const (
	sakaEra   = 3179
	vikramEra = 3044
)

// A Lunar is a day of a lunar calendar whose months end with the new moon
// (amanta). Days bear the number of the lunar day (tithi, a thirtieth of the
// month) that is current at sunrise.
type Lunar struct {
	Year  int // elapsed years of the Vikrama era
	Month Month
	// LeapMonth marks the leap month (adhika), which precedes the month of the
	// same name.
	LeapMonth bool
	Day       int // 1 to 30
	// LeapDay marks the second of two days with the same number.
	LeapDay bool
}

// A Solar is a day of a solar calendar.
type Solar struct {
	Year  int // elapsed years of the Saka era
	Month Month
	Day   int
}

// A sky is the astronomy underlying a reckoning. Moments are in days, angles in
// degrees.
type sky interface {
	year() float64                   // mean sidereal year
	sun(t float64) float64           // sidereal longitude
	phase(t float64) float64         // elongation of the moon
	sunrise(d calendar.Date) float64 // names the lunar day
	solarDay(d calendar.Date) float64
	newMoonBefore(t float64) float64
	newMoonAfter(t float64) float64
}

// A Reckoning is one way of reckoning the lunar and the solar calendar. It is
// immutable and safe for concurrent use.
type Reckoning struct{ sky sky }

// SuryaSiddhanta returns the reckoning of the Surya Siddhanta with true
// sunrise at Ujjain, and the solar calendar by the rule of Orissa (Calendrical
// Calculations, 4th ed., chapter 20, "modern Hindu calendars").
func SuryaSiddhanta() Reckoning { return Reckoning{surya{newSines()}} }

// Lunar returns the lunar date of a day (Calendrical Calculations, 4th ed.,
// chapter 20, hindu-lunar-from-fixed and astro-hindu-lunar-from-fixed).
func (r Reckoning) Lunar(d calendar.Date) Lunar {
	sunrise := r.sky.sunrise(d)
	day := r.tithi(sunrise)
	start := r.sky.newMoonBefore(sunrise)
	// New moons and phases come from two series, which do not agree to the
	// minute far from our time; the phase decides.
	switch age := sunrise - start; {
	case day > 25 && age < 5:
		start = r.sky.newMoonBefore(start - 1)
	case day < 5 && age > 25:
		start = r.sky.newMoonAfter(sunrise)
	}
	m := r.month(start)
	return Lunar{
		Year: m.year, Month: m.name, LeapMonth: m.leap,
		Day: day, LeapDay: day == r.tithi(r.sky.sunrise(d-1)),
	}
}

// FromLunar returns the day of a lunar date; it inverts Lunar. A skipped day
// yields the one kept in its place. False means that there is no such month:
// not every name occurs in every year, and few occur twice.
func (r Reckoning) FromLunar(l Lunar) (calendar.Date, bool) {
	// The sun enters the sign of the month's name somewhere in the month or at
	// its end.
	t := epoch + r.sky.year()*(float64(l.Year+vikramEra)+(float64(l.Month)-1)/12)
	m := r.month(r.sky.newMoonBefore(t))
	for range 4 {
		switch c := m.compare(l); {
		case c == 0:
			return r.dayOf(m, l), true
		case c < 0:
			m = r.month(r.sky.newMoonAfter(m.start + 1))
		default:
			m = r.month(r.sky.newMoonBefore(m.start - 1))
		}
	}
	return 0, false
}

func (r Reckoning) dayOf(m month, l Lunar) calendar.Date {
	// A lunar day lasts from 0.89 to 1.09 days.
	d := calendar.Date(math.Floor(m.start)) + calendar.Date(math.Floor(float64(l.Day-1)*0.984)) - 2
	for {
		if n := arith.Mod(r.tithi(r.sky.sunrise(d))-l.Day, 30); n == 0 || n == 1 {
			break
		}
		d++
	}
	if l.LeapDay {
		d++
	}
	return d
}

// A month is a lunar month with its name.
type month struct {
	start float64 // new moon
	year  int
	name  Month
	leap  bool
}

// compare returns a negative number if a month comes before the month of a
// date, 0 if it is that month, and a positive number if it comes after it.
func (m month) compare(l Lunar) int {
	if n := 12*(m.year-l.Year) + int(m.name-l.Month); n != 0 {
		return n
	}
	switch {
	case m.leap == l.LeapMonth:
		return 0
	case m.leap:
		return -1
	}
	return 1
}

// month names the month that begins with a new moon after the sign that the sun
// enters in it; if it enters none, the month is a leap month.
func (r Reckoning) month(start float64) month {
	sign := zodiac(r.sky.sun(start))
	name := Month(sign%12 + 1)
	t := start + 15
	if name <= Vaisakha {
		t += 180 // the month may precede the solar new year
	}
	return month{
		start: start,
		year:  r.kaliYear(t) - vikramEra,
		name:  name,
		leap:  sign == zodiac(r.sky.sun(r.sky.newMoonAfter(start+1))),
	}
}

// Solar returns the solar date of a day (Calendrical Calculations, 4th ed.,
// chapter 20, hindu-solar-from-fixed and astro-hindu-solar-from-fixed).
func (r Reckoning) Solar(d calendar.Date) Solar {
	t := r.sky.solarDay(d)
	longitude := r.sky.sun(t)
	m := zodiac(longitude)
	start := d - 3 - calendar.Date(longitude-30*float64(m-1))
	for zodiac(r.sky.sun(r.sky.solarDay(start))) != m {
		start++
	}
	return Solar{Year: r.kaliYear(t) - sakaEra, Month: Month(m), Day: int(d-start) + 1}
}

// FromSolar returns the day of a solar date (Calendrical Calculations, 4th ed.,
// chapter 20, fixed-from-hindu-solar and fixed-from-astro-hindu-solar); days
// beyond the end of a month carry over.
func (r Reckoning) FromSolar(s Solar) calendar.Date {
	t := r.sky.year()*(float64(s.Year+sakaEra)+(float64(s.Month)-1)/12) + epoch
	start := calendar.Date(math.Floor(t)) - 3
	// The mean month begins up to three days from the true one.
	for zodiac(r.sky.sun(r.sky.solarDay(start))) == int(s.Month) {
		start--
	}
	for zodiac(r.sky.sun(r.sky.solarDay(start))) != int(s.Month) {
		start++
	}
	return start + calendar.Date(s.Day-1)
}

// kaliYear returns the elapsed years of the Kali Yuga.
func (r Reckoning) kaliYear(t float64) int {
	return int(math.Floor((t-epoch)/r.sky.year() - r.sky.sun(t)/360 + 0.5))
}

// tithi returns the lunar day current at a moment, 1 to 30.
func (r Reckoning) tithi(t float64) int { return int(r.sky.phase(t)/12) + 1 }

// zodiac returns the sign of a longitude, 1 to 12.
func zodiac(longitude float64) int { return int(longitude/30) + 1 }
