package publish_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/publish"
	"vielfalt/content"
	"vielfalt/search"
)

// quiet is a store in which nothing ever happens, and which is asked for its
// last change on each attempt to follow it.
type quiet struct {
	publish.Source
	attempt func() error
}

func (q quiet) LastChange(context.Context) (int64, error)                   { return 0, q.attempt() }
func (quiet) History(context.Context) (string, error)                       { return "h", nil }
func (quiet) Await(ctx context.Context, _ int64) error                      { <-ctx.Done(); return ctx.Err() }
func (quiet) Changes(context.Context, int64, int) ([]content.Change, error) { return nil, nil }
func (quiet) Edges(context.Context, time.Time, time.Time) ([]content.Edge, error) {
	return nil, nil
}
func (quiet) NextEdge(context.Context, time.Time) (time.Time, bool, error) {
	return time.Time{}, false, nil
}

// current is an index that is in step with a quiet store.
type current struct{ search.Index }

func (current) Position(context.Context) (search.Position, error) {
	return search.Position{History: "h"}, nil
}
func (current) SetPosition(context.Context, search.Position) error { return nil }
func (current) Progress() (done, all int)                          { return 0, 0 }

// paused is an index that says when it may be asked.
type paused struct {
	current
	position func() error
}

func (p paused) Position(context.Context) (search.Position, error) {
	return search.Position{History: "h"}, p.position()
}

// An index that says when it may be asked is asked then, and as any other that
// fails if that moment has passed.
func TestFollowerHeedsPause(t *testing.T) {
	follow := func(ctx context.Context, position func() error) {
		f := &publish.Follower{
			Name: "x", Index: paused{position: position}, Source: quiet{attempt: func() error { return nil }}, Now: time.Now, Log: slog.New(slog.DiscardHandler),
		}
		f.Run(ctx)
	}
	for _, pause := range []time.Duration{10 * time.Second, 30 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			ctx, stop := context.WithTimeout(t.Context(), time.Minute)
			defer stop()
			until := time.Now().Add(pause)
			follow(ctx, func() error {
				if time.Now().Before(until) {
					return fmt.Errorf("ask: %w", &search.Pause{Until: until})
				}
				if late := time.Since(until); late > 0 {
					t.Errorf("after a pause of %v it is asked %v late", pause, late)
				}
				stop()
				return nil
			})
		})
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithTimeout(t.Context(), time.Minute)
		defer stop()
		asked := 0
		follow(ctx, func() error {
			asked++
			return &search.Pause{Until: time.Now()}
		})
		if asked > 10 {
			t.Errorf("asked %d times in the first minute", asked)
		}
	})
}

type replan func() error

func (r replan) Replan(context.Context) (int, error) { return 0, r() }

// Every background job that fails tries again, after a longer pause each time
// but never a long one, and soon again once it has succeeded.
func TestBackOff(t *testing.T) {
	log := slog.New(slog.DiscardHandler)
	for name, run := range map[string]func(ctx context.Context, attempt func() error){
		"follower": func(ctx context.Context, attempt func() error) {
			f := &publish.Follower{Name: "x", Index: current{}, Source: quiet{attempt: attempt}, Now: time.Now, Log: log}
			f.Run(ctx)
		},
		"watch": func(ctx context.Context, attempt func() error) {
			w := &publish.Watch{Source: quiet{attempt: attempt}, Answers: &told{}, Now: time.Now, Log: log, Lease: time.Minute}
			w.Run(ctx)
		},
		"replan": func(ctx context.Context, attempt func() error) {
			wake := make(chan struct{}, 1)
			wake <- struct{}{}
			publish.Replan(ctx, replan(attempt), wake, time.Now, log)
		},
		"work": func(ctx context.Context, attempt func() error) {
			publish.Work(ctx, "x", log, func(ctx context.Context) {
				if attempt() == nil {
					time.Sleep(time.Hour) // it went well for a while
				}
				panic("a mistake")
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, stop := context.WithCancel(t.Context())
				defer stop()
				const fails = 10 // before and after it succeeds once
				var at []time.Time
				run(ctx, func() error {
					at = append(at, time.Now())
					switch {
					case len(at) == fails+1:
						return nil
					case len(at) == 2*fails+1:
						stop()
					}
					return errors.New("away")
				})
				for _, tries := range [][]time.Time{at[:fails+1], at[fails+1:]} {
					var before time.Duration
					for i := range tries[1:] {
						rest := tries[i+1].Sub(tries[i])
						switch {
						case i == 0 && (rest < 100*time.Millisecond || rest > 2*time.Second):
							t.Errorf("tries again after %v", rest)
						case i > 0 && i < 4 && rest < before*3/2:
							t.Errorf("rests %v after %v", rest, before)
						case rest < before || rest > 30*time.Second:
							t.Errorf("rests %v after %v in the end", rest, before)
						}
						before = rest
					}
				}
			})
		})
	}
}

