package content_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/content"
)

// TestLife takes schedules through years of choices, corrections and confirmed
// dates, between 1900 and 2100, and holds the editions against what an editor
// was promised: none is lost, doubled, early, or off by an hour.
func TestLife(t *testing.T) {
	var others []*calendar.Calendar
	for _, conventions := range []map[string]string{nil, {"islamic": "tabular"}, {"islamic": "umm-al-qura"}} {
		c, err := calendar.New(traditions.All("nw"), conventions)
		if err != nil {
			t.Fatal(err)
		}
		others = append(others, c)
	}
	base := others[0]
	var ids []calendar.ID
	for _, tr := range base.Traditions() {
		for _, o := range tr.Observances {
			ids = append(ids, o.ID)
		}
	}
	lives, looked := 400, 0
	if testing.Short() {
		lives = 50
	}
	for seed := range uint64(lives) {
		l := &life{T: t, r: rand.New(rand.NewPCG(seed, 12)), calendar: base, others: others}
		l.now = time.Date(1900+l.r.IntN(195), time.Month(1+l.r.IntN(12)), 1+l.r.IntN(28), l.r.IntN(24), l.r.IntN(60), 0, 0, time.UTC)
		observance := ids[l.r.IntN(len(ids))]
		if l.r.IntN(3) == 0 {
			observance = eid // by which conventions differ most
		}
		l.it = &content.Item{ID: "a", State: content.Approved, Created: l.now, Publish: content.Schedule{
			Observance: observance, Offset: l.r.IntN(21) - 10, Workdays: l.r.IntN(4) == 0, FromEve: l.r.IntN(3) == 0,
			At: content.TimeOfDay(l.r.IntN(24 * 60)), ShowDays: []int{0, 1, 5, 14, 400}[l.r.IntN(5)], Once: l.r.IntN(6) == 0,
			Uncertain: []content.Uncertainty{content.UseConvention, content.UseEarliest, content.Wait}[l.r.IntN(3)],
			Free:      []content.FreeDay{content.OnFreeDay, content.BeforeFreeDay, content.AfterFreeDay}[l.r.IntN(3)],
			Renew:     l.r.IntN(4) == 0,
		}}
		l.planner = content.Planner{Calendar: func() *calendar.Calendar { return l.calendar }, Workday: workday}
		l.approve()
		l.replan()
		for range 30 {
			l.step()
			if t.Failed() {
				t.Fatalf("seed %d: %+v", seed, l.it.Publish)
			}
		}
		looked += l.looked
	}
	if looked < 10*lives {
		t.Errorf("only %d editions in %d lives", looked, lives)
	}
}

const eid = calendar.ID("islamic/eid-al-fitr")

func workday(d calendar.Date) bool {
	t := d.At(12, 0, time.UTC)
	w := t.Weekday()
	return w != time.Saturday && w != time.Sunday && (t.Month() != time.December || t.Day() < 25 || t.Day() > 26)
}

// A life is one item in the course of years.
type life struct {
	*testing.T
	r        *rand.Rand
	planner  content.Planner
	calendar *calendar.Calendar
	others   []*calendar.Calendar // by other conventions
	it       *content.Item
	now      time.Time
	have     []content.Edition
	begun    map[string]time.Time // what readers have seen, by key
	looked   int                  // editions to come that were looked at
	ended    bool                 // what showed was just ended
}

func (l *life) approve() {
	if key := l.planner.Due(l.it, l.now); key != "" && !l.it.Renewed(key) {
		l.it.Choices = append(slices.Clone(l.it.Choices), content.Choice{Key: key, Kind: content.Renew})
	}
}

// step lets time pass, and something happen.
func (l *life) step() {
	l.now = l.now.Add(time.Duration(1+l.r.IntN(200*24)) * time.Hour / time.Duration(1+l.r.IntN(20)))
	switch l.r.IntN(6) {
	case 0: // a choice about an edition to come
		possible := slices.DeleteFunc(l.planner.Possible(l.it, l.now), func(e content.Edition) bool { return !e.Until.After(l.now) })
		if len(possible) == 0 {
			break
		}
		e := possible[l.r.IntN(min(3, len(possible)))]
		x := content.Action{Edition: e.Key, Do: []content.Do{content.DoSkip, content.DoMove, content.DoRenew, content.DoUndo}[l.r.IntN(4)],
			From: e.From.Add(time.Duration(l.r.IntN(200)-100) * time.Hour)}
		choices, err := content.Choose(l.it, l.planner, l.have, x, "account:a", l.now)
		var p content.Problems
		if err != nil && !errors.As(err, &p) && !errors.Is(err, content.ErrConflict) {
			l.Error(err)
		}
		if err == nil {
			l.it.Choices = choices
			l.ended = x.Do == content.DoSkip && slices.ContainsFunc(l.have, func(h content.Edition) bool { return h.Key == e.Key && h.Visible(l.now) })
		}
	case 1: // somebody confirms a date, perhaps a day or two off
		day := calendar.DateOf(l.now)
		all := l.calendar.Of(l.it.Publish.Observance, day-30, day+800)
		if len(all) == 0 {
			break
		}
		o := all[l.r.IntN(len(all))]
		l.calendar = l.calendar.With(calendar.Confirmation{Observance: o.Observance.ID, Year: o.Year, First: o.First + calendar.Date(l.r.IntN(5)-2),
			Certainty: calendar.Confirmed, Revision: calendar.Revision{N: 1, At: l.now}})
	case 2:
		l.approve() // a new text
	case 3: // the house reckons in another way
		l.calendar = l.others[l.r.IntN(len(l.others))]
	}
	l.replan()
}

