package contenttest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"vielfalt/content"
)

// report stores a message.
func (b *bench) report(message string, receipt content.Receipt) *content.Report {
	b.Helper()
	r := &content.Report{Kind: content.BarrierReport, Page: "/kalender", Message: message, Reply: "x@example.org", Receipt: receipt.Hash()}
	b.must(b.SaveReport(context.Background(), r))
	return r
}

// pass lets time pass.
func (b *bench) pass(d time.Duration) time.Time {
	b.clock.set(b.clock.get().Add(d))
	return b.clock.get()
}

func testReports(b *bench) {
	ctx := context.Background()
	for what, r := range map[string]content.Report{
		"empty":    {Kind: content.BarrierReport},
		"disguise": {Kind: content.BarrierReport, Message: "rechnung\u202efdp.exe"},
		"no width": {Kind: content.BarrierReport, Message: "x", Reply: "mira\u200b@example.org"},
		"page":     {Kind: content.BarrierReport, Message: "x", Page: "/\u2066"},
	} {
		if err := b.SaveReport(ctx, &r); !errors.As(err, new(content.Problems)) {
			b.Errorf("%s report: %v", what, err)
		}
	}
	var all []*content.Report
	for _, m := range []string{"eins", "zwei", "drei می\u200cخواهم 👩\u200d👧"} {
		r := b.report(m, content.NewReceipt())
		if !r.Created.Equal(b.clock.get()) || r.ID == 0 {
			b.Errorf("stored as %d at %v", r.ID, r.Created)
		}
		all = append(all, r)
	}
	got, err := b.Reports(ctx)
	b.must(err)
	b.same("reports", got, all)
	b.must(b.DeleteReport(ctx, all[2].ID))
	if err := b.DeleteReport(ctx, all[2].ID); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("deleted twice: got error %v", err)
	}
	r := &content.Report{Kind: content.MissingReport, Message: "vier"}
	b.must(b.SaveReport(ctx, r))
	if slices.ContainsFunc(all, func(o *content.Report) bool { return o.ID == r.ID }) {
		b.Errorf("number %d was given twice", r.ID)
	}
	if n := b.last(); n != 0 {
		b.Errorf("reports entered %d changes", n)
	}
}

func testReportsAnswered(b *bench) {
	ctx := context.Background()
	numbers := []content.Receipt{content.NewReceipt(), content.NewReceipt()}
	first, other := b.report("eins", numbers[0]), b.report("zwei", numbers[1])
	without := &content.Report{Kind: content.MissingReport, Message: "ohne Nummer"}
	b.must(b.SaveReport(ctx, without))
	for _, n := range []content.Receipt{content.NewReceipt(), ""} {
		if _, err := b.ReportOf(ctx, n); !errors.Is(err, content.ErrNotFound) {
			b.Errorf("number %q: %v", n, err)
		}
	}
	got, err := b.ReportOf(ctx, numbers[0])
	b.must(err)
	b.same("open", got, first)

	for what, answer := range map[string]string{"long": strings.Repeat("x", 5001), "disguised": "a\u202eb"} {
		if err := b.AnswerReport(ctx, first.ID, answer); !errors.As(err, new(content.Problems)) {
			b.Errorf("%s answer: %v", what, err)
		}
	}
	if err := b.AnswerReport(ctx, first.ID, " "); !errors.As(err, new(content.Problems)) {
		b.Errorf("empty answer: %v", err)
	}
	if err := b.AnswerReport(ctx, 99, "x"); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("answer to nothing: %v", err)
	}
	answered := b.pass(24 * time.Hour)
	b.must(b.AnswerReport(ctx, first.ID, "Ist jetzt besser."))
	first.Answer, first.Answered = "Ist jetzt besser.", answered
	got, err = b.ReportOf(ctx, numbers[0])
	b.must(err)
	b.same("answered", got, first)

	// To the second: it can be read as long as promised and no longer, whether
	// or not anybody has cleaned up.
	b.pass(content.AnswerKept - time.Second)
	n, err := b.ForgetReports(ctx)
	b.must(err)
	b.same("forgotten early", n, 0)
	_, err = b.ReportOf(ctx, numbers[0])
	b.must(err)
	if !b.pass(time.Second).Equal(first.Gone()) {
		b.Fatalf("gone at %v", first.Gone())
	}
	if _, err := b.ReportOf(ctx, numbers[0]); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("still to be read: %v", err)
	}
	n, err = b.ForgetReports(ctx)
	b.must(err)
	b.same("forgotten", n, 1)
	n, err = b.ForgetReports(ctx)
	b.must(err)
	b.same("forgotten again", n, 0)
	left, err := b.Reports(ctx)
	b.must(err)
	b.same("left", left, []*content.Report{other, without})
}

