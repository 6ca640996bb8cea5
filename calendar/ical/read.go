package ical

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"vielfalt/calendar"
)

// A Planned is one date of an entry in somebody's file.
type Planned struct {
	// Title is the SUMMARY on one line, without control and invisible
	// characters, and at most [MaxTitle] characters long; "" if there is none.
	Title string
	// First and Last are civil days in Europe/Berlin, inclusive.
	First, Last calendar.Date
	// Timed tells an entry with times of day from one of whole days.
	Timed bool
	// Start and End are minutes after midnight in Europe/Berlin, Start on First
	// (0 to 1439) and End on Last (1 to 1440). What ends at midnight ends on
	// the day before, at 1440. On one day, End is after Start. Both are 0
	// unless Timed.
	Start, End int
}

// A Refused is an entry that cannot be read. None of its dates are planned.
type Refused struct {
	Title string // as in [Planned]
	UID   string // as in [Appointment]
	Line  int    // of the file, from 1, on which the trouble or the entry begins
	// Reason is one of the constants below.
	Reason Reason
	// Value is what could not be read, such as the name of the zone or the
	// rule, cleaned and clipped as titles are; "" if something is missing.
	Value string
	// Unplaced says that it changes a date of a series, and which is not known.
	Unplaced bool
}

// A Reason is why an entry was refused.
type Reason string

// The reasons.
const (
	ReasonFrequency  Reason = "frequency"  // FREQ below DAILY
	ReasonHours      Reason = "byhour"     // BYHOUR, BYMINUTE or BYSECOND
	ReasonStart      Reason = "start"      // no or unreadable DTSTART, or outside [FirstYear] to [LastYear]
	ReasonEnd        Reason = "end"        // unreadable, before the start, or more than a hundred years after it
	ReasonZone       Reason = "zone"       // a TZID that says nothing
	ReasonRule       Reason = "rule"       // unreadable RRULE, RDATE or EXDATE; more than one RRULE; any EXRULE
	ReasonOverride   Reason = "override"   // unreadable RECURRENCE-ID, or one with RANGE=THISANDFUTURE
	ReasonUnfinished Reason = "unfinished" // no END:VEVENT
)

// A File is what [ReadFile] found.
type File struct {
	// Planned holds what touches the days asked for, by start, then title.
	Planned []Planned
	// Refused holds what could not be read, in the order of the file.
	Refused []Refused
	// Cancelled counts the entries, and changes to single dates, that are
	// cancelled.
	Cancelled int
	// Past counts the entries that have no date on or after the first day asked
	// for, and Later those that have one only after the last. An endless rule
	// that yields nothing counts as later.
	Past, Later int
	// Truncated says that the file held more than [MaxEntries] or [MaxPlanned],
	// or took more than is fair to work out: there may be more than what is
	// listed.
	Truncated bool
}

// Limits of what is read.
const (
	MaxBytes   = 1 << 20         // of a file; more is an error
	MaxEntries = 200             // VEVENTs; those behind are not looked at
	MaxPlanned = 500             // dates; the earliest are kept
	MaxTitle   = 200             // characters
	MaxTime    = 1 * time.Second // for one file; more is an error
	FirstYear  = 1900            // of what may be planned
	LastYear   = 2100

	// maxSteps bounds the days that are looked at for all rules of a file,
	// whatever the rules say. An endless daily rule costs about one for each day
	// asked for, one that counts its dates one for each day since it began.
	maxSteps = 2_000_000
	// maxZones bounds the names of zones that are looked up.
	maxZones = 50
)

// Errors about a file as a whole.
var (
	ErrNotCalendar = errors.New("ical: not an iCalendar file")
	ErrTooLarge    = fmt.Errorf("ical: more than %d bytes", MaxBytes)
)

// errSteps ends the work on a file that asks for too much of it.
var errSteps = errors.New("ical: too many days to look at")

