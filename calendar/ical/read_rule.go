package ical

import (
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"

	"vielfalt/calendar"
)

// A rule is an RRULE of days. rrule-go reads and checks it, but does not work it
// out: its iterator seeks the next date until the year 9999 without a chance to
// stop it, and panics at BYDAY=-53MO. The tests compare the two.
type rule struct {
	freq      rrule.Frequency // YEARLY to DAILY
	interval  int             // at least 1
	count     int             // 0 if endless
	weekStart time.Weekday
	untilDay  calendar.Date // inclusive, in the zone of DTSTART; MaxDate if none
	until     time.Time     // zero if whole days decide

	months, monthDays, yearDays, weeks, positions marks

	byDay    bool
	weekdays [7]bool  // any such day
	nth      [7]marks // only those in a month or year
}

// marks is a set of numbers from -366 to 366.
type marks struct {
	any bool
	in  [2*366 + 1]bool
}

func (s *marks) add(v ...int) {
	for _, n := range v {
		s.any, s.in[n+366] = true, true
	}
}

func (s *marks) has(n int) bool { return s.in[n+366] }

// maxInterval is more than there can be days to plan; greater intervals mean the
// same and could overflow.
const maxInterval = 100_000

// readRule reads an RRULE of an entry with this start; times in it are in the
// zone home if they name none. A reason tells why the rule is refused.
func readRule(value string, start moment, home *time.Location) (*rule, Reason) {
	value = strings.Trim(strings.ReplaceAll(strings.ToUpper(value), " ", ""), ";")
	var until string
	for part := range strings.SplitSeq(value, ";") {
		switch key, v, _ := strings.Cut(part, "="); key {
		case "COUNT", "INTERVAL":
			// rrule-go takes 0 for none.
			if n, err := strconv.Atoi(v); err != nil || n < 1 {
				return nil, ReasonRule
			}
		case "UNTIL":
			until = v
		case "BYEASTER":
			return nil, ReasonRule // not in the standard
		}
	}
	opt, err := rrule.StrToROption(value)
	switch {
	case err != nil:
		return nil, ReasonRule
	case opt.Freq > rrule.DAILY:
		return nil, ReasonFrequency
	case len(opt.Byhour)+len(opt.Byminute)+len(opt.Bysecond) > 0:
		return nil, ReasonHours
	}
	opt.Dtstart = start.time()
	if _, err := rrule.NewRRule(*opt); err != nil {
		return nil, ReasonRule
	}
	u := &rule{freq: opt.Freq, interval: min(max(1, opt.Interval), maxInterval), count: opt.Count,
		weekStart: time.Weekday((opt.Wkst.Day() + 1) % 7), untilDay: calendar.MaxDate}
	u.months.add(opt.Bymonth...)
	u.monthDays.add(opt.Bymonthday...)
	u.yearDays.add(opt.Byyearday...)
	u.weeks.add(opt.Byweekno...)
	u.positions.add(opt.Bysetpos...)
	for _, d := range opt.Byweekday {
		u.byDay = true
		w := (d.Day() + 1) % 7
		if d.N() == 0 || u.freq > rrule.MONTHLY {
			u.weekdays[w] = true
		} else {
			u.nth[w].add(d.N())
		}
	}
	u.complete(start.day)
	if until != "" && !u.setUntil(until, start, home) {
		return nil, ReasonRule
	}
	return u, ""
}

// complete takes from the start what the rule leaves open.
func (u *rule) complete(start calendar.Date) {
	if u.monthDays.any || u.yearDays.any || u.byDay {
		return
	}
	_, m, d := start.Gregorian()
	switch {
	case u.freq == rrule.WEEKLY, u.freq == rrule.YEARLY && u.weeks.any:
		u.byDay, u.weekdays[start.Weekday()] = true, true
	case u.freq == rrule.YEARLY:
		if !u.months.any {
			u.months.add(int(m))
		}
		u.monthDays.add(d)
	case u.freq == rrule.MONTHLY:
		u.monthDays.add(d)
	}
}

// setUntil reads UNTIL, which programs write as a day or a moment whatever
// DTSTART is.
func (u *rule) setUntil(value string, start moment, home *time.Location) bool {
	m, ok := parseMoment(value, home)
	switch {
	case !ok:
		return false
	case m.allDay:
		u.untilDay = m.day
	case start.allDay:
		u.untilDay = calendar.DateOf(m.time().In(calendar.Berlin))
	default:
		u.until = m.time()
		u.untilDay = calendar.DateOf(u.until.In(start.zone))
	}
	return true
}

// over reports whether a moment is after UNTIL.
func (u *rule) over(m moment) bool {
	return m.day > u.untilDay || !u.until.IsZero() && m.time().After(u.until)
}

