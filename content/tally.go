package content

import (
	"context"
	"time"
)

// A Limit is how often something may happen within some time.
type Limit struct {
	Name string // what is limited, as in "report by network"
	// Of is whose it is, such as an address. It is not kept; a hash of it is,
	// under a key that is thrown away with the day.
	Of     string
	Most   int
	Within time.Duration // whole seconds, and a day is a multiple of it
}

// Window returns when the window of time ends that a moment is in. All
// processes agree on it.
func (l Limit) Window(at time.Time) time.Time { return at.Truncate(l.Within).Add(l.Within) }

// A Tallier counts what happens, over all processes that share a store.
type Tallier interface {
	// Tally counts one more under each of the limits and returns the zero time.
	// If one of them is used up it counts under none and returns when that is
	// over.
	Tally(ctx context.Context, limits ...Limit) (until time.Time, err error)
	// ForgetTallies removes for good what was counted in windows of time that
	// are over, and the keys of days that are.
	ForgetTallies(ctx context.Context) error
}
