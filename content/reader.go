package content

import (
	"context"
	"time"

	"vielfalt/calendar"
)

// A Query selects items of one type. Empty fields select all; of a list of
// values any one suffices, and several lists narrow each other.
type Query struct {
	IDs        []string // item ids; results are still in the list's own order
	Slug       string   // address; at most one item of a type has it
	Traditions []string
	Observance calendar.ID
	Dezernate  []string
	Tags       []string // compared case-insensitively
	Lang       string   // only items with a translation into this language
	// StartsFrom and StartsBefore select events by their start or end: those
	// that have not ended before StartsFrom and begin before StartsBefore.
	StartsFrom, StartsBefore time.Time
	// EndedBefore selects events that had ended by a moment, and reverses the
	// list: latest first.
	EndedBefore time.Time
	// Whole asks for bodies, translations and pages too, which lists leave out.
	Whole bool
	// Limit is the maximum number of results, 1 to 1000; 0 means 50. Offset
	// skips.
	Limit, Offset int
}

// A Reader is all that public pages can see of the store. Every method takes
// the moment of viewing and returns only what is visible then; anything else is
// ErrNotFound, and so is everything of a type that does not exist. Methods are
// safe for concurrent use, run a fixed number of statements whatever the number
// of results, and return UTC times.
//
// [List] and [Show] give records of their own type.
type Reader interface {
	// List lists the records of a type in its order, and returns how many there
	// are in total.
	List(ctx context.Context, at time.Time, t Type, q Query) (list []Record, total int, err error)
	// Show returns the complete record at an address, see Description.Address.
	Show(ctx context.Context, at time.Time, t Type, address string) (Record, error)
	// Visible returns the visible ones of the items, by id, without bodies.
	Visible(ctx context.Context, at time.Time, ids []string) (map[string]*Item, error)
	// Counts lists the values that visible items of a type carry, with the
	// number of items carrying each: Dezernate in numerical order, other values
	// alphabetically.
	Counts(ctx context.Context, at time.Time, t Type, by Facet) ([]Count, error)
	// Observed returns, for each observance that has one, the slug of the
	// latest visible article about it.
	Observed(ctx context.Context, at time.Time) (map[calendar.ID]string, error)
	// Picture returns the picture whose largest file has a hash, with its files
	// alone, while a visible item shows it above or in its text. Whatever else the
	// file may be, a cover or a PDF, does not count.
	Picture(ctx context.Context, at time.Time, hash string) (Picture, error)
	// Seen returns what readers may know of an address under which they have
	// seen something: none of its text. It may be one that the item no longer
	// has; if another item has it now and readers have seen that one, it is that
	// one's. An address under which nothing was ever seen is ErrNotFound, and
	// finding out takes the same way whatever the reason.
	Seen(ctx context.Context, at time.Time, t Type, address string) (Seen, error)
	// Withdrawn returns of what a query selects by its filters what was taken down
	// since a moment after readers had seen it: the latest first, [MaxWithdrawn] at
	// most, and none of its text.
	Withdrawn(ctx context.Context, at, since time.Time, t Type, q Query) ([]Withdrawal, error)
	// Stamp returns the number of the last change to anything and the last
	// Edge not after at (or the time of the change, if later). Pages, lists
	// and feeds change only when the stamp does.
	Stamp(ctx context.Context, at time.Time) (Stamp, error)
}

// List lists the records of R's type, see [Reader].
func List[R Record](ctx context.Context, r Reader, at time.Time, q Query) (list []R, total int, err error) {
	all, total, err := r.List(ctx, at, typeOf[R](), q)
	if err != nil {
		return nil, 0, err
	}
	list = make([]R, len(all))
	for i, x := range all {
		list[i] = x.(R)
	}
	return list, total, nil
}

// Show returns the record of R's type at an address, see [Reader].
func Show[R Record](ctx context.Context, r Reader, at time.Time, address string) (R, error) {
	x, err := r.Show(ctx, at, typeOf[R](), address)
	if err != nil {
		var none R
		return none, err
	}
	return x.(R), nil
}

func typeOf[R Record]() Type {
	var none R
	return none.Description().Type
}

// A Facet is what visible items are counted by.
type Facet string

// The facets.
const (
	PerDezernat  Facet = "dezernat"
	PerTag       Facet = "tag"
	PerTradition Facet = "tradition"
)

// A Count is a value and the number of items that carry it.
type Count struct {
	Value string
	N     int
}

// MaxWithdrawn is how many withdrawals are listed.
const MaxWithdrawn = 50

// A Withdrawal is something that was taken down.
type Withdrawal struct {
	Item    Item    // type, id, slug and UID, and its language; nothing else
	Edition Edition // the last that readers saw, which ended then
}

// Seen is what readers may know of an item that they have seen.
type Seen struct {
	Type Type
	// Slug is the last part of its present address.
	Slug string
	// Visible is set if it shows.
	Visible bool
	// Withdrawn is set if it was taken down; otherwise it is over, permanently
	// or until Next.
	Withdrawn bool
	// Next is when its next edition begins (UTC); zero if none is planned.
	Next time.Time
}
