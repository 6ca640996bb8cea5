package search

import (
	"context"
	"errors"
	"iter"
	"time"

	"vielfalt/content"
)

// ErrUnavailable means that the index does not answer at the moment. Searches
// may be tried elsewhere; changes must be retried later.
var ErrUnavailable = errors.New("search index unavailable")

// Limits of a query.
const (
	MaxText    = 200 // runes of a query that count; the rest is ignored
	MaxResults = 1000
)

// An Index finds documents. Implementations pass searchtest. All methods are
// safe for concurrent use; errors that mean the backend is away wrap
// ErrUnavailable and are returned within two seconds.
type Index interface {
	// Put adds documents, replacing those with the same ID. Once it returns,
	// they are found.
	Put(ctx context.Context, docs ...Document) error
	// Delete removes every document of the given items (Document.Item). Items
	// without documents are fine. Once it returns, nothing of theirs is found.
	Delete(ctx context.Context, items ...string) error
	// Search answers a query. A text without words finds nothing.
	Search(ctx context.Context, q Query) (Result, error)
	// Suggest completes what somebody is typing with titles of documents, best
	// first, without duplicates and without days, whose names are known elsewhere.
	Suggest(ctx context.Context, text string, limit int) ([]Suggestion, error)
	// Rebuild replaces everything with the documents of all and sets the
	// position, keeping the old index in service until the new one is complete.
	// If all yields an error, the old index stays. An index with nothing to
	// keep in service may answer from the new one before it is complete.
	// Whatever is put or deleted meanwhile must be put or deleted again
	// afterwards.
	Rebuild(ctx context.Context, all iter.Seq2[Document, error], at Position) error
	// Progress returns how many documents Rebuild has written, and how many
	// there are so far to write; zero when no rebuild is running.
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
	History string    // of the store that was followed; see content.ChangeLog
	Change  int64     // last change of the log that is in the index
	Edge    time.Time // edges up to this moment are in the index; UTC
	Days    string    // names the documents of days that are in the index, see [DayDocuments]
}

// A Standing says how far an answer can be relied on.
type Standing struct {
	// Complete means that the index is not behind what is visible. Otherwise
	// hits may be missing, and Have of Want documents or changes are in the
	// index; Want is 0 if that is unknown.
	Complete   bool
	Have, Want int
	// Degraded means that the search engine is away and another index answers.
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
	// House holds the words of the house, which widen the query; nil for none.
	House *House
	// Except are items that the caller shows by itself: they are neither among the
	// hits nor in their number; facets count them if they are found.
	Except []string
	// Exact means that the words are spelt as they are meant: none is corrected, or
	// taken for what it sounds like or leads to.
	Exact bool
	// Limit is how many hits are wanted, at most 100; 0 means 20. Offset is how
	// many to skip.
	Limit, Offset int
	// All asks for all hits, at most MaxResults, instead of a page of them: for
	// whoever puts them into another order. They are known by ID, Item, Type, Page
	// and Score alone.
	All bool
	// Fold asks for the pages of a brochure as one hit, see [Fold].
	Fold bool
}

// Bounds returns Limit and Offset, brought within what a query may ask for.
func (q Query) Bounds() (limit, offset int) {
	if q.All {
		return MaxResults, 0
	}
	limit = min(q.Limit, 100)
	if limit <= 0 {
		limit = 20
	}
	return limit, min(max(q.Offset, 0), MaxResults)
}

// A Result is the answer to a query.
type Result struct {
	Hits  []Hit
	Total int // all hits, at most MaxResults
	// Entries is how many hits there are once those that are to be folded are, as far
	// as they are: Total if none is.
	Entries int
	// More means that there are more than MaxResults.
	More bool
	// Facets counts all hits by value, most frequent first, as if nothing had
	// been chosen within that facet.
	Facets map[Facet][]content.Count
	// DidYouMean is a better spelling, by which the hits were found, or empty. Guess
	// means that it is a guess: the words are two typing errors from it, or sound
	// like it.
	DidYouMean string
	Guess      bool
	// Without lists the words that were left out because nothing has all of
	// them, as they were written.
	Without []string
	// Related are hits of what the query leads to, at most [MaxRelated]: only with
	// the first of the hits that it has itself.
	Related []Hit
	// Nothing says why there are no hits.
	Nothing Nothing
}

// OfType returns how many of all hits are of a type.
func (r Result) OfType(t content.Type) int {
	for _, c := range r.Facets[ByType] {
		if c.Value == string(t) {
			return c.N
		}
	}
	return 0
}

// MaxRelated is how many related hits there are at most.
const MaxRelated = 3

// Nothing says why a query has no hits.
type Nothing struct {
	// Fillers means that all of its words are without a meaning of their own.
	Fillers bool
	// Unknown lists its words that no document has, as they were written, and Near
	// up to three words of documents that are spelt or sound most like them.
	Unknown, Near []string
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
	Page    int   // of a brochure; 0 elsewhere
	Pages   []Hit // further ones of the same brochure, if they are folded
	Title   Fragment
	Excerpt Fragment
	Reason  Reason  // why it was found, if neither Title nor Excerpt has a mark
	Score   float64 // comparable only within one result
}

// A Reason says why a document was found that does not show it.
type Reason struct {
	Kind ReasonKind
	Text string // what was found, where the kind says so
}

// A ReasonKind is what of a document was found.
type ReasonKind string

// What of a document may be found beside title and text.
const (
	FoundInTag       ReasonKind = "tag"       // a theme, or a word by which people look for the day: Text
	FoundInName      ReasonKind = "name"      // another name of its day: Text
	FoundInOther     ReasonKind = "other"     // the text in another language, which the excerpt shows
	FoundInDezernat  ReasonKind = "dezernat"  // it is of this department: Text
	FoundInType      ReasonKind = "type"      // it is of this type: Text
	FoundInTradition ReasonKind = "tradition" // it is about this tradition, by its id: Text
	FoundInPhone     ReasonKind = "phone"     // its telephone number
	FoundInRoom      ReasonKind = "room"      // its room
	FoundBySound     ReasonKind = "sound"     // its name sounds like the query
	FoundInText      ReasonKind = "text"      // far down in its text
)

// A Fragment is a piece of plain text with the whole words that were found.
type Fragment struct {
	Text  string
	Marks []Span
}

// A Span is a range of bytes in a Fragment's text, including From and excluding
// To. Spans are in order, do not overlap, and begin and end at word boundaries.
type Span struct{ From, To int }

// A Suggestion completes a query.
type Suggestion struct {
	Title string
	Type  content.Type
	Item  string
	Page  int
}
