package content_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
	"vielfalt/content"
)

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// at reads "2026-03-17 08:00" as a moment in Berlin.
func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, calendar.Berlin)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

// days is a rule made from a list; each day may fall one day earlier or later.
type days []calendar.Date

func (l days) Dates(from, to calendar.Date) []calendar.Occurrence {
	var out []calendar.Occurrence
	for _, d := range l {
		if d >= from && d <= to {
			out = append(out, calendar.Occurrence{First: d, Year: int(d), Certainty: calendar.Computed, Earliest: d - 1, Latest: d + 1})
		}
	}
	return out
}

func (days) Limits() (first, last calendar.Date) { return calendar.Unlimited() }

// with returns the planner as it plans once a date is confirmed.
func with(p content.Planner, k calendar.Confirmation) content.Planner {
	c := p.Calendar().With(k)
	p.Calendar = func() *calendar.Calendar { return c }
	return p
}

func planner(t *testing.T, list ...string) content.Planner {
	t.Helper()
	var rule days
	for _, s := range list {
		rule = append(rule, day(s))
	}
	c, err := calendar.New([]calendar.Tradition{{ID: "islamic", Observances: []calendar.Observance{
		{ID: "islamic/eid", Days: 3, Begin: calendar.Sunset, Rule: rule},
	}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return content.Planner{Calendar: func() *calendar.Calendar { return c }, Workday: func(d calendar.Date) bool {
		return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
	}}
}

func lines(list []content.Edition) []string {
	var out []string
	for _, e := range list {
		until := "forever"
		if !e.Until.Equal(content.Forever) {
			until = e.Until.In(calendar.Berlin).Format("2006-01-02 15:04")
		}
		out = append(out, e.Key+": "+e.From.In(calendar.Berlin).Format("2006-01-02 15:04")+" to "+until)
	}
	return out
}

func TestPlan(t *testing.T) {
	const eid = calendar.ID("islamic/eid")
	p := planner(t, "2032-01-14", "2033-01-02", "2033-12-23", "2034-12-12")
	created, now := at("2032-06-01 12:00"), at("2032-06-10 12:00")
	for _, c := range []struct {
		name string
		s    content.Schedule
		want []string
	}{
		{"nothing said", content.Schedule{}, []string{"1: 2032-06-10 12:00 to forever"}},
		{"between two moments", content.Schedule{From: at("2031-01-01 08:00"), Until: at("2033-01-01 08:00")}, []string{"1: 2031-01-01 08:00 to 2033-01-01 08:00"}},
		{"twice in a year", content.Schedule{Observance: eid, Offset: -3, At: 480, ShowDays: 14}, []string{
			"2033-01-02: 2032-12-30 08:00 to 2033-01-13 08:00", "2033-12-23: 2033-12-20 08:00 to 2034-01-03 08:00", "2034-12-12: 2034-12-09 08:00 to 2034-12-23 08:00"}},
		{"until the next, and still showing at the start", content.Schedule{Observance: eid}, []string{
			"2032-01-14: 2032-01-14 00:00 to 2033-01-02 00:00", "2033-01-02: 2033-01-02 00:00 to 2033-12-23 00:00",
			"2033-12-23: 2033-12-23 00:00 to 2034-12-12 00:00", "2034-12-12: 2034-12-12 00:00 to forever"}},
		{"editions do not overlap", content.Schedule{Observance: eid, ShowDays: 400}, []string{
			"2032-01-14: 2032-01-14 00:00 to 2033-01-02 00:00", "2033-01-02: 2033-01-02 00:00 to 2033-12-23 00:00",
			"2033-12-23: 2033-12-23 00:00 to 2034-12-12 00:00", "2034-12-12: 2034-12-12 00:00 to 2036-01-16 00:00"}},
		{"once", content.Schedule{Observance: eid, Once: true, ShowDays: 400}, []string{"2032-01-14: 2032-01-14 00:00 to 2033-02-17 00:00"}},
		{"once without end", content.Schedule{Observance: eid, Once: true}, []string{"2033-01-02: 2033-01-02 00:00 to forever"}},
		{"since", content.Schedule{Observance: eid, ShowDays: 1, Since: day("2033-12-23")}, []string{
			"2033-12-23: 2033-12-23 00:00 to 2033-12-24 00:00", "2034-12-12: 2034-12-12 00:00 to 2034-12-13 00:00"}},
		{"since long ago", content.Schedule{Observance: eid, ShowDays: 1, Once: true, Since: day("2031-01-01")}, []string{"2032-01-14: 2032-01-14 00:00 to 2032-01-15 00:00"}},
		{"eve", content.Schedule{Observance: eid, ShowDays: 1, Once: true, FromEve: true, At: 1020}, []string{"2033-01-02: 2033-01-01 17:00 to 2033-01-02 17:00"}},
		{"working days from the eve", content.Schedule{Observance: eid, ShowDays: 1, Once: true, FromEve: true, Workdays: true}, []string{"2033-01-02: 2032-12-31 00:00 to 2033-01-01 00:00"}},
		// 12 December 2034 is a Tuesday.
		{"working days before", content.Schedule{Observance: eid, ShowDays: 1, Workdays: true, Offset: -3, Since: day("2034-01-01")}, []string{"2034-12-12: 2034-12-07 00:00 to 2034-12-08 00:00"}},
		{"working days after", content.Schedule{Observance: eid, ShowDays: 1, Workdays: true, Offset: 4, Since: day("2034-01-01")}, []string{"2034-12-12: 2034-12-18 00:00 to 2034-12-19 00:00"}},
		{"since, though one before is still showing then", content.Schedule{Observance: eid, Since: day("2033-12-01")}, []string{
			"2033-12-23: 2033-12-23 00:00 to 2034-12-12 00:00", "2034-12-12: 2034-12-12 00:00 to forever"}},
		{"earliest", content.Schedule{Observance: eid, ShowDays: 1, Once: true, Uncertain: content.UseEarliest}, []string{"2033-01-02: 2033-01-01 00:00 to 2033-01-02 00:00"}},
		{"wait", content.Schedule{Observance: eid, Uncertain: content.Wait}, nil},
		{"unknown", content.Schedule{Observance: "islamic/nothing"}, nil},
	} {
		it := &content.Item{State: content.Approved, Created: created, Publish: c.s}
		if d := cmp.Diff(c.want, lines(p.Plan(it, now))); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
		for _, state := range []content.State{content.Draft, content.InReview, content.Withdrawn} {
			it.State = state
			if got := p.Plan(it, now); len(got) > 0 {
				t.Errorf("%s, %s: %v", c.name, state, lines(got))
			}
		}
	}
	confirmed := with(p, calendar.Confirmation{Observance: eid, Year: int(day("2033-01-02")), First: day("2033-01-03"), Certainty: calendar.Confirmed})
	it := &content.Item{State: content.Approved, Created: created, Publish: content.Schedule{Observance: eid, ShowDays: 1, Uncertain: content.Wait}}
	if d := cmp.Diff([]string{"2033-01-02: 2033-01-03 00:00 to 2033-01-04 00:00"}, lines(confirmed.Plan(it, now))); d != "" {
		t.Errorf("waited for a confirmation (-want +got):\n%s", d)
	}
}

// TestEnd ends an edition while it shows: nothing shows in its stead until the
// next one, and it goes on once that is taken back.
func TestEnd(t *testing.T) {
	p := planner(t, "2025-03-20", "2026-03-20", "2027-03-20")
	for _, show := range []int{0, 14} {
		it := &content.Item{State: content.Approved, Created: at("2025-01-01 00:00"), Publish: content.Schedule{Observance: "islamic/eid", At: 8 * 60, ShowDays: show}}
		now := at("2026-03-22 10:00")
		have := content.Replan(nil, p.Plan(it, now), now)
		was := lines(have)
		choose := func(do content.Do) {
			t.Helper()
			var err error
			if it.Choices, err = content.Choose(it, p, have, content.Action{Do: do, Edition: "2026-03-20"}, "account:a", now); err != nil {
				t.Fatal(err)
			}
			have = content.Replan(have, p.Plan(it, now), now)
		}
		shows := func() bool {
			return slices.ContainsFunc(have, func(e content.Edition) bool { return e.Visible(now) })
		}
		choose(content.DoSkip)
		if shows() {
			t.Errorf("for %d days: ended, it goes on: %v", show, lines(have))
		}
		now = now.Add(time.Hour)
		have = content.Replan(have, p.Plan(it, now), now)
		if shows() || len(have) != len(was) {
			t.Errorf("for %d days: an hour later there is %v", show, lines(have))
		}
		choose(content.DoUndo)
		if d := cmp.Diff(was, lines(have)); d != "" {
			t.Errorf("for %d days: taken back (-want +got):\n%s", show, d)
		}
	}
}

func TestReplan(t *testing.T) {
	now := at("2033-01-05 12:00")
	e := func(key, from, until string) content.Edition {
		e := content.Edition{Key: key, From: at(from), Until: content.Forever}
		if key != "1" {
			e.Occurrence = day(key)
		}
		if until != "" {
			e.Until = at(until)
		}
		return e
	}
	type list = []content.Edition
	for _, c := range []struct {
		name          string
		have, planned list
		want          []string
	}{
		{"nothing at all", nil, nil, nil},
		{"first plan, with what is past and running", nil,
			list{e("2032-01-14", "2032-01-14 00:00", "2032-01-20 00:00"), e("2033-01-02", "2033-01-02 00:00", "2033-01-10 00:00"), e("2033-12-23", "2033-12-23 00:00", "")},
			[]string{"2032-01-14: 2032-01-14 00:00 to 2032-01-20 00:00", "2033-01-02: 2033-01-02 00:00 to 2033-01-10 00:00", "2033-12-23: 2033-12-23 00:00 to forever"}},
		{"another convention, running",
			list{e("2033-01-02", "2033-01-02 00:00", "2033-01-10 00:00"), e("2033-12-23", "2033-12-23 00:00", "")},
			list{e("2033-01-03", "2033-01-03 00:00", "2033-01-11 00:00"), e("2033-12-24", "2033-12-24 00:00", "")},
			[]string{"2033-01-02: 2033-01-02 00:00 to 2033-01-11 00:00", "2033-12-24: 2033-12-24 00:00 to forever"}},
		{"another convention, just over",
			list{e("2033-01-02", "2033-01-02 00:00", "2033-01-05 00:00")},
			list{e("2033-01-03", "2033-01-03 00:00", "2033-01-06 00:00")},
			[]string{"2033-01-02: 2033-01-02 00:00 to 2033-01-06 00:00"}},
		{"the past stays as it was",
			list{e("2032-01-14", "2032-01-14 00:00", "2032-01-20 00:00")},
			list{e("2032-01-14", "2032-01-10 00:00", "2032-01-12 00:00")},
			[]string{"2032-01-14: 2032-01-14 00:00 to 2032-01-20 00:00"}},
		{"should be over by now: ends now",
			list{e("2033-01-02", "2033-01-02 00:00", "2033-01-10 00:00")},
			list{e("2033-01-02", "2032-12-20 00:00", "2032-12-28 00:00")},
			[]string{"2033-01-02: 2033-01-02 00:00 to 2033-01-05 12:00"}},
		{"announced earlier than now",
			list{e("2032-01-14", "2032-01-14 00:00", "2032-01-20 00:00"), e("2033-01-07", "2033-01-07 00:00", "2033-01-20 00:00")},
			list{e("2032-01-14", "2032-01-14 00:00", "2032-01-20 00:00"), e("2033-01-07", "2033-01-05 00:00", "2033-01-18 00:00")},
			[]string{"2032-01-14: 2032-01-14 00:00 to 2032-01-20 00:00", "2033-01-07: 2033-01-05 12:00 to 2033-01-18 00:00"}},
		{"withdrawn",
			list{e("1", "2033-01-01 00:00", "")}, nil,
			[]string{"1: 2033-01-01 00:00 to 2033-01-05 12:00"}},
		{"withdrawn before it began",
			list{e("1", "2034-01-01 00:00", "")}, nil, nil},
		{"withdrawn in the second in which it began",
			list{e("1", "2033-01-05 12:00", "")}, nil, nil},
		{"approved again",
			list{e("1", "2033-01-01 00:00", "2033-01-03 00:00")}, list{e("1", "2033-01-05 12:00", "")},
			[]string{"1: 2033-01-01 00:00 to forever"}},
		{"from a holiday to two moments",
			list{e("2033-01-02", "2033-01-02 00:00", "2033-01-10 00:00"), e("2033-12-23", "2033-12-23 00:00", "")}, list{e("1", "2033-02-01 00:00", "")},
			[]string{"2033-01-02: 2033-01-02 00:00 to 2033-01-05 12:00", "1: 2033-02-01 00:00 to forever"}},
		{"from two moments to a holiday that shows already",
			list{e("1", "2033-01-04 00:00", "")}, list{e("2033-01-02", "2033-01-02 00:00", "2033-01-10 00:00")},
			[]string{"1: 2033-01-04 00:00 to 2033-01-05 12:00", "2033-01-02: 2033-01-05 12:00 to 2033-01-10 00:00"}},
		{"shown before, to be shown again later",
			list{e("1", "2032-05-01 00:00", "2032-06-01 00:00")}, list{e("1", "2033-05-01 00:00", "")},
			[]string{"1: 2032-05-01 00:00 to 2032-06-01 00:00", "1.2: 2033-05-01 00:00 to forever"}},
		{"showing, to be shown later instead",
			list{e("1", "2033-01-01 00:00", "")}, list{e("1", "2033-05-01 00:00", "")},
			[]string{"1: 2033-01-01 00:00 to 2033-01-05 12:00", "1.2: 2033-05-01 00:00 to forever"}},
		{"shown again, by now",
			list{e("1", "2032-05-01 00:00", "2032-06-01 00:00"), {Key: "1.2", From: at("2033-01-01 00:00"), Until: content.Forever}}, list{e("1", "2033-01-01 00:00", "2034-01-01 00:00")},
			[]string{"1: 2032-05-01 00:00 to 2032-06-01 00:00", "1.2: 2033-01-01 00:00 to 2034-01-01 00:00"}},
		{"begun a day before what another convention says",
			list{e("2033-01-05", "2033-01-05 08:00", "2033-01-10 08:00")}, list{e("2033-01-06", "2033-01-06 08:00", "2033-01-11 08:00")},
			[]string{"2033-01-05: 2033-01-05 08:00 to 2033-01-11 08:00"}},
		{"over, and to be shown after the feast as well",
			list{e("2033-01-10", "2032-12-30 08:00", "2033-01-02 08:00")}, list{e("2033-01-10", "2033-01-10 08:00", "2033-01-12 08:00")},
			[]string{"2033-01-10: 2032-12-30 08:00 to 2033-01-02 08:00", "2033-01-10.2: 2033-01-10 08:00 to 2033-01-12 08:00"}},
		{"the plan reaches further",
			list{e("2032-01-14", "2032-01-14 00:00", "2033-01-02 00:00"), e("2033-01-02", "2033-01-02 00:00", "")},
			list{e("2032-01-14", "2032-01-14 00:00", "2033-01-02 00:00"), e("2033-01-02", "2033-01-02 00:00", "2033-12-23 00:00"), e("2033-12-23", "2033-12-23 00:00", "")},
			[]string{"2032-01-14: 2032-01-14 00:00 to 2033-01-02 00:00", "2033-01-02: 2033-01-02 00:00 to 2033-12-23 00:00", "2033-12-23: 2033-12-23 00:00 to forever"}},
		{"it hung on something past that is no longer planned",
			list{e("2031-05-04", "2031-05-04 00:00", "2031-06-01 00:00")}, list{e("2033-05-04", "2033-05-04 00:00", "")},
			[]string{"2031-05-04: 2031-05-04 00:00 to 2031-06-01 00:00", "2033-05-04: 2033-05-04 00:00 to forever"}},
	} {
		got := content.Replan(slices.Clone(c.have), c.planned, now)
		if d := cmp.Diff(c.want, lines(got)); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
		if d := cmp.Diff(lines(got), lines(content.Replan(got, c.planned, now))); d != "" {
			t.Errorf("%s: a second time gives something else:\n%s", c.name, d)
		}
	}
}

// TestReplanAlways applies changing schedules to an item over the years and
// checks what must hold whatever editors do.
func TestReplanAlways(t *testing.T) {
	var list []string
	for d := day("2020-01-10"); d < day("2045-01-01"); d += 354 {
		list = append(list, d.String())
	}
	p := planner(t, list...)
	moved := p
	for _, s := range list {
		moved = with(moved, calendar.Confirmation{Observance: "islamic/eid", Year: int(day(s)), First: day(s) + 2, Certainty: calendar.Confirmed})
	}
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		now := at("2026-01-01 12:00")
		it := &content.Item{State: content.Approved, Created: now}
		var have []content.Edition
		for range 25 {
			now = now.Add(time.Duration(r.IntN(150*24)) * time.Hour).Add(time.Duration(r.IntN(1000)) * time.Millisecond)
			it.State = content.States()[r.IntN(4)]
			if r.IntN(2) == 0 {
				it.State = content.Approved
			}
			it.Publish = content.Schedule{Observance: "islamic/eid", Offset: r.IntN(60) - 30, At: content.TimeOfDay(r.IntN(1440)), Workdays: r.IntN(2) == 0,
				FromEve: r.IntN(2) == 0, Once: r.IntN(4) == 0, ShowDays: r.IntN(3) * r.IntN(300), Uncertain: []content.Uncertainty{"", "", content.UseEarliest, content.Wait}[r.IntN(4)]}
			if r.IntN(4) == 0 {
				it.Publish = content.Schedule{From: now.Add(time.Duration(r.IntN(2000)-1000) * time.Hour).Truncate(time.Second)}
			}
			use := p
			if r.IntN(2) == 0 {
				use = moved
			}
			planned := use.Plan(it, now)
			next := content.Replan(have, planned, now)
			context := fmt.Sprintf("seed %d at %v\nhave %v\nplanned %v\nnext %v", seed, now, lines(have), lines(planned), lines(next))
			keys := make(map[string]bool)
			for i, e := range next {
				if keys[e.Key] || !e.From.Before(e.Until) || i > 0 && e.From.Before(next[i-1].Until) {
					t.Fatalf("editions overlap, are empty or share a key: %s", context)
				}
				keys[e.Key] = true
			}
			for _, h := range have {
				if now.Sub(h.From) < time.Second {
					continue
				}
				i := slices.IndexFunc(next, func(e content.Edition) bool { return e.Key == h.Key })
				if i < 0 || !next[i].From.Equal(h.From) {
					t.Fatalf("edition %s had begun and was planned again: %s", h.Key, context)
				}
			}
			shows := func(list []content.Edition) bool {
				return slices.ContainsFunc(list, func(e content.Edition) bool { return e.Visible(now) })
			}
			// A change of convention alone does not hide what is showing.
			grace := shows(have) && slices.ContainsFunc(planned, func(e content.Edition) bool {
				return e.Occurrence != 0 && e.From.After(now) && e.From.Sub(now) <= 14*24*time.Hour
			})
			if shows(planned) != shows(next) && !grace {
				t.Fatalf("the plan shows it: %v; it shows: %v: %s", shows(planned), shows(next), context)
			}
			have = next
		}
	}
}
