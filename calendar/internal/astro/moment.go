package astro

import (
	"math"
	"time"

	"vielfalt/calendar"
)

// A Moment is a moment of Universal Time, in days from midnight at the
// beginning of R.D. 0, so that [calendar.Date] d begins at Moment(d) in
// Greenwich. A float64 resolves about 10 microseconds.
type Moment float64

// MomentOf returns the moment of a time.
func MomentOf(t time.Time) Moment {
	t = t.UTC()
	midnight := t.Truncate(24 * time.Hour)
	return Moment(calendar.DateOf(t)) + Moment(t.Sub(midnight).Seconds()/86400)
}

// Time returns the moment in UTC, rounded to the second. The difference
// between Universal Time and UTC, below a second, is neglected.
func (t Moment) Time() time.Time {
	d := t.Date(0)
	y, m, day := d.Gregorian()
	s := math.Round(float64(t-Moment(d)) * 86400)
	return time.Date(y, m, day, 0, 0, int(s), 0, time.UTC)
}

// Date returns the civil day of the moment where clocks are zone hours ahead of
// Universal Time.
func (t Moment) Date(zone float64) calendar.Date {
	return calendar.Date(math.Floor(float64(t) + zone/24))
}

// epoch2000 is noon of 1 January 2000, the epoch of the theories.
const epoch2000 = 730120.5

// centuries returns the Julian centuries of Terrestrial Time after 2000.
func centuries(t Moment) float64 {
	return (float64(t) + DeltaT(t)/86400 - epoch2000) / 36525
}

const degree = math.Pi / 180

// turn removes whole circles from an angle. It is faster than math.Mod and, for
// the angles of ten thousand years, accurate to 1e-8 degrees.
func turn(degrees float64) float64 { return degrees - 360*math.Floor(degrees*(1./360)) }

// sincos returns the sine and cosine of any number of degrees.
func sincos(degrees float64) (sin, cos float64) {
	return math.Sincos(turn(degrees) * degree)
}

func sin(degrees float64) float64 { return math.Sin(turn(degrees) * degree) }
func cos(degrees float64) float64 { return math.Cos(turn(degrees) * degree) }

// mod360 returns an angle from 0 to 360, excluding 360.
func mod360(degrees float64) float64 {
	r := turn(degrees)
	if r < 0 || r >= 360 { // rounding
		return 0
	}
	return r
}

// signed returns an angle from -180 to 180.
func signed(degrees float64) float64 { return mod360(degrees+180) - 180 }
