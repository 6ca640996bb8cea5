package contenttest

import (
	"context"
	"time"

	"vielfalt/content"
)

// testWithdrawn: what readers had seen and was taken down is told for a while, with
// none of its text.
func testWithdrawn(b *bench) {
	ctx := context.Background()
	start := b.clock.get()
	told := func(since time.Time, q content.Query) (ids []string) {
		b.Helper()
		list, err := b.Withdrawn(ctx, b.clock.get(), since, content.TypeArticle, q)
		b.must(err)
		for _, w := range list {
			if w.Item.Title != "" || w.Item.Body != "" || w.Item.UID == "" || w.Item.Type != content.TypeArticle || w.Edition.Key == "" || w.Edition.From.IsZero() {
				b.Errorf("%+v", w)
			}
			ids = append(ids, w.Item.ID)
		}
		return ids
	}
	one, two, planned := article("eins", content.Schedule{}), article("zwei", content.Schedule{}), article("geplant", content.Schedule{From: start.Add(48 * time.Hour)})
	one.Tags = []string{"Feste"}
	b.save(one, two, planned, article("bleibt", content.Schedule{}))
	b.same("while all show", told(start, content.Query{}), []string(nil))
	id := one.FeedID(content.Edition{Key: b.shown("eins").Key})

	withdraw := func(a *content.Article) {
		b.clock.set(b.clock.get().Add(time.Hour))
		a.State = content.Withdrawn
		b.save(a)
	}
	withdraw(one)
	gone := b.clock.get()
	withdraw(planned)
	withdraw(two)
	b.same("the latest first, and what was never seen not at all", told(start, content.Query{}), []string{"zwei", "eins"})
	b.same("of a theme", told(start, content.Query{Tags: []string{"Feste"}}), []string{"eins"})
	b.same("since a moment", told(gone.Add(time.Second), content.Query{}), []string{"zwei"})
	list, err := b.Withdrawn(ctx, b.clock.get(), start, content.TypeArticle, content.Query{Tags: []string{"Feste"}})
	b.must(err)
	b.same("the identity in feeds", list[0].Item.FeedID(list[0].Edition), id)
	b.same("when", list[0].Edition.Until.UTC(), gone.UTC())

	one.State = content.Approved
	b.save(one)
	b.same("once it shows again", told(start, content.Query{}), []string{"zwei"})
}

// shown returns the edition of an article that shows.
func (b *bench) shown(slug string) content.Edition {
	b.Helper()
	r, err := b.Show(context.Background(), b.clock.get(), content.TypeArticle, slug)
	b.must(err)
	return r.Base().Current
}
