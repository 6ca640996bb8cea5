package publish_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"vielfalt/cmd/internal/publish"
	"vielfalt/content"
)

// told is what a Watch says to ready answers, in words.
type told struct{ words []string }

func (t *told) Changed(changes []content.Change) {
	for _, c := range changes {
		t.words = append(t.words, "changed "+c.ID)
	}
}

func (t *told) Passed(edges []content.Edge) {
	for _, e := range edges {
		t.words = append(t.words, fmt.Sprintf("%s begins=%v", e.ID, e.Begins))
	}
}

func (t *told) Clear(time.Time) { t.words = append(t.words, "clear") }

func (t *told) take() []string {
	w := append([]string{}, t.words...)
	t.words = nil
	return w
}

// breakable is a store that can be away.
type breakable struct {
	content.ChangeLog
	err   error
	asked int
}

func (b *breakable) LastChange(ctx context.Context) (int64, error) {
	b.asked++
	if b.err != nil {
		return 0, b.err
	}
	return b.ChangeLog.LastChange(ctx)
}

func newWatch(t *testing.T, lease time.Duration) (*setting, *breakable, *told, *publish.Watch) {
	s := newSetting(t)
	source, said := &breakable{ChangeLog: s.store}, &told{}
	return s, source, said, &publish.Watch{Source: source, Answers: said, Now: s.clock, Log: slog.New(slog.DiscardHandler), Lease: lease}
}

func TestWatchTellsOfChangesAndEdges(t *testing.T) {
	s, source, said, w := newWatch(t, time.Minute)
	s.save(t, article("early", time.Time{}, time.Time{}))
	w.Check(t.Context(), s.now)
	want(t, "at first nothing is kept that could be outdated", said.take())
	s.save(t, article("a", start.Add(time.Hour), start.Add(2*time.Hour)))
	s.now = s.now.Add(2 * time.Minute) // longer than the lease
	w.Check(t.Context(), s.now)
	want(t, "a change", said.take(), "changed a")
	// Edges come from memory: the store is not asked, and may be away.
	source.err = content.ErrUnavailable
	s.now = start.Add(time.Hour - time.Second)
	w.Check(t.Context(), s.now)
	want(t, "a second before", said.take())
	s.now = start.Add(time.Hour)
	w.Check(t.Context(), s.now)
	want(t, "at its second", said.take(), "a begins=true")
	s.now = start.Add(2 * time.Hour)
	w.Check(t.Context(), s.now)
	want(t, "at its end", said.take(), "a begins=false")
	if !w.Away() {
		t.Error("the store is not known to be away")
	}
	asked := source.asked
	for range 100 {
		w.Check(t.Context(), s.now)
	}
	if source.asked != asked {
		t.Errorf("readers asked a store that is away %d times", source.asked-asked)
	}
}

// As long as the store was heard of lately, and nothing is due, readers do not
// ask it; a process that stood still asks before it answers.
func TestWatchLease(t *testing.T) {
	s, source, said, w := newWatch(t, time.Second)
	w.Check(t.Context(), s.now)
	asked := source.asked
	s.save(t, article("a", time.Time{}, time.Time{}))
	s.now = s.now.Add(time.Second)
	w.Check(t.Context(), s.now)
	if source.asked != asked {
		t.Error("asked within the lease")
	}
	s.now = s.now.Add(time.Hour)
	w.Check(t.Context(), s.now)
	want(t, "after standing still", said.take(), "changed a")
}

func TestWatchClockSetBackAndForth(t *testing.T) {
	s, _, said, w := newWatch(t, time.Minute)
	s.save(t, article("a", start.Add(time.Hour), time.Time{}))
	w.Check(t.Context(), s.now)
	for range 2 {
		s.now = start.Add(time.Hour)
		w.Check(t.Context(), s.now)
		want(t, "forth", said.take(), "a begins=true")
		s.now = start
		w.Check(t.Context(), s.now)
		want(t, "back", said.take(), "clear")
	}
	s.now = start.Add(100 * 24 * time.Hour)
	w.Check(t.Context(), s.now)
	if !slices.Contains(said.take(), "clear") {
		t.Error("a clock set far on is not taken for a change of everything")
	}
	// A request that looked at the clock just before another that passed an
	// edge is no clock set back.
	w.Check(t.Context(), s.now.Add(-time.Second))
	want(t, "a late request", said.take())
}

