package astro

import (
	"math"

	"vielfalt/calendar"
)

// SiderealTime returns the apparent sidereal time at Greenwich in degrees, from
// 0 to 360 (Meeus, 2nd ed., 12.4 and chapter 12).
func SiderealTime(t Moment) float64 {
	days := float64(t) - epoch2000
	c := days / 36525
	tt := centuries(t)
	psi, eps := nutation(tt)
	mean := 280.46061837 + 360.98564736629*days + c*c*(0.000387933-c/38710000)
	return mod360(mean + psi*cos(meanObliquity(tt)+eps))
}

// LunarAltitude returns the altitude of the moon's centre over the level
// horizon of a place, in degrees, with parallax and without refraction (Meeus,
// 2nd ed., chapters 13 and 40; the earth taken as a sphere, which is right
// within 0.01°).
func LunarAltitude(t Moment, p Place) float64 {
	altitude, _ := lunarAltitude(t, p)
	return altitude
}

// lunarAltitude returns also the moon's horizontal parallax, in degrees.
func lunarAltitude(t Moment, p Place) (altitude, parallax float64) {
	c := centuries(t)
	m := newMoonArguments(c)
	psi, eps := nutation(c)
	parallax = math.Asin(6378.14/m.distance()) / degree
	h := altitudeOf(m.longitude()+psi, m.latitude(), meanObliquity(c)+eps, SiderealTime(t), p)
	return h - math.Asin(sin(parallax)*cos(h))/degree, parallax
}

// SolarAltitude returns the altitude of the sun's centre over the level horizon
// of a place, in degrees, without refraction.
func SolarAltitude(t Moment, p Place) float64 {
	c := centuries(t)
	psi, eps := nutation(c)
	return altitudeOf(solarLongitude(c)+psi, 0, meanObliquity(c)+eps, SiderealTime(t), p)
}

// altitudeOf turns ecliptic coordinates into an altitude seen from the centre
// of the earth (Meeus, 2nd ed., 13.3, 13.4 and 13.6). All are degrees.
func altitudeOf(longitude, latitude, obliquity, sidereal float64, p Place) float64 {
	sinL, cosL := sincos(longitude)
	sinB, cosB := sincos(latitude)
	sinE, cosE := sincos(obliquity)
	ascension := math.Atan2(sinL*cosE-sinB/cosB*sinE, cosL) / degree
	sinD := sinB*cosE + cosB*sinE*sinL
	cosD := math.Sqrt(1 - sinD*sinD)
	sinP, cosP := sincos(p.Latitude)
	return math.Asin(sinP*sinD+cosP*cosD*cos(sidereal+p.Longitude-ascension)) / degree
}

// Moonrise returns the moment at which the moon's upper limb appears, with 34'
// of refraction, on a day of local mean time at a place; false where it does
// not on that day, which happens once a month.
func Moonrise(d calendar.Date, p Place) (Moment, bool) { return moonCrossing(d, p, true) }

// Moonset is the opposite of [Moonrise].
func Moonset(d calendar.Date, p Place) (Moment, bool) { return moonCrossing(d, p, false) }

func moonCrossing(d calendar.Date, p Place, rising bool) (Moment, bool) {
	dip := p.dip()
	above := func(t Moment) float64 {
		h, parallax := lunarAltitude(t, p)
		return h + 0.5667 + 0.2725*parallax + dip // refraction, and the radius of the disc
	}
	// Over three hours the altitude bends, but does not rise and set again up
	// to 60° of latitude.
	const step = Moment(1) / 8
	a := Moment(d) - Moment(p.Longitude/360)
	fa := above(a)
	for range 8 {
		b := a + step
		fb := above(b)
		if (fa < 0) == rising && (fb >= 0) == rising {
			return crossing(above, a, b, fa, fb), true
		}
		a, fa = b, fb
	}
	return 0, false
}

// crossing finds the zero of f between a and b, where f has the values fa and
// fb of different signs, within a second.
func crossing(f func(Moment) float64, a, b Moment, fa, fb float64) Moment {
	for range 12 {
		m := a + (b-a)*Moment(fa/(fa-fb))
		fm := f(m)
		if math.Abs(fm) < 0.002 {
			return m
		}
		if (fm < 0) == (fa < 0) {
			a, fa = m, fm
			fb /= 2 // keeps both ends moving (Illinois rule)
		} else {
			b, fb = m, fm
			fa /= 2
		}
	}
	return a + (b-a)/2
}
