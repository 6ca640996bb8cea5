package astro

import "math"

// SolarLongitude returns the apparent longitude of the sun in degrees, from 0
// to 360, referred to the true equinox of date (Meeus, 2nd ed., chapters 25 and
// 32). From 1700 to 2300 it is accurate to about 1".
func SolarLongitude(t Moment) float64 {
	c := centuries(t)
	psi, _ := nutation(c)
	return mod360(solarLongitude(c) + psi)
}

// solarLongitude returns the longitude with aberration but without nutation,
// not reduced to a circle.
func solarLongitude(c float64) float64 {
	tau := c / 10
	l, power := 0.0, 1.0
	for _, series := range earthLongitude {
		l += vsop(series, tau) * power
		power *= tau
	}
	// Half a turn from earth to sun, the reduction to the FK5 system, and the
	// aberration (Meeus, 2nd ed., 25.9 and 25.10).
	return l/degree + 180 - 0.09033/3600 - 20.4898/3600/vsop(earthDistance[:], tau)
}

// meanYear is the mean tropical year in days.
const meanYear = 365.242189

// SolarLongitudeAfter returns the first moment at or after t at which the sun
// has a longitude, in degrees: 0 is the March equinox. To find the next return,
// start a day after the last.
func SolarLongitudeAfter(lambda float64, t Moment) Moment {
	begin, _, _ := sunRoughly(centuries(t))
	ahead := mod360(lambda - begin)
	if ahead > 359.9 || ahead < 0.1 {
		if ahead = mod360(lambda - SolarLongitude(t)); ahead > 360-1e-6 { // already there, except for rounding
			ahead -= 360
		}
	}
	m := t + Moment(ahead/360*meanYear)
	// Two cheap steps get within a quarter of an hour of the moment, and an
	// accurate one from there within a fraction of a second.
	for range 2 {
		l, _, speed := sunRoughly(centuries(m))
		m += Moment(signed(lambda-l) / speed)
	}
	_, _, speed := sunRoughly(centuries(m))
	return m + Moment(signed(lambda-SolarLongitude(m))/speed)
}

// SolarSector returns which of n equal parts of the ecliptic the sun is in,
// counted from 0 at the March equinox: the sign, for n = 12.
func SolarSector(t Moment, n int) int {
	l, _, _ := sunRoughly(centuries(t))
	size := 360 / float64(n)
	if part := turn(l) / size; math.Abs(part-math.Round(part))*size > 0.05 {
		return int(part)
	}
	return int(SolarLongitude(t) / size) // near a border, be accurate
}

// sunRoughly returns the apparent longitude of the sun within 0.01°, the
// equation of time in degrees, with the sign of "apparent minus mean" time, and
// the sun's speed in degrees a day (Meeus, 2nd ed., chapters 25, lower
// accuracy, and 28).
func sunRoughly(t float64) (longitude, equation, speed float64) {
	mean := 280.46646 + t*(36000.76983+t*0.0003032)
	sinM, cosM := sincos(357.52911 + t*(35999.05029-t*0.0001537))
	e := 0.016708634 - t*(0.000042037+t*0.0000001267)
	sin2M := 2 * sinM * cosM
	center := sinM*(1.914602-t*(0.004817+t*0.000014)) +
		sin2M*(0.019993-t*0.000101) + (3-4*sinM*sinM)*sinM*0.000289
	sinNode, cosNode := sincos(125.04 - 1934.136*t)
	longitude = mean + center - 0.00569 - 0.00478*sinNode
	y := math.Tan((meanObliquity(t) + 0.00256*cosNode) / 2 * degree)
	y *= y
	sin2L, cos2L := sincos(2 * mean)
	equation = (y*sin2L - 2*e*sinM + 4*e*y*sinM*cos2L - y*y*sin2L*cos2L - 1.25*e*e*sin2M) / degree
	return longitude, equation, 0.98564736 * (1 + 2*e*cosM)
}

// declination returns the declination of a point of the ecliptic, in degrees.
func declination(longitude, t float64) float64 {
	return math.Asin(sin(meanObliquity(t)+0.00256*cos(125.04-1934.136*t))*sin(longitude)) / degree
}
