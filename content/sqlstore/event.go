package sqlstore

import (
	"context"
	"time"

	"vielfalt/content"
)

var events = noun{
	typ:     content.TypeEvent,
	table:   "events",
	columns: []string{"starts", "ends", "all_day", "place", "organizer", "cancelled", "sequence"},
	blank:   func() content.Record { return new(content.Event) },
	clone:   func(r content.Record) content.Record { c := *r.(*content.Event); return &c },
	fields: func(r content.Record) []any {
		e := r.(*content.Event)
		return []any{(*moment)(&e.Start), (*moment)(&e.End), &e.AllDay, &e.Place, &e.Organizer, &e.Cancelled, &e.Sequence}
	},
	current:   func(r content.Record) *content.Edition { return &r.(*content.Event).Current },
	order:     "t.starts, e.item_id",
	orderJoin: " JOIN events t ON t.item_id = e.item_id",
}

// Events implements content.Reader.
func (s *Store) Events(ctx context.Context, at time.Time, q content.Query) ([]*content.Event, int, error) {
	all, total, err := s.find(ctx, &events, at, q)
	return typed[*content.Event](all), total, err
}

// Event implements content.Reader.
func (s *Store) Event(ctx context.Context, at time.Time, slug string) (*content.Event, error) {
	r, err := s.show(ctx, &events, at, "slug", slug, nil)
	if err != nil {
		return nil, err
	}
	return r.(*content.Event), nil
}
