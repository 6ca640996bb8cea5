package publish

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/panics"
	"vielfalt/content"
	"vielfalt/content/profile"
	"vielfalt/search"
)

// Source is what a Follower reads of the store.
type Source interface {
	content.ChangeLog
	VisibleRecords(ctx context.Context, at time.Time, ids []string) ([]content.Record, error)
	Each(ctx context.Context, f func(content.Record) error) error
	On(ctx context.Context, observances ...calendar.ID) ([]string, error)
}

// A Follower keeps one index in step with the store.
type Follower struct {
	// Name identifies the index in logs and metrics.
	Name   string
	Index  search.Index
	Source Source
	// Calendar returns the calendar in use.
	Calendar func() *calendar.Calendar
	// Dates, if not nil, brings that calendar up to date.
	Dates func(context.Context) error
	// Profiles returns what is said of days; nil keeps days out of the index.
	Profiles func() *profile.Set
	// Plain turns Markdown into plain text.
	Plain func(markdown string) string
	Now   func() time.Time
	Log   *slog.Logger
	// Pace, if not nil, makes indexing give way to readers.
	Pace *Pace
	// Claim decides which of several processes writes to an index they share;
	// nil if the index belongs to this process. The other processes look on.
	Claim *Claim

	history string   // the source's, once it is known; only Sync uses it
	backlog *backlog // what is left of an earlier attempt, or nil; only Sync uses it
	days    dayDocuments
	mu      sync.Mutex
	state   State
	checked time.Time // when the index was last asked for its position
	behind  time.Time // since when an index that another process writes to has been behind
}

// State is how far a Follower has come.
type State struct {
	// Ready is set while the index answers, and holds what is visible or is being
	// told of it.
	Ready bool
	// Behind is set while the index is known not to hold all that is visible,
	// and InStep is when it last was known to; zero if it never was.
	Behind bool
	InStep time.Time
	// Have of the Want documents or changes that the index lacked are in it by
	// now.
	Have, Want int
	// Position is the index's position at the last success; zero if nothing is
	// left of that.
	Position search.Position
	// Last is the number of the last change seen in the store.
	Last int64
	// Late counts how often the index was told of editions beginning or ending
	// more than a second after they were due.
	Late int64
	// NextEdge is when visibility changes next; zero if it does not.
	NextEdge time.Time
	// Err is why the last attempt failed; nil if it succeeded.
	Err error
}

// Lag returns how many documents or changes the index lacks, as far as is
// known. An index that is not ready, and of which no more is known, lacks every
// change since its position: all of them if it is empty.
func (s State) Lag() int {
	lag := s.Want - s.Have
	if lag <= 0 && !s.Ready {
		lag = int(s.Last - s.Position.Change)
	}
	return max(lag, 0)
}

// How often the change log is checked, and the shortest and longest time a
// Follower waits after failures.
const (
	pollEvery = 400 * time.Millisecond
	leastWait = 500 * time.Millisecond
	mostWait  = 15 * time.Second
)

// checkEvery is how often the index is asked for its position even though
// nothing has changed: a server may have been emptied.
const checkEvery = 5 * time.Second

// batch is how many records at most are read and put at a time, and leastBatch
// how many at first and while readers need the processors.
const (
	batch      = 500
	leastBatch = 50
)

// unnoticed is how long an index may be behind before readers are told.
const unnoticed = time.Second

// State returns how far the follower has come.
func (f *Follower) State() State {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.state
	if done, all := f.Index.Progress(); all > 0 {
		s.Have, s.Want = done, max(all, s.Want)
	}
	return s
}

// Ready reports whether the index answers; see State.
func (f *Follower) Ready() bool { return f.State().Ready }

// Standing returns how far answers of the index can be relied on now. An index
// that has not been compared with the store yet is not complete, and neither is one
// that was lost: another may answer in its place before it holds anything.
func (f *Follower) Standing() search.Standing {
	s := f.State()
	lately := s.Position != (search.Position{}) && f.Now().Sub(s.InStep) <= unnoticed
	if lately || s.Ready && !s.Behind {
		return search.Standing{Complete: true}
	}
	return search.Standing{Have: s.Have, Want: s.Want}
}

