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

// Picture implements content.Reader.
func (s *Store) Picture(ctx context.Context, at time.Time, hash string) (content.File, error) {
	f := content.File{Hash: hash}
	err := s.read(ctx, "show", "picture", func(t *session) error {
		found, err := t.one(ctx, []any{&f.Size, &f.Type}, `SELECT a.picture_size, a.picture_type
			FROM articles a JOIN editions e ON e.item_id = a.item_id WHERE a.picture_hash = ? AND a.picture_size > 0 AND `+visible+` LIMIT 1`,
			hash, content.TypeArticle, at.Unix(), at.Unix())
		if err == nil && !found {
			err = content.ErrNotFound
		}
		return err
	})
	if err != nil {
		return content.File{}, err
	}
	return f, nil
}
