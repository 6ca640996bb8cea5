package contenttest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vielfalt/content"
)

// sees asks every method of a Reader whether an item is visible.
func (b *bench) sees(at time.Time, it *content.Item) map[string]bool {
	b.Helper()
	ctx := context.Background()
	out := make(map[string]bool)
	single := func(name string, err error) {
		b.Helper()
		if err != nil && !errors.Is(err, content.ErrNotFound) {
			b.Fatal(err)
		}
		out[name] = err == nil
	}
	many := func(name string, n, total int, err error) {
		b.Helper()
		b.must(err)
		if n != total {
			b.Errorf("%s: %d of %d", name, n, total)
		}
		out[name] = n > 0
	}
	_, err := b.Show(ctx, at, it.Type, content.Describe(it.Type).Address(it))
	single("Show", err)
	for name, q := range map[string]content.Query{
		"List":          {IDs: []string{it.ID}},
		"List filtered": {Traditions: []string{"jewish"}, Tags: []string{"flucht"}, Dezernate: []string{"11.5"}, Whole: true},
	} {
		l, n, err := b.List(ctx, at, it.Type, q)
		many(name, len(l), n, err)
	}
	if it.Type == content.TypeArticle {
		_, err = b.Picture(ctx, at, "00")
		single("Picture", err)
	}
	v, err := b.Visible(ctx, at, []string{it.ID, "nobody"})
	b.must(err)
	out["Visible"] = v[it.ID] != nil
	r, err := b.VisibleRecords(ctx, at, []string{"nobody", it.ID})
	b.must(err)
	out["VisibleRecords"] = len(r) > 0
	for _, by := range []content.Facet{content.PerDezernat, content.PerTag, content.PerTradition} {
		n, err := b.Counts(ctx, at, it.Type, by)
		b.must(err)
		out["Counts per "+string(by)] = len(n) > 0
	}
	if it.Type == content.TypeArticle {
		o, err := b.Observed(ctx, at)
		b.must(err)
		out["Observed"] = len(o) > 0
	}
	return out
}

func testVisibility(b *bench) {
	from, until := moment("2032-07-01T06:00:00Z"), moment("2032-08-01T06:00:00Z")
	all := OneOfEach(content.Schedule{From: from, Until: until})
	b.save(all...)
	for _, c := range []struct {
		at   time.Time
		want bool
	}{
		{from.Add(-time.Second), false},
		{from.Add(-time.Nanosecond), false},
		{from, true},
		{from.Add(time.Millisecond), true},
		{until.Add(-time.Second), true},
		{until.Add(-time.Nanosecond), true},
		{until, false},
		{until.Add(time.Hour), false},
		{from.In(time.FixedZone("", 5*3600)), true},
	} {
		for _, r := range all {
			for method, got := range b.sees(c.at, r.Base()) {
				if got != c.want {
					b.Errorf("%s at %v: %s sees it: %v", r.Base().ID, c.at, method, got)
				}
			}
		}
	}
	// A file is shown only as what it is for.
	if f, err := b.Picture(context.Background(), from, "00"); err != nil || f.File != all[0].(*content.Article).Picture.File {
		b.Errorf("picture: %+v, %v", f, err)
	}
	for hash, want := range map[string]int{"00": 2, "44e-offer": 2, "55": 1} {
		f, err := b.Picture(context.Background(), from, hash)
		if err != nil || f.File.Hash != hash || len(f.Files()) != want {
			b.Errorf("picture %s: %+v, %v", hash, f, err)
		}
		if _, err := b.Picture(context.Background(), until, hash); !errors.Is(err, content.ErrNotFound) {
			b.Errorf("picture %s when nothing shows it: %v", hash, err)
		}
	}
	for _, hash := range []string{"0011", "0022", "", "00s", "66"} {
		if _, err := b.Picture(context.Background(), from, hash); !errors.Is(err, content.ErrNotFound) {
			b.Errorf("file %q as a picture: %v", hash, err)
		}
	}
	// A contact is at its id, whatever its slug; anything else at its slug.
	c, o := all[2].(*content.Contact), all[4].(*content.Offer)
	c.Slug, o.Slug = "leitung", "vorlesen"
	b.save(c, o)
	for _, x := range []struct {
		of      content.Type
		address string
		want    bool
	}{{content.TypeContact, "c-contact", true}, {content.TypeContact, "leitung", false}, {content.TypeVolunteering, "vorlesen", true}, {content.TypeVolunteering, "e-offer", false}} {
		if _, err := b.Show(context.Background(), from, x.of, x.address); errors.Is(err, content.ErrNotFound) == x.want {
			b.Errorf("%s at %q: %v", x.of, x.address, err)
		}
	}
	// Another type's address or id shows nothing.
	if _, err := content.Show[*content.Contact](context.Background(), b, from, "a-article"); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("an article among the contacts: %v", err)
	}
	if _, err := content.Show[*content.Article](context.Background(), b, from, "d-event"); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("an event among the articles: %v", err)
	}
}

