package contenttest

import (
	"context"

	"vielfalt/content"
)

// testPlaceholders: wherever readers look, texts name the date of the edition
// they see, also after the date has moved while it shows.
func testPlaceholders(b *bench) {
	ctx := context.Background()
	a := article("feast", content.Schedule{Observance: "islamic/eid-al-fitr", Offset: -3, ShowDays: 14})
	a.Title, a.Summary, a.Body = "Fest {{jahr}}", "Am {{datum}}.", "Es beginnt am {{vorabend}}."
	a.Translations = []content.Text{{Lang: content.English, Title: "Feast", Body: "On {{datum}}."}}
	plain := article("plain", content.Schedule{From: moment("2032-05-01T00:00:00Z")})
	plain.Title = "{{datum}}"
	b.save(a, plain)

	at := b.at("2032-12-31T12:00:00Z")
	check := func(what string, want [5]string) {
		b.Helper()
		texts := func(r content.Record) [5]string {
			it := r.Base()
			en, _ := it.TextIn(content.English)
			return [5]string{it.Title, it.Summary, it.Body, en.Title, en.Body}
		}
		r, err := b.Show(ctx, at, content.TypeArticle, "feast")
		b.must(err)
		b.same(what+" on its page", texts(r), want)
		all, err := b.VisibleRecords(ctx, at, []string{"feast"})
		b.must(err)
		b.same(what+" in the index", texts(all[0]), want)
		list, _, err := b.List(ctx, at, content.TypeArticle, content.Query{IDs: []string{"feast"}, Whole: true})
		b.must(err)
		b.same(what+" in a feed", texts(list[0]), want)
		list, _, err = b.List(ctx, at, content.TypeArticle, content.Query{IDs: []string{"feast"}})
		b.must(err)
		b.same(what+" in a list", [2]string{list[0].Base().Title, list[0].Base().Summary}, [2]string{want[0], want[1]})
		items, err := b.Visible(ctx, at, []string{"feast"})
		b.must(err)
		b.same(what+" among the hits", [2]string{items["feast"].Title, items["feast"].Summary}, [2]string{want[0], want[1]})
	}
	check("reckoned", [5]string{"Fest 2033", "Am 2. Januar 2033.", "Es beginnt am 1. Januar 2033.", "Feast", "On 2 January 2033."})

	before, editions := b.last(), b.editions("feast")
	b.announce(announced("islamic/eid-al-fitr", "2033-01-02", "2033-01-03"))
	b.reload()
	_, err := b.Replan(ctx)
	b.must(err)
	check("confirmed", [5]string{"Fest 2033", "Am 3. Januar 2033.", "Es beginnt am 2. Januar 2033.", "Feast", "On 3 January 2033."})
	told := false
	for _, c := range b.changes(before) {
		told = told || c.ID == "feast"
	}
	if !told {
		b.Error("nobody is told that the text changed")
	}
	b.same("key and beginning", b.editions("feast")[0][:len("2033-01-02 2032-12-30")], editions[0][:len("2033-01-02 2032-12-30")])

	stored, err := b.Get(ctx, "feast")
	b.must(err)
	b.same("what is stored", stored.Base().Summary, "Am {{datum}}.")
	p, err := b.Show(ctx, at, content.TypeArticle, "plain")
	b.must(err)
	b.same("without a holiday", p.Base().Title, "{{datum}}")
}
