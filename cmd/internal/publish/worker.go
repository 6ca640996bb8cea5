package publish

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"
)

// Work runs background work until it returns. Work that panics is begun again
// after a while, longer each time, until ctx ends.
func Work(ctx context.Context, name string, log *slog.Logger, work func(context.Context)) {
	for wait := leastWait; ; wait = min(2*wait, mostWait) {
		began := time.Now()
		err := guarded(func() error {
			work(ctx)
			return nil
		})
		if err == nil {
			return
		}
		log.Error("background work failed, and is begun again", "work", name, "err", err)
		if time.Since(began) > mostWait {
			wait = leastWait
		}
		pause(ctx, wait)
		if ctx.Err() != nil {
			return
		}
	}
}

// A panicError is a mistake in the program, with where it happened.
type panicError struct {
	value any
	stack []byte
}

func (e panicError) Error() string { return fmt.Sprintf("panic: %v\n%s", e.value, e.stack) }

// guarded calls f and returns a panic as an error.
func guarded(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = panicError{v, debug.Stack()}
		}
	}()
	return f()
}