func testStates(b *bench) {
	a := OneOfEach(content.Schedule{})[0].(*content.Article)
	a.State = content.Draft
	b.save(a)
	visible := func(want bool) {
		b.Helper()
		for method, got := range b.sees(b.clock.get(), &a.Item) {
			if got != want {
				b.Errorf("%s: %s sees it: %v", a.State, method, got)
			}
		}
	}
	visible(false)
	b.at("2032-06-02T12:00:00Z")
	a.State = content.InReview
	b.save(a)
	visible(false)
	approved := b.at("2032-06-03T12:00:00.9Z").Truncate(time.Second)
	a.State = content.Approved
	b.save(a)
	visible(true)
	want := []string{"1 2032-06-03T14:00:00+02:00 forever"} // not the day of the draft
	b.same("editions", b.editions(a.ID), want)
	b.at("2032-06-04T12:00:00Z")
	a.Title = "Berichtigt"
	b.save(a)
	b.same("editions after a correction", b.editions(a.ID), want)
	got, err := content.Show[*content.Article](context.Background(), b, b.clock.get(), a.Slug)
	b.must(err)
	b.same("begin", got.Current.From, approved)
	b.at("2032-06-05T12:00:00.9Z")
	a.State = content.Withdrawn
	b.save(a)
	visible(false) // within the same second
	b.at("2032-06-06T12:00:00Z")
	a.State = content.Approved
	b.save(a)
	visible(true)
	b.same("editions after return", b.editions(a.ID), want) // the same entry in feeds
	// Approved and withdrawn within a second: never shown.
	c := article("c", content.Schedule{})
	b.save(c)
	c.State = content.Withdrawn
	b.save(c)
	b.same("editions", b.editions("c"), []string(nil))
}

func testStamp(b *bench) {
	ctx := context.Background()
	stamp := func(at string) content.Stamp {
		b.Helper()
		s, err := b.Stamp(ctx, moment(at))
		b.must(err)
		return s
	}
	b.same("empty", stamp("2032-06-01T12:00:00Z"), content.Stamp{})
	b.save(article("a", content.Schedule{From: moment("2032-06-10T06:00:00Z"), Until: moment("2032-06-20T06:00:00Z")}))
	b.at("2032-06-02T00:00:00Z")
	b.save(article("b", content.Schedule{From: moment("2032-06-15T06:00:00Z")}))
	for at, edge := range map[string]string{
		"2032-06-02T00:00:00Z":    "2032-06-02T00:00:00Z",
		"2032-06-10T05:59:59.99Z": "2032-06-02T00:00:00Z",
		"2032-06-10T06:00:00Z":    "2032-06-10T06:00:00Z",
		"2032-06-15T06:00:01Z":    "2032-06-15T06:00:00Z",
		"2032-06-20T05:59:59Z":    "2032-06-15T06:00:00Z",
		"2040-06-20T05:59:59Z":    "2032-06-20T06:00:00Z",
	} {
		b.same(at, stamp(at), content.Stamp{Change: 2, Edge: moment(edge)})
	}
	b.at("2032-07-01T00:00:00Z")
	b.must(b.Delete(ctx, "test", "b", 1))
	b.same("after a change", stamp("2032-07-01T00:00:05Z"), content.Stamp{Change: 3, Edge: moment("2032-07-01T00:00:00Z")})
}

