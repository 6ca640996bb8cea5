package contenttest

import (
	"context"
	"fmt"
	"strings"

	"vielfalt/calendar"
	"vielfalt/content"
)

const eid = calendar.ID("islamic/eid-al-fitr")

func testTwiceInAYear(b *bench) {
	for _, c := range []struct {
		now  string
		want []string
	}{
		{"2032-06-01T12:00:00Z", []string{
			"2033-01-02 2032-12-30T08:00:00+01:00 2033-01-13T08:00:00+01:00",
			"2033-12-23 2033-12-20T08:00:00+01:00 2034-01-03T08:00:00+01:00",
			"2034-12-12 2034-12-09T08:00:00+01:00 2034-12-23T08:00:00+01:00",
			"2035-12-01 2035-11-28T08:00:00+01:00 2035-12-12T08:00:00+01:00",
		}},
		{"1999-06-01T12:00:00Z", []string{
			"2000-01-08 2000-01-05T08:00:00+01:00 2000-01-19T08:00:00+01:00",
			"2000-12-27 2000-12-24T08:00:00+01:00 2001-01-07T08:00:00+01:00",
			"2001-12-16 2001-12-13T08:00:00+01:00 2001-12-27T08:00:00+01:00",
		}},
	} {
		b.at(c.now)
		a := article("a"+c.now[:4], content.Schedule{Observance: eid, Offset: -3, At: 8 * 60, ShowDays: 14})
		b.save(a)
		b.same(c.now, b.editions(a.ID), c.want)
	}
	once := article("once", content.Schedule{Observance: eid, Offset: -3, At: 8 * 60, ShowDays: 14, Once: true})
	b.at("2032-06-01T12:00:00Z")
	b.save(once)
	b.same("once", b.editions("once"), []string{"2033-01-02 2032-12-30T08:00:00+01:00 2033-01-13T08:00:00+01:00"})
	always := article("always", content.Schedule{Observance: eid, At: 8 * 60})
	b.save(always)
	b.same("until the next edition", b.editions("always")[:2], []string{
		"2032-01-14 2032-01-14T08:00:00+01:00 2033-01-02T08:00:00+01:00", // still showing when it was written
		"2033-01-02 2033-01-02T08:00:00+01:00 2033-12-23T08:00:00+01:00",
	})
	b.same("the last until further notice", b.editions("always")[4], "2035-12-01 2035-12-01T08:00:00+01:00 forever")
	since := article("since", content.Schedule{Observance: eid, At: 8 * 60, ShowDays: 1, Since: day("2033-06-01")})
	b.save(since)
	b.same("since", b.editions("since")[0], "2033-12-23 2033-12-23T08:00:00+01:00 2033-12-24T08:00:00+01:00")
}

func testNeverInAYear(b *bench) {
	b.at("2013-01-01T12:00:00Z")
	b.save(article("a", content.Schedule{Observance: "jewish/asara-betevet", Offset: 0, ShowDays: 1}))
	b.same("10 Tevet", b.editions("a"), []string{
		"2013-12-13 2013-12-13T00:00:00+01:00 2013-12-14T00:00:00+01:00",
		"2015-01-01 2015-01-01T00:00:00+01:00 2015-01-02T00:00:00+01:00",
		"2015-12-22 2015-12-22T00:00:00+01:00 2015-12-23T00:00:00+01:00",
		"2017-01-08 2017-01-08T00:00:00+01:00 2017-01-09T00:00:00+01:00",
	})
}

// testClockChanges: 27 March 2033 and 30 October 2033 are the Sundays on which
// the clocks change.
func testClockChanges(b *bench) {
	b.at("2032-11-03T12:00:00Z")
	b.save(
		article("spring", content.Schedule{Observance: "civic/spring", Offset: -3, At: 8 * 60, ShowDays: 5, Once: true}),
		article("night", content.Schedule{Observance: "civic/spring", Offset: -1, At: 2*60 + 30, ShowDays: 1, Once: true}),
		article("autumn", content.Schedule{Observance: "civic/autumn", Offset: -3, At: 8 * 60, ShowDays: 5, Once: true}),
		article("double", content.Schedule{Observance: "civic/autumn", Offset: -1, At: 2*60 + 30, ShowDays: 1, Once: true}),
	)
	b.same("spring", b.editions("spring"), []string{"2033-03-28 2033-03-25T08:00:00+01:00 2033-03-30T08:00:00+02:00"})
	b.same("the hour that is left out", b.editions("night"), []string{"2033-03-28 2033-03-27T03:30:00+02:00 2033-03-28T02:30:00+02:00"})
	b.same("autumn", b.editions("autumn"), []string{"2033-10-31 2033-10-28T08:00:00+02:00 2033-11-02T08:00:00+01:00"})
	if got := b.editions("double"); len(got) != 1 || !strings.HasPrefix(got[0], "2033-10-31 2033-10-30T02:30:00+0") {
		b.Errorf("the hour that comes twice: %v", got)
	}
}

