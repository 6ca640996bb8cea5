package contenttest

import (
	"context"

	"vielfalt/content"
)

// testCalendars: events are known by the calendar in which they came last, while
// they are there.
func testCalendars(b *bench) {
	ctx := context.Background()
	for _, id := range []string{"a", "b", "c", "d"} {
		b.save(article(id, content.Schedule{}))
	}
	asked := func(want map[string][]string, ids ...string) {
		b.Helper()
		got, err := b.CalendarsOf(ctx, ids)
		b.must(err)
		b.same("calendars", got, want)
	}
	asked(map[string][]string{})
	b.must(b.NoteCalendar(ctx, "one", []string{"a", "b", "a"}))
	b.must(b.NoteCalendar(ctx, "two", []string{"c"}))
	b.must(b.NoteCalendar(ctx, "two", nil))
	asked(map[string][]string{"one": {"a", "b"}}, "b")
	asked(map[string][]string{"one": {"a", "b"}, "two": {"c"}}, "a", "b", "c", "d")
	asked(map[string][]string{}, "d", "one")
	b.must(b.NoteCalendar(ctx, "two", []string{"b", "d"}))
	asked(map[string][]string{"two": {"b", "c", "d"}}, "d")
	for calendar, want := range map[string][]string{"one": {"a"}, "two": {"b", "c", "d"}, "three": nil} {
		got, err := b.EventsOf(ctx, calendar)
		b.must(err)
		b.same("events of "+calendar, got, want)
	}
	b.must(b.Delete(ctx, "test", "c", 1))
	asked(map[string][]string{"two": {"b", "d"}}, "d")
}
