package contenttest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

func ids[T content.Record](list []T) []string {
	var out []string
	for _, r := range list {
		out = append(out, r.Base().ID)
	}
	return out
}

func testArticles(b *bench) {
	ctx := context.Background()
	since := func(s string) content.Schedule { return content.Schedule{From: moment(s)} }
	b.save(article("old", since("2032-01-01T00:00:00Z")), article("new", since("2032-05-01T00:00:00Z")),
		article("middle", since("2032-03-01T00:00:00Z")), article("also-middle", since("2032-03-01T00:00:00Z")))
	list, total, err := content.List[*content.Article](ctx, b, b.clock.get(), content.Query{})
	b.must(err)
	b.same("latest first", ids(list), []string{"new", "also-middle", "middle", "old"})
	b.same("total", total, 4)
	feast := article("feast", content.Schedule{Observance: "civic/may", At: 8 * 60, ShowDays: 30, Since: day("2030-01-01")})
	b.save(feast)
	got, err := content.Show[*content.Article](ctx, b, moment("2032-05-20T00:00:00Z"), "feast")
	b.must(err)
	var keys []string
	for _, e := range got.Editions {
		keys = append(keys, e.Key)
	}
	b.same("editions begun, newest first", keys, []string{"2032-05-04", "2031-05-04", "2030-05-04"})
	b.same("current", got.Current, got.Editions[0])
	b.same("feed id", got.FeedID(got.Current), "tag:vielfalt.invalid,2026:article/"+feast.UID+"/2032-05-04")
}

func testContacts(b *bench) {
	var all []content.Record
	for i, c := range []struct{ dezernat, name string }{
		{"36", "Zoe"}, {"36", "Ömer"}, {"36", "Oz"}, {"36", "anna"}, {"7", "Bea"}, {"11.5", "Cem"}, {"11", "Dora"}, {"", "Aaron"}, {"11.15", "Eva"},
	} {
		r := &content.Contact{Item: item(fmt.Sprintf("c%d", i))}
		r.Dezernat, r.Title = c.dezernat, c.name
		all = append(all, r)
	}
	b.save(all...)
	list, total, err := content.List[*content.Contact](context.Background(), b, b.clock.get(), content.Query{})
	b.must(err)
	var names []string
	for _, c := range list {
		names = append(names, c.Title)
	}
	b.same("by Dezernat, then name", names, []string{"Bea", "Dora", "Cem", "Eva", "anna", "Ömer", "Oz", "Zoe", "Aaron"})
	b.same("total", total, len(all))
}

func testEvents(b *bench) {
	ctx := context.Background()
	event := func(id, start, end string) *content.Event {
		return &content.Event{Item: item(id), Start: moment(start), End: moment(end)}
	}
	b.save(
		event("past", "2032-01-01T10:00:00Z", "2032-01-01T12:00:00Z"),
		event("long", "2032-05-01T10:00:00Z", "2032-07-01T12:00:00Z"),
		event("today", "2032-06-01T10:00:00Z", "2032-06-01T12:00:00Z"),
		event("point", "2032-06-01T11:00:00Z", "2032-06-01T11:00:00Z"),
		event("future", "2032-08-01T10:00:00Z", "2032-08-01T12:00:00Z"),
	)
	for _, c := range []struct {
		from, before string
		want         []string
	}{
		{"", "", []string{"past", "long", "today", "point", "future"}},
		{"2032-06-01T11:00:00Z", "", []string{"long", "today", "point", "future"}},
		{"2032-06-01T12:00:00Z", "", []string{"long", "future"}},
		{"", "2032-06-01T10:00:00Z", []string{"past", "long"}},
		{"2032-01-01T12:00:00Z", "2032-06-01T10:00:01Z", []string{"long", "today"}},
	} {
		var q content.Query
		if c.from != "" {
			q.StartsFrom = moment(c.from)
		}
		if c.before != "" {
			q.StartsBefore = moment(c.before)
		}
		list, total, err := content.List[*content.Event](ctx, b, b.clock.get(), q)
		b.must(err)
		b.same(c.from+".."+c.before, ids(list), c.want)
		b.same("total", total, len(c.want))
		q.Limit = 1
		if list, total, err = content.List[*content.Event](ctx, b, b.clock.get(), q); err != nil || len(list) != 1 || total != len(c.want) {
			b.Errorf("one of %v: %d, %d, %v", c.want, len(list), total, err)
		}
	}
}