// ReadFile reads the events of an iCalendar file that touch the days from from
// to to, inclusive. Rules are worked out in the zone they are written in; times
// without one are those of Europe/Berlin, and so are all results. To-dos,
// journals, free and busy times and alarms are passed over.
//
// An entry that cannot be read is refused by name and leaves the others alone.
// A changed date (RECURRENCE-ID) stands in place of the one it changes, which is
// gone even if the change is refused; RANGE=THISANDFUTURE is refused, and the
// series stays as it was. Entries that share a UID without being such changes
// are all kept. DTSTART is the first date of its series whether or not the rule
// yields it (RFC 5545, 3.8.5.3), unless UNTIL is before it.
//
// The file may be UTF-8, UTF-16 with a byte order mark or, line by line,
// Windows-1252, with any line ends. The error is [ErrNotCalendar], [ErrTooLarge],
// or that of the context, which is given [MaxTime] at most.
func ReadFile(ctx context.Context, raw []byte, from, to calendar.Date) (File, error) {
	if len(raw) > MaxBytes {
		return File{}, ErrTooLarge
	}
	ctx, cancel := context.WithTimeout(ctx, MaxTime)
	defer cancel()
	r := newReader(ctx, from, to)
	if err := r.read(raw); err != nil {
		return File{}, err
	}
	return r.file, nil
}

// A reader holds what is known while one file is read.
type reader struct {
	ctx      context.Context
	from, to calendar.Date
	limits   limits
	all      *Appointments             // nil if only dates are asked for
	zones    map[string]*timezone      // the file's own, by TZID
	known    map[string]*time.Location // by TZID; nil if unknown
	steps    int
	file     File
}

// limits bound the work on one file.
type limits struct{ entries, dates, steps int }

func newReader(ctx context.Context, from, to calendar.Date) *reader {
	return &reader{
		ctx:    ctx,
		limits: limits{MaxEntries, MaxPlanned, maxSteps},
		from:   max(from, calendar.NewDate(FirstYear, time.January, 1)),
		to:     min(to, calendar.NewDate(LastYear, time.December, 31)),
		zones:  map[string]*timezone{}, known: map[string]*time.Location{},
	}
}

// step counts one unit of work. It fails if that was too much, or nobody waits
// any more.
func (r *reader) step() error {
	r.steps++
	if r.steps > r.limits.steps {
		return errSteps
	}
	if r.steps%1024 == 0 {
		return r.ctx.Err()
	}
	return nil
}

func (r *reader) read(raw []byte) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	blocks, err := r.scan(raw)
	if err != nil {
		return err
	}
	all, err := r.group(blocks)
	for _, s := range all {
		if err != nil {
			break
		}
		err = r.plan(s)
	}
	if errors.Is(err, errSteps) {
		r.file.Truncated, err = true, nil
	}
	slices.SortStableFunc(r.file.Planned, func(a, b Planned) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Start, b.Start),
			cmp.Compare(a.Title, b.Title), cmp.Compare(a.Last, b.Last), cmp.Compare(a.End, b.End))
	})
	if len(r.file.Planned) > MaxPlanned {
		r.file.Planned, r.file.Truncated = slices.Clone(r.file.Planned[:MaxPlanned]), true
	}
	return err
}

// A series is the entries that share a UID: usually one, and changes to single
// dates of it.
type series struct {
	entries []*plan
	changes []*plan
	// gone are the dates that changes took away.
	gone []moment
}

// group reads the blocks and puts together what belongs together, in the order
// of the file.
func (r *reader) group(blocks []*block) ([]*series, error) {
	var all []*series
	byUID := map[string]*series{}
	for _, b := range blocks {
		p, err := r.entry(b)
		var bad *refusal
		switch {
		case errors.As(err, &bad):
			r.file.Refused = append(r.file.Refused, Refused{Title: p.title, UID: p.uid, Line: bad.line, Reason: bad.reason, Value: clean(bad.value), Unplaced: p.changes && p.instead == nil})
		case err != nil:
			return all, err
		case p.cancelled:
			r.file.Cancelled++
		}
		s := byUID[p.uid]
		if s == nil || p.uid == "" {
			s = new(series)
			byUID[p.uid] = s
			all = append(all, s)
		}
		if p.instead != nil {
			s.gone = append(s.gone, *p.instead)
			// A later change to the same date replaces the earlier one.
			s.changes = slices.DeleteFunc(s.changes, func(c *plan) bool { return c.instead.same(*p.instead) })
		}
		switch {
		case err != nil || p.cancelled && r.all == nil:
		case p.instead != nil:
			s.changes = append(s.changes, p)
		default:
			s.entries = append(s.entries, p)
		}
	}
	return all, nil
}

