package contenttest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/calendar/own"
	"vielfalt/content"
)

// announced returns a confirmation of a day that the test calendar reckons.
func announced(id calendar.ID, reckoned, first string) *content.Confirmation {
	return &content.Confirmation{Outside: true, Confirmation: calendar.Confirmation{
		Observance: id, Year: int(day(reckoned)), First: day(first), Certainty: calendar.Confirmed, By: "Ein Rat", Checked: day("2032-06-01"), Note: "Gesichtet.",
	}}
}

func (b *bench) announce(list ...*content.Confirmation) int {
	b.Helper()
	n, err := b.SaveDates(context.Background(), "test", list...)
	b.must(err)
	return n
}

// reload makes the bench's calendar match what is stored.
func (b *bench) reload() {
	b.Helper()
	d, err := b.Dates(context.Background())
	b.must(err)
	b.calendar, err = d.Calendar(b.traditions(), nil)
	b.must(err)
	b.asOf = d.Change
}

// traditions are those of the calendar without own days.
func (b *bench) traditions() []calendar.Tradition {
	return slices.DeleteFunc(slices.Clone(b.calendar.Traditions()), func(t calendar.Tradition) bool { return t.ID == own.Tradition })
}

// with returns the calendar of what is stored plus some days.
func (b *bench) with(ctx context.Context, days ...*content.Day) (*calendar.Calendar, error) {
	d, err := b.Dates(ctx)
	if err != nil {
		return nil, err
	}
	d.Days = append(d.Days, days...)
	return d.Calendar(b.traditions(), nil)
}

func ownDay(id calendar.ID, rule string) *content.Day {
	d := &content.Day{}
	d.ID, d.Name.German = id, "Fest "+id.Slug()
	var err error
	if d.Rule, err = own.ParseRule(rule); err != nil {
		panic(err)
	}
	return d
}

func listed(id calendar.ID, list ...string) *content.Day {
	d := &content.Day{}
	d.ID, d.Name.German = id, "Tag "+id.Slug()
	d.Dates = dates(list...)
	return d
}

// entries returns what was entered for an observance as "N first before note".
func (b *bench) entries(id calendar.ID) []string {
	b.Helper()
	all, err := b.Confirmations(context.Background(), id)
	b.must(err)
	var out []string
	for _, a := range all {
		text := func(d calendar.Date) string {
			if d == 0 {
				return "-"
			}
			return d.String()
		}
		out = append(out, fmt.Sprintf("%d %s %s %s %s", a.Revision.N, text(a.First), text(a.Revision.Before), a.Note, a.Editor))
	}
	return out
}

