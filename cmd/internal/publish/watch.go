package publish

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"

	"vielfalt/cmd/internal/panics"
	"vielfalt/content"
)

// Answers are ready answers that must be told what has changed, as
// ready.Cache is.
type Answers interface {
	Changed([]content.Change)
	Passed([]content.Edge)
	Clear(now time.Time)
}

// A Watch tells ready answers what has changed, so that they can be sent
// without asking the store: changes within a moment of being made, beginnings
// and ends on the very second, because it knows them in advance.
//
// Readers are answered from ready bytes as long as the store has been heard
// from within Lease. If it has not, because the process was suspended or has
// just started, the first reader asks. While the store does not answer at all,
// readers are answered without it, and editions go on beginning and ending.
type Watch struct {
	Source  content.ChangeLog
	Answers Answers
	Now     func() time.Time
	Log     *slog.Logger
	// Dates, if not nil, is called before anything else when dates or days that
	// people enter have changed, so that the calendar in use is the new one by
	// the time answers are rendered again.
	Dates func(context.Context) error
	// Words, if not nil, is called like Dates when the house's own words or pins
	// have changed.
	Words func(context.Context) error
	// Lease is how long the store's last word counts. With 0 every reader asks.
	Lease time.Duration

	asking singleflight.Group
	asked  atomic.Int64 // questions so far
	away   atomic.Bool  // the store did not answer the last time
	seen   atomic.Pointer[sight]
	// moving guards what follows: the edges to come, and how far they were
	// passed on.
	moving sync.Mutex
	edges  []content.Edge
	change int64
}

// A sight is what readers check on each request.
type sight struct {
	passed  time.Time // edges up to here were passed on
	next    time.Time // the first edge after; zero if none is known
	horizon time.Time // edges are known up to here; zero if none are
	heard   time.Time // when the store last answered
}

const (
	// lookahead is how far ahead edges are known.
	lookahead = 26 * time.Hour
	// renewal is how much of that may pass before edges are asked for again.
	renewal = time.Hour
	// answerWithin is how long a reader waits for the store before it is taken
	// to be away.
	answerWithin = 2 * time.Second
)

// Check makes sure that the answers are true at the present moment. It costs
// next to nothing as long as nothing has happened. at is when the caller last
// looked at the clock.
func (w *Watch) Check(ctx context.Context, at time.Time) {
	s := w.seen.Load()
	if s.current(at) && w.trusts(s, at) {
		return
	}
	// Other callers may have seen a later moment than this one: look again.
	now := w.Now()
	w.pass(now)
	if w.trusts(w.seen.Load(), now) {
		return
	}
	late := time.NewTimer(answerWithin)
	defer late.Stop()
	// A question that was already under way may bring an old answer.
	for before := w.asked.Load(); ; {
		done := w.asking.DoChan("", func() (any, error) { return w.ask(context.WithoutCancel(ctx)) })
		select {
		case r := <-done:
			if r.Err != nil || r.Val.(int64) > before {
				return
			}
		case <-ctx.Done():
			return
		case <-late.C:
			w.away.Store(true)
			return
		}
	}
}

// current reports whether everything due has been passed on.
func (s *sight) current(at time.Time) bool {
	return s != nil && !at.Before(s.passed) && (s.next.IsZero() || at.Before(s.next)) && at.Before(s.horizon)
}

// trusts reports whether readers need not ask the store: it was heard from
// within the lease, or is known not to answer, which Run takes care of.
func (w *Watch) trusts(s *sight, at time.Time) bool {
	return w.Lease > 0 && (w.away.Load() || s != nil && at.Sub(s.heard) <= w.Lease)
}

// Away reports whether the store did not answer when last asked.
func (w *Watch) Away() bool { return w.away.Load() }

// pass passes on the known edges up to now.
func (w *Watch) pass(now time.Time) {
	w.moving.Lock()
	defer w.moving.Unlock()
	s := w.seen.Load()
	if s == nil {
		return
	}
	if now.Before(s.passed) || !s.horizon.IsZero() && !now.Before(s.horizon) {
		// The clock was set back, or forward beyond what is known.
		w.edges = nil
		w.Answers.Clear(now)
		w.see(now, time.Time{}, time.Time{})
		return
	}
	n := 0
	for n < len(w.edges) && !w.edges[n].At.After(now) {
		n++
	}
	if n > 0 {
		w.Answers.Passed(w.edges[:n])
		w.edges = w.edges[n:]
		w.see(now, s.horizon, s.heard)
	}
}

