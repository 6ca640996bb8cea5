package ready

import (
	"context"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// Reader returns a reader that notes what a rendering asks for. It keeps the
// counts of filters, which cost the store more the more content there is, until
// something of their type changes; callers must not modify them.
func (c *Cache) Reader(of content.Reader) content.Reader { return reader{of, c} }

// reader notes on behalf of another. It does not embed it: a new method of a
// Reader must declare here what its answer depends on. While it waits for an
// answer, others may use the processor.
type reader struct {
	of    content.Reader
	cache *Cache
}

// noteType notes everything of a type. Nobody tells the cache about changes of
// a type that does not exist.
func noteType(ctx context.Context, t content.Type) {
	if content.Describe(t) == nil {
		Unkept(ctx)
	}
	note(ctx, lists(t))
}

// List notes only the items the list was narrowed to, or else everything of the
// type.
func (r reader) List(ctx context.Context, at time.Time, t content.Type, q content.Query) ([]content.Record, int, error) {
	defer Outside(ctx)()
	if len(q.IDs) > 0 {
		note(ctx, items(q.IDs)...)
	} else {
		noteType(ctx, t)
	}
	return r.of.List(ctx, at, t, q)
}

// Show notes the item. If there is none, there is no answer that could be kept.
func (r reader) Show(ctx context.Context, at time.Time, t content.Type, address string) (content.Record, error) {
	defer Outside(ctx)()
	x, err := r.of.Show(ctx, at, t, address)
	if err == nil {
		note(ctx, item(x.Base().ID))
	}
	return x, err
}

// Seen notes everything of the type: the address may belong to another item in
// a moment.
func (r reader) Seen(ctx context.Context, at time.Time, t content.Type, address string) (content.Seen, error) {
	defer Outside(ctx)()
	noteType(ctx, t)
	return r.of.Seen(ctx, at, t, address)
}

func (r reader) Withdrawn(ctx context.Context, at, since time.Time, t content.Type, q content.Query) ([]content.Withdrawal, error) {
	defer Outside(ctx)()
	noteType(ctx, t)
	return r.of.Withdrawn(ctx, at, since, t, q)
}

func (r reader) Visible(ctx context.Context, at time.Time, ids []string) (map[string]*content.Item, error) {
	defer Outside(ctx)()
	note(ctx, items(ids)...)
	return r.of.Visible(ctx, at, ids)
}

func (r reader) Picture(ctx context.Context, at time.Time, hash string) (content.Picture, error) {
	defer Outside(ctx)()
	for _, t := range content.Types() {
		noteType(ctx, t)
	}
	return r.of.Picture(ctx, at, hash)
}

func (r reader) Counts(ctx context.Context, at time.Time, t content.Type, by content.Facet) ([]content.Count, error) {
	defer Outside(ctx)()
	noteType(ctx, t)
	return kept(ctx, r.cache, string(by)+" "+string(t), t, at, func(ctx context.Context, at time.Time) ([]content.Count, error) {
		return r.of.Counts(ctx, at, t, by)
	})
}

func (r reader) Observed(ctx context.Context, at time.Time) (map[calendar.ID]string, error) {
	defer Outside(ctx)()
	noteType(ctx, content.TypeArticle)
	return kept(ctx, r.cache, "observed", content.TypeArticle, at, func(ctx context.Context, at time.Time) (map[calendar.ID]string, error) {
		return r.of.Observed(ctx, at)
	})
}

// Stamp notes nothing: nothing that is kept depends on it.
func (r reader) Stamp(ctx context.Context, at time.Time) (content.Stamp, error) {
	defer Outside(ctx)()
	return r.of.Stamp(ctx, at)
}

// kept returns what the cache keeps under a key, or asks for it and keeps it.
func kept[T any](ctx context.Context, c *Cache, key string, t content.Type, at time.Time, ask func(context.Context, time.Time) (T, error)) (T, error) {
	v, err := c.value(ctx, key, lists(t), at, func(ctx context.Context, at time.Time) (any, error) { return ask(ctx, at) })
	if err != nil {
		var none T
		return none, err
	}
	return v.(T), nil
}
