//go:build unix

package local

import (
	"context"
	"fmt"
	"strings"
	"syscall"
	"testing"

	"vielfalt/content"
	"vielfalt/search"
)

// The sizes of an index: records, and pages of brochures.
var sizes = []struct{ records, pages int }{{1000, 0}, {20_000, 50_000}}

// questions are what is asked of an index. The words that occur most often in what
// newWriter writes are no stop words.
var questions = []struct {
	name  string
	query search.Query
}{
	{"common", search.Query{Text: "Laubhütte"}},
	{"two", search.Query{Text: "Laubhütte Zuckerfest"}},
	{"rare", search.Query{Text: "Sternsinger"}},
	{"prefix", search.Query{Text: "Laubh"}},
	{"letter", search.Query{Text: "l"}},
	{"misspelt", search.Query{Text: "Sternsnigre"}},
	{"misspelt-s", search.Query{Text: "Zuckerfset"}},
	{"misspelt-question", search.Query{Text: "Wann beginnt Zuckerfset Laubhütte"}},
	{"none", search.Query{Text: "Quittengelee"}},
	{"nonsense", search.Query{Text: "Sxqvvlrtz"}},
	{"nonsense-two", search.Query{Text: "Sxqvvlrtz Gzzurkelpf"}},
	{"parts", search.Query{Text: "Sternsinger Sxqvvlrtz Erbbaurechten Zuckerfest Trocknung"}},
	{"related", search.Query{Text: "Weihnachten"}},
	{"words", search.Query{Text: "Antrag Gesetz Verwaltung Behörde Frist Kosten Personen Leistung Verfahren Prüfung Angaben Dauer Recht Satz Land Stelle Person Inhalt Grund Zweck Höhe Tag Teil Art"}},
	{"one-letter", search.Query{Text: strings.Repeat("a", 200)}},
	{"stop-words", search.Query{Text: strings.Repeat("der die das und ", 13)[:200]}},
	{"unknown-words", search.Query{Text: strings.Repeat("xqvz sgwk pfrt brlk kvtz ", 8)}},
	{"joined-words", search.Query{Text: strings.Repeat("verwaltungsverfahrensgesetz", 8)[:200]}},
	{"quoted", search.Query{Text: `"Laubhütte Zuckerfest"`}},
	{"quoted-stop", search.Query{Text: `"der" -die`}},
	{"phone", search.Query{Text: "0221 4710-1007"}},
	{"filtered", search.Query{Text: "Laubhütte", Types: []content.Type{content.TypeEvent}, Traditions: []string{"hindu"}, Years: []int{2020}}},
	{"house", search.Query{Text: "Laubhütte", House: &search.House{Groups: [][]string{{"Laubhütte", "Antrag", "Behörde"}}}}},
}

// beginnings are what somebody is typing.
var beginnings = []string{"la", "lau", "verwaltu", "verwatlu", "wer ist an"}

func BenchmarkRebuild(b *testing.B) {
	x := open(b, b.TempDir())
	for b.Loop() {
		if err := x.Rebuild(b.Context(), written(b, 1000, 1000), search.Position{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n.records+n.pages), func(b *testing.B) {
			x := open(b, b.TempDir())
			if err := x.Rebuild(b.Context(), written(b, n.records, n.pages), search.Position{}); err != nil {
				b.Fatal(err)
			}
			benchmark(b, x)
		})
	}
}

func benchmark(b *testing.B, x *Index) {
	for _, q := range questions {
		b.Run(q.name, func(b *testing.B) {
			counted(b, func(ctx context.Context) error {
				_, err := x.Search(ctx, q.query)
				return err
			})
		})
	}
	for _, text := range beginnings {
		b.Run("suggest-"+text, func(b *testing.B) {
			counted(b, func(ctx context.Context) error {
				_, err := x.Suggest(ctx, text, 8)
				return err
			})
		})
	}
	b.Run("put", func(b *testing.B) {
		d := search.Document{ID: "doc-1", Item: "doc-1", Type: content.TypeArticle, Title: "Laubhütte", Body: "Ein Satz"}
		counted(b, func(ctx context.Context) error { return x.Put(ctx, d) })
	})
}

// counted measures f: how long it takes, what it allocates, and the milliseconds of
// CPU that the process spends on it, which other programs on the machine change
// least.
func counted(b *testing.B, f func(context.Context) error) {
	b.ReportAllocs()
	var before, after syscall.Rusage
	if err := f(b.Context()); err != nil { // what is made once
		b.Fatal(err)
	}
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &before); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := f(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &after); err != nil {
		b.Fatal(err)
	}
	spent := after.Utime.Nano() + after.Stime.Nano() - before.Utime.Nano() - before.Stime.Nano()
	b.ReportMetric(float64(spent)/1e6/float64(b.N), "cpu-ms/op")
}

// How long opening takes, and how long the first search after it.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	x := open(b, dir)
	if err := x.Rebuild(b.Context(), written(b, 20_000, 0), search.Position{}); err != nil {
		b.Fatal(err)
	}
	if err := x.Close(); err != nil {
		b.Fatal(err)
	}
	for _, first := range []bool{false, true} {
		b.Run(fmt.Sprintf("search=%t", first), func(b *testing.B) {
			for b.Loop() {
				x, err := Open(dir, x.log, x.lang)
				if err != nil {
					b.Fatal(err)
				}
				if first {
					if _, err := x.Search(b.Context(), search.Query{Text: "Laubhütte"}); err != nil {
						b.Fatal(err)
					}
				}
				b.StopTimer()
				if err := x.Close(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
		})
	}
}
