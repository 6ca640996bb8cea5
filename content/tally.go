package content

import (
	"context"
	"time"
)

// A Limit is how often something may happen within some time.
type Limit struct {
	Name string // what is limited, as in "report by network"
	// Of is who or what is limited, such as an address. Only a hash of it is
	// stored, under a key that is thrown away at the end of the day.
	Of     string
	Most   int
	Within time.Duration // whole seconds; a day is a multiple of it
}

// Window returns the end of the time window that contains a moment. All
// processes agree on it.
func (l Limit) Window(at time.Time) time.Time { return at.Truncate(l.Within).Add(l.Within) }

// A Tallier counts what happens, across all processes that share a store.
type Tallier interface {
	// Tally counts one more under each of the limits and returns the zero time.
	// If one of them is used up, it counts under none and returns when that
	// window ends.
	Tally(ctx context.Context, limits ...Limit) (until time.Time, err error)
	// ForgetTallies permanently removes the counts of time windows that are
	// over, and the keys of days that are over.
	ForgetTallies(ctx context.Context) error
}
