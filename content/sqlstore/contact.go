package sqlstore

import (
	"context"
	"time"

	"vielfalt/content"
)

var contacts = noun{
	typ:     content.TypeContact,
	table:   "contacts",
	columns: []string{"function", "phone", "mail", "room", "languages", "confirmed"},
	blank:   func() content.Record { return new(content.Contact) },
	clone:   func(r content.Record) content.Record { c := *r.(*content.Contact); return &c },
	fields: func(r content.Record) []any {
		c := r.(*content.Contact)
		return []any{&c.Function, &c.Phone, &c.Mail, &c.Room, (*list)(&c.Languages), &c.Confirmed}
	},
	order:     "i.dezernat_sort, i.title_sort, i.id",
	orderJoin: " JOIN items i ON i.id = e.item_id",
}

// Contacts implements content.Reader.
func (s *Store) Contacts(ctx context.Context, at time.Time, q content.Query) ([]*content.Contact, int, error) {
	all, total, err := s.find(ctx, &contacts, at, q)
	return typed[*content.Contact](all), total, err
}

// Contact implements content.Reader.
func (s *Store) Contact(ctx context.Context, at time.Time, id string) (*content.Contact, error) {
	r, err := s.show(ctx, &contacts, at, "id", id, nil)
	if err != nil {
		return nil, err
	}
	return r.(*content.Contact), nil
}
