package sqlstore

import (
	"context"
	"time"

	"vielfalt/content"
)

var brochures = noun{
	typ:   content.TypeBrochure,
	table: "brochures",
	columns: []string{"edition", "print_run", "languages", "pdf_hash", "pdf_size", "pdf_type",
		"cover_hash", "cover_size", "cover_type", "page_count"},
	blank: func() content.Record { return new(content.Brochure) },
	clone: func(r content.Record) content.Record { c := *r.(*content.Brochure); return &c },
	fields: func(r content.Record) []any {
		b := r.(*content.Brochure)
		return []any{&b.Edition, &b.PrintRun, (*list)(&b.Languages), &b.PDF.Hash, &b.PDF.Size, &b.PDF.Type,
			&b.Cover.Hash, &b.Cover.Size, &b.Cover.Type, &b.PageCount}
	},
	current: func(r content.Record) *content.Edition { return &r.(*content.Brochure).Current },
	order:   "e.begins DESC, e.item_id",
}

var pageColumns = []string{"number", "id", "title", "text", "no_text", "dezernat", "traditions", "tags"}

func pageFields(p *content.Page) []any {
	return []any{&p.Number, &p.ID, &p.Title, &p.Text, &p.NoText, &p.Dezernat, (*list)(&p.Traditions), (*list)(&p.Tags)}
}

// pages loads the pages of brochures.
func (t *session) pages(ctx context.Context, ids []string, byID map[string]content.Record) error {
	return t.in(ctx, ids, `SELECT item_id, number, id, title, text, no_text, dezernat, traditions, tags FROM brochure_pages
		WHERE item_id IN (%s) ORDER BY item_id, number`, func(scan func(...any) error) error {
		var id string
		var p content.Page
		if err := scan(append([]any{&id}, pageFields(&p)...)...); err != nil {
			return err
		}
		b := byID[id].(*content.Brochure)
		b.Pages = append(b.Pages, p)
		return nil
	})
}

// Brochures implements content.Reader.
func (s *Store) Brochures(ctx context.Context, at time.Time, q content.Query) ([]*content.Brochure, int, error) {
	all, total, err := s.find(ctx, &brochures, at, q)
	return typed[*content.Brochure](all), total, err
}

// Brochure implements content.Reader.
func (s *Store) Brochure(ctx context.Context, at time.Time, slug string) (*content.Brochure, error) {
	r, err := s.show(ctx, &brochures, at, "slug", slug, nil)
	if err != nil {
		return nil, err
	}
	return r.(*content.Brochure), nil
}
