package publish_test

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/cmd/internal/publish"
	"vielfalt/content"
	"vielfalt/content/markup"
	"vielfalt/content/sqlstore"
	"vielfalt/search"
	"vielfalt/search/local"
	"vielfalt/search/searchtest"
)

var start = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)

// A setting is a store, an index and a follower on a clock.
type setting struct {
	now      time.Time
	store    *sqlstore.Store
	index    *local.Index
	follower *publish.Follower
	dir      string
}

func newSetting(t *testing.T) *setting {
	t.Helper()
	s := &setting{now: start, dir: t.TempDir()}
	log := slog.New(slog.DiscardHandler)
	cal, err := calendar.New(traditions.All("nw"), nil)
	if err != nil {
		t.Fatal(err)
	}
	s.store, err = sqlstore.Open(t.Context(), sqlstore.Config{
		Path: filepath.Join(s.dir, "test.db"), Now: s.clock, Planner: content.Planner{Calendar: func() *calendar.Calendar { return cal }, Workday: traditions.Workdays("nw")}, Log: log,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.store.Close() })
	s.open(t)
	t.Cleanup(func() { s.index.Close() })
	s.follower = &publish.Follower{
		Name: "local", Index: s.index, Source: s.store, Calendar: func() *calendar.Calendar { return cal }, Plain: markup.Plain, Now: s.clock, Log: log,
	}
	return s
}

func (s *setting) clock() time.Time { return s.now }

func (s *setting) open(t *testing.T) {
	t.Helper()
	language, err := searchtest.Language()
	if err != nil {
		t.Fatal(err)
	}
	if s.index, err = local.Open(filepath.Join(s.dir, "index"), slog.New(slog.DiscardHandler), language); err != nil {
		t.Fatal(err)
	}
}

func article(id string, from, until time.Time) *content.Article {
	return &content.Article{Item: content.Item{
		ID: id, Text: content.Text{Lang: "de", Title: "Fenchelsuppe " + id, Body: "Ein Text."}, State: content.Approved,
		Publish: content.Schedule{From: from, Until: until},
	}}
}

func (s *setting) save(t *testing.T, records ...content.Record) {
	t.Helper()
	if err := s.store.Save(t.Context(), "test", records...); err != nil {
		t.Fatal(err)
	}
}

// found syncs and returns the ids found.
func (s *setting) found(t *testing.T) []string {
	t.Helper()
	if err := s.follower.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s.ids(t)
}

func (s *setting) ids(t *testing.T) []string {
	t.Helper()
	res, err := s.index.Search(t.Context(), search.Query{Text: "Fenchelsuppe"})
	if err != nil {
		t.Fatal(err)
	}
	ids := []string{}
	for _, h := range res.Hits {
		ids = append(ids, h.ID)
	}
	return ids
}

func want(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if want == nil {
		want = []string{}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func TestFollowsChangesAndEdges(t *testing.T) {
	s := newSetting(t)
	want(t, "empty", s.found(t))
	a := article("a", start.Add(time.Hour), start.Add(2*time.Hour))
	s.save(t, a)
	want(t, "before it begins", s.found(t))
	if next := s.follower.State().NextEdge; !next.Equal(start.Add(time.Hour)) {
		t.Errorf("next edge is %v", next)
	}
	s.now = start.Add(time.Hour)
	want(t, "at its beginning", s.found(t), "a")
	s.now = start.Add(2 * time.Hour)
	want(t, "at its end", s.found(t))
	s.now = start.Add(90 * time.Minute)
	want(t, "clock set back", s.found(t), "a")
	a.State = content.Withdrawn
	s.save(t, a)
	want(t, "withdrawn", s.found(t))
	b := article("b", time.Time{}, time.Time{})
	s.save(t, b)
	want(t, "at once", s.found(t), "b")
	if err := s.store.Delete(t.Context(), "test", "b", b.Version); err != nil {
		t.Fatal(err)
	}
	want(t, "deleted", s.found(t))
}

// An index that missed changes while nothing followed catches up, and one that
// is gone is rebuilt.
func TestCatchesUp(t *testing.T) {
	s := newSetting(t)
	want(t, "empty", s.found(t))
	for _, id := range []string{"a", "b", "c"} {
		s.save(t, article(id, start.Add(time.Hour), time.Time{}))
	}
	s.now = start.Add(time.Hour) // the edge passed while nothing followed
	want(t, "after a pause", s.found(t), "a", "b", "c")

	err := s.index.Rebuild(t.Context(), func(func(search.Document, error) bool) {}, search.Position{})
	if err != nil {
		t.Fatal(err)
	}
	s.now = s.now.Add(time.Minute) // past the follower's next look
	want(t, "emptied behind its back", s.found(t), "a", "b", "c")

	if err := s.store.RequestReindex(t.Context()); err != nil {
		t.Fatal(err)
	}
	want(t, "asked to reindex", s.found(t), "a", "b", "c")
}

// An index that fails midway is not ready, says why, and continues where it
// was.
func TestFailureIsToldAndMended(t *testing.T) {
	s := newSetting(t)
	want(t, "empty", s.found(t))
	s.save(t, article("a", time.Time{}, time.Time{}))
	failing := &failingIndex{Index: s.index, err: search.ErrUnavailable}
	s.follower.Index = failing
	if err := s.follower.Sync(t.Context()); !errors.Is(err, search.ErrUnavailable) {
		t.Fatalf("sync says %v", err)
	}
	if s.follower.Ready() {
		t.Error("ready though the index failed")
	}
	failing.err = nil
	want(t, "mended", s.found(t), "a")
	if !s.follower.Ready() {
		t.Error("not ready though in step")
	}
}

// failingIndex fails where a real one cannot be made to.
type failingIndex struct {
	search.Index
	err error
}

func (f *failingIndex) Put(ctx context.Context, docs ...search.Document) error {
	if f.err != nil {
		return f.err
	}
	return f.Index.Put(ctx, docs...)
}

// A page that a brochure has lost is no longer found.
func TestBrochureLosesPages(t *testing.T) {
	s := newSetting(t)
	b := &content.Brochure{
		Item:  article("b", time.Time{}, time.Time{}).Item,
		Pages: []content.Page{{ID: "b-1", Number: 1, Text: "Eins"}, {ID: "b-2", Number: 2, Text: "Zwei"}},
	}
	s.save(t, b)
	want(t, "both pages", slices.Sorted(slices.Values(s.found(t))), "b-1", "b-2")
	b.Pages = b.Pages[:1]
	s.save(t, b)
	want(t, "the page that is left", s.found(t), "b-1")
}

// Run ends with its context.
func TestRunEnds(t *testing.T) {
	s := newSetting(t)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { s.follower.Run(ctx); close(done) }()
	cancel()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal("Run does not end")
	}
}
