package calendar

import (
	"time"
	_ "time/tzdata" // so that every machine knows Europe/Berlin
)

// Berlin is Europe/Berlin, the time zone of all civil times of the service. It
// is set once, from the embedded zone data, and never changed.
var Berlin = mustLoad("Europe/Berlin")

func mustLoad(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // cannot happen: the zone data is embedded
	}
	return loc
}

// Moments returns the moments at which clocks in Berlin show what wall shows, in
// whatever zone: one as a rule, none in the hour that is left out in spring, and
// two in the hour that there is twice in autumn.
func Moments(wall time.Time) []time.Time {
	wall = time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), wall.Nanosecond(), time.UTC)
	var out []time.Time
	for _, near := range []time.Duration{-26 * time.Hour, 26 * time.Hour} { // on either side of any change
		_, offset := wall.Add(near).In(Berlin).Zone()
		at := wall.Add(-time.Duration(offset) * time.Second).In(Berlin)
		if at.Format(time.DateTime) == wall.Format(time.DateTime) && (len(out) == 0 || !out[0].Equal(at)) {
			out = append(out, at)
		}
	}
	return out
}
