package astro

import (
	"math"
)

// siderealTime returns the apparent sidereal time at Greenwich in degrees, from
// 0 to 360 (Meeus, 2nd ed., 12.4 and chapter 12).
func siderealTime(t Moment) float64 {
	days := float64(t) - epoch2000
	c := days / 36525
	tt := centuries(t)
	psi, eps := nutation(tt)
	mean := 280.46061837 + 360.98564736629*days + c*c*(0.000387933-c/38710000)
	return mod360(mean + psi*cos(meanObliquity(tt)+eps))
}

// LunarAltitude returns the altitude of the moon's centre above the level
// horizon of a place, in degrees, with parallax and without refraction (Meeus,
// 2nd ed., chapters 13 and 40; with a spherical earth, which is accurate to
// 0.01°).
func LunarAltitude(t Moment, p Place) float64 {
	altitude, _ := lunarAltitude(t, p)
	return altitude
}

// lunarAltitude also returns the moon's horizontal parallax, in degrees.
func lunarAltitude(t Moment, p Place) (altitude, parallax float64) {
	c := centuries(t)
	m := newMoonArguments(c)
	psi, eps := nutation(c)
	parallax = math.Asin(6378.14/m.distance()) / degree
	h := altitudeOf(m.longitude()+psi, m.latitude(), meanObliquity(c)+eps, siderealTime(t), p)
	return h - math.Asin(sin(parallax)*cos(h))/degree, parallax
}

// SolarAltitude returns the altitude of the sun's centre above the level
// horizon of a place, in degrees, without refraction.
func SolarAltitude(t Moment, p Place) float64 {
	c := centuries(t)
	psi, eps := nutation(c)
	return altitudeOf(solarLongitude(c)+psi, 0, meanObliquity(c)+eps, siderealTime(t), p)
}

// altitudeOf turns ecliptic coordinates into an altitude as seen from the
// centre of the earth (Meeus, 2nd ed., 13.3, 13.4 and 13.6). All are in
// degrees.
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
