package astro

import (
	"math"

	"vielfalt/calendar"
)

// Yallop returns how well the crescent can be seen in the evening of a day at a
// place, and false if the moon sets before the sun or the sun does not set: the
// parameter q of B. D. Yallop, A Method for Predicting the First Sighting of
// the New Crescent Moon, NAO Technical Note 69 (HM Nautical Almanac Office,
// 1997). Above 0.216 the crescent is easily visible to the unaided eye, above
// -0.014 under perfect conditions, and above -0.160 once an instrument has
// found it. For days about new moon and up to 60° of latitude q is accurate to
// 0.01.
func Yallop(d calendar.Date, p Place) (q float64, ok bool) {
	sunset, ok := Sunset(d, p)
	if !ok {
		return 0, false
	}
	lag := moonset(sunset, p) - sunset
	if lag <= 0 {
		return 0, false
	}
	best := sunset + lag*4/9
	c := centuries(best)
	m := newMoonArguments(c)
	psi, eps := nutation(c)
	longitude, latitude, sun := m.longitude()+psi, m.latitude(), solarLongitude(c)+psi
	obliquity, sidereal := meanObliquity(c)+eps, siderealTime(best)
	altitude := altitudeOf(longitude, latitude, obliquity, sidereal, p)
	vision := altitude - altitudeOf(sun, 0, obliquity, sidereal, p)
	// The width of the crescent in minutes of arc, as seen from the place.
	sinParallax := 6378.14 / m.distance()
	radius := 60 * 0.27245 * math.Asin(sinParallax) / degree * (1 + sin(altitude)*sinParallax)
	width := radius * (1 - cos(latitude)*cos(longitude-sun))
	return (vision - poly(width, 11.8371, -6.3226, 0.7319, -0.1018)) / 10, true
}

// moonset returns about when the upper limb of a young moon sets, given the
// sunset before: to two minutes, in which q does not change.
func moonset(sunset Moment, p Place) Moment {
	const step, limb = Moment(0.5 / 24), 0.5667 + 0.26
	above := LunarAltitude(sunset, p) + limb
	later := LunarAltitude(sunset+step, p) + limb
	return sunset + step*Moment(above/(above-later))
}
