package publish

import (
	"context"
	"errors"
	"fmt"

	"vielfalt/cmd/internal/panics"
	"vielfalt/search"
)

// A Searcher answers queries from the search engine, and from the local index
// while the engine is away or not in step. Followers keep both.
type Searcher struct {
	// Engine is the search engine; nil if there is none.
	Engine *Follower
	// Local is the local index.
	Local *Follower
}

// Degraded reports whether the engine is away now.
func (s *Searcher) Degraded() bool { return s.Engine != nil && !s.Engine.Ready() }

// Search answers a query, and says how far the answer can be relied on. In the
// moment after an edition has begun or ended, before the engine has heard of
// it, the local index answers too, without a warning.
func (s *Searcher) Search(ctx context.Context, q search.Query) (r search.Result, standing search.Standing, err error) {
	standing, err = s.try(ctx, func(i search.Index) (err error) {
		r, err = i.Search(ctx, q)
		return err
	})
	return r, standing, err
}

// Suggest completes what somebody is typing.
func (s *Searcher) Suggest(ctx context.Context, text string, limit int) (out []search.Suggestion, standing search.Standing, err error) {
	standing, err = s.try(ctx, func(i search.Index) (err error) {
		out, err = i.Suggest(ctx, text, limit)
		return err
	})
	return out, standing, err
}

func (s *Searcher) try(ctx context.Context, ask func(search.Index) error) (search.Standing, error) {
	if s.Engine != nil && s.Engine.InStep() {
		standing, err := s.Engine.ask(ask)
		if err == nil || !errors.Is(err, search.ErrUnavailable) || ctx.Err() != nil {
			standing.Degraded = s.Degraded()
			return standing, err
		}
		s.Engine.Failed(err)
	}
	standing, err := s.Local.ask(ask)
	if errors.Is(err, search.ErrUnavailable) && ctx.Err() == nil {
		s.Local.Failed(err)
	}
	standing.Degraded = s.Degraded()
	return standing, err
}

// ask asks the index, whose panics must not end the process, and returns how
// the index stood before, or after if that is worse: it may have been lost meanwhile.
func (f *Follower) ask(ask func(search.Index) error) (search.Standing, error) {
	standing := f.Standing()
	err := panics.Catch(func() error { return ask(f.Index) })
	if p := (*panics.Error)(nil); errors.As(err, &p) {
		err = fmt.Errorf("%w: %w", search.ErrUnavailable, err)
	}
	if after := f.Standing(); !after.Complete {
		standing = after
	}
	return standing, err
}

// Followers returns all followers.
func (s *Searcher) Followers() []*Follower {
	if s.Engine == nil {
		return []*Follower{s.Local}
	}
	return []*Follower{s.Local, s.Engine}
}
