package contenttest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/content"
)

func testRoundTrip(b *bench) {
	ctx := context.Background()
	b.at("2032-06-01T12:00:00.5Z")
	for _, p := range []content.Schedule{
		{From: moment("2032-05-01T08:00:00Z"), Until: moment("2032-07-01T08:00:00Z")},
		{Observance: "islamic/eid-al-fitr", Offset: -3, Workdays: true, FromEve: true, At: 8*60 + 30, Once: true, ShowDays: 14,
			Since: day("2032-01-01"), Uncertain: content.UseEarliest},
	} {
		for _, r := range OneOfEach(p) {
			if old, err := b.Get(ctx, r.Base().ID); err == nil {
				r.Base().Version = old.Base().Version
			}
			b.save(r)
			it := r.Base()
			if it.UID == "" || it.Slug != it.ID || it.Version == 0 || !it.Created.Equal(moment("2032-06-01T12:00:00Z")) {
				b.Errorf("after saving: uid %q slug %q version %d created %v", it.UID, it.Slug, it.Version, it.Created)
			}
			got, err := b.Get(ctx, it.ID)
			b.must(err)
			b.same(it.ID, got, r)
		}
	}
	if _, err := b.Get(ctx, "nobody"); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("got error %v for an unknown id", err)
	}
	var ids []string
	b.must(b.Each(ctx, func(r content.Record) error {
		got, err := b.Get(ctx, r.Base().ID)
		if d := cmp.Diff(got, r); d != "" {
			b.Errorf("Each differs from Get:\n%s", d)
		}
		ids = append(ids, r.Base().ID)
		return err
	}))
	var want []string
	for _, r := range OneOfEach(content.Schedule{}) {
		want = append(want, r.Base().ID)
	}
	b.same("ids", ids, want)
	stop := errors.New("enough")
	if err := b.Each(ctx, func(content.Record) error { return stop }); err != stop {
		b.Errorf("Each returned %v, not the error of the function", err)
	}
}

func testStored(b *bench) {
	ctx := context.Background()
	draft := article("draft", content.Schedule{})
	draft.State = content.Draft
	offer := &content.Offer{Item: item("offer")}
	b.save(draft, offer)
	offer.Title = "Neu"
	b.save(offer)
	later := *offer
	later.State, later.Title = content.InReview, "Noch neuer"
	b.save(&later)
	ids := []string{"draft", "offer", "nobody", "offer"}
	for i := range 2500 { // more than one statement lists
		ids = append(ids, fmt.Sprintf("nobody-%d", i))
	}
	got, err := b.Stored(ctx, ids)
	b.must(err)
	b.same("stored", got, map[string]content.Stored{
		"draft": {Type: content.TypeArticle, State: content.Draft, Version: 1, Last: 1},
		"offer": {Type: content.TypeVolunteering, State: content.Approved, Version: 2, Draft: 3, Last: 3}})
	got, err = b.Stored(ctx, nil)
	b.must(err)
	b.same("of nothing", len(got), 0)
}

func testUnchanged(b *bench) {
	ctx := context.Background()
	all := OneOfEach(content.Schedule{})
	b.save(all...)
	before := b.last()
	b.at("2032-06-02T12:00:00Z")
	for _, r := range OneOfEach(content.Schedule{}) {
		r.Base().Version = 1 // uid, slug and times are not reassigned
		b.save(r)
		if it := r.Base(); it.Version != 1 || !it.Updated.Equal(moment("2032-06-01T12:00:00Z")) || it.UID == "" {
			b.Errorf("%s: version %d updated %v uid %q", it.ID, it.Version, it.Updated, it.UID)
		}
	}
	if after := b.last(); after != before {
		b.Errorf("saving the same again entered %d changes", after-before)
	}
	// What a Reader adds must not count as a change.
	a, err := content.Show[*content.Article](ctx, b, b.clock.get(), "a-article")
	b.must(err)
	b.save(a)
	if after := b.last(); after != before {
		b.Error("saving what a Reader returned entered a change")
	}
}

// testEmptyLists: an empty list is the same as none.
func testEmptyLists(b *bench) {
	bare := func() []content.Record {
		return []content.Record{
			article("a", content.Schedule{}), &content.Contact{Item: item("c")}, &content.Event{Item: item("e"), Start: moment("2032-09-29T16:00:00Z"), End: moment("2032-09-29T18:00:00Z")},
			&content.Offer{Item: item("o")}, &content.Brochure{Item: item("b")}, &content.Brochure{Item: item("p"), Pages: []content.Page{{ID: "p-1", Number: 1, Text: "Eins"}}},
		}
	}
	b.save(bare()...)
	before := b.last()
	for _, r := range bare() {
		if n := emptied(reflect.ValueOf(r).Elem()); n < 4 {
			b.Errorf("%T has %d lists", r, n)
		}
		r.Base().Version = 1
		b.save(r)
		if v := r.Base().Version; v != 1 {
			b.Errorf("%T with empty lists is version %d", r, v)
		}
	}
	b.same("changes", b.changes(before), []content.Change(nil))
}

