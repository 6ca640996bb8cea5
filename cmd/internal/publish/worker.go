package publish

import (
	"context"
	"log/slog"
	"time"

	"vielfalt/cmd/internal/panics"
)

// Work runs background work until it returns. Work that panics is begun again
// after a while, longer each time, until ctx ends.
func Work(ctx context.Context, name string, log *slog.Logger, work func(context.Context)) {
	for wait := leastWait; ; wait = min(2*wait, mostWait) {
		began := time.Now()
		err := panics.Catch(func() error {
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