func testDates(b *bench) {
	ctx := context.Background()
	eid := calendar.ID("islamic/eid-al-fitr")
	last := b.last()
	a := announced(eid, "2033-01-02", "2033-01-03")
	b.same("changed", b.announce(a), 1)
	want := calendar.Revision{N: 1, At: moment("2032-06-01T12:00:00Z"), Before: day("2033-01-02")}
	b.same("revision", a.Revision, want)
	d, err := b.Dates(ctx)
	b.must(err)
	b.same("dates", d.Confirmed, []*content.Confirmation{a})
	b.same("change", d.Change, b.last())
	b.same("logged", b.changes(last), []content.Change{{Seq: last + 1, ID: "islamic/eid-al-fitr/" + fmt.Sprint(a.Year), Type: content.TypeDate, Op: content.OpSave, At: moment("2032-06-01T12:00:00Z"), By: "test"}})

	// Entering the same again is not a change.
	b.at("2032-06-02T12:00:00Z")
	again := announced(eid, "2033-01-02", "2033-01-03")
	b.same("changed", b.announce(again), 0)
	b.same("revision", again.Revision, want)
	b.same("logged", len(b.changes(last)), 1)

	// Back to the reckoned day, then taken back, then entered once more.
	b.reload()
	corrected := announced(eid, "2033-01-02", "2033-01-02")
	corrected.Note = "Nach neuer Meldung."
	b.same("changed", b.announce(corrected), 1)
	gone := &content.Confirmation{Confirmation: calendar.Confirmation{Observance: eid, Year: corrected.Year, Note: "Irrtum."}}
	b.same("changed", b.announce(gone), 1)
	b.same("taken back twice", b.announce(&content.Confirmation{Confirmation: calendar.Confirmation{Observance: eid, Year: corrected.Year, Note: "Noch einmal."}}), 0)
	b.same("changed", b.announce(announced(eid, "2033-01-02", "2033-01-01")), 1)
	b.same("entries", b.entries(eid), []string{
		"1 2033-01-03 2033-01-02 Gesichtet. test",
		"2 2033-01-02 2033-01-03 Nach neuer Meldung. test",
		"3 - 2033-01-02 Irrtum. test",
		"4 2033-01-01 2033-01-02 Gesichtet. test",
	})
	d, err = b.Dates(ctx)
	b.must(err)
	b.same("last", len(d.Confirmed), 1)
	b.same("last", d.Confirmed[0].Revision.N, 4)
	b.reload()
	o := b.calendar.Of(eid, day("2033-01-01"), day("2033-01-05"))
	if len(o) != 1 || o[0].First != day("2033-01-01") || o[0].Revision.N != 4 || o[0].Origin != day("2033-01-02") || o[0].By != "Ein Rat" {
		b.Errorf("occurrences %+v", o)
	}
	// A day that no rule reckons.
	b.same("added", b.announce(announced("jewish/asara-betevet", "2018-12-18", "2018-12-18")), 1)
	b.reload()
	if o := b.calendar.Of("jewish/asara-betevet", day("2018-01-01"), day("2018-12-31")); len(o) != 1 || !o[0].Added {
		b.Errorf("added %+v", o)
	}
	b.same("others", b.entries("civic/may"), []string(nil))
	b.same("all", len(b.entries("")), 5)

	for what, change := range map[string]func(*content.Confirmation){
		"observance": func(a *content.Confirmation) { a.Observance = "islamic/none" },
		"date":       func(a *content.Confirmation) { a.First = day("2033-04-02") },
		"certainty":  func(a *content.Confirmation) { a.Certainty = calendar.Exact },
		"by":         func(a *content.Confirmation) { a.By = "" },
		"note":       func(a *content.Confirmation) { a.Note = "a\x00b" },
		"year":       func(a *content.Confirmation) { a.Year++ },
	} {
		last := b.last()
		bad := announced(eid, "2033-01-02", "2033-01-01")
		change(bad)
		var p content.Problems
		if _, err := b.SaveDates(ctx, "test", announced(eid, "2034-12-12", "2034-12-13"), bad); !errors.As(err, &p) || p[0].Field != what {
			b.Errorf("wrong %s: %v", what, err)
		}
		b.same("changes after a wrong "+what, b.last(), last)
	}
	if _, err := b.SaveDates(ctx, "test", &content.Confirmation{Confirmation: calendar.Confirmation{Observance: eid, Year: 7}}); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("took back what was never entered: %v", err)
	}
}

func testDatesOfAnExport(b *bench) {
	ctx := context.Background()
	eid := calendar.ID("islamic/eid-al-fitr")
	b.announce(announced(eid, "2033-01-02", "2033-01-03"))
	b.reload()
	b.at("2032-06-03T12:00:00Z")
	b.announce(announced(eid, "2033-01-02", "2033-01-01"))
	_, err := b.SaveDays(ctx, "test", ownDay("haus/fest", "third friday in june"))
	b.must(err)
	changed := ownDay("haus/fest", "second friday in june")
	_, err = b.SaveDays(ctx, "test", changed)
	b.must(err)
	exported, err := b.Confirmations(ctx, "")
	b.must(err)

	copied := b.another(b.place(b.T))
	b.at("2032-06-05T12:00:00Z")
	for i, want := range []int{2, 0} {
		var list []*content.Confirmation
		for _, a := range exported {
			again := *a
			list = append(list, &again)
		}
		n, err := copied.SaveDates(ctx, "import", list...)
		b.must(err)
		b.same(fmt.Sprintf("changed, time %d", i+1), n, want)
		one := *changed
		n, err = copied.SaveDays(ctx, "import", &one)
		b.must(err)
		b.same("days changed", n, want/2)
		got, err := copied.Confirmations(ctx, "")
		b.must(err)
		b.same("entries", got, exported)
		d, err := copied.Dates(ctx)
		b.must(err)
		b.same("days", len(d.Days), 1)
		b.same("revision", d.Days[0].Revision, changed.Revision)
	}
}