func testPastEvents(b *bench) {
	ctx := context.Background()
	event := func(id, start, end string) *content.Event {
		return &content.Event{Item: item(id), Start: moment(start), End: moment(end)}
	}
	b.save(
		event("first", "2032-01-01T10:00:00Z", "2032-01-01T12:00:00Z"),
		event("second", "2032-02-01T10:00:00Z", "2032-02-01T12:00:00Z"),
		event("also-second", "2032-02-01T10:00:00Z", "2032-02-01T11:00:00Z"),
		event("now", "2032-03-01T10:00:00Z", "2032-03-01T12:00:00Z"),
		event("point", "2032-03-01T12:00:00Z", "2032-03-01T12:00:00Z"),
		article("no-event", content.Schedule{}),
	)
	for at, want := range map[string][]string{
		"2032-01-01T11:00:00Z": nil,
		"2032-03-01T11:59:59Z": {"also-second", "second", "first"},
		"2032-03-01T12:00:00Z": {"now", "also-second", "second", "first"},
		"2032-03-01T12:00:01Z": {"point", "now", "also-second", "second", "first"},
	} {
		past, total, err := content.List[*content.Event](ctx, b, b.clock.get(), content.Query{EndedBefore: moment(at)})
		b.must(err)
		b.same("ended before "+at, ids(past), want)
		b.same("total", total, len(want))
		// What is not over is still to come, and nothing is both.
		ahead, _, err := content.List[*content.Event](ctx, b, b.clock.get(), content.Query{StartsFrom: moment(at)})
		b.must(err)
		if len(past)+len(ahead) != 5 {
			b.Errorf("at %s %v are over and %v are not", at, ids(past), ids(ahead))
		}
	}
	list, _, err := content.List[*content.Article](ctx, b, b.clock.get(), content.Query{EndedBefore: moment("2032-03-01T12:00:00Z")})
	b.must(err)
	b.same("articles do not end", ids(list), []string{"no-event"})
}

func testObserved(b *bench) {
	ctx := context.Background()
	on := func(id, from string, o ...calendar.ID) *content.Article {
		a := article(id, content.Schedule{From: moment(from)})
		a.Observances = o
		return a
	}
	other := &content.Offer{Item: item("offer")}
	other.Observances = []calendar.ID{"civic/may"}
	b.save(
		on("old", "2032-01-01T00:00:00Z", "islamic/eid-al-fitr"),
		on("new", "2032-02-01T00:00:00Z", "islamic/eid-al-fitr", "civic/spring"),
		on("future", "2032-12-01T00:00:00Z", "islamic/eid-al-fitr", "civic/autumn"),
		other,
	)
	got, err := b.Observed(ctx, b.clock.get())
	b.must(err)
	b.same("observed", got, map[calendar.ID]string{"islamic/eid-al-fitr": "new", "civic/spring": "new"})
}

func testOffers(b *bench) {
	var all []content.Record
	for i, title := range []string{"Zebra", "Äpfel", "apfel", "Straße", "Strasse b", "Öl"} {
		o := &content.Offer{Item: item(fmt.Sprintf("o%d", i))}
		o.Title = title
		all = append(all, o)
	}
	b.save(all...)
	list, _, err := content.List[*content.Offer](context.Background(), b, b.clock.get(), content.Query{})
	b.must(err)
	var titles []string
	for _, o := range list {
		titles = append(titles, o.Title)
	}
	b.same("by title", titles, []string{"Äpfel", "apfel", "Öl", "Straße", "Strasse b", "Zebra"})
}

