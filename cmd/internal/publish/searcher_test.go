package publish_test

import (
	"context"
	"iter"
	"testing"
	"time"

	"vielfalt/cmd/internal/publish"
	"vielfalt/search"
)

// slowEngine answers like an engine that has not heard of the latest edge.
type slowEngine struct {
	search.Index
	asked int
	err   error
}

func (e *slowEngine) Search(ctx context.Context, q search.Query) (search.Result, error) {
	e.asked++
	if e.err != nil {
		return search.Result{}, e.err
	}
	return e.Index.Search(ctx, q)
}

func (e *slowEngine) Position(context.Context) (search.Position, error) {
	return search.Position{}, e.err
}

func (e *slowEngine) Rebuild(context.Context, iter.Seq2[search.Document, error], search.Position) error {
	return e.err
}

func TestSearcherChoosesWhoAnswers(t *testing.T) {
	s := newSetting(t)
	s.save(t, article("a", start.Add(time.Hour), time.Time{}))
	want(t, "before", s.found(t))
	e := &slowEngine{Index: s.index}
	engine := &publish.Follower{
		Name: "engine", Index: e, Source: s.store, Calendar: s.follower.Calendar, Plain: s.follower.Plain, Now: s.clock, Log: s.follower.Log,
	}
	searcher := &publish.Searcher{Engine: engine, Local: s.follower}
	if all := searcher.Followers(); len(all) != 2 || all[0] != s.follower || all[1] != engine {
		t.Errorf("%d followers with an engine", len(all))
	}
	if all := (&publish.Searcher{Local: s.follower}).Followers(); len(all) != 1 || all[0] != s.follower {
		t.Errorf("%d followers without an engine", len(all))
	}
	ask := func() (degraded bool) {
		t.Helper()
		_, standing, err := searcher.Search(t.Context(), search.Query{Text: "Fenchelsuppe"})
		if err != nil {
			t.Fatal(err)
		}
		return standing.Degraded
	}
	if !ask() || e.asked != 0 {
		t.Error("an engine that is not in step yet was asked")
	}
	if err := engine.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if ask() || e.asked != 1 {
		t.Error("an engine that is in step was not asked")
	}
	s.now = start.Add(time.Hour)
	if ask() || e.asked != 1 {
		t.Error("an engine was asked that has not heard of the latest edge")
	}
	if err := engine.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	e.err = search.ErrUnavailable
	if !ask() || e.asked != 2 {
		t.Error("the stand-in does not answer when the engine fails")
	}
	if !ask() || e.asked != 2 {
		t.Error("an engine that failed is asked again before it is back")
	}
}
