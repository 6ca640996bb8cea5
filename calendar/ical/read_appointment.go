package ical

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"vielfalt/calendar"
)

// An Appointment is one date of an entry in somebody's file, with what the entry says.
type Appointment struct {
	// UID is that of the entry; "" if it has none.
	UID string
	// Of is the day on which the series has this date, in Berlin, wherever the date
	// itself was moved to; 0 for an entry that is no series.
	Of   calendar.Date
	Line int // of the file, from 1, on which the entry begins

	Title      string // on one line
	Place      string // on one line
	Organizer  string // a name or else an address
	URL        string
	Text       string // with line ends
	Categories []string
	// Start and End are UTC. Whole days begin at midnight in Berlin, and end at
	// that after the last.
	Start, End time.Time
	AllDay     bool
	Cancelled  bool
	// Clocks says that Start or End is a time that clocks do not show on that day, or
	// show twice.
	Clocks ClockChange
	// Private says that the entry is not meant for everybody.
	Private bool
	// Left names the properties that an Appointment has no field for, and of which
	// people would miss what they say.
	Left []string
}

// A ClockChange is what becomes of a time in the night in which clocks are changed.
type ClockChange int

// What becomes of it.
const (
	NoChange ClockChange = iota
	Skipped              // clocks are put forward over it: it is an hour later
	Twice                // clocks are put back over it: it is the first of the two
)

// Appointments is what [ReadAppointments] found.
type Appointments struct {
	All     []Appointment // by start, then UID
	Refused []Refused     // in the order of the file
	// Passed counts components that are no events, such as VTODO, by name.
	Passed map[string]int
	// Earlier and Later are the titles of series that have dates before the first,
	// or after the last day asked for.
	Earlier, Later []string
	// Once are those whose rule has no date but the first until [LastYear], as that of
	// every 30th of February, and Never those without any, because all are excepted
	// or the series ends before it begins.
	Once, Never []string
	// Unended says that the file ends before its calendar does.
	Unended bool
	// Truncated says that the file held more than [MaxFileEntries] entries or
	// [MaxFileDates] dates, or took more than is fair to work out.
	Truncated bool
}

// Limits of files that are read with all that they say.
const (
	MaxFileBytes   = 20 << 20
	MaxFileEntries = 5_000
	MaxFileDates   = 10_000
	MaxFileTime    = 20 * time.Second

	maxFileSteps = 20_000_000
)

// ReadAppointments reads the events of an iCalendar file as [ReadFile] does, with what is
// said of them. Of series it has the dates that begin on the days from from to to,
// inclusive; what comes once is among the events whenever that is. What is
// cancelled is too.
//
// The error is [ErrNotCalendar], one on the size of the file, or that of the
// context, which is given [MaxFileTime] at most.
func ReadAppointments(ctx context.Context, raw []byte, from, to calendar.Date) (Appointments, error) {
	if len(raw) > MaxFileBytes {
		return Appointments{}, fmt.Errorf("ical: more than %d bytes", MaxFileBytes)
	}
	ctx, cancel := context.WithTimeout(ctx, MaxFileTime)
	defer cancel()
	r := newReader(ctx, from, to)
	r.limits = limits{MaxFileEntries, MaxFileDates, maxFileSteps}
	r.all = &Appointments{Passed: map[string]int{}}
	if err := r.read(raw); err != nil {
		return Appointments{}, err
	}
	out := r.all
	out.Refused, out.Truncated = r.file.Refused, r.file.Truncated || !r.room()
	slices.SortStableFunc(out.All, func(a, b Appointment) int { return cmp.Or(a.Start.Compare(b.Start), strings.Compare(a.UID, b.UID)) })
	out.All = out.All[:min(len(out.All), MaxFileDates)]
	return *out, nil
}

// room reports whether there may be more events.
func (r *reader) room() bool { return r.all == nil || len(r.all.All) <= MaxFileDates }

// passOver counts a component that is no event.
func (e *Appointments) passOver(name string) {
	switch name {
	case "VTODO", "VJOURNAL", "VFREEBUSY":
		e.Passed[name]++
	}
}

