package themes

import (
	"html/template"

	"vielfalt/content"
)

// EventsPage lists events.
type EventsPage struct {
	Base
	Upcoming, Past []*content.Event
	Pager          Pager // of the past ones
}

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
