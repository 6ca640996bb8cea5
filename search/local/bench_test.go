package local

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"testing"

	"vielfalt/content"
	"vielfalt/search"
)

// synthetic yields documents of invented German words, some of them very
// common, as in real texts.
func synthetic(n int) iter.Seq2[search.Document, error] {
	return func(yield func(search.Document, error) bool) {
		r := rand.New(rand.NewPCG(1, 2))
		syllables := strings.Fields("ba be bi bo da de di du fa fe fi ga ge gu ha he ho ka ke ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so ta te ti to wa we wi zu ze schul kirch licht fest tag markt wald berg")
		words := make([]string, 60_000)
		for i := range words {
			var w strings.Builder
			for range 2 + r.IntN(4) {
				w.WriteString(syllables[r.IntN(len(syllables))])
			}
			words[i] = w.String()
		}
		zipf := rand.NewZipf(r, 1.1, 8, uint64(len(words)-1))
		text := func(n int) string {
			out := make([]string, n)
			for i := range out {
				out[i] = words[zipf.Uint64()]
			}
			return strings.Join(out, " ")
		}
		for i := range n {
			d := search.Document{
				ID: fmt.Sprintf("doc-%d", i), Item: fmt.Sprintf("doc-%d", i), Type: content.Types()[i%5],
				Title: text(5), Summary: text(12), Body: text(60 + r.IntN(140)), Tags: []string{text(1), text(1)},
				Traditions: []string{[]string{"jewish", "islamic", "hindu", "civil"}[i%4]}, Dezernat: fmt.Sprint(10 + i%40), Year: 2016 + i%11,
			}
			if i%3 == 0 { // a common word, in a third of all texts
				d.Body += " Laubhütte"
			}
			if i%9 == 0 {
				d.Body += " Zuckerfest"
			}
			if i%2000 == 0 {
				d.Body += " Sternsinger"
			}
			if d.Type == content.TypeContact {
				d.Phone = fmt.Sprintf("0221 4710-%d", 1000+i)
			}
			if !yield(d, nil) {
				return
			}
		}
	}
}

func BenchmarkRebuild(b *testing.B) {
	x := open(b, b.TempDir())
	for b.Loop() {
		if err := x.Rebuild(b.Context(), synthetic(2000), search.Position{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{1000, 20_000} {
		x := open(b, b.TempDir())
		if err := x.Rebuild(b.Context(), synthetic(n), search.Position{}); err != nil {
			b.Fatal(err)
		}
		for _, c := range []struct {
			name  string
			query search.Query
		}{
			{"common", search.Query{Text: "Laubhütte"}},
			{"two", search.Query{Text: "Laubhütte Zuckerfest"}},
			{"rare", search.Query{Text: "Sternsinger"}},
			{"prefix", search.Query{Text: "Laubh"}},
			{"letter", search.Query{Text: "l"}},
			{"typo", search.Query{Text: "Sternsnigre"}},
			{"none", search.Query{Text: "Quittengelee"}},
			{"phone", search.Query{Text: "0221 4710-1007"}},
			{"filtered", search.Query{Text: "Laubhütte", Types: []content.Type{content.TypeEvent}, Traditions: []string{"hindu"}, Years: []int{2020}}},
		} {
			b.Run(fmt.Sprintf("%s/%d", c.name, n), func(b *testing.B) {
				for b.Loop() {
					if _, err := x.Search(b.Context(), c.query); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		b.Run(fmt.Sprintf("suggest/%d", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := x.Suggest(b.Context(), "la", 8); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("put/%d", n), func(b *testing.B) {
			for b.Loop() {
				d := search.Document{ID: "doc-1", Item: "doc-1", Type: content.TypeArticle, Title: "Laubhütte", Body: "Ein Satz"}
				if err := x.Put(b.Context(), d); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// How long opening takes, and how long the first search after it.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	x := open(b, dir)
	if err := x.Rebuild(b.Context(), synthetic(20_000), search.Position{}); err != nil {
		b.Fatal(err)
	}
	if err := x.Close(); err != nil {
		b.Fatal(err)
	}
	for _, first := range []bool{false, true} {
		b.Run(fmt.Sprintf("search=%t", first), func(b *testing.B) {
			for b.Loop() {
				x, err := Open(dir, x.log)
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