// emptied replaces each nil list with an empty one, and returns how many there
// were.
func emptied(v reflect.Value) (n int) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				n += emptied(v.Field(i))
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
			return 1
		}
		for i := range v.Len() {
			n += emptied(v.Index(i))
		}
	}
	return n
}

func testValidation(b *bench) {
	ctx := context.Background()
	bad := article("bad", content.Schedule{Observance: "islamic/unknown"})
	bad.Title = ""
	good := article("good", content.Schedule{})
	err := b.Save(ctx, "test", good, bad)
	var p content.Problems
	if !errors.As(err, &p) || len(p) != 2 {
		b.Errorf("got error %v, want two problems", err)
	}
	if _, err := b.Get(ctx, "good"); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("got error %v: a record was stored beside one that is wrong", err)
	}
	if good.Version != 0 || good.UID != "" {
		b.Error("a record was changed although nothing was stored")
	}
	if err := b.Save(ctx, "test"); err != nil {
		b.Errorf("saving nothing: %v", err)
	}
}

func testConflicts(b *bench) {
	ctx := context.Background()
	b.save(article("a", content.Schedule{}))
	conflict := func(what string, err error) {
		b.Helper()
		if !errors.Is(err, content.ErrConflict) {
			b.Errorf("%s: got error %v, want a conflict", what, err)
		}
	}
	conflict("version 0 of what exists", b.Save(ctx, "test", article("a", content.Schedule{})))
	gone := article("gone", content.Schedule{})
	gone.Version = 3
	conflict("version of what does not exist", b.Save(ctx, "test", gone))
	one, err := b.Get(ctx, "a")
	b.must(err)
	two, err := b.Get(ctx, "a")
	b.must(err)
	one.Base().Title, two.Base().Title = "eins", "zwei"
	b.save(one)
	conflict("an old version", b.Save(ctx, "test", two))
	if two.Base().Version != 1 {
		b.Error("a failed save moved the version")
	}
	conflict("another type", b.Save(ctx, "test", &content.Offer{Item: item("a")}))
	other := article("other", content.Schedule{})
	other.UID = one.Base().UID
	conflict("somebody else's uid", b.Save(ctx, "test", other))
	three, err := b.Get(ctx, "a")
	b.must(err)
	three.Base().UID = "00000000-0000-0000-0000-000000000000"
	conflict("another uid", b.Save(ctx, "test", three))
	got, err := b.Get(ctx, "a")
	b.must(err)
	if got.Base().Title != "eins" || got.Base().Version != 2 {
		b.Errorf("stored are %q at version %d", got.Base().Title, got.Base().Version)
	}
}

func testAddresses(b *bench) {
	ctx := context.Background()
	now := b.clock.get()
	first := article("first", content.Schedule{})
	first.Slug = "adresse"
	b.save(first)
	second := article("second", content.Schedule{})
	second.Slug = "adresse"
	if err := b.Save(ctx, "test", second); !errors.Is(err, content.ErrConflict) {
		b.Errorf("an address given twice: got error %v", err)
	}
	third, fourth := article("third", content.Schedule{}), article("fourth", content.Schedule{})
	third.Slug, fourth.Slug = "neu", "neu"
	if err := b.Save(ctx, "test", third, fourth); !errors.Is(err, content.ErrConflict) {
		b.Errorf("an address given twice at once: got error %v", err)
	}
	offer := &content.Offer{Item: item("offer")}
	offer.Slug = "adresse"
	b.save(offer) // another type has another folder of addresses
	first.Slug = "umgezogen"
	b.save(first)
	second.Slug = "adresse"
	b.save(second)
	for slug, id := range map[string]string{"umgezogen": "first", "adresse": "second"} {
		a, err := content.Show[*content.Article](ctx, b, now, slug)
		b.must(err)
		b.same(slug, a.ID, id)
	}
	if _, err := content.Show[*content.Article](ctx, b, now, "first"); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("an address nobody has: got error %v", err)
	}
	again := article("first", content.Schedule{})
	again.Version, again.Title = first.Version, "Neu"
	b.save(again)
	b.same("slug kept where none is given", again.Slug, "umgezogen")
}

