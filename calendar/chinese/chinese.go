package chinese

import (
	"math"
	"slices"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/internal/arith"
	"vielfalt/calendar/internal/astro"
	"vielfalt/calendar/internal/memo"
)

// A Date is a day of the calendar. Year is the Gregorian year in which its
// first month begins; see [Date.Cycle] and [Date.Dangi] for other ways of
// counting.
type Date struct {
	Year  int
	Month int // 1 to 12
	Leap  bool
	Day   int // 1 to 30
}

// Cycle returns the sexagesimal cycle and the year in it, from 1 to 60, counted
// from 2637 BCE (Calendrical Calculations, 4th ed., 19.16).
func (c Date) Cycle() (cycle, year int) {
	n := c.Year + 2636 // years before
	return arith.Div(n, 60) + 1, arith.Mod(n, 60) + 1
}

// FromCycle returns the Year of a year of a sexagesimal cycle.
func FromCycle(cycle, year int) int { return 60*(cycle-1) + year - 2637 }

// Dangi returns the Korean year, counted from 2333 BCE.
func (c Date) Dangi() int { return c.Year + 2333 }

// A Reckoning is the calendar of one meridian. It caches recent results; share
// one among the rules of a tradition.
type Reckoning struct {
	meridian  Meridian
	solstices *memo.Memo[solstice]
	years     *memo.Memo[year]
}

// New returns the calendar of a meridian.
func New(m Meridian) *Reckoning {
	r := &Reckoning{meridian: m}
	r.solstices = memo.New(512, r.reckonSolstice)
	r.years = memo.New(512, r.reckonYear)
	return r
}

// A day is a civil day, and how many days before and after it the true one may
// lie.
type day struct {
	date          calendar.Date
	before, after calendar.Date
}

// A month is a month of a year.
type month struct {
	day
	name
}

// A name is the number of a month; a leap month shares that of the one before.
type name struct {
	number int
	leap   bool
}

// A year holds the months of a year and the first day of the next.
type year struct {
	months []month
	end    day
}

// A solstice holds the months from the eleventh, in which the winter solstice
// of a Gregorian year falls, up to the next eleventh month, exclusive.
type solstice struct {
	months []month
}

// dayOf returns the civil day of a moment.
func (r *Reckoning) dayOf(t astro.Moment) day {
	local := float64(t) + r.meridian(calendar.Date(math.Floor(float64(t))))/24
	d := math.Floor(local)
	out := day{date: calendar.Date(d)}
	doubt := float64(astro.Uncertainty(t))
	if local-d < doubt {
		out.before = 1
	} else if d+1-local < doubt {
		out.after = 1
	}
	return out
}

// midnight returns the moment at which a civil day begins.
func (r *Reckoning) midnight(d calendar.Date) astro.Moment {
	return astro.Moment(d) - astro.Moment(r.meridian(d)/24)
}

// winterSolstice returns the moment of the solstice in a Gregorian year.
func winterSolstice(y int) astro.Moment {
	return astro.SolarLongitudeAfter(270, astro.Moment(calendar.NewDate(y, time.December, 1)))
}

// eleventh returns the new moon whose month holds the winter solstice of a
// year: the last one that is not on a later day (Calendrical Calculations, 4th
// ed., 19.13).
func (r *Reckoning) eleventh(y int) astro.Moment {
	return astro.NewMoonBefore(r.midnight(r.dayOf(winterSolstice(y)).date + 1))
}

