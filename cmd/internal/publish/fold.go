package publish

import (
	"context"
	"log/slog"
	"time"
)

// A Folder puts texts whose moment has come in the place of those before, and
// deletes what the desk no longer keeps, as content.Desk does.
type Folder interface {
	Fold(ctx context.Context) (int, error)
	Tidy(ctx context.Context) error
}

// How often texts are folded and the desk is tidied. Readers see a text at its
// moment whether it was folded or not, so nothing depends on either.
const (
	foldEvery = time.Minute
	tidyEvery = time.Hour
)

// Fold folds and tidies until ctx ends. Several processes may do so; the later
// ones find nothing to do.
func Fold(ctx context.Context, s Folder, log *slog.Logger) {
	tick := time.NewTicker(foldEvery)
	defer tick.Stop()
	for n := 0; ; n++ {
		if texts, err := s.Fold(ctx); err != nil && ctx.Err() == nil {
			log.Warn("texts not folded, tried again in a minute", "err", err)
		} else if texts > 0 {
			log.Info("texts folded", "items", texts)
		}
		if n%int(tidyEvery/foldEvery) == 0 {
			if err := s.Tidy(ctx); err != nil && ctx.Err() == nil {
				log.Warn("desk not tidied, tried again in an hour", "err", err)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
