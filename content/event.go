package content

import (
	"regexp"
	"time"
	"unicode/utf8"

	"vielfalt/calendar"
)

// An Event takes place at a place and a time.
type Event struct {
	Item
	// Start and End are UTC. An all-day event starts at midnight in Berlin on
	// its first day and ends at midnight after its last.
	Start     time.Time `json:"start"`
	End       time.Time `json:"end"`
	AllDay    bool      `json:"all_day,omitempty"`
	Place     string    `json:"place,omitempty"`
	Organizer string    `json:"organizer,omitempty"` // "Dezernat 36"
	Cancelled bool      `json:"cancelled,omitempty"` // still shown, struck out
	// Sequence counts changes of the facts shown in a calendar (RFC 5545
	// 3.8.7.4). Set by the store.
	Sequence int `json:"-"`
}

var events = Description{
	Type: TypeEvent, New: func() Record { return new(Event) }, Table: "events", Folder: "termine", Order: ByStart,
	Fields: []Field{
		{Name: "start", Column: "starts", Of: of(func(e *Event) *time.Time { return &e.Start })},
		{Name: "end", Column: "ends", Of: of(func(e *Event) *time.Time { return &e.End })},
		{Name: "all_day", Of: of(func(e *Event) *bool { return &e.AllDay }), Derived: true},
		{Name: "place", Of: of(func(e *Event) *string { return &e.Place }), Found: AfterBody},
		{Name: "organizer", Of: of(func(e *Event) *string { return &e.Organizer }), Found: AfterBody},
		{Name: "cancelled", Of: of(func(e *Event) *bool { return &e.Cancelled })},
		{Name: "sequence", Of: of(func(e *Event) *int { return &e.Sequence })},
	},
}

// Description implements Record.
func (*Event) Description() *Description { return &events }

// Days returns the first and last civil day in Berlin.
func (e *Event) Days() (first, last calendar.Date) {
	first = calendar.DateOf(e.Start.In(calendar.Berlin))
	last = calendar.DateOf(e.End.Add(-time.Second).In(calendar.Berlin))
	return first, max(first, last)
}

// calledOff matches what programs put before the title of an event that was called
// off, in German and in English.
var calledOff = regexp.MustCompile(`^(?i:abgesagt|entfällt|fällt aus|cancell?ed)\s*[:!–—-]\s*`)

// Named returns a title of the event without saying that it was called off, if it
// was: what shows it says so in words of its own, and once.
func (e *Event) Named(title string) string {
	if e.Cancelled {
		if rest := calledOff.ReplaceAllString(title, ""); rest != "" {
			return rest
		}
	}
	return title
}

// SameFacts reports whether a calendar would show both events alike.
func (e *Event) SameFacts(o *Event) bool {
	return e.Start.Equal(o.Start) && e.End.Equal(o.End) && e.AllDay == o.AllDay &&
		e.Place == o.Place && e.Cancelled == o.Cancelled && e.Title == o.Title && e.Summary == o.Summary
}

// Validate implements Record.
func (e *Event) Validate(known func(calendar.ID) bool) error {
	p := e.problems(known)
	if e.Start.IsZero() {
		p.Add("start", "problem.required", "is missing")
	} else if !ofOurTimes(e.Start) {
		p.Add("start", "problem.time", "%s is not a year from 1900 to 9998", e.Start.Format("2006"))
	} else if e.End.Before(e.Start) {
		p.Add("end", "problem.end-before-start", "is before the start")
	} else if e.End.Sub(e.Start) > 366*24*time.Hour {
		p.Add("end", "problem.long", "is more than a year after the start")
	}
	for _, f := range []struct{ name, value string }{{"place", e.Place}, {"organizer", e.Organizer}} {
		if utf8.RuneCountInString(f.value) > 200 || !printable(f.value) {
			p.Add(f.name, "problem.text", "must be a printable text of at most 200 characters")
		}
	}
	return p.Err()
}
