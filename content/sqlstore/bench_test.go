package sqlstore

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/content"
)

// sample returns articles numbered from first. Of every ten, two show around an
// observance each year and one is a draft.
func sample(first, n int) []content.Record {
	all := make([]content.Record, n)
	for i := range n {
		j := first + i
		a := &content.Article{Item: content.Item{
			ID: fmt.Sprintf("a%d", j), State: content.Approved, Dezernat: fmt.Sprint(j%40 + 1),
			Traditions: []string{[]string{"jewish", "islamic", "persian"}[j%3]},
			Tags:       []string{fmt.Sprintf("Thema %d", j%50), fmt.Sprintf("Ort %d", j%300)},
			Text:       content.Text{Lang: content.German, Title: fmt.Sprintf("Titel %d", j), Summary: "Kurz", Body: strings.Repeat("Wort ", 300)},
		}}
		switch j % 10 {
		case 3, 7:
			a.Publish = content.Schedule{Observance: "islamic/eid-al-fitr", Offset: -3, At: 8 * 60, ShowDays: 60}
		case 9:
			a.State = content.Draft
		default:
			a.Publish.From = time.Date(2020, time.January, 1, 0, 0, j*60, 0, time.UTC)
		}
		all[i] = a
	}
	return all
}

// filled returns a store that holds n articles, and how long saving them took.
func filled(b *testing.B, place Config, n int) (*Store, time.Duration) {
	b.Helper()
	cal, err := calendar.New(traditions.All("nw"), nil)
	if err != nil {
		b.Fatal(err)
	}
	place.Planner = content.Planner{Calendar: func() *calendar.Calendar { return cal }, Workday: traditions.Workdays("nw")}
	s := start(b, place)
	began := time.Now()
	for i := 0; i < n; i += 500 {
		if err := s.Save(b.Context(), "test", sample(i, 500)...); err != nil {
			b.Fatal(err)
		}
	}
	return s, time.Since(began)
}

// BenchmarkStore measures the queries that pages are made from.
func BenchmarkStore(b *testing.B) {
	for _, e := range engines {
		for _, n := range []int{20_000, 50_000} {
			b.Run(fmt.Sprintf("%s/%d", e.name, n), func(b *testing.B) {
				s, took := filled(b, e.place(b), n)
				b.Logf("%d articles saved in %v", n, took.Round(time.Millisecond))
				building(b, s)
			})
		}
	}
}

func building(b *testing.B, s *Store) {
	ctx, at := b.Context(), time.Now()
	list := func(q content.Query) func() error {
		return func() error { _, _, err := content.List[*content.Article](ctx, s, at, q); return err }
	}
	ids := make([]string, 20)
	for i := range ids {
		ids[i] = fmt.Sprintf("a%d", 10*i)
	}
	saved := 0
	for _, c := range []struct {
		name string
		call func() error
	}{
		{"article", func() error { _, err := content.Show[*content.Article](ctx, s, at, "a7770"); return err }},
		{"list20", list(content.Query{Limit: 20})},
		{"listTradition", list(content.Query{Limit: 20, Traditions: []string{"jewish"}})},
		{"listTag", list(content.Query{Limit: 20, Tags: []string{"Thema 8"}})},
		{"listRareTag", list(content.Query{Limit: 20, Tags: []string{"Ort 8"}})},
		{"listNoTag", list(content.Query{Limit: 20, Tags: []string{"nirgends"}})},
		{"listDezernat", list(content.Query{Limit: 20, Dezernate: []string{"7"}})},
		{"listTraditionDezernat", list(content.Query{Limit: 20, Traditions: []string{"islamic"}, Dezernate: []string{"7"}})},
		{"listPage100", list(content.Query{Limit: 20, Offset: 2000})},
		{"visible20", func() error { _, err := s.Visible(ctx, at, ids); return err }},
		{"tags", func() error { _, err := s.Counts(ctx, at, content.TypeArticle, content.PerTag); return err }},
		{"dezernate", func() error { _, err := s.Counts(ctx, at, content.TypeArticle, content.PerDezernat); return err }},
		{"traditions", func() error { _, err := s.Counts(ctx, at, content.TypeArticle, content.PerTradition); return err }},
		{"observed", func() error { _, err := s.Observed(ctx, at); return err }},
		{"stamp", func() error { _, err := s.Stamp(ctx, at); return err }},
		{"nextEdge", func() error { _, _, err := s.NextEdge(ctx, at); return err }},
		{"lastChange", func() error { _, err := s.LastChange(ctx); return err }},
		{"save500", func() error { saved += 500; return s.Save(ctx, "test", sample(1_000_000+saved, 500)...) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if err := c.call(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkRestore measures taking a snapshot from store to store.
func BenchmarkRestore(b *testing.B) {
	for _, e := range engines {
		b.Run(e.name, func(b *testing.B) {
			s, _ := filled(b, onSQLite(b), 20_000)
			var rows []content.Row
			if err := s.Snapshot(b.Context(), func(r content.Row) error { rows = append(rows, r); return nil }); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				to := start(b, e.place(b))
				err := to.Restore(b.Context(), func(yield func(content.Row, error) bool) {
					for _, r := range rows {
						if !yield(r, nil) {
							return
						}
					}
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
