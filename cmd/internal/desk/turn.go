package desk

import (
	"context"
	"time"
)

// Turns let a few at a time do what takes memory.
type turns chan struct{}

// take waits for a turn, at most that long, and reports whether it is there. Whoever
// has it calls leave once it is over.
func (t turns) take(ctx context.Context, wait time.Duration) (leave func(), ok bool) {
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	select {
	case t <- struct{}{}:
		return func() { <-t }, true
	case <-ctx.Done():
		return func() {}, false
	}
}
