package almanac

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/own"
	"vielfalt/calendar/traditions"
	"vielfalt/content"
)

// entries is a source whose state counts up with each reading.
type entries struct {
	mu    sync.Mutex
	n     int64
	dates content.Dates
	err   error
}

func (e *entries) Dates(context.Context) (content.Dates, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.n++
	d := e.dates
	d.Change = e.n
	return d, e.err
}

func TestAlmanac(t *testing.T) {
	ctx := t.Context()
	a, err := New(traditions.All("nw"), map[string]string{"islamic": "umm-al-qura"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Load(ctx); err != nil || a.AsOf() != 0 {
		t.Fatalf("without a source: %v, as of %d", err, a.AsOf())
	}
	feast := &content.Day{Day: own.Day{ID: "haus/fest", Name: calendar.Name{German: "Fest"}, Days: 1, Rule: own.Rule{Base: "islamic/eid-al-fitr", Offset: 1}}}
	source := &entries{dates: content.Dates{Confirmed: []*content.Confirmation{{Confirmation: calendar.Confirmation{
		Observance: "islamic/eid-al-fitr", Year: 1448, First: calendar.NewDate(2027, time.March, 10), Certainty: calendar.Confirmed,
	}}}}}
	before := a.Calendar()
	if err := a.Follow(ctx, source); err != nil {
		t.Fatal(err)
	}
	first := func(c *calendar.Calendar, id calendar.ID) calendar.Date {
		o, _ := c.Next(id, calendar.NewDate(2027, time.January, 1))
		return o.First
	}
	if got := first(a.Calendar(), "islamic/eid-al-fitr"); got != calendar.NewDate(2027, time.March, 10) {
		t.Errorf("in use: %v", got)
	}
	if got := first(before, "islamic/eid-al-fitr"); got != calendar.NewDate(2027, time.March, 9) {
		t.Errorf("a calendar somebody holds has changed: %v", got)
	}

	// As it would be, which changes nothing.
	c, err := a.With(ctx, feast)
	if err != nil {
		t.Fatal(err)
	}
	if got := first(c, "haus/fest"); got != calendar.NewDate(2027, time.March, 11) {
		t.Errorf("with the day: %v", got)
	}
	if _, ok := a.Calendar().Observance("haus/fest"); ok {
		t.Error("the day is in use")
	}
	source.dates.Days = []*content.Day{feast}
	other := *feast
	other.Rule.Offset = 2
	if c, err = a.With(ctx, &other); err != nil {
		t.Fatal(err)
	}
	if got := first(c, "haus/fest"); got != calendar.NewDate(2027, time.March, 12) {
		t.Errorf("with another rule: %v", got)
	}

	// What cannot be read leaves what is there.
	source.err = errors.New("away")
	was, asOf := a.Calendar(), a.AsOf()
	if err := a.Load(ctx); !errors.Is(err, source.err) || a.Calendar() != was || a.AsOf() != asOf {
		t.Errorf("after %v: as of %d, was %d", err, a.AsOf(), asOf)
	}
	source.err = nil

	// An older state never takes the place of a newer one.
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 10 {
				low := a.AsOf()
				if err := a.Load(ctx); err != nil || a.AsOf() <= low {
					t.Errorf("%v, as of %d after %d", err, a.AsOf(), low)
				}
			}
		})
	}
	all.Wait()
	if got := first(a.Calendar(), "haus/fest"); got != calendar.NewDate(2027, time.March, 11) {
		t.Errorf("in the end: %v", got)
	}
}