func testOffsets(b *bench) {
	b.at("2032-06-01T12:00:00Z")
	for _, c := range []struct {
		name string
		s    content.Schedule
		want string // when the first edition begins, or nothing
	}{
		{"days after", content.Schedule{Observance: eid, Offset: 5}, "2033-01-07T00:00:00+01:00"},
		{"eve", content.Schedule{Observance: eid, FromEve: true, At: 16 * 60}, "2033-01-01T16:00:00+01:00"},
		{"days before the eve", content.Schedule{Observance: eid, FromEve: true, Offset: -1}, "2032-12-31T00:00:00+01:00"},
		{"no eve", content.Schedule{Observance: "civic/may", FromEve: true}, "2033-05-04T00:00:00+02:00"},
		// 4 May 2033 is a Wednesday; 1 May a Sunday.
		{"working days", content.Schedule{Observance: "civic/may", Workdays: true, Offset: -2}, "2033-05-02T00:00:00+02:00"},
		{"over the weekend", content.Schedule{Observance: "civic/may", Workdays: true, Offset: -3}, "2033-04-29T00:00:00+02:00"},
		{"working days after", content.Schedule{Observance: "civic/may", Workdays: true, Offset: 3}, "2033-05-09T00:00:00+02:00"},
		// 2 January 2033 is a Sunday.
		{"last working day", content.Schedule{Observance: eid, Workdays: true}, "2032-12-31T00:00:00+01:00"},
		{"earliest", content.Schedule{Observance: eid, Uncertain: content.UseEarliest}, "2033-01-01T00:00:00+01:00"},
		{"wait", content.Schedule{Observance: eid, Uncertain: content.Wait}, ""},
		{"wait for what is sure", content.Schedule{Observance: "civic/may", Uncertain: content.Wait}, "2033-05-04T00:00:00+02:00"},
	} {
		c.s.ShowDays = 7
		a := article(strings.ReplaceAll(c.name, " ", "-"), c.s)
		b.save(a)
		got := ""
		if e := b.editions(a.ID); len(e) > 0 {
			got = strings.Fields(e[0])[1]
		}
		b.same(c.name, got, c.want)
	}
}

func testPlan(b *bench) {
	ctx := context.Background()
	b.save(
		article("b", content.Schedule{Observance: "civic/may", At: 8 * 60, ShowDays: 1}),
		article("a", content.Schedule{Observance: "civic/may", At: 8 * 60, ShowDays: 1}),
		article("c", content.Schedule{From: moment("2033-05-01T00:00:00Z")}),
	)
	draft := article("d", content.Schedule{From: moment("2033-05-01T00:00:00Z")})
	draft.State = content.Draft
	b.save(draft)
	plan, err := b.Plan(ctx, moment("2033-05-01T00:00:00Z"), moment("2034-05-04T06:00:00Z"))
	b.must(err)
	var got []string
	for _, p := range plan {
		got = append(got, p.ID+" "+p.Title+" "+string(p.Type)+" "+string(p.Observance)+" "+p.Edition.From.Format("2006-01-02T15:04Z07:00"))
	}
	b.same("plan", got, []string{
		"c Titel c article  2033-05-01T00:00Z",
		"a Titel a article civic/may 2033-05-04T06:00Z",
		"b Titel b article civic/may 2033-05-04T06:00Z",
	})
	// Beyond what is stored the plan continues, without gaps or duplicates.
	plan, err = b.Plan(ctx, moment("2034-01-01T00:00:00Z"), moment("2074-01-01T00:00:00Z"))
	b.must(err)
	years := make(map[string]int)
	for _, p := range plan {
		years[p.ID+p.Edition.From.Format(" 2006")]++
	}
	for year := 2034; year < 2074; year++ {
		for _, id := range []string{"a", "b"} {
			if key := fmt.Sprintf("%s %d", id, year); years[key] != 1 {
				b.Errorf("plan has %d editions of %s", years[key], key)
			}
		}
	}
}

