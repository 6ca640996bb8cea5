package ical

import (
	"strconv"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/sky"
)

// A Calendar is the content of one stream.
type Calendar struct {
	Name        string
	Description string
	// Lang is the language of summaries and descriptions, "de" or "en".
	Lang string
	// Eve adds a timed entry for the eve of every occurrence that begins on one.
	Eve bool
	// Span gives a period one entry over all of its days, instead of one on its
	// first and one on its last day.
	Span bool
	// Flags puts into the summary how the house is flagged, for those who do it.
	Flags bool
	// Alarm reminds, so many days before, of what begins on the day AlarmFrom or
	// later; 0 means never. It is for the day of an observance, and not again for
	// its eve and its end; nothing reminds of what is cancelled.
	Alarm     int
	AlarmFrom calendar.Date
	// Seat is the place whose sunset begins the eves, and that they name.
	Seat calendar.Place
	// URL returns the absolute address of an observance's page; a nil function
	// or an empty result means none.
	URL func(calendar.ID) string
	// About returns more to say of an observance, in lines, and the day on which
	// that last changed; a nil function or an empty result means nothing.
	About func(calendar.ID) (text string, changed calendar.Date)
	// Since is when subscribers began to have entries. How tables changed before
	// is told to nobody, since nobody had what was before; zero tells it all.
	Since time.Time
	// Names provides the names of traditions and conventions for categories and
	// descriptions; if nil, ids are used.
	Names       *calendar.Calendar
	Occurrences []calendar.Occurrence
	// Gone are occurrences that subscribers may still have and that another
	// entry now stands for. They are written as cancelled.
	Gone   []calendar.Occurrence
	Events []Event
}

// An Event is an entry that is not an observance, such as a lecture or an
// exhibition.
type Event struct {
	// UID identifies the event permanently; see [EventUID].
	UID         string
	Summary     string
	Description string
	Location    string
	URL         string // absolute
	// Start and End bound a timed event; an End that is not after Start is
	// omitted.
	Start, End time.Time
	// AllDay makes it run from First to Last, inclusive, instead of from Start
	// to End.
	AllDay      bool
	First, Last calendar.Date
	// Sequence counts the changes to the event, and Modified is the moment of
	// the last one.
	Sequence   int
	Modified   time.Time
	Cancelled  bool
	Categories []string
	// alarm is when to remind of it, relative to its start; empty for never.
	alarm string
}

// UID returns the identity of an occurrence in calendars. It does not change
// with the request, the language, the service's address, the convention or a
// correction.
func UID(oc calendar.Occurrence) string {
	id := oc.Observance.ID
	return id.Tradition() + "." + id.Slug() + "." + strconv.Itoa(oc.Year) + uidDomain
}

// uidDomain ends every UID. It is a name, not an address.
const uidDomain = "@vielfalt"

// EventUID returns the identity of an event from the id under which it is
// stored.
func EventUID(id string) string { return "event." + id + uidDomain }

// epoch dates entries that do not say when they changed.
func epoch() time.Time { return time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC) }

// Sunset returns the moment of sunset at a place in Germany on a civil day, in
// Europe/Berlin and to the minute.
func Sunset(d calendar.Date, at calendar.Place) time.Time {
	t, _ := sky.Sunset(d, at) // the sun sets there every day
	return t.Round(time.Minute).In(calendar.Berlin)
}
