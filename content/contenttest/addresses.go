package contenttest

import (
	"context"
	"errors"
	"time"

	"vielfalt/content"
)

// testFormerAddresses: an address under which readers have seen something leads to it
// for good, whatever it is called later; one that nobody has seen leads nowhere.
func testFormerAddresses(b *bench) {
	ctx := context.Background()
	now := b.clock.get()
	seen := func(address string) string {
		b.Helper()
		got, err := b.Seen(ctx, now, content.TypeArticle, address)
		if errors.Is(err, content.ErrNotFound) {
			return "nothing"
		}
		b.must(err)
		if got.Visible {
			return got.Slug
		}
		return got.Slug + ", not visible"
	}
	former := func(id string) []string {
		b.Helper()
		got, err := b.Addresses(ctx, []string{id, "nobody"})
		b.must(err)
		return got[id]
	}
	a := article("a", content.Schedule{})
	rename := func(slug string) {
		b.Helper()
		a.Slug = slug
		b.save(a)
	}
	rename("eins")
	rename("zwei")
	b.same("the address before", seen("eins"), "zwei")
	b.same("the present one", seen("zwei"), "zwei")
	rename("drei")
	b.same("two steps, one hop", []string{seen("eins"), seen("zwei"), seen("drei")}, []string{"drei", "drei", "drei"})
	b.same("former addresses", former("a"), []string{"eins", "zwei"})
	rename("eins")
	b.same("back again", []string{seen("eins"), seen("zwei"), seen("drei")}, []string{"eins", "eins", "eins"})
	b.same("former addresses", former("a"), []string{"drei", "zwei"})
	r, err := b.Show(ctx, now, content.TypeArticle, "eins")
	b.must(err)
	b.same("what is there", r.Base().ID, "a")

	// What nobody has seen leaves no address behind.
	for _, x := range []*content.Article{article("planned", content.Schedule{From: now.Add(time.Hour)}), article("draft", content.Schedule{})} {
		if x.ID == "draft" {
			x.State = content.Draft
		}
		b.save(x)
		x.Slug = x.ID + "-neu"
		b.save(x)
		b.same(x.ID, []string{seen(x.ID), seen(x.Slug)}, []string{"nothing", "nothing"})
		b.same(x.ID, former(x.ID), []string(nil))
	}

	// A new address between two editions is one that nobody has seen yet; if it
	// changes again before the next one, it leaves nothing behind.
	c := article("feast", content.Schedule{Observance: "islamic/eid-al-fitr", ShowDays: 3})
	b.save(c)
	editions, err := b.Editions(ctx, "feast")
	b.must(err)
	was := now
	now = editions[0].Until
	b.clock.set(now)
	c.Slug = "fest-neu"
	b.save(c)
	b.same("between editions", []string{seen("feast"), seen("fest-neu")}, []string{"fest-neu, not visible", "nothing"})
	c.Slug = "fest-ganz-neu"
	b.save(c)
	b.same("and again", []string{seen("feast"), seen("fest-neu"), seen("fest-ganz-neu")}, []string{"fest-ganz-neu, not visible", "nothing", "nothing"})
	now = editions[1].From
	b.same("in the next edition", []string{seen("feast"), seen("fest-neu"), seen("fest-ganz-neu")}, []string{"fest-ganz-neu", "nothing", "fest-ganz-neu"})
	now = was
	b.clock.set(now)

	// Something else has the address now: nobody notices before it shows.
	other := article("zwei", content.Schedule{From: now.Add(time.Hour)})
	b.save(other)
	b.same("before the other one shows", seen("zwei"), "eins")
	now = now.Add(2 * time.Hour)
	b.clock.set(now)
	b.same("once it shows", seen("zwei"), "zwei")
	other.State = content.Withdrawn
	b.save(other)
	b.same("after that", seen("zwei"), "zwei, not visible")

	a.State = content.Withdrawn
	b.save(a)
	b.same("withdrawn", seen("drei"), "eins, not visible")
	if _, err := b.Seen(ctx, now, content.TypeEvent, "drei"); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("of another type: %v", err)
	}

	// An export knows them.
	n := article("imported", content.Schedule{})
	late := article("late", content.Schedule{From: now.Add(time.Hour)})
	b.must(b.SaveWithHistory(ctx, "test", map[string]content.History{"imported": {Addresses: []string{"war", "imported", "Kein Slug"}}, "late": {Addresses: []string{"frueher"}}}, n, late))
	b.same("imported", []string{seen("war"), seen("frueher")}, []string{"imported", "nothing"})
	b.same("imported", former("imported"), []string{"war"})

	if err := b.Delete(ctx, "test", "imported", n.Version); err != nil && !errors.Is(err, content.ErrTraces) {
		b.Error(err)
	}
	b.same("deleted", seen("war"), "nothing")
}
