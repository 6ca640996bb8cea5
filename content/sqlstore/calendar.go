package sqlstore

import (
	"context"
	"strings"
)

var calendarColumns = []string{"item_id", "calendar"}

// CalendarsOf implements content.CalendarLedger.
func (s *Store) CalendarsOf(ctx context.Context, ids []string) (map[string][]string, error) {
	out := make(map[string][]string)
	err := s.read(ctx, "list", "events of calendars", func(t *session) error {
		clear(out) // what a reader that was lost has found
		var calendars []string
		if err := t.in(ctx, ids, `SELECT DISTINCT calendar FROM calendar_events WHERE item_id IN (%s)`, func(scan func(...any) error) error {
			var calendar string
			err := scan(&calendar)
			calendars = append(calendars, calendar)
			return err
		}); err != nil {
			return err
		}
		return t.in(ctx, unique(calendars), "SELECT "+strings.Join(calendarColumns, ", ")+" FROM calendar_events WHERE calendar IN (%s) ORDER BY item_id", func(scan func(...any) error) error {
			var id, calendar string
			err := scan(&id, &calendar)
			out[calendar] = append(out[calendar], id)
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// EventsOf implements content.CalendarLedger.
func (s *Store) EventsOf(ctx context.Context, calendar string) (ids []string, err error) {
	err = s.read(ctx, "list", "events of a calendar", func(t *session) error {
		ids = nil // what a reader that was lost has found
		return t.in(ctx, []string{calendar}, "SELECT item_id FROM calendar_events WHERE calendar IN (%s) ORDER BY item_id", func(scan func(...any) error) error {
			var id string
			err := scan(&id)
			ids = append(ids, id)
			return err
		})
	})
	return ids, err
}

// NoteCalendar implements content.CalendarLedger.
func (s *Store) NoteCalendar(ctx context.Context, calendar string, ids []string) error {
	return s.write(ctx, "note", "events of a calendar", func(t *session) error {
		rows := make([][]any, 0, len(ids))
		for _, id := range unique(ids) {
			rows = append(rows, []any{id, calendar})
		}
		return t.insert(ctx, "calendar_events", calendarColumns, calendarColumns[:1], rows)
	})
}
