package search

import (
	"context"
	"errors"
	"iter"
	"time"

	"vielfalt/content"
)

// ErrUnavailable: the index does not answer at the moment. Searches may be
// tried elsewhere, changes must be tried again later.
var ErrUnavailable = errors.New("search index unavailable")

// Limits of a query.
const (
	MaxText    = 200 // runes of a query that count; the rest is ignored
	MaxResults = 1000
)

// An Index finds documents. Implementations pass searchtest. All methods are
// safe for concurrent use; errors that say the backend is away wrap
// ErrUnavailable and come within two seconds.
type Index interface {
	// Put adds documents or replaces those of the same ID. When it returns,
	// they are found.
	Put(ctx context.Context, docs ...Document) error
	// Delete removes every document of the given items (Document.Item). Items
	// without documents are fine. When it returns, nothing of them is found.
	Delete(ctx context.Context, items ...string) error
	// Search answers a query. A text without words finds nothing.
	Search(ctx context.Context, q Query) (Result, error)
	// Suggest completes what somebody is typing with titles of documents, best
	// first, each once.
	Suggest(ctx context.Context, text string, limit int) ([]Suggestion, error)
	// Rebuild replaces everything by the documents of all, keeping the old
	// index in service until the new one is complete, then sets the position.
	// If all yields an error, the old index stays. An index that has nothing to
	// keep in service may answer from the new one before it is complete. What is
	// put or deleted meanwhile must be put or deleted again afterwards.
	Rebuild(ctx context.Context, all iter.Seq2[Document, error], at Position) error
	// Progress returns how many documents Rebuild has written, and how many it
	// knows of; zero while there is none going on.
	Progress() (done, all int)
	// Position returns how far the index has followed the store; the zero
	// Position means that it must be rebuilt.
	Position(ctx context.Context) (Position, error)
	// SetPosition records how far the index has followed the store.
	SetPosition(ctx context.Context, p Position) error
	// Health returns nil if the index answers.
	Health(ctx context.Context) error
	// Close releases the index; later calls fail.
	Close() error
}

// A Position is how far an index has followed the store.
type Position struct {
	History string    // of the store that was followed, see content.ChangeLog
	Change  int64     // last change of the log that is in the index
	Edge    time.Time // edges up to this moment are in the index; UTC
}

// A Standing says how far an answer can be relied on.
type Standing struct {
	// Complete: what was searched is not behind what is visible. Otherwise some
	// hits may be missing, and Have of Want documents or changes are in, as far
	// as is known; Want is 0 where it is not.
	Complete   bool
	Have, Want int
	// Degraded: the search engine is away, and another index answers.
	Degraded bool
}

// A Query is what somebody asks for.
type Query struct {
	Text string
	// Each list narrows the results to any of its values; empty means all.
	Types      []content.Type
	Traditions []string
	Dezernate  []string
	Years      []int
	// Limit is the most hits wanted, at most 100; 0 means 20. Offset skips.
	Limit, Offset int
}

// Bounds returns how many hits are wanted, and how many are skipped, within
// what a query may ask for.
func (q Query) Bounds() (limit, offset int) {
	limit = min(q.Limit, 100)
	if limit <= 0 {
		limit = 20
	}
	return limit, min(max(q.Offset, 0), MaxResults)
}

// A Result is the answer to a query.
type Result struct {
	Hits  []Hit
	Total int // hits in all, at most MaxResults
	// Facets counts the hits in all by each value, as if the choice within
	// that facet had not been made, most frequent first.
	Facets map[Facet][]content.Count
	// DidYouMean is a better spelling that would find something; else empty.
	DidYouMean string
}

// A Facet is a field by which results are narrowed.
type Facet string

// The facets.
const (
	ByType      Facet = "type"
	ByTradition Facet = "tradition"
	ByDezernat  Facet = "dezernat"
	ByYear      Facet = "year"
)

// Facets lists the facets in the order in which pages offer them.
func Facets() []Facet { return []Facet{ByType, ByTradition, ByDezernat, ByYear} }

// A Hit is one document found.
type Hit struct {
	ID      string // Document.ID
	Item    string // Document.Item
	Type    content.Type
	Page    int // of a brochure; 0 elsewhere
	Title   Fragment
	Excerpt Fragment
	Score   float64 // comparable within one result only
}

// A Fragment is a piece of plain text with the whole words that were found.
type Fragment struct {
	Text  string
	Marks []Span
}

// A Span is a range of bytes of a Fragment's text, From included, To excluded.
// Spans are in order, do not overlap, and begin and end at word boundaries.
type Span struct{ From, To int }

// A Suggestion completes a query.
type Suggestion struct {
	Title string
	Type  content.Type
	Item  string
	Page  int
}