// reckonSolstice computes the months from the eleventh one of the Gregorian
// year y on.
func (r *Reckoning) reckonSolstice(y int) solstice {
	t, next := r.eleventh(y), r.eleventh(y+1)
	n := int(math.Round(float64(next-t) / 29.530588861))
	starts := make([]day, n+1)
	for i := range starts {
		starts[i] = r.dayOf(t)
		t = astro.NewMoonAtOrAfter(t + 29)
	}
	s := solstice{months: make([]month, n)}
	names := r.name(starts, 0)
	for i := range s.months {
		s.months[i] = month{starts[i], names[i]}
	}
	if n < 13 {
		return s
	}
	// If the sun enters a sign within a minute of the midnight at which a month
	// begins, the leap month may be another one, and so those in between.
	doubt := astro.Uncertainty(t)
	for _, shift := range []astro.Moment{-doubt, doubt} {
		for j, other := range r.name(starts, shift) {
			i := slices.Index(names, other)
			if i < 0 || i == j {
				continue
			}
			m := &s.months[i]
			m.before, m.after = max(m.before, starts[i].date-starts[j].date), max(m.after, starts[j].date-starts[i].date)
		}
	}
	return s
}

// name names the months between two solstices; starts also holds the beginning
// of the next one. If there are thirteen, the first in which the sun enters no
// sign is the leap month. The signs are taken at a moment shifted from midnight.
func (r *Reckoning) name(starts []day, shift astro.Moment) []name {
	n := len(starts) - 1
	out := make([]name, n)
	number, leapSeen := 11, n < 13
	for i := range out {
		leap := false
		// The eleventh holds the solstice and is never the leap month.
		if i > 0 && !leapSeen && (i == n-1 || r.sign(starts[i].date, shift) == r.sign(starts[i+1].date, shift)) {
			leapSeen, leap = true, true
		} else if i > 0 {
			number = number%12 + 1
		}
		out[i] = name{number, leap}
	}
	return out
}

// sign returns which twelfth of the ecliptic the sun is in at a moment shifted
// from the beginning of a day (Calendrical Calculations, 4th ed., 19.2).
func (r *Reckoning) sign(d calendar.Date, shift astro.Moment) int {
	return astro.SolarSector(r.midnight(d)+shift, 12)
}

// reckonYear gathers the months of the year that begins in the Gregorian year
// y, from those around the solstices before and after it.
func (r *Reckoning) reckonYear(y int) year {
	var out year
	before, after := r.solstices.Get(y-1).months, r.solstices.Get(y).months
	for i, m := range before {
		if m.number == 1 && !m.leap {
			out.months = append(out.months, before[i:]...)
			break
		}
	}
	for i, m := range after {
		if m.number == 1 && !m.leap {
			out.months = append(out.months, after[:i]...)
			out.end = m.day
			break
		}
	}
	return out
}

// NewYear returns the first day of the year that begins in a Gregorian year.
func (r *Reckoning) NewYear(y int) calendar.Date { return r.years.Get(y).months[0].date }

// FromDate returns the date of a day.
func (r *Reckoning) FromDate(d calendar.Date) Date {
	y := d.Year()
	for r.NewYear(y) > d {
		y--
	}
	for r.years.Get(y).end.date <= d {
		y++
	}
	months := r.years.Get(y).months
	i := len(months) - 1
	for months[i].date > d {
		i--
	}
	return Date{y, months[i].number, months[i].leap, int(d-months[i].date) + 1}
}

// ToDate returns the day of a date, and false if the year has no such month or
// the month no such day.
func (r *Reckoning) ToDate(c Date) (calendar.Date, bool) {
	y := r.years.Get(c.Year)
	for i, m := range y.months {
		if m.number == c.Month && m.leap == c.Leap {
			end := y.end
			if i+1 < len(y.months) {
				end = y.months[i+1].day
			}
			d := m.date + calendar.Date(c.Day-1)
			return d, m.date <= d && d < end.date
		}
	}
	return 0, false
}

// SolarTerm returns the day in a Gregorian year on which the sun reaches a
// longitude in degrees: 15 for Qingming, 270 for the winter solstice.
func (r *Reckoning) SolarTerm(y int, longitude float64) calendar.Date {
	return r.solarTerm(y, longitude).date
}

func (r *Reckoning) solarTerm(y int, longitude float64) day {
	// On 1 January the sun is at about 280°.
	begin := calendar.NewDate(y, time.January, 1)
	return r.dayOf(astro.SolarLongitudeAfter(longitude, r.midnight(begin)))
}
