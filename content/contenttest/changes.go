package contenttest

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"vielfalt/content"
)

func testChanges(b *bench) {
	ctx := context.Background()
	b.same("none yet", b.last(), int64(0))
	x, y := article("x", content.Schedule{}), &content.Offer{Item: item("y")}
	b.must(b.Save(ctx, "import", x, y))
	b.at("2032-06-02T12:00:00Z")
	x.Title = "Neu"
	b.must(b.Save(ctx, "desk:a", x, y)) // y is as it was
	b.must(b.Delete(ctx, "desk:b", "y", 1))
	b.must(b.RequestReindex(ctx))
	all := b.changes(0)
	for i := range all {
		if all[i].Seq <= 0 || i > 0 && all[i].Seq <= all[i-1].Seq {
			b.Errorf("number %d at place %d", all[i].Seq, i)
		}
	}
	first, second := moment("2032-06-01T12:00:00Z"), moment("2032-06-02T12:00:00Z")
	want := []content.Change{
		{ID: "x", Type: content.TypeArticle, Op: content.OpSave, At: first, By: "import"},
		{ID: "y", Type: content.TypeVolunteering, Op: content.OpSave, At: first, By: "import"},
		{ID: "x", Type: content.TypeArticle, Op: content.OpSave, At: second, By: "desk:a"},
		{ID: "y", Type: content.TypeVolunteering, Op: content.OpDelete, At: second, By: "desk:b"},
		{Op: content.OpReindex, At: second},
	}
	for i := range min(len(all), len(want)) {
		want[i].Seq = all[i].Seq
	}
	b.same("changes", all, want)
	b.same("last", b.last(), all[len(all)-1].Seq)
	b.same("after", b.changes(all[2].Seq), want[3:])
	some, err := b.Changes(ctx, all[0].Seq, 2)
	b.must(err)
	b.same("limited", some, want[1:3])
}

func testEdges(b *bench) {
	ctx := context.Background()
	show := func(from, until string) content.Schedule {
		s := content.Schedule{From: moment(from)}
		if until != "" {
			s.Until = moment(until)
		}
		return s
	}
	b.save(article("a", show("2032-07-01T00:00:00Z", "2032-07-03T00:00:00Z")), article("b", show("2032-07-02T00:00:00Z", "")),
		article("c", show("2032-07-03T00:00:00Z", "2032-07-04T00:00:00Z")))
	for _, c := range []struct {
		after, upTo string
		want        []string
	}{
		{"2032-06-30T00:00:00Z", "2032-06-30T23:59:59Z", nil},
		{"2032-06-30T00:00:00Z", "2032-07-01T00:00:00Z", []string{"a"}},
		{"2032-07-01T00:00:00Z", "2032-07-02T00:00:00Z", []string{"b"}},
		{"2032-07-02T00:00:00Z", "2032-07-03T00:00:00Z", []string{"a", "c"}},
		{"2032-06-30T00:00:00Z", "2033-01-01T00:00:00Z", []string{"a", "b", "c"}},
	} {
		got, err := b.Edges(ctx, moment(c.after), moment(c.upTo))
		b.must(err)
		b.same(c.after+".."+c.upTo, got, c.want)
	}
	var got []string
	for at := moment("2032-06-30T00:00:00Z"); ; {
		next, ok, err := b.NextEdge(ctx, at)
		b.must(err)
		if !ok {
			break
		}
		got = append(got, next.Format("2006-01-02"))
		at = next
	}
	b.same("edges", got, []string{"2032-07-01", "2032-07-02", "2032-07-03", "2032-07-04"}) // for ever is none
}

// testConcurrency: a writer adds records by tens while readers read. They must
// never see part of a ten, nor a record without what belongs to it.
func testConcurrency(b *bench) {
	ctx := context.Background()
	now := b.clock.get()
	var done atomic.Bool
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for last := 0; ; {
				finished := done.Load()
				list, total, err := b.Articles(ctx, now, content.Query{Limit: 1000, Whole: true})
				if err != nil || len(list) != total || total%10 != 0 || total < last {
					b.Errorf("%d of %d, %d before: %v", len(list), total, last, err)
					return
				}
				for _, a := range list {
					if len(a.Tags) != 2 || len(a.Translations) != 2 || a.Body == "" || len(a.Sources) != 2 {
						b.Errorf("half an article: %+v", a)
						return
					}
				}
				last = total
				if finished {
					return
				}
			}
		})
	}
	var counter *content.Article
	for i := range 20 {
		var ten []content.Record
		for j := range 10 {
			a := oneOfEach(content.Schedule{})[0].(*content.Article)
			a.ID = fmt.Sprintf("a-%02d-%02d", i, j)
			ten = append(ten, a)
		}
		b.save(ten...)
		counter = ten[0].(*content.Article)
	}
	done.Store(true)
	wg.Wait()
	// Of several writers that hold the same version one wins.
	var won atomic.Int64
	for i := range 8 {
		mine := *counter
		mine.Title = fmt.Sprintf("Titel %d", i)
		wg.Go(func() {
			if err := b.Save(ctx, "test", &mine); err == nil {
				won.Add(1)
			}
		})
	}
	wg.Wait()
	b.same("writers that won", won.Load(), int64(1))
}