func testFilters(b *bench) {
	ctx := context.Background()
	for i, c := range []struct {
		tradition, dezernat, tag string
		observance               calendar.ID
	}{
		{"jewish", "36", "Flucht", "jewish/asara-betevet"},
		{"islamic", "36", "FLUCHT", "islamic/eid-al-fitr"},
		{"islamic", "37", "Öffentlich", "islamic/eid-al-fitr"},
		{"islamic", "11.5", "ÖFFENTLICH", ""},
	} {
		a := article(fmt.Sprintf("a%d", i), content.Schedule{})
		a.Traditions, a.Dezernat, a.Tags = []string{c.tradition}, c.dezernat, []string{"Alle", c.tag}
		if c.observance != "" {
			a.Observances = []calendar.ID{c.observance}
		}
		if i == 2 {
			a.Translations = []content.Text{{Lang: content.PlainGerman, Title: "Einfach", Body: "Ein Satz."}}
		}
		b.save(a)
	}
	b.save(&content.Offer{Item: item("offer")})
	for _, c := range []struct {
		q    content.Query
		want []string
	}{
		{content.Query{}, []string{"a0", "a1", "a2", "a3"}},
		{content.Query{Traditions: []string{"jewish"}}, []string{"a0"}},
		{content.Query{Traditions: []string{"islamic"}, Dezernate: []string{"36"}}, []string{"a1"}},
		{content.Query{Dezernate: []string{"11"}}, nil},
		// Values of a list add up, lists narrow each other.
		{content.Query{Traditions: []string{"jewish", "islamic"}}, []string{"a0", "a1", "a2", "a3"}},
		{content.Query{Traditions: []string{"nobody", "islamic", "islamic"}}, []string{"a1", "a2", "a3"}},
		{content.Query{Dezernate: []string{"37", "11.5"}}, []string{"a2", "a3"}},
		{content.Query{Dezernate: []string{"36", "11.5"}, Tags: []string{"öffentlich", "flucht"}, Traditions: []string{"islamic"}}, []string{"a1", "a3"}},
		{content.Query{Dezernate: []string{"11.5"}}, []string{"a3"}},
		{content.Query{Tags: []string{"flucht"}}, []string{"a0", "a1"}},
		{content.Query{Tags: []string{"öffentlich"}}, []string{"a2", "a3"}},
		{content.Query{Tags: []string{"O\u0308ffentlich"}}, []string{"a2", "a3"}}, // decomposed, as some systems type it
		{content.Query{Tags: []string{"alle"}, Observance: "islamic/eid-al-fitr"}, []string{"a1", "a2"}},
		{content.Query{IDs: []string{"a3", "a1", "nobody", "a1"}}, []string{"a1", "a3"}},
		{content.Query{Slug: "a2"}, []string{"a2"}},
		{content.Query{Slug: "a2", Traditions: []string{"jewish"}}, nil},
		{content.Query{Slug: "offer"}, nil}, // of another type
		{content.Query{Tags: []string{"' OR 1=1 --"}}, nil},
		{content.Query{Tags: []string{"%"}}, nil},
		{content.Query{Lang: content.PlainGerman}, []string{"a2"}},
		{content.Query{Lang: content.PlainGerman, Dezernate: []string{"36"}}, nil},
		{content.Query{Lang: content.English}, nil},
	} {
		list, total, err := content.List[*content.Article](ctx, b, b.clock.get(), c.q)
		b.must(err)
		b.same(fmt.Sprintf("%+v", c.q), ids(list), c.want)
		b.same("total", total, len(c.want))
	}
}

