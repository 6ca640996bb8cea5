package content

import (
	"context"
	"time"
)

// A Stamp identifies a state of everything visible.
type Stamp struct {
	Change int64     // see ChangeLog
	Edge   time.Time // UTC, whole seconds
}

// A Change is an entry of the change log.
type Change struct {
	Seq  int64 // ascending from 1, gaps allowed
	ID   string
	Type Type
	Op   Op
	At   time.Time
	By   string // who: "import", "dates:<name>", "command:<user>"
}

// An Op is what a change did.
type Op string

// What changes do.
const (
	OpSave    Op = "save"
	OpDelete  Op = "delete"
	OpReplan  Op = "replan"  // editions were planned again
	OpReindex Op = "reindex" // somebody asked for the index to be rebuilt; ID is empty
)

// An Edge is a moment at which what readers see changes on its own: an edition
// begins or ends, or an event is over and moves to the past ones.
type Edge struct {
	At   time.Time // UTC, whole seconds
	ID   string
	Type Type
	// Begins is set if an edition begins; hearing of such an edge late never
	// makes anything show longer than it may.
	Begins bool
}

// A ChangeLog reports what has changed, and when visibility changes on its own.
type ChangeLog interface {
	// Changes returns at most limit changes after the given number, in order.
	Changes(ctx context.Context, after int64, limit int) ([]Change, error)
	// History returns the random name of the history that the log records. A
	// store filled by Restore has a name other than the one it is a copy of,
	// because from then on the numbers of changes mean different things.
	History(ctx context.Context) (string, error)
	// LastChange returns the number of the last change, 0 if there is none.
	LastChange(ctx context.Context) (int64, error)
	// Await returns nil once the last change is later than the given one: at
	// once if it already is, a moment after a change by this process, and
	// within a second of one by another. It returns ctx's error if ctx ends
	// first, and the store's if it does not answer.
	Await(ctx context.Context, after int64) error
	// Edges returns the edges after one moment and not after another, ordered by
	// time, then id.
	Edges(ctx context.Context, after, upTo time.Time) ([]Edge, error)
	// NextEdge returns the moment of the first edge after the given one, and
	// false if there is none.
	NextEdge(ctx context.Context, after time.Time) (time.Time, bool, error)
	// RequestReindex enters an OpReindex change.
	RequestReindex(ctx context.Context) error
}
