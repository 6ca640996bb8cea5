package publish

import (
	"context"
	"log/slog"
	"time"

	"vielfalt/calendar"
)

// Replanner dates schedules anew, as content.Store does.
type Replanner interface {
	Replan(ctx context.Context) (int, error)
}

// Replan dates schedules anew soon after each midnight in Berlin until ctx
// ends, so that a service that is never restarted does not run out of planned
// editions. Several processes may do so; the later ones find nothing to do.
func Replan(ctx context.Context, s Replanner, now func() time.Time, log *slog.Logger) {
	for {
		t := now()
		morning := (calendar.DateOf(t.In(calendar.Berlin)) + 1).At(0, 1, calendar.Berlin)
		pause(ctx, morning.Sub(t))
		if ctx.Err() != nil {
			return
		}
		if n, err := s.Replan(ctx); err != nil {
			log.Error("schedules not dated anew", "err", err)
		} else if n > 0 {
			log.Info("schedules dated anew", "items", n)
		}
	}
}
