package content

import (
	"context"
	"time"
)

// A Claimer decides between processes.
type Claimer interface {
	// Claim makes holder the one process of several that does what must happen
	// once, for a while from now, and reports whether it is. It succeeds if
	// nobody holds the name, if the claim has run out, or if holder has it
	// already, which is how it is renewed. Claims count by the clocks of the
	// processes, which must agree within a few seconds, as visibility needs too.
	Claim(ctx context.Context, name, holder string, lasts time.Duration) (bool, error)
	// Release gives a claim back, if holder has it.
	Release(ctx context.Context, name, holder string) error
}