func testReportsRefused(b *bench) {
	ctx := context.Background()
	b.stop()
	b.mailbox = 3
	b.start()
	for _, m := range []string{"eins", "zwei", "drei"} {
		b.report(m, content.NewReceipt())
	}
	at := b.pass(time.Hour)
	for range 2 {
		if err := b.SaveReport(ctx, &content.Report{Kind: content.MissingReport, Message: "vier"}); !errors.Is(err, content.ErrFull) {
			b.Fatalf("one too many: %v", err)
		}
	}
	m, err := b.Mailbox(ctx)
	b.must(err)
	b.same("mailbox", m, content.Mailbox{Open: 3, Oldest: at.Add(-time.Hour), Size: 3, Refused: 2, LastRefused: at})
	if !m.Full() {
		b.Error("not full")
	}
	// Answering makes room.
	b.must(b.AnswerReport(ctx, 2, "Ja."))
	b.must(b.SaveReport(ctx, &content.Report{Kind: content.MissingReport, Message: "vier"}))
	if err := b.SaveReport(ctx, &content.Report{Kind: content.MissingReport, Message: "fünf"}); !errors.Is(err, content.ErrFull) {
		b.Fatalf("one too many: %v", err)
	}
}

func testMailbox(b *bench) {
	ctx := context.Background()
	mailbox := func(want content.Mailbox) {
		b.Helper()
		want.Size = content.MailboxSize
		m, err := b.Mailbox(ctx)
		b.must(err)
		b.same("mailbox", m, want)
	}
	mailbox(content.Mailbox{})
	first := b.clock.get()
	b.report("eins", content.NewReceipt())
	b.pass(24 * time.Hour)
	b.report("zwei", content.NewReceipt())
	mailbox(content.Mailbox{Open: 2, Oldest: first})
	b.clock.set(first.Add(content.RemindAfter - time.Second))
	mailbox(content.Mailbox{Open: 2, Oldest: first})
	b.pass(time.Second)
	mailbox(content.Mailbox{Open: 2, Oldest: first, Due: 1})
	b.clock.set(first.Add(content.AnswerWithin))
	mailbox(content.Mailbox{Open: 2, Oldest: first, Due: 2, Late: 1})
	b.must(b.AnswerReport(ctx, 1, "Ja."))
	mailbox(content.Mailbox{Open: 1, Oldest: first.Add(24 * time.Hour), Due: 1, Answered: 1})
}

func testTallies(b *bench) {
	ctx := context.Background()
	tally := func(limits ...content.Limit) time.Time {
		b.Helper()
		until, err := b.Tally(ctx, limits...)
		b.must(err)
		return until
	}
	b.at("2032-06-01T22:10:00Z")
	one := content.Limit{Name: "report", Of: "192.0.2.1", Most: 2, Within: time.Hour}
	other, all := one, content.Limit{Name: "report", Most: 4, Within: 24 * time.Hour}
	other.Of = "192.0.2.2"
	elsewhere := one
	elsewhere.Name = "receipt"
	end, midnight := moment("2032-06-01T23:00:00Z"), moment("2032-06-02T00:00:00Z")
	for i, c := range []struct {
		limit content.Limit
		want  time.Time
	}{
		{one, time.Time{}}, {one, time.Time{}}, {one, end}, {one, end}, // refused ones count under no limit
		{other, time.Time{}}, {elsewhere, time.Time{}}, {elsewhere, midnight}, {other, midnight}, {one, midnight},
	} {
		if got := tally(c.limit, all); !got.Equal(c.want) {
			b.Errorf("%d: until %v, want %v", i, got, c.want)
		}
	}
	if got := tally(other); !got.IsZero() {
		b.Errorf("a refusal was counted: until %v", got)
	}
	// Each is over when its window ends; other processes count the same.
	b.clock.set(end.Add(-time.Second))
	another := b.another(b.open)
	if until, err := another.Tally(ctx, one); err != nil || !until.Equal(end) {
		b.Errorf("another process: %v, %v", until, err)
	}
	b.clock.set(end)
	if got := tally(one); !got.IsZero() {
		b.Errorf("a new window: until %v", got)
	}
	if got := tally(all); !got.Equal(midnight) {
		b.Errorf("the day is not over: until %v", got)
	}
	b.clock.set(midnight)
	if got := tally(one, all); !got.IsZero() {
		b.Errorf("a new day: until %v", got)
	}
}

func testTalliesAtOnce(b *bench) {
	ctx := context.Background()
	stores := []content.Store{b.Store, b.another(b.open)}
	var admitted atomic.Int64
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for j := range 10 {
				until, err := stores[i%2].Tally(ctx, content.Limit{Name: "report", Of: fmt.Sprint(j), Most: 5, Within: time.Hour}, content.Limit{Name: "report", Most: 17, Within: time.Hour})
				if err != nil {
					b.Error(err)
				}
				if until.IsZero() {
					admitted.Add(1)
				}
			}
		})
	}
	wg.Wait()
	b.same("admitted", admitted.Load(), int64(17))
}