func testEditionsOf(b *bench) {
	ctx := context.Background()
	may := content.Schedule{Observance: "civic/may", At: 8 * 60, ShowDays: 3}
	draft := article("draft", may)
	draft.State = content.Draft
	b.save(article("may", may), article("plain", content.Schedule{}), draft)
	want := make(map[string][]content.Edition)
	for _, id := range []string{"may", "plain"} {
		e, err := b.Editions(ctx, id)
		b.must(err)
		want[id] = e
	}
	if len(want["may"]) < 10 || len(want["plain"]) != 1 {
		b.Fatalf("editions %v", want)
	}
	ids := []string{"plain", "draft", "may", "nobody", "may"}
	for i := range 2500 { // more than one statement lists
		ids = append(ids, fmt.Sprintf("nobody-%d", i))
	}
	got, err := b.EditionsOf(ctx, ids)
	b.must(err)
	b.same("editions", got, want)
	got, err = b.EditionsOf(ctx, nil)
	b.must(err)
	b.same("editions of nothing", len(got), 0)
}

func testPlannedBy(b *bench) {
	ctx := context.Background()
	is := func(want string) {
		b.Helper()
		by, err := b.PlannedBy(ctx)
		b.must(err)
		b.same("planned by", by, want)
	}
	_, err := b.Replan(ctx)
	b.must(err)
	is("") // the planner does not say
	for _, by := range []string{"the moon", "the sun"} {
		b.stop()
		b.by = by
		b.start()
		_, err := b.Replan(ctx)
		b.must(err)
		is(by)
	}
	b.stop()
	b.by = "nothing"
	b.start()
	is("the sun") // as long as nobody plans
	last := b.last()
	_, err = b.Replan(ctx)
	b.must(err)
	is("nothing")
	b.same("changes", b.last(), last)
}

// testSwitches: another convention is a change of dates, which is remembered with
// its moment; the first one that is known is none, and neither are other flags.
func testSwitches(b *bench) {
	ctx := context.Background()
	plan := func(by, convention string, at string) {
		b.Helper()
		b.at(at)
		b.stop()
		b.by, b.calendar = by, testCalendar(b.T, convention)
		b.start()
		_, err := b.Replan(ctx)
		b.must(err)
	}
	switches := func(want ...calendar.Switch) {
		b.Helper()
		d, err := b.Dates(ctx)
		b.must(err)
		b.same("switches", d.Switches, want)
	}
	plan("one", "", "2032-07-01T00:00:00Z")
	switches()
	last := b.last()
	plan("two", "", "2032-07-02T00:00:00Z")
	switches()
	b.same("changes", b.last(), last)
	plan("three", "other", "2032-07-03T00:00:00Z")
	first := calendar.Switch{Tradition: "islamic", Before: "first", After: "other", At: moment("2032-07-03T00:00:00Z")}
	switches(first)
	b.same("change", b.changes(last), []content.Change{{Seq: b.last(), ID: "convention/islamic", Type: content.TypeDate, Op: content.OpSave, At: first.At, By: "replan"}})
	last = b.last()
	plan("three", "other", "2032-07-04T00:00:00Z")
	switches(first)
	b.same("changes", b.last(), last)
	plan("one", "", "2032-07-05T00:00:00Z")
	switches(first, calendar.Switch{Tradition: "islamic", Before: "other", After: "first", At: moment("2032-07-05T00:00:00Z")})
}

// testSwitchesElsewhere: changes of conventions of another store are taken over once,
// and lead to the convention in use here.
func testSwitchesElsewhere(b *bench) {
	ctx := context.Background()
	b.at("2032-07-01T00:00:00Z")
	b.stop()
	b.by, b.calendar = "one", testCalendar(b.T, "other")
	b.start()
	_, err := b.Replan(ctx)
	b.must(err)
	back := calendar.Switch{Tradition: "islamic", Before: "other", After: "first", At: moment("2032-05-02T00:00:00Z")}
	there := calendar.Switch{Tradition: "islamic", Before: "first", After: "other", At: moment("2032-05-01T00:00:00Z")}
	elsewhere := calendar.Switch{Tradition: "jewish", Before: "a", After: "b", At: moment("2032-05-03T00:00:00Z")} // has none here
	here := calendar.Switch{Tradition: "islamic", Before: "first", After: "other", At: moment("2032-07-01T00:00:00Z")}
	last := b.last()
	n, err := b.SaveSwitches(ctx, "test", back, there, elsewhere)
	b.must(err)
	b.same("taken over", n, 3)
	d, err := b.Dates(ctx)
	b.must(err)
	b.same("switches", d.Switches, []calendar.Switch{there, back, elsewhere, here})
	if got := b.changes(last); len(got) != 4 || got[0].ID != "convention/islamic" || got[0].By != "test" {
		b.Errorf("changes: %+v", got)
	}
	last = b.last()
	n, err = b.SaveSwitches(ctx, "test", there, back)
	b.must(err)
	b.same("taken over again", n, 0)
	b.same("changes", b.last(), last)
}

