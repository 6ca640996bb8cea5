package contenttest

import (
	"context"

	"vielfalt/content"
)

// testOrigins: records are known by the file from which they came last, while they are
// there.
func testOrigins(b *bench) {
	ctx := context.Background()
	for _, id := range []string{"a", "b", "c", "d"} {
		b.save(article(id, content.Schedule{}))
	}
	in := func(path string, want map[string]string) {
		b.Helper()
		got, err := b.OriginsIn(ctx, path)
		b.must(err)
		b.same("origins in "+path, got, want)
	}
	in("/", map[string]string{})
	b.must(b.NoteOrigins(ctx, nil))
	b.must(b.NoteOrigins(ctx, map[string]string{"a": "/presse/a.md", "b": "/presse/mehr/ü b.csv", "c": "/presse-alt/c.md", "d": "/presse0"}))
	in("/presse", map[string]string{"a": "/presse/a.md", "b": "/presse/mehr/ü b.csv"})
	in("/presse/a.md", map[string]string{"a": "/presse/a.md"})
	in("/presse/a", map[string]string{})
	in("/", map[string]string{"a": "/presse/a.md", "b": "/presse/mehr/ü b.csv", "c": "/presse-alt/c.md", "d": "/presse0"})
	b.must(b.NoteOrigins(ctx, map[string]string{"a": "/presse-alt/a.md"}))
	in("/presse", map[string]string{"b": "/presse/mehr/ü b.csv"})
	in("/presse-alt", map[string]string{"a": "/presse-alt/a.md", "c": "/presse-alt/c.md"})
	b.must(b.Delete(ctx, "test", "c", 1))
	in("/presse-alt", map[string]string{"a": "/presse-alt/a.md"})
}