// add adds one date of an entry, if it is wanted.
func (r *reader) add(p *plan, m moment, l length) {
	repeats := p.rule != nil || len(p.more) > 0 || p.instead != nil
	e := *p.said
	e.UID, e.Line, e.Cancelled = p.uid, p.line, p.cancelled
	if e.AllDay = m.allDay; m.allDay {
		e.Start, e.End = m.day.At(0, 0, calendar.Berlin).UTC(), (m.day+calendar.Date(l.days)).At(0, 0, calendar.Berlin).UTC()
	} else {
		e.Start, e.End = m.time().UTC(), l.end(m).UTC()
		if _, e.Clocks = m.among(0); e.Clocks == NoChange && l.exact == 0 {
			_, e.Clocks = m.among(l.wall)
		}
	}
	day := calendar.DateOf(e.Start.In(calendar.Berlin))
	if repeats {
		if e.Of = day; p.instead != nil {
			e.Of = p.instead.day
			if !p.instead.allDay {
				e.Of = calendar.DateOf(p.instead.time().In(calendar.Berlin))
			}
		}
		switch {
		case day < r.from:
			noted(&r.all.Earlier, p.title)
			return
		case day > r.to:
			noted(&r.all.Later, p.title)
			return
		}
	}
	if r.room() {
		r.all.All = append(r.all.All, e)
	}
}

// later notes that a rule has dates after the last day asked for, or none at all.
func (r *reader) later(p *plan) error {
	ahead := *r
	ahead.from, ahead.to = r.to+1, calendar.NewDate(LastYear, time.December, 31)
	goesOn := false
	ended, err := ahead.walk(p.rule, p.start, p.length, func(m moment) bool {
		goesOn = m.day > r.to
		return !goesOn
	})
	r.steps = ahead.steps
	switch {
	case err != nil:
		return err
	case goesOn:
		noted(&r.all.Later, p.title)
	case !ended:
		noted(&r.all.Once, p.title)
	}
	return nil
}

// noted adds the title of a series to a list.
func noted(list *[]string, title string) {
	if !slices.Contains(*list, title) && len(*list) < MaxEntries {
		*list = append(*list, title)
	}
}

// tells are the properties of an event that say what it is, beside those that are
// wanted for its dates.
var tells = map[string]bool{
	"LOCATION": true, "DESCRIPTION": true, "ORGANIZER": true, "URL": true, "CATEGORIES": true, "CLASS": true,
	"X-ALT-DESC": true, "ATTENDEE": true, "ATTACH": true, "COMMENT": true, "CONTACT": true, "CONFERENCE": true,
}

// left are those that an Appointment has no field for.
var left = []string{"ATTACH", "ATTENDEE", "COMMENT", "CONFERENCE", "CONTACT"}

// saidOf reads what an entry says beside its dates.
func saidOf(b *block, props map[string][]property) *Appointment {
	s := new(Appointment)
	text := func(name string) string {
		if all := props[name]; len(all) > 0 {
			return all[0].value
		}
		return ""
	}
	s.Title, s.Place = tidy(text("SUMMARY")), tidy(text("LOCATION"))
	// Outlook writes the same a second time, as HTML.
	s.Text = strings.ReplaceAll(cmp.Or(text("DESCRIPTION"), text("X-ALT-DESC")), "\r\n", "\n")
	s.URL = text("URL")
	if all := props["ORGANIZER"]; len(all) > 0 {
		address := all[0].value
		if len(address) > 7 && strings.EqualFold(address[:7], "mailto:") {
			address = address[7:]
		}
		s.Organizer = tidy(cmp.Or(all[0].params["CN"], address))
	}
	for _, p := range props["CATEGORIES"] {
		for c := range strings.SplitSeq(p.value, ",") {
			if c = tidy(c); c != "" && !slices.Contains(s.Categories, c) {
				s.Categories = append(s.Categories, c)
			}
		}
	}
	class := strings.ToUpper(text("CLASS"))
	s.Private = class == "PRIVATE" || class == "CONFIDENTIAL"
	for _, name := range left {
		if len(props[name]) > 0 {
			s.Left = append(s.Left, name)
		}
	}
	for _, l := range b.lines {
		name := l.name()
		if name == "X-ALT-DESC" {
			if text("DESCRIPTION") != "" {
				continue
			}
			name = "DESCRIPTION"
		}
		if l.cut && tells[name] && !slices.Contains(s.Left, name) {
			s.Left = append(s.Left, name)
		}
	}
	return s
}
