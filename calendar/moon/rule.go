package moon

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/internal/astro"
)

// The years for which the rules yield days; beyond them, the rotation of the
// earth leaves too many days open.
const (
	firstYear = 1600
	lastYear  = 2399
)

// A Full is a rule that keeps the civil day of the first full moon of a
// Gregorian month. Every month except some Februaries has one.
type Full struct {
	month time.Month
	zone  *time.Location
}

// FirstFull keeps the first full moon of a month, by the clocks of a zone
// (Meeus, Astronomical Algorithms, 2nd ed., chapter 49). The month must not be
// February. If the moon is full within two minutes of midnight, the day is
// computed, otherwise exact.
func FirstFull(month time.Month, zone *time.Location) Full { return Full{month, zone} }

// Dates implements [calendar.Rule].
func (f Full) Dates(from, to calendar.Date) []calendar.Occurrence {
	first, last := f.Limits()
	from, to = max(from, first), min(to, last)
	if from > to {
		return nil
	}
	var out []calendar.Occurrence
	for year := from.Year(); year <= to.Year(); year++ {
		begin := calendar.NewDate(year, f.month, 1)
		if begin > to || begin+30 < from {
			continue
		}
		full := astro.LunarPhaseAtOrAfter(180, astro.MomentOf(begin.At(0, 0, f.zone))).Time()
		k := calendar.Occurrence{First: calendar.DateOf(full.In(f.zone)), Year: year, Certainty: calendar.Exact}
		if k.First < from || k.First > to {
			continue
		}
		const doubt = 2 * time.Minute
		k.Earliest, k.Latest = calendar.DateOf(full.Add(-doubt).In(f.zone)), calendar.DateOf(full.Add(doubt).In(f.zone))
		if k.Earliest == k.Latest {
			k.Earliest, k.Latest = 0, 0
		} else {
			k.Certainty = calendar.Computed
		}
		out = append(out, k)
	}
	return out
}

// Limits implements [calendar.Rule]: 1600 to 2399.
func (f Full) Limits() (first, last calendar.Date) {
	return calendar.NewDate(firstYear, time.January, 1), calendar.NewDate(lastYear, time.December, 31)
}
