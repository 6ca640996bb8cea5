package publish_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"vielfalt/cmd/internal/publish"
	"vielfalt/content"
	"vielfalt/search"
)

// heard is an index that remembers the order in which it was told of items, and
// calls during before it takes any.
type heard struct {
	search.Index
	items  []string
	puts   []int
	during func(put int) error
}

func (h *heard) Put(ctx context.Context, docs ...search.Document) error {
	if h.during != nil {
		if err := h.during(len(h.puts)); err != nil {
			return err
		}
	}
	for _, d := range docs {
		h.items = append(h.items, d.Item)
	}
	h.puts = append(h.puts, len(docs))
	return h.Index.Put(ctx, docs...)
}

func many(prefix string, n int) []content.Record {
	var out []content.Record
	for i := range n {
		out = append(out, article(fmt.Sprintf("%s-%04d", prefix, i), time.Time{}, time.Time{}))
	}
	return out
}

// An index that has not been compared with the store yet promises nothing, nor
// does one that has been behind for more than a second; one that was in step a
// moment ago needs no warning.
func TestStanding(t *testing.T) {
	s := newSetting(t)
	searcher := &publish.Searcher{Local: s.follower}
	complete := func() bool {
		t.Helper()
		_, standing, err := searcher.Search(t.Context(), search.Query{Text: "Fenchelsuppe"})
		if err != nil {
			t.Fatal(err)
		}
		_, suggested, err := searcher.Suggest(t.Context(), "Fenchel", 5)
		if err != nil || suggested.Complete != standing.Complete {
			t.Errorf("suggestions are complete: %v, %v", suggested.Complete, err)
		}
		return standing.Complete
	}
	if complete() {
		t.Error("complete before the store was asked")
	}
	want(t, "empty", s.found(t))
	if !complete() {
		t.Error("not complete though in step")
	}
	s.save(t, many("a", 200)...)
	h := &heard{Index: s.index}
	h.during = func(put int) error {
		if put == 0 {
			if !complete() {
				t.Error("behind for no time, and not complete")
			}
			s.now = s.now.Add(2 * time.Second)
		}
		if complete() {
			t.Error("behind for two seconds, and complete")
		}
		if st := s.follower.Standing(); st.Want != 200 || put == 1 && st.Have == 0 {
			t.Errorf("stands at %d of %d", st.Have, st.Want)
		}
		return nil
	}
	s.follower.Index = h
	s.found(t)
	if !complete() || len(h.puts) < 2 {
		t.Errorf("not complete after %d pieces", len(h.puts))
	}
	// An index that fails is incomplete once a second has passed.
	s.save(t, article("b", time.Time{}, time.Time{}))
	h.during = func(int) error { return search.ErrUnavailable }
	if err := s.follower.Sync(t.Context()); err == nil {
		t.Fatal("no error")
	}
	s.now = s.now.Add(2 * time.Second)
	if complete() {
		t.Error("failed two seconds ago, and complete")
	}
}

