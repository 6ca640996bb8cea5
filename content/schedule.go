package content

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
)

// A Schedule says when an item shows. The zero Schedule means: from the moment
// it is first approved, without end. With an Observance it is tied to a
// holiday, otherwise it shows between two moments.
type Schedule struct {
	// From and Until bound a showing between two moments (UTC, whole seconds);
	// a zero From means the moment of approval, a zero Until no end.
	From  time.Time `json:"from,omitzero"`
	Until time.Time `json:"until,omitzero"`

	// Observance is the holiday the item is tied to; empty for a showing
	// between two moments. The fields below apply only with it.
	Observance calendar.ID `json:"observance,omitempty"`
	// Offset is a number of days, or of working days of the authority
	// if Workdays is set, before (negative) or after the anchor. A Workdays
	// offset of 0 means the anchor itself or the last working day before it.
	Offset   int  `json:"offset,omitempty"`
	Workdays bool `json:"workdays,omitempty"`
	// FromEve counts from the eve instead of the first day, if the observance
	// begins in the evening.
	FromEve bool `json:"eve,omitempty"`
	// At is the time of day in Europe/Berlin.
	At TimeOfDay `json:"at,omitzero"`
	// Once shows the item for one occurrence only, the first; otherwise every
	// occurrence is an edition of its own.
	Once bool `json:"once,omitempty"`
	// ShowDays is how many days each edition shows, each day being 24 hours of
	// wall-clock time; 0 means until the next edition.
	ShowDays int `json:"show,omitempty"`
	// Since is the first day whose occurrences count; 0 means that everything
	// counts that was still showing when the item was created.
	Since calendar.Date `json:"since,omitzero"`
	// Uncertain says what to do while the date is uncertain.
	Uncertain Uncertainty `json:"uncertain,omitempty"`
	// Free says what to do if an edition would begin on a day that is no
	// working day of the authority.
	Free FreeDay `json:"free,omitempty"`
	// Renew lets editions after the first one show only if somebody has looked
	// at the item again, which is a Choice.
	Renew bool `json:"renew,omitempty"`
}

// A FreeDay says on which day an edition begins instead of a day that is no
// working day.
type FreeDay string

// What to do on a day that is no working day.
const (
	OnFreeDay     FreeDay = ""       // begin all the same
	BeforeFreeDay FreeDay = "before" // on the last working day before
	AfterFreeDay  FreeDay = "after"  // on the first working day after
)

// Uncertainty says what a schedule does while a date is uncertain.
type Uncertainty string

// What to do while a date is uncertain.
const (
	UseConvention Uncertainty = ""         // take the date of the convention in use
	UseEarliest   Uncertainty = "earliest" // take the earliest day possible
	Wait          Uncertainty = "wait"     // show nothing until the date is confirmed
)

// Limits of schedules.
const (
	MaxOffset   = 120 // days before or after
	MaxShowDays = 800
)

// A TimeOfDay is a wall-clock time in minutes since midnight.
type TimeOfDay int

// ParseTimeOfDay reads "08:00".
func ParseTimeOfDay(s string) (TimeOfDay, error) {
	h, m, ok := strings.Cut(s, ":")
	hh, err1 := strconv.Atoi(h)
	mm, err2 := strconv.Atoi(m)
	if !ok || err1 != nil || err2 != nil || len(h) != 2 || len(m) != 2 || hh < 0 || hh > 23 || mm < 0 || mm > 59 {
		return 0, fmt.Errorf("time %q is not written as 08:00", s)
	}
	return TimeOfDay(hh*60 + mm), nil
}

// String writes the time as 08:00.
func (t TimeOfDay) String() string { return fmt.Sprintf("%02d:%02d", int(t)/60, int(t)%60) }

// MarshalText writes the time as String does.
func (t TimeOfDay) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (t *TimeOfDay) UnmarshalText(b []byte) (err error) {
	*t, err = ParseTimeOfDay(string(b))
	return err
}

// On returns the moment of the time of day on a civil day in Berlin.
func (t TimeOfDay) On(d calendar.Date) time.Time {
	return d.At(int(t)/60, int(t)%60, calendar.Berlin)
}

// ByHoliday reports whether the schedule is tied to an observance.
func (s Schedule) ByHoliday() bool { return s.Observance != "" }

// ofOurTimes reports whether a moment is one that people mean, and that every store
// and every program that reads feeds can hold.
func ofOurTimes(t time.Time) bool { return t.Year() >= 1900 && t.Before(Forever.AddDate(-1, 0, 0)) }

func (s Schedule) problems(known func(calendar.ID) bool) Problems {
	var p Problems
	for _, m := range []struct {
		field string
		at    time.Time
	}{{"publish.from", s.From}, {"publish.until", s.Until}} {
		if !m.at.IsZero() && !ofOurTimes(m.at) {
			p.Add(m.field, "problem.time", "%s is not a year from 1900 to 9998", m.at.Format("2006"))
		}
	}
	if !s.ByHoliday() {
		if !s.Until.IsZero() && !s.From.Before(s.Until) {
			p.Add("publish.until", "problem.end-before-start", "is not after publish.from")
		}
		return p
	}
	if _, err := calendar.ParseID(string(s.Observance)); err != nil {
		p.Add("publish.observance", "problem.observance", "%v", err)
	} else if known != nil && !known(s.Observance) {
		p.Add("publish.observance", "problem.observance", "unknown observance %q", s.Observance)
	}
	if !s.From.IsZero() || !s.Until.IsZero() {
		p.Add("publish.from", "problem.schedule", "a moment and an observance exclude each other")
	}
	if s.Offset < -MaxOffset || s.Offset > MaxOffset {
		p.Add("publish.days", "problem.number", "%d is not between -%d and %d", s.Offset, MaxOffset, MaxOffset)
	}
	if s.At < 0 || s.At >= 24*60 {
		p.Add("publish.at", "problem.time", "is not a time of day")
	}
	if s.ShowDays < 0 || s.ShowDays > MaxShowDays {
		p.Add("publish.show", "problem.number", "%d is not between 0 and %d days", s.ShowDays, MaxShowDays)
	}
	switch s.Uncertain {
	case UseConvention, UseEarliest, Wait:
	default:
		p.Add("publish.uncertain", "problem.schedule", "%q is neither earliest nor wait", s.Uncertain)
	}
	switch s.Free {
	case OnFreeDay, BeforeFreeDay, AfterFreeDay:
	default:
		p.Add("publish.free", "problem.schedule", "%q is neither before nor after", s.Free)
	}
	return p
}
