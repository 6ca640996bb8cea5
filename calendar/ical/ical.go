package ical

import (
	"strconv"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/sky"
)

// A Calendar is what one stream holds.
type Calendar struct {
	Name        string
	Description string
	// Lang is the language of summaries and descriptions, "de" or "en".
	Lang string
	// Eve adds a timed entry for the eve of every occurrence that begins on one.
	Eve bool
	// Seat is the place for which the sunset of eves is reckoned, and that they name.
	Seat calendar.Place
	// URL gives the absolute address of an observance's page; nil or an empty
	// result means none.
	URL func(calendar.ID) string
	// Names knows the traditions whose names stand in categories and
	// descriptions; nil means that ids stand there.
	Names       *calendar.Calendar
	Occurrences []calendar.Occurrence
	Events      []Event
}

// An Event is an entry that is no observance: a lecture, an exhibition.
type Event struct {
	// UID identifies the event for ever; see [UID] for the form.
	UID         string
	Summary     string
	Description string
	Location    string
	URL         string // absolute
	// Start and End bound a timed event; an End not after Start is left out.
	Start, End time.Time
	// AllDay takes First and Last, both included, instead of Start and End.
	AllDay      bool
	First, Last calendar.Date
	// Sequence counts the changes of the event, and Modified is the moment of
	// the last.
	Sequence   int
	Modified   time.Time
	Cancelled  bool
	Categories []string
}

// UID returns the identity of an occurrence in calendars: stable over calls,
// years, languages and addresses of the service, conventions and corrections.
func UID(oc calendar.Occurrence) string {
	id := oc.Observance.ID
	return id.Tradition() + "." + id.Slug() + "." + strconv.Itoa(oc.Year) + uidDomain
}

// uidDomain ends every UID. It is a name, not an address.
const uidDomain = "@vielfalt"

// EventUID returns the identity of an event from the id under which it is
// stored.
func EventUID(id string) string { return "event." + id + uidDomain }

// epoch is the moment of entries of which nobody says when they changed.
func epoch() time.Time { return time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC) }

// Sunset returns the moment of sunset at a place in Germany on a civil day, in
// Europe/Berlin and to the minute.
func Sunset(d calendar.Date, at calendar.Place) time.Time {
	t, _ := sky.Sunset(d, at) // the sun sets there every day
	return t.Round(time.Minute).In(calendar.Berlin)
}
