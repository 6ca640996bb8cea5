package contenttest

import (
	"context"
	"errors"
	"strings"

	"vielfalt/content"
)

func testMisses(b *bench) {
	ctx := context.Background()
	list := func() []content.Miss {
		b.Helper()
		all, err := b.Misses(ctx)
		b.must(err)
		return all
	}
	week, before := day("2032-05-31"), day("2032-05-24")
	for what, m := range map[string]content.Miss{
		"week": {Week: week + 1, Query: "gebetsraum", Count: 5}, "query": {Week: week, Count: 5}, "letters": {Week: week, Query: "raum 17", Count: 5},
		"mail": {Week: week, Query: "a@b.example", Count: 5}, "formula": {Week: week, Query: "=raum", Count: 5}, "spaces": {Week: week, Query: "raum  e", Count: 5},
		"long": {Week: week, Query: strings.Repeat("ü", content.MissLength+1), Count: 5}, "count": {Week: week, Query: "raum"},
	} {
		if err := b.CountMisses(ctx, m); !errors.As(err, new(content.Problems)) || m.Query != "" && strings.Contains(err.Error(), m.Query) {
			b.Errorf("%s: %v", what, err)
		}
	}
	b.same("stored in spite of problems", len(list()), 0)
	b.must(b.CountMisses(ctx, content.Miss{Week: before, Query: "gebetsraum", Count: 5}, content.Miss{Week: week, Query: "ruheraum", Count: 5}))
	// Other processes count the same, and two that count at once lose nothing.
	other := b.another(b.open)
	b.must(other.CountMisses(ctx, content.Miss{ID: 77, Week: week, Query: "gebetsraum", Count: 5}))
	b.must(b.CountMisses(ctx, content.Miss{Week: week, Query: "gebetsraum", Count: 2}))
	b.must(b.CountMisses(ctx))
	b.same("misses", list(), []content.Miss{
		{ID: 3, Week: week, Query: "gebetsraum", Count: 7}, {ID: 2, Week: week, Query: "ruheraum", Count: 5}, {ID: 1, Week: before, Query: "gebetsraum", Count: 5},
	})
	if n := b.last(); n != 0 {
		b.Errorf("misses entered %d changes", n)
	}
}

func testMissesForgotten(b *bench) {
	ctx := context.Background()
	b.must(b.CountMisses(ctx, content.Miss{Week: day("2032-05-31"), Query: "gebetsraum", Count: 5}, content.Miss{Week: day("2032-06-07"), Query: "ruheraum", Count: 5}))
	// The last moment of the 89th day after Monday, in Berlin.
	for _, c := range []struct {
		at           string
		gone, listed int
	}{{"2032-08-28T21:59:59Z", 0, 2}, {"2032-08-28T22:00:00Z", 1, 1}, {"2032-08-28T22:00:00Z", 0, 1}, {"2032-09-05T00:00:00Z", 1, 0}} {
		b.at(c.at)
		if all, err := b.Misses(ctx); err != nil || len(all) != c.listed {
			b.Errorf("%s: listed %v, %v", c.at, all, err) // whether or not anybody has cleaned up
		}
		if n, err := b.ForgetMisses(ctx); err != nil || n != c.gone {
			b.Errorf("%s: forgot %d, %v", c.at, n, err)
		}
	}
}

func testMissesBounded(b *bench) {
	ctx := context.Background()
	week := day("2032-05-31")
	var all []content.Miss
	for i := range content.MissesAWeek + 1 {
		all = append(all, content.Miss{Week: week, Query: string([]rune{'a' + rune(i/26/26), 'a' + rune(i/26%26), 'a' + rune(i%26)}), Count: 5})
	}
	b.must(b.CountMisses(ctx, all...))
	b.must(b.CountMisses(ctx, all[0], all[content.MissesAWeek]))
	b.must(b.CountMisses(ctx, content.Miss{Week: week + 7, Query: "raum", Count: 5}))
	got, err := b.Misses(ctx)
	b.must(err)
	b.same("queries", len(got), content.MissesAWeek+1)
	b.same("what was there goes on", got[0].Count, 10)
}