func testDatesReplan(b *bench) {
	ctx := context.Background()
	b.at("2032-12-30T12:00:00Z")
	b.save(article("feast", content.Schedule{Observance: "islamic/eid-al-fitr", ShowDays: 3}))
	_, err := b.Replan(ctx)
	b.must(err)
	before := b.editions("feast")
	if !strings.HasPrefix(before[0], "2033-01-02 2033-01-02T00:00:00") {
		b.Fatalf("editions %q", before)
	}
	replanned := func() int {
		b.Helper()
		b.reload()
		n, err := b.Replan(ctx)
		b.must(err)
		return n
	}
	// What has not begun yet moves, under the same key.
	b.announce(announced("islamic/eid-al-fitr", "2033-01-02", "2033-01-03"))
	b.same("planned again", replanned(), 1)
	b.same("editions", b.editions("feast")[0], "2033-01-02 2033-01-03T00:00:00+01:00 2033-01-06T00:00:00+01:00")
	b.same("planned again twice", replanned(), 0)
	// What has begun keeps its beginning.
	b.at("2033-01-03T12:00:00Z")
	b.announce(announced("islamic/eid-al-fitr", "2033-01-02", "2033-01-02"))
	replanned()
	if e := b.editions("feast")[0]; !strings.HasPrefix(e, "2033-01-02 2033-01-03T00:00:00+01:00 ") {
		b.Errorf("a visible edition was planned again: %s", e)
	}
}

// testDatesStale: a process that has not heard of an entry yet does not plan by
// the old calendar.
func testDatesStale(b *bench) {
	ctx := context.Background()
	stale := b.calendar
	b.announce(announced("islamic/eid-al-fitr", "2033-01-02", "2033-01-03"))
	b.calendar, b.asOf = stale, 0
	b.save(article("feast", content.Schedule{Observance: "islamic/eid-al-fitr", ShowDays: 3}))
	b.same("saved", b.editions("feast")[0], "2033-01-02 2033-01-03T00:00:00+01:00 2033-01-06T00:00:00+01:00")
	b.announce(announced("islamic/eid-al-fitr", "2033-01-02", "2033-01-04"))
	b.calendar, b.asOf = stale, 0
	n, err := b.Replan(ctx)
	b.must(err)
	b.same("planned again", n, 1)
	b.same("replanned", b.editions("feast")[0], "2033-01-02 2033-01-04T00:00:00+01:00 2033-01-07T00:00:00+01:00")
}

// testDaysWithDates: days and dates that are saved together are stored
// together, or not at all.
func testDaysWithDates(b *bench) {
	ctx := context.Background()
	last := b.last()
	of := func(id calendar.ID, year int, first string) *content.Confirmation {
		return &content.Confirmation{Confirmation: calendar.Confirmation{
			Observance: id, Year: year, First: day(first), Certainty: calendar.Confirmed, By: "Personalrat",
		}}
	}
	nothing := func(what string) {
		b.Helper()
		d, err := b.Dates(ctx)
		b.must(err)
		if len(d.Days)+len(d.Confirmed) > 0 || b.last() != last {
			b.Errorf("%s: stored %v and %v, %d changes", what, d.Days, d.Confirmed, b.last()-last)
		}
	}
	for what, bad := range map[string]*content.Confirmation{
		"of a day that is not there": of("haus/none", 2033, "2033-06-18"),
		"without who says so":        {Confirmation: calendar.Confirmation{Observance: "haus/fest", Year: 2033, First: day("2033-06-18"), Certainty: calendar.Confirmed}},
		"nothing to be taken back":   {Confirmation: calendar.Confirmation{Observance: "haus/fest", Year: 2033}},
	} {
		fest := ownDay("haus/fest", "third friday in june")
		if _, err := b.SaveCalendar(ctx, "test", []*content.Day{fest}, []*content.Confirmation{of("haus/fest", 2032, "2032-06-19"), bad}); err == nil {
			b.Errorf("%s: stored", what)
		}
		if !fest.Revision.At.IsZero() {
			b.Errorf("%s: the day says that it is stored", what)
		}
		nothing(what)
	}
	if _, err := b.SaveCalendar(ctx, "test", []*content.Day{ownDay("haus/fest", "third friday in june"), ownDay("civic/fest", "05-04")},
		[]*content.Confirmation{of("haus/fest", 2032, "2032-06-19")}); err == nil {
		b.Error("a bad day is stored")
	}
	nothing("a bad day")

	fest, moved := ownDay("haus/fest", "third friday in june"), of("haus/fest", 2032, "2032-06-19")
	n, err := b.SaveCalendar(ctx, "test", []*content.Day{fest}, []*content.Confirmation{moved})
	b.must(err)
	b.same("changed", n, 2)
	b.same("before", moved.Revision.Before, day("2032-06-18"))
	b.reload()
	if o := b.calendar.Of("haus/fest", day("2032-01-01"), day("2032-12-31")); len(o) != 1 || o[0].First != day("2032-06-19") {
		b.Errorf("occurrences %v", o)
	}
	n, err = b.SaveCalendar(ctx, "test", nil, nil)
	b.must(err)
	b.same("nothing changed", n, 0)
}

