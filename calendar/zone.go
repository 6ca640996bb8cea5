package calendar

import (
	"time"
	_ "time/tzdata" // so that Europe/Berlin is known on every machine
)

// Berlin is the time zone of all civil times of the service, Europe/Berlin.
// It is set once, from the embedded zone data, and never changed.
var Berlin = mustLoad("Europe/Berlin")

func mustLoad(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // cannot happen: the zone data is embedded
	}
	return loc
}