// A changed plan replaces the edges that are known.
func TestWatchHearsOfNewEdges(t *testing.T) {
	s, _, said, w := newWatch(t, 0)
	a := article("a", start.Add(time.Hour), time.Time{})
	s.save(t, a)
	w.Check(t.Context(), s.now)
	a.Publish.From = start.Add(3 * time.Hour)
	s.save(t, a)
	w.Check(t.Context(), s.now)
	said.take()
	s.now = start.Add(time.Hour)
	w.Check(t.Context(), s.now)
	want(t, "at the old moment", said.take())
	s.now = start.Add(3 * time.Hour)
	w.Check(t.Context(), s.now)
	want(t, "at the new one", said.take(), "a begins=true")
}

func TestWatchRunHearsOfChanges(t *testing.T) {
	s := newSetting(t)
	heard := make(chan string, 10)
	w := &publish.Watch{Source: s.store, Answers: channel(heard), Now: time.Now, Log: slog.New(slog.DiscardHandler), Lease: time.Second}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { w.Run(ctx); close(done) }()
	for {
		// The first word comes once the watch has begun.
		if w.Check(ctx, time.Now()); !w.Away() {
			break
		}
	}
	s.save(t, article("a", time.Time{}, time.Time{}))
	select {
	case id := <-heard:
		want(t, "heard", []string{id}, "a")
	case <-time.After(10 * time.Second):
		t.Fatal("a change is not heard of")
	}
	cancel()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal("Run does not end")
	}
}

type channel chan string

func (c channel) Changed(changes []content.Change) {
	for _, x := range changes {
		c <- x.ID
	}
}
func (channel) Passed([]content.Edge) {}
func (channel) Clear(time.Time)       {}

