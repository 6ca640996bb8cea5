package content

import (
	"context"
	"time"
)

// A Claimer decides which of several processes does something.
type Claimer interface {
	// Claim makes holder the one process of several that does what must happen
	// once, for a while from now, and reports whether it succeeded. It succeeds
	// if nobody holds the name, if the claim has expired, or if holder has it
	// already, which is how it is renewed. Claims are timed by the clocks of
	// the processes, which must agree within a few seconds, as visibility
	// requires too.
	Claim(ctx context.Context, name, holder string, lasts time.Duration) (bool, error)
	// Release gives up a claim, if holder has it.
	Release(ctx context.Context, name, holder string) error
}