func testListsSkipBodies(b *bench) {
	ctx := context.Background()
	now := b.clock.get()
	b.save(OneOfEach(content.Schedule{})...)
	for _, whole := range []bool{false, true} {
		q := content.Query{Whole: whole}
		var all []content.Record
		a, _, err := content.List[*content.Article](ctx, b, now, q)
		b.must(err)
		r, _, err := content.List[*content.Brochure](ctx, b, now, q)
		b.must(err)
		c, _, err := content.List[*content.Contact](ctx, b, now, q)
		b.must(err)
		e, _, err := content.List[*content.Event](ctx, b, now, q)
		b.must(err)
		o, _, err := content.List[*content.Offer](ctx, b, now, q)
		b.must(err)
		all = append(all, a[0], r[0], c[0], e[0], o[0])
		for _, r := range all {
			it := r.Base()
			if got := it.Body != "" && len(it.Translations) == 2; got != whole {
				b.Errorf("%s with whole=%v: body %q, %d translations", it.ID, whole, it.Body, len(it.Translations))
			}
			if len(it.Traditions) != 2 || len(it.Observances) != 2 || len(it.Tags) != 2 {
				b.Errorf("%s with whole=%v: %v %v %v", it.ID, whole, it.Traditions, it.Observances, it.Tags)
			}
		}
		if got := len(r[0].Pages) == 2; got != whole || r[0].PageCount != 7 {
			b.Errorf("whole=%v: %d pages of %d", whole, len(r[0].Pages), r[0].PageCount)
		}
		for id, e := range map[string]content.Edition{"a": a[0].Current, "b": r[0].Current, "d": e[0].Current, "e": o[0].Current} {
			if e.Key != "1" || !e.Visible(now) {
				b.Errorf("current edition of %s is %v", id, e)
			}
		}
		if got := len(a[0].Sources) == 2; got != whole || a[0].Picture.Alt == "" || a[0].Editions != nil {
			b.Errorf("article %+v", a[0])
		}
	}
	v, err := b.Visible(ctx, now, []string{"a-article", "d-event"})
	b.must(err)
	if it := v["a-article"]; len(v) != 2 || it.Body != "" || len(it.Tags) != 2 || it.Title == "" {
		b.Errorf("visible %+v", v)
	}
	got, err := b.VisibleRecords(ctx, now, []string{"d-event", "a-article", "d-event"})
	b.must(err)
	if len(got) != 2 || got[0].Base().Body == "" || len(got[1].Base().Translations) != 2 {
		b.Errorf("visible records %+v", got)
	}
}

// testStatements proves that no method asks once for each result.
func testStatements(b *bench) {
	counter, ok := b.Store.(interface{ Statements() int64 })
	if !ok {
		b.Skip("the store does not count its statements")
	}
	ctx := context.Background()
	now := b.clock.get()
	fill := func(prefix string, n int) {
		var all []content.Record
		for i := range n {
			for _, r := range OneOfEach(content.Schedule{}) {
				it := r.Base()
				it.ID = fmt.Sprintf("%s-%s-%03d", it.ID, prefix, i)
				if br, ok := r.(*content.Brochure); ok {
					br.Pages[0].ID, br.Pages[1].ID = content.PageID(it.ID, 1), content.PageID(it.ID, 4)
				}
				all = append(all, r)
			}
		}
		b.save(all...)
	}
	var ids []string
	q := content.Query{Whole: true, Limit: 1000, Traditions: []string{"jewish"}}
	methods := map[string]func() error{
		"Articles":       func() error { _, _, err := content.List[*content.Article](ctx, b, now, q); return err },
		"Brochures":      func() error { _, _, err := content.List[*content.Brochure](ctx, b, now, q); return err },
		"Contacts":       func() error { _, _, err := content.List[*content.Contact](ctx, b, now, q); return err },
		"Events":         func() error { _, _, err := content.List[*content.Event](ctx, b, now, q); return err },
		"Offers":         func() error { _, _, err := content.List[*content.Offer](ctx, b, now, q); return err },
		"Visible":        func() error { _, err := b.Visible(ctx, now, ids); return err },
		"VisibleRecords": func() error { _, err := b.VisibleRecords(ctx, now, ids); return err },
		"Dezernate":      func() error { _, err := b.Counts(ctx, now, content.TypeArticle, content.PerDezernat); return err },
		"Tags":           func() error { _, err := b.Counts(ctx, now, content.TypeArticle, content.PerTag); return err },
		"Traditions":     func() error { _, err := b.Counts(ctx, now, content.TypeArticle, content.PerTradition); return err },
		"Observed":       func() error { _, err := b.Observed(ctx, now); return err },
		"Plan":           func() error { _, err := b.Plan(ctx, now, now.AddDate(1, 0, 0)); return err },
		"Stamp":          func() error { _, err := b.Stamp(ctx, now); return err },
	}
	count := func() map[string]int64 {
		out := make(map[string]int64)
		ids = nil
		b.must(b.Each(ctx, func(r content.Record) error { ids = append(ids, r.Base().ID); return nil }))
		for name, call := range methods {
			before := counter.Statements()
			b.must(call())
			out[name] = counter.Statements() - before
		}
		return out
	}
	fill("few", 1)
	few := count()
	fill("many", 60)
	b.same("statements with one result and with many", count(), few)
}

