package hindu

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/internal/astro"
)

// A Festival is a rule that keeps a day of the lunar year by a panchang. Its
// year is the Gregorian one in which its month usually lies.
//
// Councils and almanacs apply further rules, or other places, so its days are
// computed and may be kept a day earlier or later.
type Festival struct {
	almanac *Panchang
	tithi   tithi
}

// On keeps a tithi, counted from the new moon (the dark half from 16 to 30), of
// a month: the first day at whose instant it is current or, if it is current at
// none, the day on which it begins after the instant. Nothing is kept in leap
// months.
func (a *Panchang) On(month Month, day int, instant Instant) Festival {
	return Festival{a, tithi{month, day, instant}}
}

// Dates implements [calendar.Rule].
func (f Festival) Dates(from, to calendar.Date) []calendar.Occurrence {
	first, last := f.Limits()
	from, to = max(from, first), min(to, last)
	if from > to {
		return nil
	}
	var out []calendar.Occurrence
	for g := from.Year() - 1; g <= to.Year(); g++ {
		// In these centuries Chaitra begins from March to the middle of April.
		months := calendar.Date(f.tithi.month - 1)
		earliest := calendar.NewDate(g, time.February, 20) + 29*months
		latest := calendar.NewDate(g, time.April, 25) + 32*months + 30
		if latest < from || earliest > to {
			continue
		}
		y := f.almanac.years.Get(g)
		if d := y.guess(f.tithi); d+3 < from || d-3 > to {
			continue
		}
		d := y.day(f.tithi)
		if d < from || d > to {
			continue
		}
		k := computed(d)
		if k.Year = g; f.tithi.month >= Pausha {
			k.Year++
		}
		out = append(out, k)
	}
	return out
}

// Limits implements [calendar.Rule]: 1600 to 2399.
func (f Festival) Limits() (first, last calendar.Date) { return limits() }

// A Sankranti is a rule that keeps the day on which the sun enters a sign by
// sunset at New Delhi, and the next day if it does so later.
type Sankranti struct{ sign Month }

// EntryInto keeps the sun's entry into the sign of a solar month: 1 is Mesha,
// 10 Makara.
func (a *Panchang) EntryInto(sign Month) Sankranti { return Sankranti{sign} }

// Dates implements [calendar.Rule].
func (s Sankranti) Dates(from, to calendar.Date) []calendar.Occurrence {
	first, last := s.Limits()
	from, to = max(from, first), min(to, last)
	if from > to {
		return nil
	}
	var out []calendar.Occurrence
	for g := from.Year(); g <= to.Year(); g++ {
		if d := s.day(g); from <= d && d <= to {
			k := computed(d)
			k.Year = g
			out = append(out, k)
		}
	}
	return out
}

// Limits implements [calendar.Rule]: 1600 to 2399.
func (s Sankranti) Limits() (first, last calendar.Date) { return limits() }

// day returns the day of the entry in a Gregorian year.
func (s Sankranti) day(g int) calendar.Date {
	// The sun enters Mesha in April and the other signs in the months that
	// follow; Makara, the tenth, in January.
	month := time.Month((int(s.sign)+2)%12 + 1)
	m := sankranti(30*float64(s.sign-1), astro.Moment(calendar.NewDate(g, month, 1)))
	d := m.Date(5.5)
	if m > sunset(d) {
		d++
	}
	return d
}

func computed(d calendar.Date) calendar.Occurrence {
	return calendar.Occurrence{First: d, Certainty: calendar.Computed, Earliest: d - 1, Latest: d + 1}
}

func limits() (first, last calendar.Date) {
	return calendar.NewDate(firstYear, time.January, 1), calendar.NewDate(lastYear, time.December, 31)
}
