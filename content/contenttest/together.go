package contenttest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"vielfalt/content"
)

// patience is how long the suite waits for what should be there within a
// second, so that a busy machine does not fail it.
const patience = 20 * time.Second

// awaiting calls Await and returns a channel for its answer.
func awaiting(ctx context.Context, s content.Store, after int64) <-chan error {
	done := make(chan error, 1)
	go func() { done <- s.Await(ctx, after) }()
	return done
}

// answered waits for Await to answer.
func (b *bench) answered(what string, done <-chan error) error {
	b.Helper()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		b.Fatalf("%s: nothing after %v", what, patience)
		return nil
	}
}

func testAwait(b *bench) {
	ctx := context.Background()
	b.save(article("a", content.Schedule{}))
	last := b.last()
	b.must(b.Await(ctx, last-1)) // already later
	var all []<-chan error
	for range 5 {
		all = append(all, awaiting(ctx, b.Store, last))
	}
	later := awaiting(ctx, b.Store, last+1)
	for what, change := range map[string]func(){
		"a report":       func() { b.must(b.SaveReport(ctx, &content.Report{Kind: content.MissingReport, Message: "x"})) },
		"the same again": func() { same := article("a", content.Schedule{}); same.Version = 1; b.save(same) },
		"a save that failed": func() {
			if err := b.Save(ctx, "test", article("a", content.Schedule{})); err == nil {
				b.Error("saved")
			}
		},
	} {
		change()
		select {
		case err := <-all[0]:
			b.Fatalf("%s woke somebody: %v", what, err)
		default:
		}
	}
	b.must(b.Delete(ctx, "test", "a", 1))
	for _, done := range all {
		b.must(b.answered("a deletion", done))
	}
	b.must(b.RequestReindex(ctx))
	b.must(b.answered("a request to reindex", later))

	ended, cancel := context.WithCancel(ctx)
	waiting := awaiting(ended, b.Store, b.last())
	cancel()
	if err := b.answered("the end of its context", waiting); !errors.Is(err, context.Canceled) {
		b.Errorf("at the end of its context: %v", err)
	}
	if err := b.Await(ended, b.last()); !errors.Is(err, context.Canceled) {
		b.Errorf("with a context at its end: %v", err)
	}
	waiting = awaiting(ctx, b.Store, b.last())
	b.stop()
	if err := b.answered("closing the store", waiting); err == nil {
		b.Error("closing the store is taken for a change")
	}
	if err := b.Await(ctx, 0); err == nil {
		b.Error("a closed store answers")
	}
	b.start()
}

// testAwaitAnother has two stores open on the same data.
func testAwaitAnother(b *bench) {
	ctx := context.Background()
	other := b.another(b.open)
	for i := range 3 {
		last := b.last()
		here, there := awaiting(ctx, b.Store, last), awaiting(ctx, other, last)
		writer := []content.Store{other, b.Store}[i%2]
		b.must(writer.Save(ctx, "test", article(fmt.Sprintf("a%d", i), content.Schedule{})))
		b.must(b.answered("a change", here))
		b.must(b.answered("a change", there))
	}
}

// testClaims has two stores open on the same data.
func testClaims(b *bench) {
	ctx := context.Background()
	other := b.another(b.open)
	claim := func(s content.Store, name, holder string, lasts time.Duration, want bool) {
		b.Helper()
		got, err := s.Claim(ctx, name, holder, lasts)
		b.must(err)
		if got != want {
			b.Errorf("%s claims %s at %v: %v", holder, name, b.clock.get(), got)
		}
	}
	claim(b.Store, "replan", "a", time.Minute, true)
	claim(other, "replan", "b", time.Minute, false)
	claim(other, "announce", "b", time.Minute, true) // another name
	b.at("2032-06-01T12:00:59.999Z")
	claim(other, "replan", "b", time.Minute, false)
	b.at("2032-06-01T12:01:00Z")
	claim(other, "replan", "b", 1500*time.Millisecond, true) // it has expired
	claim(b.Store, "replan", "a", time.Minute, false)
	b.at("2032-06-01T12:01:01.4Z")
	claim(other, "replan", "b", 1500*time.Millisecond, true) // renewed
	b.at("2032-06-01T12:01:02Z")
	claim(b.Store, "replan", "a", time.Minute, false)
	b.must(b.Release(ctx, "replan", "a")) // does not have it
	claim(b.Store, "replan", "a", time.Minute, false)
	b.must(other.Release(ctx, "replan", "b"))
	b.must(other.Release(ctx, "replan", "b"))
	b.must(other.Release(ctx, "nothing", "b"))
	claim(b.Store, "replan", "a", time.Hour, true)
	claim(b.Store, "replan", "a", time.Second, true) // renewed for less
	b.at("2032-06-01T12:01:03Z")
	claim(other, "replan", "b", time.Hour, true)
	b.stop()
	b.start()
	claim(b.Store, "replan", "a", time.Minute, false) // a holder that dies keeps it until it expires
	b.same("changes", b.last(), int64(0))
}

// testClaimsAtOnce: of many that claim the same at once, one gets it.
func testClaimsAtOnce(b *bench) {
	ctx := context.Background()
	stores := []content.Store{b.Store, b.another(b.open)}
	for round := range 10 {
		var wg sync.WaitGroup
		var won atomic.Int64
		for i := range 8 {
			wg.Go(func() {
				ok, err := stores[i%2].Claim(ctx, "replan", fmt.Sprintf("%d-%d", round, i), time.Minute)
				if err != nil {
					b.Error(err)
				}
				if ok {
					won.Add(1)
				}
			})
		}
		wg.Wait()
		b.same("claims that succeeded", won.Load(), int64(1))
		b.clock.set(b.clock.get().Add(time.Minute))
	}
}