// InStep reports whether the index is ready and no edition has begun or ended
// since it was last brought up to date.
func (f *Follower) InStep() bool {
	s := f.State()
	return s.Ready && (s.NextEdge.IsZero() || f.Now().Before(s.NextEdge))
}

// Failed records that the index did not answer a query, so that it is not asked
// again before it is back in step.
func (f *Follower) Failed(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.state.Ready, f.state.Err = false, err
}

// Run keeps the index in step until ctx ends.
func (f *Follower) Run(ctx context.Context) {
	wait := leastWait
	for {
		err := f.Sync(ctx)
		if ctx.Err() != nil {
			return
		}
		rest := pollEvery
		if err != nil {
			if wait == leastWait {
				f.Log.Warn("index cannot be kept in step", "index", f.Name, "err", err)
			}
			rest, wait = wait, min(2*wait, mostWait)
			if p := (*search.Pause)(nil); errors.As(err, &p) && p.Until.After(f.Now()) {
				rest = min(rest, p.Until.Sub(f.Now()))
			}
		} else {
			if wait != leastWait {
				f.Log.Info("index is in step again", "index", f.Name)
			}
			wait = leastWait
			if next := f.State().NextEdge; !next.IsZero() {
				if left := next.Sub(f.Now()); left > 0 || f.Claim == nil {
					rest = min(rest, max(left, 0))
				}
			}
			while, cancel := context.WithTimeout(ctx, rest)
			err = f.Source.Await(while, f.State().Last)
			rest = 0
			if err != nil && while.Err() == nil {
				rest = leastWait
			}
			cancel()
		}
		pause(ctx, rest)
	}
}

// Sync brings the index up to the present moment. It may be called at any time,
// and repeatedly.
func (f *Follower) Sync(ctx context.Context) error {
	began := f.Now()
	var state State
	err := panics.Catch(func() (err error) {
		state, err = f.sync(ctx, began.UTC().Truncate(time.Second))
		return err
	})
	f.mu.Lock()
	defer f.mu.Unlock()
	if err != nil {
		f.state.Ready, f.state.Behind, f.state.Err = false, true, err
		return err
	}
	state.InStep = f.state.InStep
	if !state.Behind {
		state.InStep = began
	}
	f.state = state
	return nil
}

// away records that the index cannot be relied on for now. The reason the last
// attempt failed, if it did, remains.
func (f *Follower) away() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.state.Ready = false
}

// seen records the last change in the store, regardless of what happens to the
// index.
func (f *Follower) seen(last int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.state.Last = last
}

// lacks records that the index lacks some of what is visible.
func (f *Follower) lacks(have, want int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.state.Behind, f.state.Have, f.state.Want = true, have, want
}

var (
	// errEmpty is the state of an index that is being built.
	errEmpty = errors.New("index is being built")
	// errBehind is the state of an index that another process should write to.
	errBehind = errors.New("index is behind, and another process has the claim to write to it")
)

func (f *Follower) lastState() (State, time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.state, f.checked
}

func (f *Follower) sync(ctx context.Context, now time.Time) (State, error) {
	var none search.Position
	// A recent state answers most of the time: nothing has changed.
	was, asked := f.lastState()
	last, err := f.Source.LastChange(ctx)
	if err != nil {
		return was, err
	}
	f.seen(last)
	writes := f.Claim == nil || f.Claim.Held()
	quiet := was.Ready && !was.Behind && last == was.Position.Change && !now.Before(was.Position.Edge) &&
		(was.NextEdge.IsZero() || now.Before(was.NextEdge)) && now.Sub(asked) < checkEvery
	if quiet {
		return was, nil
	}
	if f.history == "" {
		if f.history, err = f.Source.History(ctx); err != nil {
			return was, err
		}
	}
	p, err := f.Index.Position(ctx)
	if err != nil {
		return was, err
	}
	if p.History != f.history {
		p = none // it followed another store, whose numbers mean something else
	}
	f.mu.Lock()
	f.checked = now
	if p == none {
		f.state.Position = none // whatever was in it is lost
	}
	f.mu.Unlock()
	late := was.Late
	switch {
	case !writes:
		return f.lookOn(ctx, p, last, now)
	case p == none:
		f.away()
		p, err = f.rebuild(ctx)
	default:
		if due := was.NextEdge; !due.IsZero() && now.Sub(due) > time.Second {
			late++
		}
		p, err = f.follow(ctx, p)
	}
	if err != nil {
		return was, err
	}
	next, ok, err := f.Source.NextEdge(ctx, now)
	if err != nil || !ok {
		next = time.Time{}
	}
	return State{Ready: true, Position: p, Last: max(last, p.Change), NextEdge: next, Late: late}, err
}