// Of two processes with one index, one writes; when it stands still, the other
// takes over.
func TestClaimAndLookingOn(t *testing.T) {
	s := newSetting(t)
	log := slog.New(slog.DiscardHandler)
	claim := func(holder string) *publish.Claim {
		return &publish.Claim{Store: s.store, Name: "index", Holder: holder, Now: s.clock, Log: log}
	}
	one, two := claim("one"), claim("two")
	s.follower.Claim = one
	other := &publish.Follower{
		Name: "index", Index: s.index, Source: s.store, Calendar: s.follower.Calendar, Plain: s.follower.Plain, Now: s.clock, Log: log, Claim: two,
	}
	renew := func(c *publish.Claim) {
		t.Helper()
		if err := c.Renew(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	renew(one)
	renew(two)
	if !one.Held() || two.Held() {
		t.Fatalf("held by one %v, by two %v", one.Held(), two.Held())
	}
	if err := other.Sync(t.Context()); err == nil {
		t.Error("an index nobody has built yet is taken for ready")
	}
	s.save(t, article("a", time.Time{}, time.Time{}))
	want(t, "written by one", s.found(t), "a")
	if err := other.Sync(t.Context()); err != nil || !other.InStep() {
		t.Errorf("looking on: %v", err)
	}
	if n := other.State().Lag(); n != 0 {
		t.Errorf("looking on an index in step, which lacks %d", n)
	}
	// One stands still. For a moment the index may be behind, then not.
	s.save(t, article("b", time.Time{}, time.Time{}))
	if err := other.Sync(t.Context()); err != nil || !other.Ready() {
		t.Errorf("a moment behind: %v", err)
	}
	s.now = s.now.Add(2 * time.Second)
	if err := other.Sync(t.Context()); err != nil || !other.Ready() {
		t.Errorf("two seconds behind: %v", err)
	}
	want(t, "looking on does not write", s.ids(t), "a")
	s.now = s.now.Add(10 * time.Second)
	renew(two)
	if err := other.Sync(t.Context()); err == nil || other.Ready() {
		t.Error("an index that stays behind is taken for ready")
	}
	s.now = s.now.Add(10 * time.Second)
	renew(two)
	if one.Held() || !two.Held() {
		t.Fatalf("after it ran out held by one %v, by two %v", one.Held(), two.Held())
	}
	if err := other.Sync(t.Context()); err != nil || !other.InStep() {
		t.Errorf("taking over: %v", err)
	}
	want(t, "written by two", s.ids(t), "a", "b")
	renew(one)
	if one.Held() {
		t.Error("one has the claim back while two holds it")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	two.Run(ctx)
	if two.Held() {
		t.Error("a claim given back is held")
	}
	renew(one)
	if !one.Held() {
		t.Error("a claim given back is not free")
	}
}

// That the store is away is said once, and once that it is back.
func TestWatchSaysSo(t *testing.T) {
	s, source, _, w := newWatch(t, 0)
	var log strings.Builder
	w.Log = slog.New(slog.NewTextHandler(&log, nil))
	lines := func(err error, times int) string {
		log.Reset()
		source.err = err
		for range times {
			w.Check(t.Context(), s.now)
		}
		return log.String()
	}
	if got := lines(nil, 3); got != "" {
		t.Errorf("while all is well: %s", got)
	}
	if got := lines(content.ErrUnavailable, 1); strings.Count(got, "\n") != 1 || !strings.Contains(got, content.ErrUnavailable.Error()) || !strings.Contains(got, "WARN") {
		t.Errorf("when it is away: %s", got)
	}
	if got := lines(content.ErrUnavailable, 3); got != "" {
		t.Errorf("while it is away: %s", got)
	}
	if got := lines(nil, 3); strings.Count(got, "\n") != 1 || !strings.Contains(got, "INFO") {
		t.Errorf("when it is back: %s", got)
	}
}

// A store that hangs does not hold readers up for long, and its silence is
// remembered.
func TestWatchStoreHangs(t *testing.T) {
	s := newSetting(t)
	w := &publish.Watch{Source: hanging{s.store}, Answers: &told{}, Now: time.Now, Log: slog.New(slog.DiscardHandler), Lease: time.Second}
	began := time.Now()
	w.Check(t.Context(), began)
	w.Check(t.Context(), time.Now())
	if d := time.Since(began); d > 8*time.Second || !w.Away() {
		t.Errorf("readers waited %v, away %v", d, w.Away())
	}
}

type hanging struct{ content.ChangeLog }

func (hanging) LastChange(ctx context.Context) (int64, error) {
	<-ctx.Done()
	return 0, errors.New("hung up")
}

// delayed is a store with changes up to last, whose answers take a while once
// hold is set: they say what was so when it was asked.
type delayed struct {
	content.ChangeLog
	mu   sync.Mutex
	last int64
	hold chan struct{}
}

func (d *delayed) set(last int64, hold chan struct{}) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.last, d.hold = last, hold
}

func (d *delayed) get() (int64, chan struct{}) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.last, d.hold
}

func (d *delayed) LastChange(ctx context.Context) (int64, error) {
	last, hold := d.get()
	if hold != nil {
		select {
		case <-hold:
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
	return last, nil
}

func (d *delayed) Changes(_ context.Context, after int64, _ int) (out []content.Change, err error) {
	last, _ := d.get()
	for seq := after + 1; seq <= last; seq++ {
		out = append(out, content.Change{Seq: seq, ID: fmt.Sprint("a", seq), Type: content.TypeArticle})
	}
	return out, nil
}

func (*delayed) Await(ctx context.Context, _ int64) error {
	<-ctx.Done()
	return ctx.Err()
}

func (*delayed) Edges(context.Context, time.Time, time.Time) ([]content.Edge, error) { return nil, nil }

// A reader who comes after a change does not make do with the answer to a
// question that was on its way before.
func TestWatchAsksAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source, said := &delayed{}, &told{}
		w := &publish.Watch{Source: source, Answers: said, Now: time.Now, Log: slog.New(slog.DiscardHandler)}
		w.Check(t.Context(), time.Now())
		hold := make(chan struct{})
		source.set(0, hold)
		go w.Check(t.Context(), time.Now())
		synctest.Wait() // its question is on its way
		source.set(1, nil)
		var heard []string
		go func() {
			w.Check(t.Context(), time.Now())
			heard = said.take()
		}()
		synctest.Wait()
		close(hold)
		synctest.Wait()
		want(t, "by the time the later reader is answered", heard, "changed a1")
	})
}

// A question that the store does not answer is given up, so that another can be
// asked.
func TestWatchGivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source, said := &delayed{}, &told{}
		w := &publish.Watch{Source: source, Answers: said, Now: time.Now, Log: slog.New(slog.DiscardHandler), Lease: time.Second}
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		go w.Run(ctx)
		synctest.Wait()
		source.set(1, make(chan struct{})) // nobody will ever let it go
		time.Sleep(2 * time.Second)
		synctest.Wait()
		source.set(1, nil)
		time.Sleep(25 * time.Second)
		synctest.Wait()
		want(t, "heard after the store hung", said.take(), "changed a1")
		if w.Away() {
			t.Error("a store that answers again is taken to be away")
		}
	})
}
