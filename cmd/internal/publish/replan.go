package publish

import (
	"context"
	"log/slog"
	"time"

	"vielfalt/calendar"
)

// Replanner plans schedules again, as content.Store does.
type Replanner interface {
	Replan(ctx context.Context) (int, error)
}

// Replan plans schedules again until ctx ends: soon after each midnight in
// Berlin, so that a service that is never restarted does not run out of planned
// editions, and whenever it is woken, because a date was confirmed. Several
// processes may do so; the later ones find nothing to do.
func Replan(ctx context.Context, s Replanner, wake <-chan struct{}, now func() time.Time, log *slog.Logger) {
	for retry := leastWait; ; {
		t := now()
		rest := (calendar.DateOf(t.In(calendar.Berlin)) + 1).At(0, 1, calendar.Berlin).Sub(t)
		if retry > leastWait {
			rest = min(rest, retry)
		}
		timer := time.NewTimer(rest)
		select {
		case <-timer.C:
		case <-wake:
		case <-ctx.Done():
		}
		timer.Stop()
		if ctx.Err() != nil {
			return
		}
		n, err := s.Replan(ctx)
		switch {
		case err != nil && ctx.Err() == nil:
			log.Error("schedules not planned again", "err", err)
			retry = min(2*retry, mostWait)
			continue
		case n > 0:
			log.Info("schedules planned again", "items", n)
		}
		retry = leastWait
	}
}
