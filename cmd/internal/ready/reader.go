package ready

import (
	"context"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// Reader returns a reader that notes what a rendering asks for. It keeps the
// counts of filters, which cost the store more the more there is, until
// something of their type changes; who asks must not change them.
func (c *Cache) Reader(of content.Reader) content.Reader { return reader{of, c} }

// reader wraps every method of the one it notes for; a test counts them. While
// it waits for an answer, others may use the processor.
type reader struct {
	content.Reader
	cache *Cache
}

// list notes what a list depends on: those items only that it was narrowed to,
// or everything of the type.
func list(ctx context.Context, t content.Type, q content.Query) {
	if len(q.IDs) > 0 {
		note(ctx, items(q.IDs)...)
	} else {
		note(ctx, lists(t))
	}
}

// one notes what the answer to a question for one item depends on.
func one(ctx context.Context, r content.Record, err error) {
	if err == nil {
		note(ctx, item(r.Base().ID))
	}
}

func (r reader) Articles(ctx context.Context, at time.Time, q content.Query) ([]*content.Article, int, error) {
	defer Outside(ctx)()
	list(ctx, content.TypeArticle, q)
	return r.Reader.Articles(ctx, at, q)
}

func (r reader) Article(ctx context.Context, at time.Time, slug string) (*content.Article, error) {
	defer Outside(ctx)()
	a, err := r.Reader.Article(ctx, at, slug)
	one(ctx, a, err)
	return a, err
}

func (r reader) Picture(ctx context.Context, at time.Time, hash string) (content.File, error) {
	defer Outside(ctx)()
	note(ctx, lists(content.TypeArticle))
	return r.Reader.Picture(ctx, at, hash)
}

func (r reader) Brochures(ctx context.Context, at time.Time, q content.Query) ([]*content.Brochure, int, error) {
	defer Outside(ctx)()
	list(ctx, content.TypeBrochure, q)
	return r.Reader.Brochures(ctx, at, q)
}

func (r reader) Brochure(ctx context.Context, at time.Time, slug string) (*content.Brochure, error) {
	defer Outside(ctx)()
	b, err := r.Reader.Brochure(ctx, at, slug)
	one(ctx, b, err)
	return b, err
}

func (r reader) Contacts(ctx context.Context, at time.Time, q content.Query) ([]*content.Contact, int, error) {
	defer Outside(ctx)()
	list(ctx, content.TypeContact, q)
	return r.Reader.Contacts(ctx, at, q)
}

func (r reader) Contact(ctx context.Context, at time.Time, id string) (*content.Contact, error) {
	defer Outside(ctx)()
	c, err := r.Reader.Contact(ctx, at, id)
	one(ctx, c, err)
	return c, err
}

func (r reader) Events(ctx context.Context, at time.Time, q content.Query) ([]*content.Event, int, error) {
	defer Outside(ctx)()
	list(ctx, content.TypeEvent, q)
	return r.Reader.Events(ctx, at, q)
}

func (r reader) Event(ctx context.Context, at time.Time, slug string) (*content.Event, error) {
	defer Outside(ctx)()
	e, err := r.Reader.Event(ctx, at, slug)
	one(ctx, e, err)
	return e, err
}

func (r reader) Offers(ctx context.Context, at time.Time, q content.Query) ([]*content.Offer, int, error) {
	defer Outside(ctx)()
	list(ctx, content.TypeVolunteering, q)
	return r.Reader.Offers(ctx, at, q)
}

func (r reader) Offer(ctx context.Context, at time.Time, slug string) (*content.Offer, error) {
	defer Outside(ctx)()
	o, err := r.Reader.Offer(ctx, at, slug)
	one(ctx, o, err)
	return o, err
}

func (r reader) Visible(ctx context.Context, at time.Time, ids []string) (map[string]*content.Item, error) {
	defer Outside(ctx)()
	note(ctx, items(ids)...)
	return r.Reader.Visible(ctx, at, ids)
}

func (r reader) Dezernate(ctx context.Context, at time.Time, t content.Type) ([]content.Count, error) {
	defer Outside(ctx)()
	return kept(ctx, r.cache, "dezernate "+string(t), t, at, func(ctx context.Context, at time.Time) ([]content.Count, error) {
		return r.Reader.Dezernate(ctx, at, t)
	})
}

func (r reader) Tags(ctx context.Context, at time.Time, t content.Type) ([]content.Count, error) {
	defer Outside(ctx)()
	return kept(ctx, r.cache, "tags "+string(t), t, at, func(ctx context.Context, at time.Time) ([]content.Count, error) {
		return r.Reader.Tags(ctx, at, t)
	})
}

func (r reader) Traditions(ctx context.Context, at time.Time, t content.Type) ([]content.Count, error) {
	defer Outside(ctx)()
	return kept(ctx, r.cache, "traditions "+string(t), t, at, func(ctx context.Context, at time.Time) ([]content.Count, error) {
		return r.Reader.Traditions(ctx, at, t)
	})
}

func (r reader) Observed(ctx context.Context, at time.Time) (map[calendar.ID]string, error) {
	defer Outside(ctx)()
	return kept(ctx, r.cache, "observed", content.TypeArticle, at, func(ctx context.Context, at time.Time) (map[calendar.ID]string, error) {
		return r.Reader.Observed(ctx, at)
	})
}

// Stamp notes nothing: nothing kept depends on it.
func (r reader) Stamp(ctx context.Context, at time.Time) (content.Stamp, error) {
	defer Outside(ctx)()
	return r.Reader.Stamp(ctx, at)
}

// kept returns what the cache keeps under a key, or asks and keeps it.
func kept[T any](ctx context.Context, c *Cache, key string, t content.Type, at time.Time, ask func(context.Context, time.Time) (T, error)) (T, error) {
	note(ctx, lists(t))
	v, err := c.value(ctx, key, lists(t), at, func(ctx context.Context, at time.Time) (any, error) { return ask(ctx, at) })
	if err != nil {
		var none T
		return none, err
	}
	return v.(T), nil
}