// The latest change is told first, in small pieces at first, including what
// changes while an index catches up; how far the log has been followed is
// recorded only when all of it has.
func TestNewestFirst(t *testing.T) {
	s := newSetting(t)
	want(t, "empty", s.found(t))
	before, err := s.index.Position(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.save(t, many("old", 300)...)
	h := &heard{Index: s.index}
	h.during = func(put int) error {
		if put == 1 {
			s.save(t, article("late", time.Time{}, time.Time{}))
		}
		if p, err := s.index.Position(t.Context()); err != nil || p != before {
			t.Errorf("position is %v midway, %v", p, err)
		}
		return nil
	}
	s.follower.Index = h
	s.found(t)
	if !slices.IsSortedFunc(h.puts[:2], func(a, b int) int { return a - b }) || h.puts[0] > 50 {
		t.Errorf("pieces of %v", h.puts)
	}
	first := h.items[:h.puts[0]]
	if !slices.Contains(first, "old-0299") || slices.Contains(first, "old-0000") {
		t.Errorf("first told of %v", first)
	}
	at := slices.Index(h.items, "late")
	if at < 0 || at >= h.puts[0]+h.puts[1]+h.puts[2] {
		t.Errorf("what changed meanwhile is told as number %d, in pieces of %v", at, h.puts)
	}
	if len(h.items) != 301 {
		t.Errorf("told %d times of 301 items", len(h.items))
	}
	if p, err := s.index.Position(t.Context()); err != nil || p.Change != s.follower.State().Last {
		t.Errorf("position is %v after all, %v", p, err)
	}
}

// An attempt that fails midway continues where it was, and loses nothing.
func TestGoesOnAfterFailure(t *testing.T) {
	s := newSetting(t)
	want(t, "empty", s.found(t))
	s.save(t, many("a", 300)...)
	h := &heard{Index: s.index}
	h.during = func(put int) error {
		if put == 2 {
			return search.ErrUnavailable
		}
		return nil
	}
	s.follower.Index = h
	if err := s.follower.Sync(t.Context()); !errors.Is(err, search.ErrUnavailable) {
		t.Fatalf("sync says %v", err)
	}
	if h.puts[1] <= h.puts[0] {
		t.Errorf("pieces of %v do not grow", h.puts)
	}
	told := len(h.items)
	if told == 0 || told == 300 {
		t.Fatalf("told of %d before the failure", told)
	}
	h.during = nil
	s.found(t)
	slices.Sort(h.items)
	if n := len(slices.Compact(h.items)); n != 300 || len(h.items) != 300 {
		t.Errorf("told of %d items, %d times", n, len(h.items))
	}
}

// building is an index that takes its time to be built.
type building struct {
	search.Index
	resume chan struct{}
}

func (b *building) Rebuild(ctx context.Context, all iter.Seq2[search.Document, error], at search.Position) error {
	return b.Index.Rebuild(ctx, func(yield func(search.Document, error) bool) {
		all(yield)
		<-b.resume
	}, at)
}

// What changes while an index is being built is found before it is done.
func TestFoundWhileBuilt(t *testing.T) {
	s := newSetting(t)
	s.save(t, many("old", 10)...)
	b := &building{s.index, make(chan struct{})}
	s.follower.Index = b
	done := make(chan error, 1)
	go func() { done <- s.follower.Sync(t.Context()) }()
	for began := time.Now(); s.follower.State().Want == 0; time.Sleep(time.Millisecond) {
		if time.Since(began) > 10*time.Second {
			t.Fatal("does not begin")
		}
	}
	s.save(t, article("late", time.Time{}, time.Time{}))
	for began := time.Now(); !slices.Contains(s.ids(t), "late"); time.Sleep(time.Millisecond) {
		if time.Since(began) > 10*time.Second {
			t.Fatal("not found while the index is built")
		}
	}
	if st := s.follower.Standing(); st.Complete || st.Want != 10 {
		t.Errorf("meanwhile it stands at %+v", st)
	}
	close(b.resume)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if n := len(s.ids(t)); n != 11 || !s.follower.Standing().Complete {
		t.Errorf("finds %d after all", n)
	}
}

// lost is an index that is found to be empty, and is being built anew, just when it
// is asked.
type lost struct {
	*building
	rebuild func()
}

func (l lost) Search(ctx context.Context, q search.Query) (search.Result, error) {
	l.rebuild()
	return l.Index.Search(ctx, q)
}

// While an index that was lost is built anew, no search says that there is nothing,
// however shortly before it was in step.
func TestLostIsIncomplete(t *testing.T) {
	s := newSetting(t)
	s.save(t, many("old", 10)...)
	s.found(t)
	if err := s.index.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(s.dir, "index")); err != nil {
		t.Fatal(err)
	}
	s.open(t)
	b := &building{s.index, make(chan struct{})}
	done := make(chan error, 1)
	s.follower.Index = lost{b, sync.OnceFunc(func() {
		s.follower.Failed(search.ErrUnavailable)
		go func() { done <- s.follower.Sync(t.Context()) }()
		for began := time.Now(); s.follower.State().Want == 0; time.Sleep(time.Millisecond) {
			if time.Since(began) > 10*time.Second {
				t.Fatal("does not begin")
			}
		}
	})}
	searcher := &publish.Searcher{Local: s.follower}
	for _, when := range []string{"asked before", "asked meanwhile"} {
		r, standing, err := searcher.Search(t.Context(), search.Query{Text: "Fenchelsuppe"})
		if err != nil || standing.Complete {
			t.Errorf("%s: %d hits, complete: %v, %v", when, r.Total, standing.Complete, err)
		}
	}
	close(b.resume)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if n := len(s.ids(t)); n != 10 || !s.follower.Standing().Complete {
		t.Errorf("finds %d after all", n)
	}
}

// A panic of an index is an error for its caller, and for the follower.
func TestIndexPanics(t *testing.T) {
	s := newSetting(t)
	want(t, "empty", s.found(t))
	s.save(t, article("a", time.Time{}, time.Time{}))
	s.follower.Index = &heard{Index: s.index, during: func(int) error { panic("a mistake") }}
	if err := s.follower.Sync(t.Context()); err == nil {
		t.Error("a panic while writing is no error")
	}
	s.follower.Index = wrong{s.index}
	searcher := &publish.Searcher{Local: s.follower}
	if _, _, err := searcher.Search(t.Context(), search.Query{Text: "Fenchelsuppe"}); !errors.Is(err, search.ErrUnavailable) {
		t.Errorf("a panic while searching is %v", err)
	}
	if s.follower.Ready() {
		t.Error("an index that failed is taken to be ready")
	}
	s.follower.Index = s.index
	want(t, "mended", s.found(t), "a")
	s.follower.Index = wrong{s.index}
	if _, _, err := searcher.Search(t.Context(), search.Query{Text: "Fenchelsuppe"}); err == nil || s.follower.Ready() {
		t.Errorf("one that was in step and fails is taken to be ready, %v", err)
	}
}

type wrong struct{ search.Index }

