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
// February. If the moon is full close to a midnight, the day is computed,
// otherwise exact; if that midnight begins the month, another full moon may be
// the first.
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
		midnight := astro.MomentOf(begin.At(0, 0, f.zone))
		full := astro.LunarPhaseAtOrAfter(180, midnight)
		k := calendar.Occurrence{First: f.day(full), Year: year, Certainty: calendar.Exact}
		if k.First < from || k.First > to {
			continue
		}
		doubt := astro.Uncertainty(full)
		earliest, latest := f.day(full-doubt), f.day(full+doubt)
		switch {
		case earliest < begin: // or the first full moon is the next one
			earliest, latest = k.First, f.day(astro.LunarPhaseAtOrAfter(180, full+1))
		case k.First > begin+27 && astro.LunarPhaseAtOrAfter(180, midnight-doubt) < midnight:
			earliest = begin // or it was the one before
		}
		if earliest != latest {
			k.Certainty, k.Earliest, k.Latest, k.Cause = calendar.Computed, earliest, latest, calendar.Border
		}
		out = append(out, k)
	}
	return out
}

// day returns the civil day of a moment.
func (f Full) day(t astro.Moment) calendar.Date { return calendar.DateOf(t.Time().In(f.zone)) }

// Limits implements [calendar.Rule]: 1600 to 2399.
func (f Full) Limits() (first, last calendar.Date) {
	return calendar.NewDate(firstYear, time.January, 1), calendar.NewDate(lastYear, time.December, 31)
}

// A Near is a rule that keeps the civil day of the full moon next to another
// rule's day.
type Near struct {
	rule calendar.Rule
	zone *time.Location
}

// FullNear keeps the day of the full moon nearest to the day of another rule,
// such as the middle of a month that is counted elsewhere, by the clocks of a
// zone. Its years are those of the rule.
func FullNear(r calendar.Rule, zone *time.Location) Near { return Near{r, zone} }

// Dates implements [calendar.Rule].
func (n Near) Dates(from, to calendar.Date) []calendar.Occurrence {
	const around = 15
	if from > to {
		return nil
	}
	from, to = max(from, calendar.MinDate), min(to, calendar.MaxDate)
	day := func(t astro.Moment) calendar.Date { return calendar.DateOf(t.Time().In(n.zone)) }
	var out []calendar.Occurrence
	for _, k := range n.rule.Dates(from-around, to+around) {
		// Half a month before noon of that day, no full moon can be nearer.
		full := astro.LunarPhaseAtOrAfter(180, astro.Moment(k.First)-14.25)
		doubt := astro.Uncertainty(full)
		o := calendar.Occurrence{First: day(full), Year: k.Year, Certainty: calendar.Exact}
		if earliest, latest := day(full-doubt), day(full+doubt); earliest != latest {
			o.Certainty, o.Earliest, o.Latest, o.Cause = calendar.Computed, earliest, latest, calendar.Border
		}
		if from <= o.First && o.First <= to {
			out = append(out, o)
		}
	}
	return out
}

// Limits implements [calendar.Rule].
func (n Near) Limits() (first, last calendar.Date) { return n.rule.Limits() }
