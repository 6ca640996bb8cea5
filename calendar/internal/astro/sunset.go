package astro

import (
	"math"

	"vielfalt/calendar"
)

// A Place is a point on the earth, in degrees, north and east positive, with
// its elevation above its surroundings in metres, which lowers the horizon.
type Place struct{ Latitude, Longitude, Elevation float64 }

// Depression is how many degrees below the level horizon the sun's centre is
// when its upper limb rises or sets: 34' of refraction and 16' of radius
// (Meeus, 2nd ed., chapter 15).
const Depression = 0.8333

// dip returns by how much the elevation lowers the horizon, in degrees
// (Calendrical Calculations, 4th ed., 14.74).
func (p Place) dip() float64 {
	if p.Elevation <= 0 {
		return 0
	}
	const radius = 6.372e6
	return math.Acos(radius/(radius+p.Elevation))/degree + 19./3600*math.Sqrt(p.Elevation)
}

// Sunrise returns the moment at which the sun's upper limb appears, with 34' of
// refraction, on a day of local mean time at a place, and false if it does not
// (polar day and night). Up to 60° of latitude and from 1800 to 2200 it is
// accurate to some seconds for a level horizon; real air adds more.
func Sunrise(d calendar.Date, p Place) (Moment, bool) {
	return SunAtDepression(d, p, Depression+p.dip(), true)
}

// Sunset is like [Sunrise], but returns the moment at which the upper limb
// disappears.
func Sunset(d calendar.Date, p Place) (Moment, bool) {
	return SunAtDepression(d, p, Depression+p.dip(), false)
}

// SunAtDepression returns the moment in the morning or the evening of a day of
// local mean time at which the sun's centre is depression degrees below the
// level horizon, without refraction: [Depression] at sunrise and sunset, 18 at
// the limits of astronomical twilight. False means that this does not happen.
func SunAtDepression(d calendar.Date, p Place, depression float64, morning bool) (Moment, bool) {
	fraction, side := 0.75, 1.0
	if morning {
		fraction, side = 0.25, -1
	}
	t := Moment(d) + Moment(fraction-p.Longitude/360)
	sinLat, cosLat := sincos(p.Latitude)
	sinAlt := sin(-depression)
	for range 6 {
		c := centuries(t)
		l, equation, _ := sunRoughly(c)
		sinDec, cosDec := sincos(declination(l, c))
		cosH := (sinAlt - sinLat*sinDec) / (cosLat * cosDec)
		if cosH < -1 || cosH > 1 {
			return 0, false
		}
		hours := math.Acos(cosH) / degree
		next := Moment(d) + Moment((180-p.Longitude-equation+side*hours)/360)
		moved := math.Abs(float64(next - t))
		if t = next; moved < 1e-6 {
			break
		}
	}
	return t, true
}

// Noon returns the moment at which the sun crosses the meridian of a place:
// midday of local apparent time (Calendrical Calculations, 4th ed., 14.26).
func Noon(d calendar.Date, p Place) Moment {
	t := Moment(d) + Moment(0.5-p.Longitude/360)
	_, equation, _ := sunRoughly(centuries(t))
	return t - Moment(equation/360)
}
