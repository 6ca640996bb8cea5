package hindu

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/internal/astro"
)

// A Festival is a rule that keeps a day of the lunar year by a panchang. Its
// year is the Gregorian one in which its month usually lies.
//
// Almanacs count by other hours and for other places, so its days are computed,
// and bounded by the days in which the tithi is current.
type Festival struct {
	almanac *Panchang
	tithi   tithi
}

// On keeps a tithi, counted from the new moon (the dark half from 16 to 30), of
// a month, on the day that a time of day decides. Nothing is kept in leap
// months.
func (a *Panchang) On(month Month, day int, time Time) Festival {
	return Festival{a, tithi{month, day, time}}
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
		d := y.keep(f.tithi)
		if d.day < from || d.day > to {
			continue
		}
		k := calendar.Occurrence{
			First: d.day, Year: g,
			Certainty: calendar.Computed, Earliest: d.earliest, Latest: d.latest, Cause: calendar.Almanac,
		}
		if f.tithi.month >= Pausha {
			k.Year++
		}
		out = append(out, k)
	}
	return out
}

// Limits implements [calendar.Rule]: 1600 to 2399.
func (f Festival) Limits() (first, last calendar.Date) { return limits() }

// A Sankranti is a rule that keeps the day on which the sun enters a sign, as
// one of several customs counts it.
type Sankranti struct {
	almanac *Panchang
	sign    Month
	// count returns the day that a custom counts the entry to, and the moment
	// of the border that decides.
	count func(entry astro.Moment, day calendar.Date) (calendar.Date, astro.Moment)
}

// EntryInto keeps the sun's entry into the sign of a solar month: 1 is Mesha,
// 10 Makara. It is the day on which it enters by sunset at New Delhi, and the
// next day if it does so later (the rule of Tamil Nadu; Report of the Calendar
// Reform Committee, New Delhi 1955).
func (a *Panchang) EntryInto(sign Month) Sankranti {
	return Sankranti{a, sign, func(entry astro.Moment, day calendar.Date) (calendar.Date, astro.Moment) {
		set := sunset(day)
		if entry > set {
			day++
		}
		return day, set
	}}
}

// SunriseAfter keeps the first sunrise after the sun's entry, as Kerala does
// for Vishu, whose gifts are seen at dawn.
func (a *Panchang) SunriseAfter(sign Month) Sankranti {
	return Sankranti{a, sign, func(entry astro.Moment, day calendar.Date) (calendar.Date, astro.Moment) {
		rise := sunrise(day)
		if entry > rise {
			day++
		}
		return day, rise
	}}
}

// DayOf keeps the civil day of the sun's entry by Indian time, some days later:
// 0 for the new year of Sri Lanka, 1 for that of West Bengal, whose months
// begin after the midnight that follows the entry (Report of the Calendar
// Reform Committee, New Delhi 1955).
func (a *Panchang) DayOf(sign Month, later calendar.Date) Sankranti {
	return Sankranti{a, sign, func(entry astro.Moment, day calendar.Date) (calendar.Date, astro.Moment) {
		border := astro.Moment(day) - indianTime
		if entry-border > 0.5 {
			border++
		}
		return day + later, border
	}}
}

// indianTime is how far the clocks of India are ahead of Universal Time.
const indianTime = 5.5 / 24

// Dates implements [calendar.Rule].
func (s Sankranti) Dates(from, to calendar.Date) []calendar.Occurrence {
	return eachYear(from, to, s.occurrence)
}

// Limits implements [calendar.Rule]: 1600 to 2399.
func (s Sankranti) Limits() (first, last calendar.Date) { return limits() }

// nutation is by how much leaving it out may move an entry.
const nutation = 7 * minute

// occurrence returns the day of the entry in a Gregorian year. Customs and
// almanacs keep either the civil day of the entry or the next.
func (s Sankranti) occurrence(g int) calendar.Occurrence {
	m := s.almanac.entry(s.sign, g)
	day := m.Date(5.5)
	d, border := s.count(m, day)
	k := calendar.Occurrence{
		First: d, Year: g, Certainty: calendar.Computed,
		Earliest: day, Latest: day + 1, Cause: calendar.Almanac,
	}
	if doubt := nutation + astro.Uncertainty(m); m > border-doubt && m < border+doubt {
		k.Earliest, k.Latest, k.Cause = min(day, d-1), max(day, d+1), calendar.Border
	}
	return k
}

// A Star is a rule that keeps the day of a nakshatra, a twenty-seventh of the
// moon's way, in a solar month.
type Star struct {
	almanac   *Panchang
	sign      Month
	nakshatra int
	time      Time
}

// InStar keeps the last day of a solar month at whose instant the moon is in a
// nakshatra, counted from 1, Ashvini; if it is there at no instant, the day on
// which it enters it.
func (a *Panchang) InStar(sign Month, nakshatra int, time Time) Star {
	return Star{a, sign, nakshatra, time}
}

// Dates implements [calendar.Rule].
func (s Star) Dates(from, to calendar.Date) []calendar.Occurrence {
	return eachYear(from, to, s.occurrence)
}

// Limits implements [calendar.Rule]: 1600 to 2399.
func (s Star) Limits() (first, last calendar.Date) { return limits() }

func (s Star) occurrence(g int) calendar.Occurrence {
	const (
		width = 360. / 27
		mean  = 13.176358 // degrees in a day
		round = 360 / mean
	)
	end := s.almanac.entry(s.sign%12+1, g) // of the month
	border := float64(s.nakshatra-1) * width
	over := func(t astro.Moment) float64 { return mod(siderealSun(t)+astro.LunarPhase(t)-border, 360) }
	// The last time before the end of the month that the moon enters.
	enters := end - astro.Moment(over(end)/mean)
	for {
		for range 4 {
			enters -= astro.Moment((mod(over(enters)+180, 360) - 180) / mean)
		}
		d := enters.Date(5.5) - 1
		for s.time.at(d) < enters {
			d++
		}
		at := s.time.at(d)
		if at >= end { // in the next month by then
			enters -= round
			continue
		}
		if over(at) >= width {
			d--
		}
		day := enters.Date(5.5)
		return calendar.Occurrence{
			First: d, Year: g, Certainty: calendar.Computed,
			Earliest: min(day, d), Latest: max(day+1, d), Cause: calendar.Almanac,
		}
	}
}

// eachYear returns the occurrences between two days of what is kept once in each
// Gregorian year.
func eachYear(from, to calendar.Date, occurrence func(g int) calendar.Occurrence) []calendar.Occurrence {
	first, last := limits()
	from, to = max(from, first), min(to, last)
	if from > to {
		return nil
	}
	var out []calendar.Occurrence
	for g := from.Year(); g <= to.Year(); g++ {
		if k := occurrence(g); from <= k.First && k.First <= to {
			out = append(out, k)
		}
	}
	return out
}

func limits() (first, last calendar.Date) {
	return calendar.NewDate(firstYear, time.January, 1), calendar.NewDate(lastYear, time.December, 31)
}
