package content

import "context"

// A CalendarLedger remembers which events came in one calendar file, so that it can
// be said which of them the next one no longer has. A calendar has the name that
// who notes it first gives it.
type CalendarLedger interface {
	// CalendarsOf returns the ids of all events, by calendar, of those calendars in
	// which one of some events came.
	CalendarsOf(ctx context.Context, ids []string) (map[string][]string, error)
	// EventsOf returns the ids of the events of a calendar.
	EventsOf(ctx context.Context, calendar string) ([]string, error)
	// NoteCalendar remembers that events, which are stored, came in a calendar now,
	// in whichever they did before.
	NoteCalendar(ctx context.Context, calendar string, ids []string) error
}
