package solar

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/internal/astro"
)

// The longitudes of the sun, in degrees, at equinoxes and solstices.
const (
	MarchEquinox     = 0
	JuneSolstice     = 90
	SeptemberEquinox = 180
	DecemberSolstice = 270
)

// The span of the rules. Before and after it, neither the rotation of the earth
// nor the clocks are known to the minute.
var (
	first = calendar.NewDate(1600, time.January, 1)
	last  = calendar.NewDate(2399, time.December, 31)
)

// A Rule keeps the civil day in a time zone on which the sun reaches a
// longitude.
type Rule struct {
	longitude float64
	location  *time.Location
}

// On keeps the day on which the sun reaches a longitude in degrees, by the
// clocks of a location. It must not be one that the sun reaches around New Year
// (275 to 285).
func On(longitude float64, loc *time.Location) Rule { return Rule{longitude, loc} }

// Moment returns when the sun reaches a longitude, in degrees, in a Gregorian
// year: in UTC, accurate to a minute from 1900 to 2100.
func Moment(year int, longitude float64) time.Time {
	return moment(year, longitude).Time()
}

func moment(year int, longitude float64) astro.Moment {
	return astro.SolarLongitudeAfter(longitude, astro.Moment(calendar.NewDate(year, time.January, 1)))
}

// Limits implements [calendar.Rule].
func (Rule) Limits() (from, to calendar.Date) { return first, last }

// Dates implements [calendar.Rule]. A day is exact unless the moment falls so
// close to midnight that the day before or after may be the true one.
func (r Rule) Dates(from, to calendar.Date) []calendar.Occurrence {
	from, to = max(from, first), min(to, last)
	if from > to {
		return nil
	}
	var out []calendar.Occurrence
	for year, last := from.Year(), to.Year(); year <= last; year++ {
		m := moment(year, r.longitude)
		doubt := astro.Uncertainty(m)
		k := calendar.Occurrence{First: r.day(m), Year: year, Certainty: calendar.Exact}
		if k.First < from || k.First > to {
			continue
		}
		if earliest, latest := r.day(m-doubt), r.day(m+doubt); earliest != latest {
			k.Certainty, k.Earliest, k.Latest, k.Cause = calendar.Computed, earliest, latest, calendar.Border
		}
		out = append(out, k)
	}
	return out
}

func (r Rule) day(m astro.Moment) calendar.Date { return calendar.DateOf(m.Time().In(r.location)) }