func testReplan(b *bench) {
	ctx := context.Background()
	replan := func(want int) {
		b.Helper()
		n, err := b.Replan(ctx)
		b.must(err)
		b.same("touched", n, want)
	}
	a := article("a", content.Schedule{Observance: eid, Offset: -3, At: 8 * 60, ShowDays: 14})
	b.save(a, article("plain", content.Schedule{}), article("may", content.Schedule{Observance: "civic/may", ShowDays: 3}))
	replan(0) // everything is already planned
	before := b.last()
	replan(0)
	// While an edition shows, the authority switches to another convention.
	b.at("2032-12-31T12:00:00Z")
	b.stop()
	b.calendar = testCalendar(b.T, "other")
	b.start()
	replan(1)
	b.same("begun editions keep their beginning, others move", b.editions("a")[:2], []string{
		"2033-01-02 2032-12-30T08:00:00+01:00 2033-01-14T08:00:00+01:00",
		"2033-12-24 2033-12-21T08:00:00+01:00 2034-01-04T08:00:00+01:00",
	})
	b.same("change", b.changes(before), []content.Change{
		{Seq: b.last(), ID: "a", Type: content.TypeArticle, Op: content.OpReplan, At: b.clock.get(), By: b.changes(before)[0].By}})
	replan(0)
	// A date is confirmed: the edition moves, its identity does not.
	b.at("2033-06-01T12:00:00Z")
	b.stop()
	b.calendar = b.calendar.With(calendar.Confirmation{Observance: eid, Year: int(day("2033-12-23")), First: day("2033-12-22"), Certainty: calendar.Confirmed})
	b.start()
	replan(2) // the May article is planned one year further
	b.same("announced", b.editions("a")[:2], []string{
		"2033-01-02 2032-12-30T08:00:00+01:00 2033-01-14T08:00:00+01:00",
		"2033-12-24 2033-12-19T08:00:00+01:00 2034-01-02T08:00:00+01:00",
	})
	// Years pass: the plan reaches further without anybody saving.
	n := len(b.editions("may"))
	b.at("2036-06-01T12:00:00Z")
	replan(1)
	if got := len(b.editions("may")); got != n+3 {
		b.Errorf("%d editions after three years, %d before", got, n)
	}
	// One more day is not a working day: schedules counted in working days
	// move, and nothing else.
	b.save(article("working", content.Schedule{Observance: "civic/may", Offset: -2, Workdays: true, ShowDays: 1}))
	b.same("by working days", strings.Fields(b.editions("working")[0])[1], "2037-04-29T00:00:00+02:00")
	b.stop()
	b.workday = func(d calendar.Date) bool { return workday(d) && d != day("2037-04-30") }
	b.start()
	replan(1)
	b.same("by other working days", strings.Fields(b.editions("working")[0])[1], "2037-04-28T00:00:00+02:00")
	replan(0)
	// Editors change an article that is showing.
	b.at("2044-05-05T12:00:00Z")
	may, err := b.Get(ctx, "may")
	b.must(err)
	begun := func() (out []string) {
		all, err := b.Editions(ctx, "may")
		b.must(err)
		for _, e := range all {
			if !e.From.After(b.clock.get()) {
				out = append(out, e.Key)
			}
		}
		return out
	}
	past := begun()
	may.Base().Publish.Offset = -30 // should already have been over
	b.save(may)
	b.same("begun stays begun", begun(), past)
	if v := b.sees(b.clock.get(), may.Base()); v["Show"] {
		b.Error("it still shows")
	}
	may.Base().Publish = content.Schedule{From: moment("2044-05-01T00:00:00Z")}
	b.save(may)
	b.same("another schedule", begun(), append(past, "1"))
	if v := b.sees(b.clock.get(), may.Base()); !v["Show"] {
		b.Error("it does not show")
	}
}
