package sky

import (
	"slices"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/internal/astro"
)

// on returns a place as the astronomy takes it.
func on(p calendar.Place) astro.Place {
	return astro.Place{Latitude: p.Latitude, Longitude: p.Longitude}
}

// Sunrise returns when the sun's upper limb rises over a level horizon on a
// civil day, in UTC to the second; false if it does not (polar day and night).
// It is accurate to seconds up to 60° of latitude.
func Sunrise(d calendar.Date, p calendar.Place) (time.Time, bool) {
	t, ok := astro.Sunrise(d, on(p))
	if !ok {
		return time.Time{}, false
	}
	return t.Time(), true
}

// Sunset is like [Sunrise], but returns when the upper limb sets.
func Sunset(d calendar.Date, p calendar.Place) (time.Time, bool) {
	t, ok := astro.Sunset(d, on(p))
	if !ok {
		return time.Time{}, false
	}
	return t.Time(), true
}

// Daylight returns how long the sun is up on a civil day: 24 hours or 0 if it
// neither rises nor sets.
func Daylight(d calendar.Date, p calendar.Place) time.Duration {
	at := on(p)
	rise, ok := astro.Sunrise(d, at)
	set, ok2 := astro.Sunset(d, at)
	if ok && ok2 {
		return (time.Duration(float64(set-rise) * float64(24*time.Hour))).Round(time.Second)
	}
	if astro.SolarAltitude(astro.Noon(d, at), at) > -astro.Depression {
		return 24 * time.Hour
	}
	return 0
}

// A Phase is one of the four phases of the moon that almanacs print.
type Phase string

// The phases, in their order.
const (
	NewMoon      Phase = "new"
	FirstQuarter Phase = "first-quarter"
	FullMoon     Phase = "full"
	LastQuarter  Phase = "last-quarter"
)

// A MoonPhase is a phase and its moment in UTC, accurate to a minute from 1900
// to 2100.
type MoonPhase struct {
	Phase Phase
	At    time.Time
}

// MoonPhases returns the phases on the civil days from–to of a location,
// inclusive, in order.
func MoonPhases(from, to calendar.Date, loc *time.Location) []MoonPhase {
	from, to = max(from, calendar.MinDate), min(to, calendar.MaxDate)
	if from > to {
		return nil
	}
	begin, end := astro.MomentOf(from.At(0, 0, loc)), astro.MomentOf((to+1).At(0, 0, loc))
	var out []MoonPhase
	for i, p := range []Phase{NewMoon, FirstQuarter, FullMoon, LastQuarter} {
		degrees := float64(90 * i)
		for t := astro.LunarPhaseAtOrAfter(degrees, begin); t < end; t = astro.LunarPhaseAtOrAfter(degrees, t+25) {
			out = append(out, MoonPhase{p, t.Time()})
		}
	}
	slices.SortFunc(out, func(a, b MoonPhase) int { return a.At.Compare(b.At) })
	return out
}

// Moon returns how the moon looks at a moment: the illuminated fraction of its
// disc, from 0 to 1, and its age as an angle from 0 (new) through 90 (first
// quarter) and 180 (full) to 360 degrees.
func Moon(t time.Time) (illuminated, phase float64) {
	m := astro.MomentOf(t)
	return astro.Illumination(m), astro.LunarPhase(m)
}
