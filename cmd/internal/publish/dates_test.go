package publish_test

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/own"
	"vielfalt/calendar/traditions"
	"vielfalt/cmd/internal/almanac"
	"vielfalt/cmd/internal/publish"
	"vielfalt/content"
	"vielfalt/search"
)

func confirmed(day calendar.Date) *content.Confirmation {
	return &content.Confirmation{Confirmation: calendar.Confirmation{
		Observance: "islamic/eid-al-fitr", Year: 1448, First: day, Certainty: calendar.Confirmed, By: "Ein Rat",
	}}
}

func TestWatchRenewsTheCalendarFirst(t *testing.T) {
	s, source, said, w := newWatch(t, 0)
	var fails error
	w.Dates = func(context.Context) error {
		if fails == nil {
			said.words = append(said.words, "dates")
		}
		return fails
	}
	w.Check(t.Context(), s.now)
	want(t, "at first", said.take(), "dates")
	s.save(t, article("a", time.Time{}, time.Time{}))
	w.Check(t.Context(), s.now)
	want(t, "something else", said.take(), "changed a")
	if _, err := s.store.SaveDates(t.Context(), "test", confirmed(calendar.NewDate(2027, 3, 10))); err != nil {
		t.Fatal(err)
	}
	// Nobody is told before the calendar is in place.
	fails = content.ErrUnavailable
	w.Check(t.Context(), s.now)
	want(t, "no calendar", said.take())
	fails = nil
	w.Check(t.Context(), s.now)
	want(t, "a date", said.take(), "dates", "changed islamic/eid-al-fitr/1448")
	w.Check(t.Context(), s.now)
	want(t, "nothing more", said.take())
	_ = source
}

// The house's own words are in place before anybody is told, and only once they
// have changed.
func TestWatchReadsWordsFirst(t *testing.T) {
	s, _, said, w := newWatch(t, 0)
	var fails error
	w.Words = func(context.Context) error {
		if fails == nil {
			said.words = append(said.words, "words")
		}
		return fails
	}
	w.Check(t.Context(), s.now)
	want(t, "at first", said.take(), "words")
	s.save(t, article("a", time.Time{}, time.Time{}))
	w.Check(t.Context(), s.now)
	want(t, "something else", said.take(), "changed a")
	if _, err := s.store.SaveWords(t.Context(), "test", &content.Word{Kind: content.StopWord, Members: []string{"Merkblatt"}}); err != nil {
		t.Fatal(err)
	}
	fails = content.ErrUnavailable
	w.Check(t.Context(), s.now)
	want(t, "no words", said.take())
	fails = nil
	w.Check(t.Context(), s.now)
	want(t, "a word", said.take(), "words", "changed 1")
	if _, err := s.store.SavePins(t.Context(), "test", &content.Pin{Query: "x", Item: "a", Until: calendar.NewDate(2027, 3, 10)}); err != nil {
		t.Fatal(err)
	}
	w.Check(t.Context(), s.now)
	want(t, "a pin", said.take(), "words", "changed 1")
}

// A replanner fails as often as it is told to.
type replanner struct{ fails, calls atomic.Int64 }

func (r *replanner) Replan(context.Context) (int, error) {
	r.calls.Add(1)
	if r.fails.Add(-1) >= 0 {
		return 0, errors.New("away")
	}
	return 1, nil
}

func TestReplanWakes(t *testing.T) {
	r, wake := &replanner{}, make(chan struct{}, 1)
	r.fails.Store(1)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		publish.Replan(ctx, r, wake, time.Now, slog.New(slog.DiscardHandler))
	}()
	wake <- struct{}{}
	// It fails, and is retried without being woken.
	for began := time.Now(); r.calls.Load() < 2; {
		if time.Since(began) > 10*time.Second {
			t.Fatalf("called %d times", r.calls.Load())
		}
		time.Sleep(10 * time.Millisecond)
	}
	stop()
	<-done
	if n := r.calls.Load(); n != 2 {
		t.Errorf("called %d times", n)
	}
}

func TestFollowerLearnsNamesOfDays(t *testing.T) {
	s := newSetting(t)
	al, err := almanac.New(traditions.All("nw"), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := al.Follow(t.Context(), s.store); err != nil {
		t.Fatal(err)
	}
	s.follower.Calendar, s.follower.Dates = al.Calendar, al.Load
	day := &content.Day{Day: own.Day{ID: "haus/fest", Name: calendar.Name{German: "Sommerfest"}, Rule: own.Rule{Month: time.June, Day: 18}}}
	save := func() {
		t.Helper()
		if _, err := s.store.SaveDays(t.Context(), "test", day); err != nil {
			t.Fatal(err)
		}
	}
	find := func(text string) int {
		t.Helper()
		if err := s.follower.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
		res, err := s.index.Search(t.Context(), search.Query{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		return res.Total
	}
	save()
	a := article("a", start.Add(-time.Hour), time.Time{})
	a.Observances = []calendar.ID{"haus/fest"}
	s.save(t, a)
	if n := find("Sommerfest"); n != 1 {
		t.Errorf("found %d by the name of the day", n)
	}
	day.Name.German = "Gartenfest"
	save()
	if n := find("Gartenfest"); n != 1 {
		t.Errorf("found %d by the new name", n)
	}
}
