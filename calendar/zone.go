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