// walk yields the dates of a rule in order, from the start or from a little
// before the days asked for, and to a little behind them, until yield returns
// false. It reports whether the rule has ended by then. The work is bounded by
// the days between the start and the last one asked for, each of which is a
// step.
func (r *reader) walk(u *rule, start moment, l length, yield func(moment) bool) (ended bool, err error) {
	if u.over(start) {
		return true, nil
	}
	if !yield(start) {
		return false, nil
	}
	limit := r.to + 2 // zones differ by a day or so
	m, n := start, 1
	var found []calendar.Date
	for k := u.skip(start.day, r.from-l.atMost()-2); ; k++ {
		first, last := u.period(start.day, k)
		switch {
		case u.count > 0 && n >= u.count, first > u.untilDay:
			return true, nil
		case first > limit:
			return false, nil
		}
		if err := r.step(); err != nil {
			return false, err
		}
		if found, err = r.matching(u, first, last, found[:0]); err != nil {
			return false, err
		}
		for _, m.day = range found {
			switch {
			case m.day <= start.day:
				continue
			case u.over(m), u.count > 0 && n >= u.count:
				return true, nil
			case m.day > limit:
				return false, nil
			}
			n++
			if !yield(m) {
				return false, nil
			}
		}
	}
}

// skip returns the number of a period before which nothing reaches a day. A rule
// that counts its dates has to be walked from its start.
func (u *rule) skip(start, day calendar.Date) int {
	if u.count > 0 {
		return 0
	}
	longest := map[rrule.Frequency]int{rrule.YEARLY: 366, rrule.MONTHLY: 31, rrule.WEEKLY: 7, rrule.DAILY: 1}[u.freq]
	return max(0, int(day-start)/(longest*u.interval)-1)
}

// period returns the days among which the rule chooses for the k-th time, from
// 0.
func (u *rule) period(start calendar.Date, k int) (first, last calendar.Date) {
	n := k * u.interval
	y, m, _ := start.Gregorian()
	switch u.freq {
	case rrule.YEARLY:
		return calendar.NewDate(y+n, time.January, 1), calendar.NewDate(y+n, time.December, 31)
	case rrule.MONTHLY:
		return calendar.NewDate(y, m+time.Month(n), 1), calendar.NewDate(y, m+time.Month(n)+1, 0)
	case rrule.WEEKLY:
		first = start.OnOrBefore(u.weekStart) + calendar.Date(7*n)
		return first, first + 6
	default:
		return start + calendar.Date(n), start + calendar.Date(n)
	}
}

// matching appends the days of a period that the rule chooses, in order.
func (r *reader) matching(u *rule, first, last calendar.Date, found []calendar.Date) ([]calendar.Date, error) {
	for d := first; d <= last; {
		y, m, _ := d.Gregorian()
		w := within{
			calendar.NewDate(y, m, 1), calendar.NewDate(y, m+1, 0),
			calendar.NewDate(y, time.January, 1), calendar.NewDate(y, time.December, 31),
		}
		stop := min(last, w.monthLast)
		if u.months.any && !u.months.has(int(m)) {
			d = stop + 1
			if err := r.step(); err != nil {
				return nil, err
			}
			continue
		}
		for ; d <= stop; d++ {
			if err := r.step(); err != nil {
				return nil, err
			}
			if u.match(d, w) {
				found = append(found, d)
			}
		}
	}
	if !u.positions.any {
		return found, nil
	}
	chosen := found[:0]
	for i, d := range found {
		if n := len(found); u.positions.has(i+1) || u.positions.has(i-n) {
			chosen = append(chosen, d)
		}
	}
	return chosen, nil
}

// within are the first and last days of a day's month and year.
type within struct{ monthFirst, monthLast, yearFirst, yearLast calendar.Date }

// match reports whether a day is one of those the rule chooses from, leaving
// BYMONTH and BYSETPOS aside.
func (u *rule) match(d calendar.Date, w within) bool {
	if u.monthDays.any && !u.monthDays.counts(d, w.monthFirst, w.monthLast) ||
		u.yearDays.any && !u.yearDays.counts(d, w.yearFirst, w.yearLast) {
		return false
	}
	if u.byDay && !u.weekdays[d.Weekday()] {
		nth, first, last := &u.nth[d.Weekday()], w.monthFirst, w.monthLast
		if u.freq == rrule.YEARLY && !u.months.any {
			first, last = w.yearFirst, w.yearLast
		}
		if !nth.has(int(d-first)/7+1) && !nth.has(-int(last-d)/7-1) {
			return false
		}
	}
	if u.weeks.any {
		n, of := u.week(d)
		return u.weeks.has(n) || u.weeks.has(n-of-1)
	}
	return true
}

// counts reports whether a day is marked by its number from the first day or,
// negative, from the last.
func (s *marks) counts(d, first, last calendar.Date) bool {
	return s.has(int(d-first)+1) || s.has(int(d-last)-1)
}

// week returns the number of a day's week, and how many its year has. A week
// belongs to the year that most of it is in.
func (u *rule) week(d calendar.Date) (n, of int) {
	middle := func(d calendar.Date) calendar.Date { return d.OnOrBefore(u.weekStart) + 3 }
	y := middle(d).Year()
	first := calendar.NewDate(y, time.January, 1)
	// The 28th of December is in the last week, whatever day weeks start on.
	return int(middle(d)-first)/7 + 1, int(middle(calendar.NewDate(y, time.December, 28))-first)/7 + 1
}