// testOddTexts: text that no store could hold is not found, and does no harm.
func testOddTexts(b *bench) {
	ctx := context.Background()
	now := b.clock.get()
	b.save(OneOfEach(content.Schedule{})...)
	for _, text := range []string{"a\x00", "\xff", "a-article\x00", "\xed\xa0\x80"} {
		for _, q := range []content.Query{
			{IDs: []string{text}}, {Slug: text}, {Traditions: []string{text}}, {Observance: calendar.ID(text)}, {Dezernate: []string{text}}, {Tags: []string{text}},
		} {
			list, total, err := content.List[*content.Article](ctx, b, now, q)
			if len(list) != 0 || total != 0 || err != nil {
				b.Errorf("%+v: %d of %d, %v", q, len(list), total, err)
			}
		}
		if _, err := content.Show[*content.Article](ctx, b, now, text); !errors.Is(err, content.ErrNotFound) {
			b.Errorf("article %q: %v", text, err)
		}
		if _, err := content.Show[*content.Contact](ctx, b, now, text); !errors.Is(err, content.ErrNotFound) {
			b.Errorf("contact %q: %v", text, err)
		}
		if _, err := b.Get(ctx, text); !errors.Is(err, content.ErrNotFound) {
			b.Errorf("record %q: %v", text, err)
		}
		if v, err := b.Visible(ctx, now, []string{text}); len(v) != 0 || err != nil {
			b.Errorf("visible %q: %v, %v", text, v, err)
		}
	}
	// The text of a page is whatever a PDF contains.
	page := func() *content.Brochure {
		return &content.Brochure{Item: item("odd"), Pages: []content.Page{{Number: 1, Text: "eins\x00zwei"}}}
	}
	b.save(page())
	before := b.last()
	again := page()
	again.Version = 1
	b.save(again)
	b.same("changes of saving it again", b.last()-before, int64(0))
	got, err := content.Show[*content.Brochure](ctx, b, now, "odd")
	b.must(err)
	if text := got.Pages[0].Text; !strings.HasPrefix(text, "eins") || !strings.HasSuffix(text, "zwei") || strings.Contains(text, "\x00") {
		b.Errorf("page %q", text)
	}
}

func testPages(b *bench) {
	ctx := context.Background()
	var all []content.Record
	for i := range 120 {
		all = append(all, article(fmt.Sprintf("a%03d", i), content.Schedule{}))
	}
	b.save(all...)
	for _, c := range []struct{ limit, offset, want int }{
		{0, 0, 50}, {10, 0, 10}, {50, 100, 20}, {50, 120, 0}, {50, 500, 0}, {1000, 0, 120}, {5000, 0, 120}, {-1, -1, 50},
	} {
		list, total, err := content.List[*content.Article](ctx, b, b.clock.get(), content.Query{Limit: c.limit, Offset: c.offset})
		b.must(err)
		if len(list) != c.want || total != 120 {
			b.Errorf("limit %d offset %d: %d of %d, want %d of 120", c.limit, c.offset, len(list), total, c.want)
		}
		if c.want > 0 && list[0].ID != fmt.Sprintf("a%03d", max(c.offset, 0)) {
			b.Errorf("limit %d offset %d begins with %s", c.limit, c.offset, list[0].ID)
		}
	}
}

func testCounts(b *bench) {
	ctx := context.Background()
	for i, d := range []string{"36", "36", "7", "11.5", "", "36"} {
		a := article(fmt.Sprintf("a%d", i), content.Schedule{})
		a.Dezernat, a.Tags = d, []string{"Alle", fmt.Sprintf("Tag%d", i/2)}
		a.Traditions = []string{"jewish", "islamic"}[:1+(i+1)%2]
		if i == 5 {
			a.Traditions = []string{"persian"}
			a.Publish.From = b.clock.get().Add(time.Hour) // not visible yet
			a.Tags = []string{"geheim"}
		}
		b.save(a)
	}
	got, err := b.Counts(ctx, b.clock.get(), content.TypeArticle, content.PerTradition)
	b.must(err)
	b.same("traditions", got, []content.Count{{Value: "islamic", N: 3}, {Value: "jewish", N: 5}})
	offer := &content.Offer{Item: item("o")}
	offer.Dezernat, offer.Tags = "99", []string{"Angebot"}
	b.save(offer)
	got, err = b.Counts(ctx, b.clock.get(), content.TypeArticle, content.PerDezernat)
	b.must(err)
	b.same("Dezernate", got, []content.Count{{Value: "7", N: 1}, {Value: "11.5", N: 1}, {Value: "36", N: 2}})
	got, err = b.Counts(ctx, b.clock.get(), content.TypeArticle, content.PerTag)
	b.must(err)
	b.same("tags", got, []content.Count{{Value: "Alle", N: 5}, {Value: "Tag0", N: 2}, {Value: "Tag1", N: 2}, {Value: "Tag2", N: 1}})
}