// replan plans as the store does, and checks what comes of it.
func (l *life) replan() {
	planned := l.planner.Plan(l.it, l.now)
	l.have = content.Replan(l.have, planned, l.now)
	if again := content.Replan(l.have, planned, l.now); !slices.Equal(again, l.have) {
		l.Errorf("planned again at once, it differs:\n%v\n%v", l.have, again)
	}
	if shows := func(e content.Edition) bool { return e.Visible(l.now) }; l.ended && slices.ContainsFunc(l.have, shows) {
		l.Errorf("ended at %s, it goes on: %v", l.now, l.have)
	}
	l.ended = false
	l.single()
	l.kept()
	l.whole(planned)
	l.punctual()
	l.obeyed()
}

// obeyed: editions to come are as was chosen.
func (l *life) obeyed() {
	for _, e := range l.have {
		if !e.From.After(l.now) {
			continue
		}
		renewed := false
		day, err := calendar.ParseDate(e.Key[:10])
		if err != nil {
			l.Fatal(err)
		}
		for _, c := range l.it.Choices {
			of, err := calendar.ParseDate(c.Key)
			if err != nil {
				l.Fatal(err)
			}
			if d := of - day; max(d, -d) > 14 {
				continue
			}
			switch c.Kind {
			case content.Skip:
				l.Errorf("%s shows, and was to be skipped", e.Key)
			case content.MoveTo:
				if !e.From.Equal(c.Moment) {
					l.Errorf("%s begins %s, and was moved to %s", e.Key, e.From, c.Moment)
				}
			case content.Renew:
				renewed = true
			}
		}
		if l.it.Publish.Renew && !renewed {
			l.Errorf("%s shows, and nobody looked at it again", e.Key)
		}
		l.looked++
	}
}

// single: no two editions show at once, and no key is there twice.
func (l *life) single() {
	keys := make(map[string]bool)
	for i, e := range l.have {
		if keys[e.Key] {
			l.Errorf("%s is there twice", e.Key)
		}
		keys[e.Key] = true
		if !e.From.Before(e.Until) {
			l.Errorf("%s ends before it begins", e.Key)
		}
		if i > 0 && e.From.Before(l.have[i-1].Until) {
			l.Errorf("%s begins while %s shows", e.Key, l.have[i-1].Key)
		}
	}
}

// kept: what has begun keeps key and beginning.
func (l *life) kept() {
	begun := make(map[string]time.Time)
	for _, e := range l.have {
		if !e.From.After(l.now) {
			begun[e.Key] = e.From
		}
	}
	for key, from := range l.begun {
		if !begun[key].Equal(from) {
			l.Errorf("%s, which began %s, is now from %s", key, from, begun[key])
		}
	}
	l.begun = begun
}

// whole: what is planned and has not begun is there as it was shown to the
// editor, no more and no less; and the five that an editor is shown are the
// five that are stored.
func (l *life) whole(planned []content.Edition) {
	future := func(list []content.Edition) (out []string) {
		for _, e := range list {
			if e.From.After(l.now) {
				out = append(out, fmt.Sprint(e.From, e.Until))
			}
		}
		return out
	}
	got, want := future(l.have), future(planned)
	// A date that moves by some days does not show again what has begun.
	if len(want)-len(got) > 1 || len(got) > len(want) {
		l.Fatalf("%d editions to come, planned are %d", len(got), len(want))
	}
	want = want[len(want)-len(got):]
	if len(got) > 5 {
		got, want = got[:5], want[:5]
	}
	if !slices.Equal(got, want) {
		l.Errorf("to come at %s: %v, planned %v", l.now, got, want)
	}
}

// punctual: each edition to come begins at the time of day that was asked for,
// on the day that an independent reckoning gives, unless it was moved.
func (l *life) punctual() {
	s := l.it.Publish
	for _, e := range l.have {
		if !e.From.After(l.now) || slices.ContainsFunc(l.it.Choices, func(c content.Choice) bool { return c.Kind == content.MoveTo && c.Moment.Equal(e.From) }) {
			continue
		}
		from := e.From.In(calendar.Berlin)
		if want := time.Date(from.Year(), from.Month(), from.Day(), int(s.At)/60, int(s.At)%60, 0, 0, calendar.Berlin); !from.Equal(want) && !clocksChange(from) {
			l.Errorf("%s begins at %s, not at %s", e.Key, from, s.At)
		}
		if s.Free != content.OnFreeDay && !workday(calendar.DateOf(from)) {
			l.Errorf("%s begins on %s, which is free", e.Key, from)
		}
		if off := calendar.DateOf(from) - e.Occurrence - calendar.Date(s.Offset); !s.Workdays && s.Uncertain != content.UseEarliest && max(off, -off) > 1+5+2 {
			l.Errorf("%s begins on %s, %d days from where it should", e.Key, from, off)
		}
	}
}

// clocksChange reports whether it is a day on which a time of day may be missing or
// there twice.
func clocksChange(t time.Time) bool {
	_, before := t.Add(-24 * time.Hour).Zone()
	_, after := t.Add(24 * time.Hour).Zone()
	return before != after
}
