package themes

import (
	"html/template"

	"vielfalt/content"
)

// EventsPage lists events.
type EventsPage struct {
	Base
	Upcoming []EventRow
	More     int // upcoming ones that are not in the list
	Past     []*content.Event
	Pager    Pager // of the past ones
}

// An EventRow is an event in a list.
type EventRow struct {
	*content.Event
	// Later are the events of its series that are folded below it.
	Later []*content.Event
}

// Last returns the last of a series.
func (r EventRow) Last() *content.Event { return r.Later[len(r.Later)-1] }

// Template implements Page.
func (*EventsPage) Template() string { return "events" }

// EventPage shows one event.
type EventPage struct {
	Base
	Event    *content.Event
	HTML     template.HTML
	ICS      string
	Kept     []Entry // what is kept on its days
	Contacts []*content.Contact
}

// Template implements Page.
func (*EventPage) Template() string { return "event" }
