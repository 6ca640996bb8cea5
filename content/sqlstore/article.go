package sqlstore

import (
	"context"
	"time"

	"vielfalt/content"
)

var articles = noun{
	typ:     content.TypeArticle,
	table:   "articles",
	columns: []string{"sources", "picture_hash", "picture_size", "picture_type", "picture_name", "picture_alt", "brochures"},
	blank:   func() content.Record { return new(content.Article) },
	clone:   func(r content.Record) content.Record { c := *r.(*content.Article); return &c },
	fields: func(r content.Record) []any {
		a := r.(*content.Article)
		return []any{(*list)(&a.Sources), &a.Picture.File.Hash, &a.Picture.File.Size, &a.Picture.File.Type, &a.Picture.Name, &a.Picture.Alt, (*list)(&a.Brochures)}
	},
	current: func(r content.Record) *content.Edition { return &r.(*content.Article).Current },
	order:   "e.begins DESC, e.item_id",
}

// Articles implements content.Reader.
func (s *Store) Articles(ctx context.Context, at time.Time, q content.Query) ([]*content.Article, int, error) {
	all, total, err := s.find(ctx, &articles, at, q)
	return typed[*content.Article](all), total, err
}

// Article implements content.Reader.
func (s *Store) Article(ctx context.Context, at time.Time, slug string) (*content.Article, error) {
	r, err := s.show(ctx, &articles, at, "slug", slug, func(t *session, r content.Record) (err error) {
		a := r.(*content.Article)
		a.Editions, err = t.editions(ctx, "WHERE item_id = ? AND begins <= ? ORDER BY begins DESC", a.ID, at.Unix())
		return err
	})
	if err != nil {
		return nil, err
	}
	return r.(*content.Article), nil
}
