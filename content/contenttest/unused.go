package contenttest

import (
	"context"
	"time"
)

// testUnusedFiles: since when nothing names a file is remembered while that is so.
func testUnusedFiles(b *bench) {
	ctx := context.Background()
	note := func(want map[string]time.Time, hashes ...string) {
		b.Helper()
		got, err := b.NoteUnused(ctx, hashes)
		b.must(err)
		b.same("since", got, want)
	}
	first, second, third := moment("2032-06-01T12:00:00Z"), moment("2032-06-02T12:00:00Z"), moment("2032-06-03T12:00:00Z")
	b.clock.set(first)
	note(map[string]time.Time{})
	note(map[string]time.Time{"a": first, "b": first}, "a", "b", "a")
	b.clock.set(second)
	note(map[string]time.Time{"a": first, "c": second}, "c", "a")
	b.clock.set(third)
	note(map[string]time.Time{"a": first, "b": third, "c": second}, "a", "b", "c")
	note(map[string]time.Time{})
}