// tolerance is how long an index that another process writes to may be behind
// before readers are answered without it.
const tolerance = 5 * time.Second

// lookOn reports how an index is doing that another process writes to.
func (f *Follower) lookOn(ctx context.Context, p search.Position, last int64, now time.Time) (State, error) {
	if p == (search.Position{}) {
		return State{}, errEmpty
	}
	next, ok, err := f.Source.NextEdge(ctx, p.Edge)
	if err != nil {
		return State{}, err
	}
	if !ok {
		next = time.Time{}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if p.Change >= last && (next.IsZero() || now.Before(next)) {
		f.behind = time.Time{}
	} else if f.behind.IsZero() {
		f.behind = now
	}
	if !f.behind.IsZero() && now.Sub(f.behind) > tolerance {
		return State{}, errBehind
	}
	return State{
		Ready: true, Position: p, Last: max(last, p.Change), NextEdge: next,
		Behind: !f.behind.IsZero(), Want: int(max(last-p.Change, 0)),
	}, nil
}

// follow tells the index what has changed, begun or ended since p, newest
// first: in small pieces at first, checking for newer changes after each of
// them.
func (f *Follower) follow(ctx context.Context, p search.Position) (search.Position, error) {
	if f.backlog == nil || f.backlog.base != p {
		f.backlog = newBacklog(p)
	}
	b := f.backlog
	for size := leastBatch; ; size = min(2*size, batch) {
		before := b.len()
		reindex, err := f.news(ctx, b)
		if err != nil {
			return p, err
		}
		if reindex {
			return f.rebuild(ctx)
		}
		if b.len() == 0 {
			if p.Days, err = f.putDays(ctx, p.Days); err != nil {
				return p, err
			}
			p.Change, p.Edge = b.read, b.edge
			return p, f.Index.SetPosition(ctx, p)
		}
		if b.len() > before {
			size = leastBatch
		}
		f.lacks(b.done, b.done+b.len())
		began, ids := time.Now(), b.take(size)
		if err := panics.Catch(func() error { return f.update(ctx, ids, b.edge) }); err != nil {
			b.giveBack(ids)
			return p, err
		}
		if b.len() > 0 && f.Pace.Rest(ctx, time.Since(began)) {
			size = leastBatch / 2
		}
	}
}

// news adds to a backlog what has changed, begun or ended since the last look,
// and reports whether somebody asked for a new index.
func (f *Follower) news(ctx context.Context, b *backlog) (reindex bool, err error) {
	for more := true; more; {
		changes, err := f.Source.Changes(ctx, b.read, batch)
		if err != nil {
			return false, err
		}
		more = len(changes) == batch
		var days []calendar.ID
		var ids []string
		for _, c := range changes {
			switch {
			case c.Op == content.OpReindex:
				return true, nil
			case c.Type == content.TypeDay:
				days = append(days, calendar.ID(c.ID))
			case c.Type == content.TypeDate, c.Type == content.TypeWord, c.Type == content.TypePin: // an index holds none of these
			default:
				ids = append(ids, c.ID)
			}
		}
		if len(days) > 0 {
			// The names of a day are part of the items about it.
			about, err := f.renamed(ctx, days)
			if err != nil {
				return false, err
			}
			b.push(about...)
		}
		b.push(ids...)
		if n := len(changes); n > 0 {
			b.read = changes[n-1].Seq
		}
	}
	now := f.Now().UTC().Truncate(time.Second)
	if now.Equal(b.edge) {
		return false, nil
	}
	// A clock that was set back passes edges a second time.
	earlier, later := b.edge, now
	if later.Before(earlier) {
		earlier, later = later, earlier
	}
	edges, err := f.Source.Edges(ctx, earlier, later)
	if err != nil {
		return false, err
	}
	for _, e := range edges {
		b.push(e.ID)
	}
	b.edge = now
	return false, nil
}

// renamed returns the items about own days, once the calendar has the new
// names.
func (f *Follower) renamed(ctx context.Context, days []calendar.ID) ([]string, error) {
	if f.Dates != nil {
		if err := f.Dates(ctx); err != nil {
			return nil, err
		}
	}
	return f.Source.On(ctx, days...)
}

// update puts the visible ones of the items into the index, and removes the
// others.
func (f *Follower) update(ctx context.Context, ids []string, now time.Time) error {
	slices.Sort(ids)
	for chunk := range slices.Chunk(slices.Compact(ids), batch) {
		records, err := f.Source.VisibleRecords(ctx, now, chunk)
		if err != nil {
			return err
		}
		visible := make(map[string]bool, len(records))
		var docs []search.Document
		gone := make([]string, 0, len(chunk))
		for _, r := range records {
			docs = append(docs, search.Documents(r, f.Calendar(), f.Plain)...)
			visible[r.Base().ID] = true
			if r.Base().Type == content.TypeBrochure {
				gone = append(gone, r.Base().ID) // it may have lost pages
			}
		}
		for _, id := range chunk {
			if !visible[id] {
				gone = append(gone, id)
			}
		}
		if len(gone) > 0 {
			if err := f.Index.Delete(ctx, gone...); err != nil {
				return err
			}
		}
		if len(docs) > 0 {
			if err := f.Index.Put(ctx, docs...); err != nil {
				return err
			}
		}
	}
	return nil
}

// rebuild fills the index afresh with everything visible, and tells it
// meanwhile of what changes.
func (f *Follower) rebuild(ctx context.Context) (search.Position, error) {
	f.backlog = nil
	f.lacks(0, 0)
	last, err := f.Source.LastChange(ctx)
	if err != nil {
		return search.Position{}, err
	}
	p := search.Position{History: f.history, Change: last, Edge: f.Now().UTC().Truncate(time.Second)}
	f.Log.Info("index is being rebuilt", "index", f.Name)
	if f.Dates != nil {
		if err := f.Dates(ctx); err != nil {
			return search.Position{}, err
		}
	}
	var days []search.Document
	if f.Profiles != nil {
		d := f.days.of(f.Calendar(), f.Profiles)
		days, p.Days = d.docs, d.name
	}
	built := make(chan error, 1)
	go func() {
		built <- panics.Catch(func() error { return f.Index.Rebuild(ctx, f.all(ctx, p.Edge, days), p) })
	}()
	if err := f.meanwhile(ctx, p, built); err != nil {
		return search.Position{}, fmt.Errorf("rebuild index %s: %w", f.Name, err)
	}
	debug.FreeOSMemory() // building takes several times the memory that serving does
	return f.follow(ctx, p)
}

// meanwhile tells an index that is being built of what changes, and returns how
// building ended. Whatever the index does not take, it is told again
// afterwards.
func (f *Follower) meanwhile(ctx context.Context, p search.Position, built <-chan error) error {
	b := newBacklog(p)
	for {
		wait := time.NewTimer(pollEvery)
		select {
		case err := <-built:
			wait.Stop()
			return err
		case <-wait.C:
		}
		if reindex, err := f.news(ctx, b); err != nil || reindex {
			continue
		}
		for b.len() > 0 && len(built) == 0 {
			ids := b.take(leastBatch)
			if err := f.update(ctx, ids, b.edge); err != nil {
				b.giveBack(ids)
				break
			}
		}
	}
}

// all yields the documents of everything visible, and of the days.
func (f *Follower) all(ctx context.Context, now time.Time, days []search.Document) iter.Seq2[search.Document, error] {
	return func(yield func(search.Document, error) bool) {
		for _, d := range days {
			if !yield(d, nil) {
				return
			}
		}
		var ids []string
		err := f.Source.Each(ctx, func(r content.Record) error {
			ids = append(ids, r.Base().ID)
			return nil
		})
		if err != nil {
			yield(search.Document{}, err)
			return
		}
		f.lacks(0, len(ids))
		for chunk := range slices.Chunk(ids, batch) {
			records, err := f.Source.VisibleRecords(ctx, now, chunk)
			if err != nil {
				yield(search.Document{}, err)
				return
			}
			for _, r := range records {
				for _, d := range search.Documents(r, f.Calendar(), f.Plain) {
					if !yield(d, nil) {
						return
					}
				}
			}
		}
	}
}