// A failure to keep an index in step is reported once, and so is the recovery.
func TestFollowerSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		var said strings.Builder
		tries := 0
		f := &publish.Follower{Name: "x", Index: current{}, Now: time.Now, Log: slog.New(slog.NewTextHandler(&said, nil)), Source: quiet{attempt: func() error {
			switch tries++; {
			case tries > 20:
				stop()
			case tries > 5 && tries < 10:
				return errors.New("a mistake")
			}
			return nil
		}}}
		f.Run(ctx)
		log := said.String()
		if strings.Count(log, "\n") != 2 || strings.Count(log, "a mistake") != 1 || strings.Count(log, "in step again") != 1 {
			t.Errorf("says\n%s", log)
		}
	})
}

// deaf is a quiet store that does not signal when something happens.
type deaf struct{ quiet }

func (deaf) Await(context.Context, int64) error { return errors.New("away") }

// The store is checked every now and then even if it signals nothing, no more
// and no less often if it cannot be waited for.
func TestLooksAtTheStore(t *testing.T) {
	log := slog.New(slog.DiscardHandler)
	for name, deafened := range map[string]bool{"quiet": false, "deaf": true} {
		for who, run := range map[string]func(context.Context, publish.Source){
			"follower": func(ctx context.Context, s publish.Source) {
				f := &publish.Follower{Name: "x", Index: current{}, Source: s, Now: time.Now, Log: log}
				f.Run(ctx)
			},
			"watch": func(ctx context.Context, s publish.Source) {
				w := &publish.Watch{Source: s, Answers: &told{}, Now: time.Now, Log: log, Lease: time.Second}
				w.Run(ctx)
			},
		} {
			t.Run(who+" of a "+name+" store", func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					ctx, stop := context.WithTimeout(t.Context(), time.Minute)
					defer stop()
					looked := 0
					q := quiet{attempt: func() error {
						if looked++; looked > 1000 {
							stop()
						}
						return nil
					}}
					var s publish.Source = q
					if deafened {
						s = deaf{q}
					}
					run(ctx, s)
					if looked < 60*4/3 || looked > 60*5 {
						t.Errorf("looks %d times a minute", looked)
					}
				})
			})
		}
	}
}

// Schedules are replanned soon after each midnight in Berlin, and only once,
// even if a day has 23 or 25 hours.
func TestReplanAfterMidnight(t *testing.T) {
	for _, from := range []string{"2026-03-27T12:00:00+01:00", "2026-10-23T23:30:00+02:00", "2026-12-30T00:05:00+01:00", "2026-07-01T00:30:00+02:00"} {
		t.Run(from, func(t *testing.T) {
			begin, err := time.Parse(time.RFC3339, from)
			if err != nil {
				t.Fatal(err)
			}
			synctest.Test(t, func(t *testing.T) {
				epoch := time.Now()
				now := func() time.Time { return begin.Add(time.Since(epoch)) }
				ctx, stop := context.WithTimeout(t.Context(), 4*24*time.Hour)
				defer stop()
				day := calendar.DateOf(begin.In(calendar.Berlin))
				calls := 0
				publish.Replan(ctx, replan(func() error {
					at := now().In(calendar.Berlin)
					midnight := calendar.DateOf(at).At(0, 0, calendar.Berlin)
					if late := at.Sub(midnight); late <= 0 || late > 10*time.Minute || calendar.DateOf(at) <= day {
						t.Errorf("called at %v, after %v", at, day)
					}
					day = calendar.DateOf(at)
					if calls++; calls > 10 {
						stop()
					}
					return nil
				}), nil, now, slog.New(slog.DiscardHandler))
				if calls != 4 {
					t.Errorf("called %d times in four days", calls)
				}
			})
		})
	}
}
