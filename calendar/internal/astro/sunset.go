package astro

import (
	"math"
	"time"

	"vielfalt/calendar"
)

// A Place is a point on the earth, in degrees, north and east positive.
type Place struct{ Latitude, Longitude float64 }

// sunsetAltitude is the altitude of the sun's centre when its upper limb sets:
// 34' of refraction and 16' of radius (Meeus, Astronomical Algorithms, 2nd
// ed., chapter 15).
const sunsetAltitude = -0.8333

// Sunset returns the moment, to the second in UTC, at which the sun sets on a
// civil day at a place, and false where it does not (polar day and night). The
// formulas are those of Meeus, chapters 15, 25 (lower accuracy) and 28, as used
// by NOAA; between 1800 and 2200 and up to 60° of latitude the error is well
// under two minutes for a level horizon.
func Sunset(d calendar.Date, at Place) (time.Time, bool) {
	// Julian day of midnight UT: R.D. 0 begins at JD 1721424.5.
	midnight := float64(d) + 1721424.5
	fraction := 0.75 - at.Longitude/360
	for range 4 {
		declination, equation := sun(midnight + fraction)
		cosH := (sin(sunsetAltitude) - sin(at.Latitude)*sin(declination)) / (cos(at.Latitude) * cos(declination))
		if cosH < -1 || cosH > 1 {
			return time.Time{}, false
		}
		h := math.Acos(cosH) * 180 / math.Pi
		fraction = (720 - 4*at.Longitude - equation + 4*h) / 1440
	}
	y, m, day := d.Gregorian()
	return time.Date(y, m, day, 0, 0, 0, 0, time.UTC).Add(time.Duration(math.Round(fraction*86400)) * time.Second), true
}

// sun returns the sun's apparent declination in degrees and the equation of
// time in minutes at a Julian day (Meeus, chapters 25 and 28).
func sun(jd float64) (declination, equation float64) {
	t := (jd - 2451545) / 36525
	longitude := 280.46646 + t*(36000.76983+t*0.0003032)
	anomaly := 357.52911 + t*(35999.05029-t*0.0001537)
	eccentricity := 0.016708634 - t*(0.000042037+t*0.0000001267)
	center := sin(anomaly)*(1.914602-t*(0.004817+t*0.000014)) +
		sin(2*anomaly)*(0.019993-t*0.000101) + sin(3*anomaly)*0.000289
	node := 125.04 - 1934.136*t
	apparent := longitude + center - 0.00569 - 0.00478*sin(node)
	obliquity := 23 + (26+(21.448-t*(46.8150+t*(0.00059-t*0.001813)))/60)/60 + 0.00256*cos(node)
	declination = math.Asin(sin(obliquity)*sin(apparent)) * 180 / math.Pi

	y := math.Tan(obliquity / 2 * math.Pi / 180)
	y *= y
	e := y*sin(2*longitude) - 2*eccentricity*sin(anomaly) +
		4*eccentricity*y*sin(anomaly)*cos(2*longitude) -
		y*y/2*sin(4*longitude) - 5./4*eccentricity*eccentricity*sin(2*anomaly)
	return declination, 4 * e * 180 / math.Pi
}

func sin(degrees float64) float64 { return math.Sin(degrees * math.Pi / 180) }
func cos(degrees float64) float64 { return math.Cos(degrees * math.Pi / 180) }