func (wrong) Search(context.Context, search.Query) (search.Result, error) { panic("a mistake") }

// Work that panics is started again; work that returns is not, and none
// outlives its context.
func TestWork(t *testing.T) {
	s := newSetting(t)
	var begun atomic.Int64
	started := time.Now()
	var log strings.Builder
	publish.Work(t.Context(), "test", slog.New(slog.NewTextHandler(&log, nil)), func(context.Context) {
		if begun.Add(1) == 1 {
			panic("a mistake")
		}
	})
	if said := log.String(); strings.Count(said, "\n") != 1 || !strings.Contains(said, "a mistake") || !strings.Contains(said, "work=test") {
		t.Errorf("says %q", said)
	}
	if n := begun.Load(); n != 2 {
		t.Errorf("begun %d times", n)
	}
	if took := time.Since(started); took < 400*time.Millisecond {
		t.Errorf("begun again after %v, without rest", took)
	}
	ctx, cancel := context.WithCancel(t.Context())
	publish.Work(ctx, "test", s.follower.Log, func(context.Context) {
		begun.Add(1)
		cancel()
		panic("a mistake")
	})
	if n := begun.Load(); n != 3 {
		t.Errorf("begun %d times after its end", n)
	}
}

// failing does not say what it holds.
type failing struct{ search.Index }

func (failing) Position(context.Context) (search.Position, error) {
	return search.Position{}, search.ErrUnavailable
}

// Work gives way only while readers ask for something, and not for long.
func TestPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int64
		p := &publish.Pace{Asked: asked.Load}
		rest := func(what string, took time.Duration, want bool) time.Duration {
			t.Helper()
			began := time.Now()
			if got := p.Rest(t.Context(), took); got != want {
				t.Errorf("%s: gives way: %v", what, got)
			}
			return time.Since(began)
		}
		if d := rest("nobody", time.Hour, false); d != 0 {
			t.Errorf("rests for %v for nobody", d)
		}
		asked.Add(1)
		if d := rest("a reader", 20*time.Millisecond, true); d < 5*time.Millisecond || d > 40*time.Millisecond {
			t.Errorf("rests for %v after 20 ms of work", d)
		}
		if d := rest("the same reader", time.Hour, false); d != 0 {
			t.Errorf("rests for %v for the same reader", d)
		}
		asked.Add(1)
		if d := rest("a single one", time.Second, false); d == 0 || d > 10*time.Millisecond {
			t.Errorf("rests for %v for a single reader", d)
		}
		asked.Add(1_000_000)
		if d := rest("a crowd", time.Hour, true); d == 0 || d > time.Second {
			t.Errorf("rests for %v after an hour of work", d)
		}
	})
	if (*publish.Pace)(nil).Rest(t.Context(), time.Hour) {
		t.Error("gives way though nobody counts readers")
	}
}

// A panic while the store is asked does not end the process, and readers are
// still answered.
func TestWatchPanics(t *testing.T) {
	s, _, _, w := newWatch(t, time.Minute)
	w.Dates = func(context.Context) error { panic("a mistake") }
	w.Check(t.Context(), s.now)
	if !w.Away() {
		t.Error("a store whose answer cannot be taken is not taken to be away")
	}
}

// An index that holds nothing lacks everything, whatever keeps it from being
// built: it cannot be not ready and yet miss nothing.
func TestLagOfAnIndexThatHoldsNothing(t *testing.T) {
	s := newSetting(t)
	s.save(t, many("a", 3)...)
	lacks := func(what string) {
		t.Helper()
		if err := s.follower.Sync(t.Context()); err == nil {
			t.Fatalf("%s: no error", what)
		}
		if st := s.follower.State(); st.Ready || st.Lag() != 3 {
			t.Errorf("%s: ready %v, lacks %d", what, st.Ready, st.Lag())
		}
	}
	s.follower.Index = failing{s.index}
	lacks("it does not say what it holds")
	s.follower.Index = unbuilt{s.index, false}
	lacks("it cannot be begun")
	s.follower.Index = unbuilt{s.index, true}
	lacks("it cannot be finished")
	lacks("nor the second time")
	s.follower.Index = s.index
	want(t, "built", s.found(t), "a-0000", "a-0001", "a-0002")
	if n := s.follower.State().Lag(); n != 0 {
		t.Errorf("in step, and lacks %d", n)
	}
	if err := s.index.Rebuild(t.Context(), func(func(search.Document, error) bool) {}, search.Position{}); err != nil {
		t.Fatal(err)
	}
	s.now = s.now.Add(time.Minute) // past the follower's next look
	s.follower.Index = unbuilt{s.index, false}
	lacks("it was lost")
}

// unbuilt cannot be built: either not begun, or not finished.
type unbuilt struct {
	search.Index
	begun bool
}

func (x unbuilt) Rebuild(_ context.Context, all iter.Seq2[search.Document, error], _ search.Position) error {
	if x.begun {
		for _, err := range all {
			if err != nil {
				return err
			}
		}
	}
	return search.ErrUnavailable
}
