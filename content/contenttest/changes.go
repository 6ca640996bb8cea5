package contenttest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"vielfalt/content"
)

func testChanges(b *bench) {
	ctx := context.Background()
	b.same("none yet", b.last(), int64(0))
	x, y := article("x", content.Schedule{}), &content.Offer{Item: item("y")}
	b.must(b.Save(ctx, "import", x, y))
	b.at("2032-06-02T12:00:00Z")
	x.Title = "Neu"
	b.must(b.Save(ctx, "desk:a", x, y)) // y is unchanged
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
	event := func(id, start, end string, s content.Schedule) *content.Event {
		e := &content.Event{Item: item(id), Start: moment(start), End: moment(end)}
		e.Publish = s
		return e
	}
	b.save(
		article("a", show("2032-07-01T00:00:00Z", "2032-07-03T00:00:00Z")),
		article("b", show("2032-07-02T00:00:00Z", "")),
		article("c", show("2032-07-03T00:00:00Z", "2032-07-04T00:00:00Z")),
		event("d", "2032-08-01T10:00:00Z", "2032-08-01T12:00:00Z", show("2032-07-02T00:00:00Z", "2032-09-01T00:00:00Z")),
		event("e", "2032-08-02T10:00:00Z", "2032-08-02T10:00:00Z", show("2032-07-02T00:00:00Z", "2032-09-01T00:00:00Z")), // no length
		event("f", "2032-08-03T10:00:00Z", "2032-08-03T12:00:00Z", show("2032-07-02T00:00:00Z", "2032-08-03T12:00:00Z")), // shows until its end
		event("g", "2032-08-04T10:00:00Z", "2032-08-04T12:00:00Z", show("2032-08-05T00:00:00Z", "2032-09-01T00:00:00Z")), // shows once it is over
	)
	want := func(lines ...string) (out []content.Edge) {
		for _, l := range lines {
			f := strings.Fields(l)
			e := content.Edge{At: moment(f[0]), ID: f[1], Type: content.TypeArticle, Begins: f[2] == "begins"}
			if e.ID >= "d" {
				e.Type = content.TypeEvent
			}
			out = append(out, e)
		}
		return out
	}
	for _, c := range []struct {
		after, upTo string
		want        []content.Edge
	}{
		{"2032-06-30T00:00:00Z", "2032-06-30T23:59:59Z", nil},
		{"2032-06-30T00:00:00Z", "2032-07-01T00:00:00Z", want("2032-07-01T00:00:00Z a begins")},
		{"2032-07-01T00:00:00Z", "2032-07-03T00:00:00Z", want("2032-07-02T00:00:00Z b begins", "2032-07-02T00:00:00Z d begins",
			"2032-07-02T00:00:00Z e begins", "2032-07-02T00:00:00Z f begins", "2032-07-03T00:00:00Z a ends", "2032-07-03T00:00:00Z c begins")},
		{"2032-07-03T00:00:00Z", "2032-08-01T11:59:59Z", want("2032-07-04T00:00:00Z c ends")},
		{"2032-08-01T11:59:59Z", "2033-01-01T00:00:00Z", want("2032-08-01T12:00:00Z d over", "2032-08-02T10:00:01Z e over",
			"2032-08-03T12:00:00Z f ends", "2032-08-05T00:00:00Z g begins",
			"2032-09-01T00:00:00Z d ends", "2032-09-01T00:00:00Z e ends", "2032-09-01T00:00:00Z g ends")},
	} {
		got, err := b.Edges(ctx, moment(c.after), moment(c.upTo))
		b.must(err)
		b.same(c.after+".."+c.upTo, got, c.want)
	}
	// Going from edge to edge passes all of them; none is missed.
	all, err := b.Edges(ctx, moment("2032-06-30T00:00:00Z"), moment("2033-01-01T00:00:00Z"))
	b.must(err)
	var moments, got []time.Time
	for _, e := range all {
		if len(moments) == 0 || !moments[len(moments)-1].Equal(e.At) {
			moments = append(moments, e.At)
		}
	}
	for at := moment("2032-06-30T00:00:00Z"); ; {
		next, ok, err := b.NextEdge(ctx, at)
		b.must(err)
		if !ok {
			break // forever is not an edge
		}
		got = append(got, next)
		at = next
		// Anyone asking at the edge, or later, is told of it.
		stamp, err := b.Stamp(ctx, at)
		b.must(err)
		b.same("stamp", stamp.Edge, at)
	}
	b.same("edges", got, moments)
	// Lists of events change at an edge and never in between.
	for _, at := range got {
		lists := func(at time.Time) (out [2][]string) {
			for i, q := range []content.Query{{StartsFrom: at}, {EndedBefore: at}} {
				list, _, err := content.List[*content.Event](ctx, b, at, q)
				b.must(err)
				out[i] = ids(list)
			}
			return out
		}
		next, ok, err := b.NextEdge(ctx, at)
		b.must(err)
		if ok {
			b.same("events until "+next.String(), lists(next.Add(-time.Nanosecond)), lists(at))
		}
	}
}

// testConcurrency: a writer adds records in tens while readers read. They must
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
				list, total, err := content.List[*content.Article](ctx, b, now, content.Query{Limit: 1000, Whole: true})
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
			a := OneOfEach(content.Schedule{})[0].(*content.Article)
			a.ID = fmt.Sprintf("a-%02d-%02d", i, j)
			ten = append(ten, a)
		}
		b.save(ten...)
		counter = ten[0].(*content.Article)
	}
	done.Store(true)
	wg.Wait()
	// Of several writers with the same version, one wins.
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
