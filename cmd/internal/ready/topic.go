package ready

import (
	"context"
	"slices"
	"sync"
	"time"

	"vielfalt/content"
)

// A topic is something an answer can be made of: an item, or the lists of a
// type.
type topic string

func item(id string) topic       { return topic("#" + id) }
func lists(t content.Type) topic { return topic(t) }
func items(ids []string) (t []topic) {
	for _, id := range ids {
		t = append(t, item(id))
	}
	return t
}

// notes collects the topics of a rendering. Renderings may ask from several
// goroutines.
type notes struct {
	mu     sync.Mutex
	topics []topic
	unkept bool // it depends on something that has no topic
	// The generation and the moment as of which everything asked for is true.
	generation uint64
	seen       time.Time
}

type notesKey struct{}

func (n *notes) add(topics ...topic) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, t := range topics {
		if !slices.Contains(n.topics, t) {
			n.topics = append(n.topics, t)
		}
	}
}

// Depends notes that the rendering the context belongs to depends on everything
// of some types, even though it does not ask the Reader for it.
func Depends(ctx context.Context, types ...content.Type) {
	for _, t := range types {
		note(ctx, lists(t))
	}
}

// Unkept notes that the rendering the context belongs to depends on something
// the cache is not told about. Its answer is sent, but not kept.
func Unkept(ctx context.Context) {
	if n, ok := ctx.Value(notesKey{}).(*notes); ok {
		n.mu.Lock()
		defer n.mu.Unlock()
		n.unkept = true
	}
}

// note adds topics to the rendering the context belongs to, if any.
func note(ctx context.Context, topics ...topic) {
	if n, ok := ctx.Value(notesKey{}).(*notes); ok {
		n.add(topics...)
	}
}

// asOf notes that the rendering the context belongs to uses something last
// known to be true as marked.
func asOf(ctx context.Context, m mark) {
	if n, ok := ctx.Value(notesKey{}).(*notes); ok {
		n.mu.Lock()
		defer n.mu.Unlock()
		n.generation = min(n.generation, m.generation)
		if m.seen.Before(n.seen) {
			n.seen = m.seen
		}
	}
}
