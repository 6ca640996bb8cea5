package hindu

import (
	"math"

	"vielfalt/calendar"
	"vielfalt/calendar/internal/astro"
)

// meanSiderealYear is the sidereal year of modern astronomy, in days
// (Calendrical Calculations, 4th ed., chapter 14, mean-sidereal-year).
const meanSiderealYear = 365.25636

// A modern is the sky over Ujjain by modern astronomy (Calendrical
// Calculations, 4th ed., section 20.5). As there, series made for Universal
// Time are given the clock of Ujjain. This shifts the sky by five hours, but
// reproduces the sample days of the book.
type modern struct {
	// start is the longitude, for the equinox of 2000, of the point from which
	// signs are counted.
	start float64
}

// Astronomical returns the reckoning with true positions of sun and moon: the
// zodiac counted from the place of the equinox at the Mesha sankranti of 285,
// sunrise at Ujjain with 47' of depression to the whole minute, and the solar
// calendar by the rule of Tamil Nadu, geometrical sunset (Calendrical
// Calculations, 4th ed., section 20.5).
func Astronomical() Reckoning {
	s := surya{newSines()}
	// By the traditional astronomy the sun enters Mesha in March or April
	// (mesha-samkranti).
	low, high := float64(calendar.NewDate(285, 3, 1)), float64(calendar.NewDate(285, 5, 1))
	for high-low > 1e-6 {
		if mid := (low + high) / 2; s.sun(mid) < 180 {
			high = mid
		} else {
			low = mid
		}
	}
	return Reckoning{modern{start: precession(high - ujjainLongitude/360)}}
}

// precession returns how far the equinox has moved since 2000, in degrees from
// 0 to 360 (Meeus, Astronomical Algorithms, 2nd ed., chapter 21, as in
// Calendrical Calculations, 4th ed., chapter 14, precession).
func precession(t float64) float64 {
	m := astro.Moment(t)
	c := (t + astro.DeltaT(m)/86400 - 730120.5) / 36525
	const degree, second = math.Pi / 180, 1.0 / 3600
	eta := c * (47.0029 + c*(-0.03302+c*0.000060)) * second
	pi := 174.876384 + c*(-869.8089+c*0.03536)*second
	p := c * (5029.0966 + c*(1.11113+c*0.000006)) * second
	arg := math.Atan2(math.Cos(eta*degree)*math.Sin(pi*degree), math.Cos(pi*degree)) / degree
	return mod(p+pi-arg, 360)
}

// ujjain is where the days of the reckoning begin.
var ujjain = astro.Place{Latitude: ujjainLatitude, Longitude: ujjainLongitude}

func (m modern) year() float64 { return meanSiderealYear }

// sun returns the longitude from the fixed point (sidereal-solar-longitude).
func (m modern) sun(t float64) float64 {
	return mod(astro.SolarLongitude(astro.Moment(t))-precession(t)+m.start, 360)
}

func (m modern) phase(t float64) float64 { return astro.LunarPhase(astro.Moment(t)) }

func (m modern) sunrise(d calendar.Date) float64 {
	t, _ := astro.SunAtDepression(d, ujjain, 47.0/60, true) // the sun rises every day at Ujjain
	return math.Round((float64(t)+ujjainLongitude/360)*1440) / 1440
}

// solarDay returns the geometrical sunset: a month that begins before it begins
// with this day (astro-hindu-sunset).
func (m modern) solarDay(d calendar.Date) float64 {
	t, _ := astro.SunAtDepression(d, ujjain, 0, false)
	return float64(t) + ujjainLongitude/360
}

func (m modern) newMoonBefore(t float64) float64 {
	return float64(astro.NewMoonBefore(astro.Moment(t)))
}

func (m modern) newMoonAfter(t float64) float64 {
	return float64(astro.NewMoonAtOrAfter(astro.Moment(t)))
}