func testSeen(b *bench) {
	ctx := context.Background()
	c := article("c", content.Schedule{From: moment("2032-06-10T06:00:00Z"), Until: moment("2032-06-20T06:00:00Z")})
	d := article("d", content.Schedule{})
	d.State = content.Draft
	feast := article("feast", content.Schedule{Observance: "islamic/eid-al-fitr", ShowDays: 3})
	feast.Slug = "zuckerfest"
	b.save(c, d, feast)
	all, err := b.Editions(ctx, "feast")
	b.must(err)
	first, next := all[0], all[1]
	none := content.Seen{}
	following := all[2]
	for _, x := range []struct {
		at, address string
		want        content.Seen
	}{
		{"2032-06-10T05:59:59Z", "c", none}, // before anybody saw it
		{"2032-06-10T06:00:00Z", "c", content.Seen{Type: content.TypeArticle, Slug: "c", Visible: true}},
		{"2032-06-20T06:00:00Z", "c", content.Seen{Type: content.TypeArticle, Slug: "c"}},
		{"2040-06-20T06:00:00Z", "d", none},
		{"2040-06-20T06:00:00Z", "nobody", none},
		{first.From.Add(-time.Second).Format(time.RFC3339), "zuckerfest", none},
		{first.Until.Format(time.RFC3339), "zuckerfest", content.Seen{Type: content.TypeArticle, Slug: "zuckerfest", Next: next.From}},
		{first.Until.Format(time.RFC3339), "feast", none}, // an id is no address
		{next.From.Format(time.RFC3339), "zuckerfest", content.Seen{Type: content.TypeArticle, Slug: "zuckerfest", Visible: true, Next: following.From}},
	} {
		got, err := b.Seen(ctx, moment(x.at), content.TypeArticle, x.address)
		if got != x.want || (x.want == none) != errors.Is(err, content.ErrNotFound) || x.want != none && err != nil {
			b.Errorf("%s at %s: %+v, %v, want %+v", x.address, x.at, got, err, x.want)
		}
	}
	if got, err := b.Seen(ctx, moment("2040-06-20T06:00:00Z"), content.TypeEvent, "c"); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("an article among the events: %+v, %v", got, err)
	}
	b.at("2032-06-11T00:00:00Z")
	c.State = content.Withdrawn
	b.save(c)
	got, err := b.Seen(ctx, b.clock.get(), content.TypeArticle, "c")
	b.must(err)
	b.same("withdrawn", got, content.Seen{Type: content.TypeArticle, Slug: "c", Withdrawn: true})
}

// testUnknownType: a type that does not exist has nothing, whatever is asked.
func testUnknownType(b *bench) {
	ctx := context.Background()
	if _, _, err := b.List(ctx, b.clock.get(), "recipe", content.Query{}); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("List: %v", err)
	}
	if _, err := b.Show(ctx, b.clock.get(), "recipe", "a"); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("Show: %v", err)
	}
	if _, err := b.Seen(ctx, b.clock.get(), "recipe", "a"); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("Seen: %v", err)
	}
	if _, err := b.Counts(ctx, b.clock.get(), content.TypeArticle, "colour"); err == nil {
		b.Errorf("counted by something that is no facet")
	}
}
