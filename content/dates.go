package content

import (
	"context"
	"fmt"

	"vielfalt/calendar"
	"vielfalt/calendar/own"
)

// Dates is what the calendar is made of in addition to its tables.
type Dates struct {
	// Change is the number of the last change at the time of reading.
	Change int64
	Days   []*Day // by id
	// Confirmed holds the last confirmation of each observance and year,
	// including one that takes back those before.
	Confirmed []*Confirmation
	// Switches are the changes of conventions, oldest first.
	Switches []calendar.Switch
}

// Calendar returns the calendar of some traditions by the conventions chosen,
// with these dates.
func (d Dates) Calendar(traditions []calendar.Tradition, conventions map[string]string) (*calendar.Calendar, error) {
	days := make([]own.Day, len(d.Days))
	for i, x := range d.Days {
		days[i] = x.Day
	}
	confirmed := make([]calendar.Confirmation, len(d.Confirmed))
	for i, x := range d.Confirmed {
		confirmed[i] = x.Confirmation
	}
	c, err := own.Calendar(traditions, conventions, days, confirmed, d.Switches)
	if err != nil {
		return nil, fmt.Errorf("calendar: %w", err)
	}
	return c, nil
}

// A DateStore stores the dates that people entered.
type DateStore interface {
	// Dates returns what the calendar is made of in addition to its tables.
	Dates(ctx context.Context) (Dates, error)
	// Confirmations returns all confirmations of an observance ever entered, by
	// year, oldest first; of all observances if it is empty. The last one for a
	// year counts.
	Confirmations(ctx context.Context, observance calendar.ID) ([]*Confirmation, error)
	// SaveDates validates and enters confirmations in one transaction, and
	// returns how many were new or differed from the one in force. Each is one
	// more entry of its observance and year; one equal to the one in force is
	// left out. One without a day takes back the one in force; ErrNotFound if
	// there is none. Revision and Editor are set in the confirmations; those
	// that already have a Revision come from an export, and are taken over
	// unchanged for occurrences not known yet.
	SaveDates(ctx context.Context, by string, list ...*Confirmation) (changed int, err error)
	// SaveDays validates and stores own days in one transaction, and returns
	// how many were new or different from before. Revision and Editor are set
	// in them; a Revision from an export is taken over for those not known yet.
	SaveDays(ctx context.Context, by string, list ...*Day) (changed int, err error)
	// SaveCalendar does what SaveDays and then SaveDates do, in one
	// transaction: all of it is stored, or nothing. The confirmations may be of
	// these days.
	SaveCalendar(ctx context.Context, by string, days []*Day, dates []*Confirmation) (changed int, err error)
	// SaveSwitches takes over changes of conventions from another store, those that
	// are not known yet, and returns how many. If the last of a tradition does not lead
	// to the convention in use here, one more does, now, so that no entry changes its
	// date with the sequence that it has there.
	SaveSwitches(ctx context.Context, by string, list ...calendar.Switch) (changed int, err error)
	// DeleteDay removes an own day with its confirmations: ErrNotFound;
	// ErrConflict if items or other own days depend on it, naming them. If the
	// day comes back, its changes continue to be counted.
	DeleteDay(ctx context.Context, by string, id calendar.ID) error
	// On returns the ids of the items that are about an observance or scheduled
	// by it, whatever their state.
	On(ctx context.Context, observances ...calendar.ID) ([]string, error)
}