func testDays(b *bench) {
	ctx := context.Background()
	last := b.last()
	fest, tag := ownDay("haus/fest", "third friday in june"), listed("haus/tag", "2032-05-04", "2033-05-05")
	helper := ownDay("haus/helfer", "7 days after haus/fest")
	fest.Name.English, fest.Kind, fest.Day.Days, fest.Source, fest.Since, fest.Until = "Party", calendar.Feast, 2, "Personalrat", 2030, 2040
	n, err := b.SaveDays(ctx, "test", helper, fest, tag) // in any order
	b.must(err)
	b.same("changed", n, 3)
	d, err := b.Dates(ctx)
	b.must(err)
	b.same("days", d.Days, []*content.Day{fest, helper, tag})
	b.same("logged", len(b.changes(last)), 3)
	b.same("type", b.changes(last)[1].Type, content.TypeDay)
	same := *fest
	same.Revision = calendar.Revision{}
	n, err = b.SaveDays(ctx, "again", &same)
	b.must(err)
	b.same("changed", n, 0)
	b.reload()
	if o := b.calendar.Of("haus/helfer", day("2033-01-01"), day("2033-12-31")); len(o) != 1 || o[0].First != day("2033-06-24") {
		b.Errorf("occurrences %v", o)
	}

	for what, change := range map[string]func(*content.Day){
		"id":    func(d *content.Day) { d.ID = "civic/fest" },
		"name":  func(d *content.Day) { d.Name.German = "" },
		"kind":  func(d *content.Day) { d.Kind = calendar.PublicHoliday },
		"days":  func(d *content.Day) { d.Day.Days = -1 },
		"begin": func(d *content.Day) { d.Begin = "noon" },
		"rule":  func(d *content.Day) { d.Rule.Base, d.Rule.Offset = "haus/none", 1 },
		"dates": func(d *content.Day) { d.Rule, d.Dates = own.Rule{}, dates("2032-05-04", "2032-06-04") },
		"since": func(d *content.Day) { d.Since = -3 },
		"flag":  func(d *content.Day) { d.Flag = "halbmast" },
		"until": func(d *content.Day) { d.Since, d.Until = 2030, 2029 },
	} {
		bad := ownDay("haus/neu", "05-04")
		change(bad)
		var p content.Problems
		if _, err := b.SaveDays(ctx, "test", bad); !errors.As(err, &p) || p[0].Field != what {
			b.Errorf("wrong %s: %v", what, err)
		}
	}
	var p content.Problems
	if _, err := b.SaveDays(ctx, "test", ownDay("haus/fest", "1 day after haus/helfer")); !errors.As(err, &p) || p[0].Field != "rule" {
		b.Errorf("a circle: %v", err)
	}

	// A day that something refers to cannot be deleted.
	b.save(article("einladung", content.Schedule{Observance: "haus/tag", ShowDays: 2}))
	about := article("bericht", content.Schedule{})
	about.Observances = []calendar.ID{"haus/tag"}
	b.save(about)
	ids, err := b.On(ctx, "haus/tag", "haus/fest")
	b.must(err)
	b.same("on", ids, []string{"bericht", "einladung"})
	if err := b.DeleteDay(ctx, "test", "haus/tag"); !errors.Is(err, content.ErrConflict) || !strings.Contains(err.Error(), "bericht, einladung") {
		b.Errorf("deleted what items name: %v", err)
	}
	if err := b.DeleteDay(ctx, "test", "haus/fest"); !errors.Is(err, content.ErrConflict) || !strings.Contains(err.Error(), "haus/helfer") {
		b.Errorf("deleted what a day names: %v", err)
	}
	if err := b.DeleteDay(ctx, "test", "haus/none"); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("deleted what is not there: %v", err)
	}
	b.announce(&content.Confirmation{Confirmation: calendar.Confirmation{
		Observance: "haus/helfer", Year: 2033, First: day("2033-06-25"), Certainty: calendar.Confirmed, By: "Personalrat",
	}})
	b.must(b.DeleteDay(ctx, "test", "haus/helfer"))
	d, err = b.Dates(ctx)
	b.must(err)
	b.same("days left", len(d.Days), 2)
	b.same("its dates", b.entries("haus/helfer"), []string{"1 2033-06-25 2033-06-24  test", "2 - 2033-06-25  test"})
	// It comes back, and its changes continue to be counted.
	b.at("2032-07-01T00:00:00Z")
	back := ownDay("haus/helfer", "7 days after haus/fest")
	n, err = b.SaveDays(ctx, "test", back)
	b.must(err)
	b.same("changed", n, 1)
	b.same("revision", back.Revision, calendar.Revision{N: 2, At: moment("2032-07-01T00:00:00Z")})
}
