package publish

import (
	"context"
	"errors"

	"vielfalt/search"
)

// A Searcher answers queries from the search engine, and from the index of its
// own while the engine is away or not in step. Both are kept by followers.
type Searcher struct {
	// Engine is the search engine; nil where there is none.
	Engine *Follower
	// Local is the index of its own.
	Local *Follower
}

// Degraded reports whether the engine is away now.
func (s *Searcher) Degraded() bool { return s.Engine != nil && !s.Engine.Ready() }

// Search answers a query, and says whether the engine is away. In the moment
// after an edition has begun or ended, in which the engine has not heard of it
// yet, the index of its own answers too, without a word.
func (s *Searcher) Search(ctx context.Context, q search.Query) (r search.Result, degraded bool, err error) {
	err = s.try(ctx, func(i search.Index) (err error) {
		r, err = i.Search(ctx, q)
		return err
	})
	return r, s.Degraded(), err
}

// Suggest completes what somebody is typing.
func (s *Searcher) Suggest(ctx context.Context, text string, limit int) (out []search.Suggestion, err error) {
	err = s.try(ctx, func(i search.Index) (err error) {
		out, err = i.Suggest(ctx, text, limit)
		return err
	})
	return out, err
}

func (s *Searcher) try(ctx context.Context, ask func(search.Index) error) error {
	if s.Engine != nil && s.Engine.InStep() {
		err := ask(s.Engine.Index)
		if err == nil || !errors.Is(err, search.ErrUnavailable) || ctx.Err() != nil {
			return err
		}
		s.Engine.Failed(err)
	}
	return ask(s.Local.Index)
}

// Followers returns the followers there are.
func (s *Searcher) Followers() []*Follower {
	if s.Engine == nil {
		return []*Follower{s.Local}
	}
	return []*Follower{s.Local, s.Engine}
}