func testOneTransaction(b *bench) {
	ctx := context.Background()
	b.save(article("x", content.Schedule{}))
	before := b.last()
	var all []content.Record
	for i := range 30 {
		all = append(all, article(fmt.Sprintf("n%02d", i), content.Schedule{}))
	}
	all = append(all, article("x", content.Schedule{}))
	if err := b.Save(ctx, "test", all...); !errors.Is(err, content.ErrConflict) {
		b.Errorf("got error %v", err)
	}
	n := 0
	b.must(b.Each(ctx, func(content.Record) error { n++; return nil }))
	if n != 1 || b.last() != before {
		b.Errorf("a save that failed left %d records and %d changes", n-1, b.last()-before)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if err := b.Save(ended, "test", article("y", content.Schedule{})); !errors.Is(err, context.Canceled) {
		b.Errorf("a save nobody waits for: got error %v", err)
	}
	b.save(all[:30]...)
	if got := b.last() - before; got != 30 {
		b.Errorf("30 records entered %d changes", got)
	}
}

func testUpdated(b *bench) {
	a := article("a", content.Schedule{})
	b.save(a)
	for _, c := range []struct {
		name    string
		change  func()
		visible bool
	}{
		{"title", func() { a.Title = "Neu" }, true},
		{"schedule", func() { a.Publish.Until = moment("2040-01-01T00:00:00Z") }, false},
		{"correction", func() { a.Correction = "Berichtigt" }, true},
		{"state", func() { a.State = content.Withdrawn }, false},
		{"source", func() { a.Sources = []string{"Buch"} }, true},
		{"translation", func() { a.Translations = []content.Text{{Lang: content.English, Title: "New"}} }, true},
		{"tags", func() { a.Tags = []string{"Neu"} }, true},
	} {
		before, version := a.Updated, a.Version
		now := b.clock.get().Add(time.Hour)
		b.clock.set(now)
		c.change()
		b.save(a)
		if a.Version != version+1 {
			b.Errorf("%s: version %d after %d", c.name, a.Version, version)
		}
		want := before
		if c.visible {
			want = now
		}
		if !a.Updated.Equal(want) {
			b.Errorf("%s: updated %v, want %v", c.name, a.Updated, want)
		}
	}
	got, err := b.Get(context.Background(), "a")
	b.must(err)
	b.same("stored", got, content.Record(a))
}

func testSequence(b *bench) {
	e := &content.Event{Item: item("e"), Start: moment("2032-09-29T16:00:00Z"), End: moment("2032-09-29T18:00:00Z"), Sequence: 7}
	b.save(e)
	for _, c := range []struct {
		name   string
		change func()
		want   int
	}{
		{"new", func() {}, 0},
		{"body", func() { e.Body = "Mehr" }, 0},
		{"organizer", func() { e.Organizer = "Dezernat 36" }, 0},
		{"place", func() { e.Place = "Soest" }, 1},
		{"start", func() { e.Start = e.Start.Add(-time.Hour) }, 2},
		{"cancelled", func() { e.Cancelled = true }, 3},
		{"tags", func() { e.Tags = []string{"x"} }, 3},
	} {
		c.change()
		b.save(e)
		if e.Sequence != c.want {
			b.Errorf("%s: sequence %d, want %d", c.name, e.Sequence, c.want)
		}
	}
}

func testDelete(b *bench) {
	ctx := context.Background()
	all := OneOfEach(content.Schedule{})
	b.save(all...)
	if err := b.Delete(ctx, "test", "a-article", 2); !errors.Is(err, content.ErrConflict) {
		b.Errorf("another version: got error %v", err)
	}
	for _, r := range all {
		it := r.Base()
		b.must(b.Delete(ctx, "desk:x", it.ID, it.Version))
		if err := b.Delete(ctx, "desk:x", it.ID, it.Version); !errors.Is(err, content.ErrNotFound) {
			b.Errorf("deleted twice: got error %v", err)
		}
		last := b.changes(b.last() - 1)
		b.same("change", last, []content.Change{{Seq: b.last(), ID: it.ID, Type: it.Type, Op: content.OpDelete, At: b.clock.get(), By: "desk:x"}})
		if e := b.editions(it.ID); len(e) > 0 {
			b.Errorf("editions left: %v", e)
		}
	}
	for _, r := range OneOfEach(content.Schedule{}) {
		b.save(r) // nothing of the old record is in the way, and nothing shows through
		got, err := b.Get(ctx, r.Base().ID)
		b.must(err)
		b.same(r.Base().ID, got, r)
	}
}

func testHistory(b *bench) {
	ctx := context.Background()
	old := article("old", content.Schedule{Observance: "islamic/eid-al-fitr", Offset: -3, At: 8 * 60, ShowDays: 14})
	old.UID, old.Slug = "01234567-89ab-4cde-8f01-23456789abcd", "zuckerfest"
	old.Created, old.Updated = moment("2030-01-01T00:00:00Z"), moment("2032-01-10T00:00:00Z")
	event := &content.Event{Item: item("event"), Start: moment("2032-09-29T16:00:00Z"), End: moment("2032-09-29T18:00:00Z"), Sequence: 4}
	history := map[string]content.History{
		"old": {Editions: []content.Edition{
			{Key: "2032-01-13", Occurrence: day("2032-01-13"), From: moment("2032-01-10T07:00:00Z"), Until: moment("2032-01-24T07:00:00Z")},
			{Key: "2033-01-02", Occurrence: day("2033-01-02"), From: moment("2032-12-01T07:00:00Z"), Until: moment("2033-01-24T07:00:00Z")}, // has not begun
			{Key: "2032-01-13", From: moment("2031-01-10T07:00:00Z"), Until: moment("2031-01-24T07:00:00Z")},                                // duplicate key
			{Key: "backward", From: moment("2031-01-10T07:00:00Z"), Until: moment("2031-01-01T07:00:00Z")},
		}},
		"event": {Editions: []content.Edition{{Key: "1", From: moment("2032-02-01T00:00:00Z"), Until: content.Forever}}},
	}
	b.must(b.SaveWithHistory(ctx, "import", history, old, event))
	if !old.Created.Equal(moment("2030-01-01T00:00:00Z")) || !old.Updated.Equal(moment("2032-01-10T00:00:00Z")) || event.Sequence != 4 {
		b.Errorf("created %v updated %v sequence %d", old.Created, old.Updated, event.Sequence)
	}
	got := b.editions("old")
	b.same("editions", got[:min(3, len(got))], []string{
		"2032-01-13 2032-01-10T08:00:00+01:00 2032-01-24T08:00:00+01:00", // past: as it was
		"2033-01-02 2032-12-30T08:00:00+01:00 2033-01-13T08:00:00+01:00",
		"2033-12-23 2033-12-20T08:00:00+01:00 2034-01-03T08:00:00+01:00",
	})
	b.same("editions of the event", b.editions("event"), []string{"1 2032-02-01T01:00:00+01:00 forever"})
	// The history of existing records is not rewritten.
	again := article("old", old.Publish)
	again.Version, again.Title = 1, "Neu"
	again.Created = moment("2020-01-01T00:00:00Z")
	b.must(b.SaveWithHistory(ctx, "import", map[string]content.History{"old": {}}, again))
	b.same("editions", b.editions("old"), got)
	b.same("created", again.Created, old.Created)
	// When they changed elsewhere counts, unless that is before they did here, or to come.
	for i, c := range []struct{ said, want string }{{"2032-02-03T00:00:00Z", "2032-02-03T00:00:00Z"}, {"2032-02-01T00:00:00Z", "2032-02-20T00:00:00Z"}, {"2040-01-01T00:00:00Z", "2032-02-20T00:00:00Z"}} {
		b.at("2032-02-20T00:00:00Z")
		n := article(fmt.Sprintf("kopie-%d", i), content.Schedule{})
		n.Created, n.Updated = moment("2032-01-01T00:00:00Z"), moment("2032-02-02T00:00:00Z")
		b.must(b.SaveWithHistory(ctx, "import", nil, n))
		n.Title, n.Updated = "Neu", moment(c.said)
		b.must(b.SaveWithHistory(ctx, "import", nil, n))
		b.same("updated "+c.said, n.Updated, moment(c.want))
		n.Title, n.Updated = "Von Hand", moment("2032-02-19T00:00:00Z")
		b.save(n)
		b.same("saved", n.Updated, moment("2032-02-20T00:00:00Z"))
	}
	for _, c := range []struct{ said, want int }{{9, 9}, {2, 5}} {
		n := &content.Event{Item: item(fmt.Sprintf("event-%d", c.said)), Start: moment("2032-09-29T16:00:00Z"), End: moment("2032-09-29T18:00:00Z"), Sequence: 4}
		b.must(b.SaveWithHistory(ctx, "import", nil, n))
		n.Place, n.Sequence = "Rathaus", c.said
		b.must(b.SaveWithHistory(ctx, "import", nil, n))
		b.same("sequence", n.Sequence, c.want)
	}
}

func testReopen(b *bench) {
	ctx := context.Background()
	b.save(OneOfEach(content.Schedule{})...)
	before := make(map[string]content.Record)
	b.must(b.Each(ctx, func(r content.Record) error { before[r.Base().ID] = r; return nil }))
	last := b.last()
	b.stop()
	if err := b.Ping(ctx); err == nil {
		b.Error("a closed store answers")
	}
	b.start()
	b.must(b.Ping(ctx))
	after := make(map[string]content.Record)
	b.must(b.Each(ctx, func(r content.Record) error { after[r.Base().ID] = r; return nil }))
	b.same("records", after, before)
	b.same("last change", b.last(), last)
	b.same("changes", len(b.changes(0)), len(before))
}
