package astro

import "math"

// Crescent returns what visibility rules need at a moment and place: the angle
// between the centres of sun and moon and the altitude of the moon's centre
// above the level horizon, both in degrees and as seen from the centre of the
// earth (without parallax and refraction). Both are accurate to 0.02°.
func Crescent(t Moment, p Place) (elongation, altitude float64) {
	c := centuries(t)
	m := newMoonArguments(c)
	longitude, latitude := m.longitude(), m.latitude()
	sun, _, _ := sunRoughly(c)
	elongation = math.Acos(cos(latitude)*cos(longitude-sun)) / degree
	days := float64(t) - epoch2000
	sidereal := 280.46061837 + 360.98564736629*days // mean sidereal time suffices
	return elongation, altitudeOf(longitude, latitude, meanObliquity(c), sidereal, p)
}