// see publishes what readers check. It must be called with moving held.
func (w *Watch) see(now, horizon, heard time.Time) {
	s := &sight{passed: now.Truncate(time.Second), horizon: horizon, heard: heard}
	if len(w.edges) > 0 {
		s.next = w.edges[0].At
	}
	w.seen.Store(s)
}

// ask asks the store what has changed, and returns the number of the question.
func (w *Watch) ask(ctx context.Context) (number int64, err error) {
	number = w.asked.Add(1)
	ctx, cancel := context.WithTimeout(ctx, mostWait)
	defer cancel()
	err = errClock
	for errors.Is(err, errClock) && ctx.Err() == nil {
		err = panics.Catch(func() error { return w.news(ctx, w.Now()) })
	}
	if err != nil && !errors.Is(err, context.Canceled) && !w.away.Swap(true) {
		w.Log.Warn("the store does not answer, readers are sent what is ready", "err", err)
	}
	if err == nil && w.away.Swap(false) {
		w.Log.Info("the store answers")
	}
	return number, err
}

// news brings what is known up to now.
func (w *Watch) news(ctx context.Context, now time.Time) error {
	last, err := w.Source.LastChange(ctx)
	if err != nil {
		return err
	}
	w.moving.Lock()
	known, s := w.change, w.seen.Load()
	w.moving.Unlock()
	if s == nil {
		known = last // nothing is kept yet that could have become untrue
	}
	var changes []content.Change
	for known < last {
		some, err := w.Source.Changes(ctx, known, batch)
		if err != nil {
			return err
		}
		if len(some) == 0 {
			break
		}
		changes = append(changes, some...)
		known = some[len(some)-1].Seq
	}
	for _, held := range []struct {
		load  func(context.Context) error
		types []content.Type
	}{{w.Dates, []content.Type{content.TypeDate, content.TypeDay}}, {w.Words, []content.Type{content.TypeWord, content.TypePin}}} {
		touched := func(c content.Change) bool { return slices.Contains(held.types, c.Type) }
		if held.load != nil && (s == nil || slices.ContainsFunc(changes, touched)) {
			if err := held.load(ctx); err != nil {
				return err
			}
		}
	}
	// A change may have planned new edges, or cancelled some.
	renew := s == nil || len(changes) > 0 || s.horizon.Sub(now) < lookahead-renewal
	var edges []content.Edge
	if renew {
		if edges, err = w.Source.Edges(ctx, now, now.Add(lookahead)); err != nil {
			return err
		}
	}
	w.pass(now)
	w.moving.Lock()
	defer w.moving.Unlock()
	if s := w.seen.Load(); s != nil && now.Before(s.passed) {
		return errClock
	}
	if len(changes) > 0 {
		w.Answers.Changed(changes)
	}
	w.change = known
	if renew {
		w.edges = edges
		w.see(now, now.Add(lookahead), now)
	} else {
		w.see(now, s.horizon, now)
	}
	return nil
}

// errClock: somebody passed on later edges while this question was being asked.
var errClock = errors.New("the clock went on, or was set back")

// Run keeps the answers true until ctx ends.
func (w *Watch) Run(ctx context.Context) {
	wait := leastWait
	for ctx.Err() == nil {
		_, err, _ := w.asking.Do("", func() (any, error) { return w.ask(ctx) })
		if err != nil {
			pause(ctx, wait)
			wait = min(2*wait, mostWait)
			continue
		}
		wait = leastWait
		w.moving.Lock()
		change := w.change
		w.moving.Unlock()
		// The store wakes us when it hears of a change; asking a few times
		// within each lease covers what it does not hear of.
		while, cancel := context.WithTimeout(ctx, w.Lease/3)
		if err := w.Source.Await(while, change); err != nil && while.Err() == nil {
			pause(ctx, leastWait)
		}
		cancel()
	}
}

// pause waits for a while, or until ctx ends.
func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}