// plan adds the dates of a series to the file.
func (r *reader) plan(s *series) error {
	tallies := make([]tally, max(1, len(s.entries)))
	// What was changed counts with the entry it belongs to.
	for _, p := range s.changes {
		r.place(p, p.start, p.length, &tallies[0])
	}
	var err error
	for i, p := range s.entries {
		if err = r.dates(p, s.gone, &tallies[i]); err != nil {
			break
		}
	}
	for _, t := range tallies {
		r.file.Planned = append(r.file.Planned, t.planned...)
		switch {
		case len(t.planned) > 0 || err != nil || len(s.entries)+len(s.changes) == 0:
		case t.later:
			r.file.Later++
		default:
			r.file.Past++
		}
	}
	return err
}

// A tally is what is known of one entry's dates.
type tally struct {
	planned []Planned
	later   bool // there is one after the last day asked for
}

// dates places the dates of an entry, without those that are gone or excepted.
func (r *reader) dates(p *plan, gone []moment, t *tally) error {
	out := exceptions{days: map[calendar.Date]bool{}, moments: map[int64]bool{}}
	for _, m := range append(slices.Clone(gone), p.except...) {
		if err := r.step(); err != nil {
			return err
		}
		out.add(m, p.start.allDay)
	}
	seen := map[int64]bool{}
	add := func(m moment, l length) {
		if key := m.key(); !seen[key] && !out.has(m) {
			seen[key] = true
			r.place(p, m, l, t)
		}
	}
	if p.rule == nil {
		add(p.start, p.length)
	} else {
		// One more than are kept tells that there are more.
		ended, err := r.walk(p.rule, p.start, p.length, func(m moment) bool {
			add(m, p.length)
			return len(t.planned) <= r.limits.dates && r.room()
		})
		if err != nil {
			return err
		}
		t.later = t.later || !ended
		if r.all != nil && !ended {
			if err := r.later(p); err != nil {
				return err
			}
		}
	}
	for _, d := range p.more {
		if err := r.step(); err != nil {
			return err
		}
		add(d.moment, d.length)
	}
	if r.all != nil && len(seen) == 0 && len(gone) == 0 {
		noted(&r.all.Never, p.title)
	}
	return nil
}

// place adds one date to a tally if it touches the days asked for.
func (r *reader) place(p *plan, m moment, l length, t *tally) {
	if r.all != nil {
		r.add(p, m, l)
		return
	}
	// Zones differ by a day or so: what is far away need not be converted.
	switch {
	case m.day+l.atMost()+2 < r.from:
		return
	case m.day-2 > r.to:
		t.later = true
		return
	}
	d := Planned{Title: p.title, First: m.day, Last: m.day + calendar.Date(l.days) - 1}
	if !m.allDay {
		d.Timed = true
		start, end := m.time(), l.end(m)
		d.First, d.Start = minute(start)
		d.Last, d.End = minute(end.Add(time.Minute - 1))
		if d.End == 0 {
			d.Last, d.End = d.Last-1, 24*60
		}
		// Nothing is empty, or ends before it begins where clocks are put back.
		if d.Last < d.First || d.Last == d.First && d.End <= d.Start {
			d.Last, d.End = d.First, d.Start+1
		}
	}
	switch {
	case d.First > r.to:
		t.later = true
	case d.Last >= r.from:
		t.planned = append(t.planned, d)
	}
}

// minute returns the civil day and the minute of a moment in Europe/Berlin.
func minute(t time.Time) (calendar.Date, int) {
	t = t.In(calendar.Berlin)
	return calendar.DateOf(t), t.Hour()*60 + t.Minute()
}

// exceptions are the dates that a series does not have.
type exceptions struct {
	days    map[calendar.Date]bool // whatever the time of day
	moments map[int64]bool
}

// add takes in a value, for a series of whole days or one with times.
func (x exceptions) add(m moment, allDay bool) {
	switch {
	case m.allDay:
		x.days[m.day] = true
	case !allDay:
		x.moments[m.key()] = true
	case m.zone == time.UTC:
		// Midnight in Berlin, written in UTC, is on the day before.
		x.days[calendar.DateOf(m.time().In(calendar.Berlin))] = true
	default:
		x.days[m.day] = true
	}
}

func (x exceptions) has(m moment) bool {
	return x.days[m.day] || !m.allDay && x.moments[m.key()]
}

// A refusal is what is wrong with an entry.
type refusal struct {
	reason Reason
	line   int
	value  string
}

func (e *refusal) Error() string {
	return fmt.Sprintf("ical: line %d: %s: %s", e.line, e.reason, e.value)
}
