package sqlstore

import (
	"context"
	"time"

	"vielfalt/content"
)

var offers = noun{
	typ:     content.TypeVolunteering,
	table:   "offers",
	columns: []string{"place", "effort", "contact"},
	blank:   func() content.Record { return new(content.Offer) },
	clone:   func(r content.Record) content.Record { c := *r.(*content.Offer); return &c },
	fields: func(r content.Record) []any {
		o := r.(*content.Offer)
		return []any{&o.Place, &o.Effort, &o.Contact}
	},
	current:   func(r content.Record) *content.Edition { return &r.(*content.Offer).Current },
	order:     "i.title_sort, i.id",
	orderJoin: " JOIN items i ON i.id = e.item_id",
}

// Offers implements content.Reader.
func (s *Store) Offers(ctx context.Context, at time.Time, q content.Query) ([]*content.Offer, int, error) {
	all, total, err := s.find(ctx, &offers, at, q)
	return typed[*content.Offer](all), total, err
}

// Offer implements content.Reader.
func (s *Store) Offer(ctx context.Context, at time.Time, slug string) (*content.Offer, error) {
	r, err := s.show(ctx, &offers, at, "slug", slug, nil)
	if err != nil {
		return nil, err
	}
	return r.(*content.Offer), nil
}
