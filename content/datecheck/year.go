package datecheck

import (
	"slices"
	"strings"
	"sync"
	"time"

	"vielfalt/calendar"
	"vielfalt/content/profile"
)

// Years keeps what a calendar has in recently used years, so that a question
// costs little. The zero value is ready to use.
type Years struct {
	mu    sync.Mutex
	of    source
	years map[yearIn]*year
}

// source is what years are made of.
type source struct {
	calendar *calendar.Calendar
	profiles *profile.Set
}

// yearIn is a year in a language.
type yearIn struct {
	year int
	lang string
}

// keptYears is how many years are kept. Whoever asks for many does not push out
// more than these.
const keptYears = 16

// A year is what may concern its days.
type year struct {
	first, last calendar.Date
	kept        [][]*kept   // by day: what is kept on it or its eve, or may be
	holidays    [][]holiday // by day, in a whole Land
	off         []bool      // by day, whether the house is off duty on what would be a working day
	unknown     []unknown
}

// unknown is what is not known in a year.
type unknown struct {
	name    string
	until   calendar.Date         // before which it is not known; 0 if in the whole year
	of      *profile.Profile      // nil if it is a whole tradition
	seasons []calendar.Occurrence // in years in which it is known
}

// kept is an occurrence, with what is said of it.
type kept struct {
	calendar.Occurrence
	profiles []*profile.Profile // its own, and those of observances alongside it
	holidays []holiday          // by law, on some of its days
	pure     bool               // it is nothing but a public holiday
	order    int
}

// goesOn reports whether it is a run of days in which life goes on.
func (k *kept) goesOn() bool { return k.Observance.Period || k.Observance.Kind == calendar.Season }

// fastsByDay reports whether it is a fast of many days that ends each evening.
func (k *kept) fastsByDay() bool {
	o := k.Observance
	return o.Period && o.Kind == calendar.Fast && o.Begin == calendar.Sunset
}

// A holiday is the public holiday of a Land.
type holiday struct {
	land        calendar.Land
	name        string
	first, last calendar.Date
	act         string
	partly      string // where, if not in the whole Land
}

func (h holiday) covers(d calendar.Date) bool { return h.first <= d && d <= h.last }

// year returns a year, made by a checker if it is not there.
func (y *Years) year(c *Checker, n int) *year {
	y.mu.Lock()
	defer y.mu.Unlock()
	key := yearIn{n, c.Lang}
	if now := (source{c.Calendar, c.Profiles}); y.of != now || len(y.years) >= keptYears && y.years[key] == nil {
		y.of, y.years = now, make(map[yearIn]*year)
	}
	one := y.years[key]
	if one == nil {
		one = c.newYear(n)
		y.years[key] = one
	}
	return one
}

// newYear looks at the calendar of a year.
func (c *Checker) newYear(n int) *year {
	y := &year{first: calendar.NewDate(n, time.January, 1), last: calendar.NewDate(n, time.December, 31)}
	y.off = make([]bool, y.last-y.first+1)
	y.kept, y.holidays = make([][]*kept, y.last-y.first+1), make([][]holiday, y.last-y.first+1)
	each := func(from, to calendar.Date, do func(i calendar.Date)) {
		for d := max(from, y.first); d <= min(to, y.last); d++ {
			do(d - y.first)
		}
	}
	var all []string
	for _, t := range c.Calendar.Traditions() {
		all = append(all, t.ID)
	}
	pure := make(map[string]*kept) // public holidays that are nothing else, by slug and day
	for i, o := range c.Calendar.Occurrences(y.first-around, y.last+around, calendar.Filter{Traditions: all}) {
		k := c.keep(o)
		k.order = i
		for _, h := range k.holidays {
			if h.partly == "" {
				each(h.first, h.last, func(i calendar.Date) { y.holidays[i] = append(y.holidays[i], h) })
			}
		}
		if k.pure {
			key := o.Observance.ID.Slug() + " " + o.First.String()
			if same := pure[key]; same != nil {
				same.holidays = append(same.holidays, k.holidays...)
				continue
			}
			pure[key] = k
		}
		before, after := o.First-min(o.Earliest, o.First), max(o.Latest, o.First)-o.First
		each(o.First-max(before, 1), o.Last+after, func(i calendar.Date) { y.kept[i] = append(y.kept[i], k) })
	}
	for d := y.first; d <= y.last; d++ {
		i := d - y.first
		y.off[i] = !d.IsWeekend() && !c.Workday(d) && !slices.ContainsFunc(y.holidays[i], func(h holiday) bool { return h.land == c.Region.Land })
	}
	y.unknown = c.unknown(y.first, y.last)
	return y
}

// unknown returns what is not known in a year.
func (c *Checker) unknown(first, last calendar.Date) []unknown {
	var out []unknown
	for _, t := range c.Calendar.Unknown(first, calendar.Filter{}) {
		out = append(out, unknown{name: t.Name.In(c.Lang), until: c.Calendar.Begins(t.ID)})
	}
	for _, t := range c.Calendar.Traditions() {
		for i := range t.Observances {
			o := &t.Observances[i]
			if from, to := c.Calendar.Limits(o.ID); t.OnRequest || from <= first && last <= to || c.Calendar.Known(o.ID, first.Year()) {
				continue
			}
			if one, ok := c.Profiles.Of(o.ID); ok {
				const years = 8
				out = append(out, unknown{name: o.Name.In(c.Lang), of: one, seasons: c.Calendar.Of(o.ID, first-years*366, last+years*366)})
			}
		}
	}
	return out
}

// near reports whether a day is near the season in which an observance is kept in
// years of which it is known.
func (u unknown) near(d calendar.Date) bool {
	const days = 40
	return len(u.seasons) == 0 || slices.ContainsFunc(u.seasons, func(o calendar.Occurrence) bool {
		away := (int(d-o.First)%365 + 365) % 365
		return away <= days || away >= 365-days
	})
}

// around is how many days before and after a year the calendar is looked at,
// because a day may be kept that much earlier or later.
const around = 31

// keep puts together what is said of an occurrence.
func (c *Checker) keep(o calendar.Occurrence) *kept {
	k := &kept{Occurrence: o}
	k.byLaw(&o, c.Lang)
	k.pure = len(k.holidays) > 0
	k.said(c.Profiles, o.Observance.ID)
	for _, t := range o.Twins() {
		k.byLaw(&t, c.Lang)
		if t.Observance.Alongside != "" {
			k.said(c.Profiles, t.Observance.ID)
		}
	}
	return k
}

// byLaw adds an occurrence that is a public holiday.
func (k *kept) byLaw(o *calendar.Occurrence, lang string) {
	land, of := strings.CutPrefix(o.Observance.ID.Tradition(), "de-")
	if of && o.Observance.Kind == calendar.PublicHoliday {
		k.holidays = append(k.holidays, holiday{calendar.Land(land), o.Observance.Name.In(lang), o.First, o.Last, o.Observance.Source, o.Observance.Partly.In(lang)})
	}
}

func (k *kept) said(all *profile.Set, id calendar.ID) {
	if one, ok := all.Of(id); ok {
		k.profiles = append(k.profiles, one)
	}
}
