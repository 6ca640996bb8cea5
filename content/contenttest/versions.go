package contenttest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"vielfalt/content"
)

// versions returns the versions of an item, newest first, as "number based-on
// kind state by title" followed by anything notable.
func (b *bench) versions(id string) []string {
	b.Helper()
	all, err := b.Versions(context.Background(), id)
	b.must(err)
	var out []string
	for _, v := range all {
		s := fmt.Sprintf("%d %d %s %s %s %s", v.Number, v.BasedOn, v.Kind, v.State, v.By, v.Title)
		if v.Live {
			s += " live"
		}
		if v.Open {
			s += " open"
		}
		if v.ItemID != id || v.Record != nil || v.At.IsZero() || len(v.Digest) != 64 {
			b.Errorf("in a list: %+v", v)
		}
		out = append(out, s)
	}
	return out
}

// version returns a complete version.
func (b *bench) version(id string, number int64) content.Version {
	b.Helper()
	v, err := b.Version(context.Background(), id, number)
	b.must(err)
	encoded, err := content.Encode(v.Record)
	b.must(err)
	if it := v.Record.Base(); content.Digest(encoded) != v.Digest || it.Version != number || it.State != v.State || it.Title != v.Title || it.ID != id {
		b.Errorf("version %d is %+v", number, v)
	}
	return v
}

// draftOf returns a copy of a record that was saved, as a draft with another
// title.
func draftOf(r content.Record, title string) content.Record {
	encoded, err := content.Encode(r)
	if err != nil {
		panic(err)
	}
	out, err := content.Decode(encoded)
	if err != nil {
		panic(err)
	}
	it := out.Base()
	it.Version, it.State, it.Title = r.Base().Version, content.Draft, title
	return out
}

// shows is everything that readers, feeds and indexes are made from.
type shows struct {
	Records  []content.Record
	Editions map[string][]content.Edition
	Visible  []content.Record
	Lists    []any
	Changes  []content.Change
	Stamp    content.Stamp
	Plan     []content.Planned
	Edges    []content.Edge
}

func (b *bench) shows() (out shows) {
	b.Helper()
	ctx, now := context.Background(), b.clock.get()
	var ids []string
	b.must(b.Each(ctx, func(r content.Record) error {
		out.Records, ids = append(out.Records, r), append(ids, r.Base().ID)
		return nil
	}))
	var err error
	out.Editions, err = b.EditionsOf(ctx, ids)
	b.must(err)
	out.Visible, err = b.VisibleRecords(ctx, now, ids)
	b.must(err)
	for _, d := range content.Descriptions() {
		list, _, err := b.List(ctx, now, d.Type, content.Query{Whole: true})
		b.must(err)
		for _, r := range list {
			whole, err := b.Show(ctx, now, d.Type, d.Address(r.Base()))
			b.must(err)
			out.Lists = append(out.Lists, r, whole)
		}
		tags, err := b.Counts(ctx, now, d.Type, content.PerTag)
		b.must(err)
		out.Lists = append(out.Lists, tags)
	}
	observed, err := b.Observed(ctx, now)
	b.must(err)
	out.Lists = append(out.Lists, observed)
	out.Changes = b.changes(0)
	out.Stamp, err = b.Stamp(ctx, now)
	b.must(err)
	out.Plan, err = b.Plan(ctx, now.Add(-1000*time.Hour), now.Add(100_000*time.Hour))
	b.must(err)
	out.Edges, err = b.Edges(ctx, now.Add(-1000*time.Hour), now.Add(100_000*time.Hour))
	b.must(err)
	return out
}

// testDraftBeside: a draft of a visible item, of every type, touches nothing
// that shows, whatever it changes.
func testDraftBeside(b *bench) {
	ctx := context.Background()
	all := OneOfEach(content.Schedule{From: moment("2032-05-01T08:00:00Z")})
	b.save(all...)
	before := b.shows()
	b.at("2032-06-02T12:00:00Z")
	before.Plan, before.Edges, before.Stamp = b.shows().Plan, b.shows().Edges, b.shows().Stamp
	for _, state := range []content.State{content.Draft, content.InReview} {
		for _, r := range all {
			d := draftOf(r, "Entwurf "+string(state))
			it := d.Base()
			it.State, it.Slug, it.Tags, it.Traditions = state, "anders", []string{"Neu"}, nil
			it.Publish = content.Schedule{Observance: "civic/may", ShowDays: 3}
			if e, ok := d.(*content.Event); ok {
				e.Place, e.Sequence = "Anderswo", 9
			}
			b.must(b.Save(ctx, "anna", d))
			if it.Version != 2 && it.Version != 3 || !it.Created.Equal(r.Base().Created) || !it.Updated.Equal(r.Base().Updated) || it.UID != r.Base().UID {
				b.Errorf("%s: version %d created %v updated %v", it.ID, it.Version, it.Created, it.Updated)
			}
			if e, ok := d.(*content.Event); ok && e.Sequence != 0 {
				b.Errorf("the sequence of a draft counts: %d", e.Sequence)
			}
			r.Base().Version = it.Version // it continues its own draft
		}
		b.same("what shows beside a draft", b.shows(), before)
	}
	b.same("versions", b.versions("a-article"), []string{
		"3 1 save in-review anna Entwurf in-review open", "2 1 save draft anna Entwurf draft", "1 0 save approved test Titel a-article live",
	})
	got := b.version("a-article", 3).Record.(*content.Article)
	b.same("the draft", []any{got.Slug, got.Tags, string(got.Publish.Observance), got.State}, []any{"anders", []string{"Neu"}, "civic/may", content.InReview})
}

// testDraftLock: to continue a draft, one must have seen it.
func testDraftLock(b *bench) {
	ctx := context.Background()
	a := article("a", content.Schedule{})
	b.save(a)
	one, two := draftOf(a, "eins"), draftOf(a, "zwei")
	b.save(one)
	b.same("first draft", one.Base().Version, int64(2))
	if err := b.Save(ctx, "test", two); !errors.Is(err, content.ErrConflict) || two.Base().Version != 1 {
		b.Errorf("a draft of the live version over an open one: %v", err)
	}
	two.Base().Version = 2
	b.save(two)
	b.same("second draft", two.Base().Version, int64(3))
	// A record equal to the open draft is not a version; a caller with an old
	// one is told.
	again := draftOf(a, "zwei")
	again.Base().Version = 3
	b.save(again)
	b.same("equal", again.Base().Version, int64(3))
	one.Base().Title = "noch einmal"
	if err := b.Save(ctx, "test", one); !errors.Is(err, content.ErrConflict) {
		b.Errorf("an old draft: %v", err)
	}
	a.Title = "Live"
	if a.Version = 3; !errors.Is(b.Save(ctx, "test", a), content.ErrConflict) {
		b.Error("the number of a draft passed for that of the live version")
	}
	a.Version = 1
	b.save(a)
	b.same("versions", b.versions("a"), []string{
		"4 1 save approved test Live live", "3 1 save draft test zwei open", "2 1 save draft test eins", "1 0 save approved test Titel a",
	})
	// Its text comes from a version that is no longer live, and remains so.
	again.Base().Title = "drei"
	b.save(again)
	b.same("overtaken", b.versions("a")[0], "5 1 save draft test drei open")
}

// testVersionsKept: whatever is overwritten stays.
func testVersionsKept(b *bench) {
	ctx := context.Background()
	var want []string
	a := article("a", content.Schedule{})
	for i, c := range []struct {
		state content.State
		kind  string
	}{{content.Draft, ""}, {content.InReview, ""}, {content.Draft, ""}, {content.Approved, ""}, {content.Approved, ""}, {content.Withdrawn, ""}, {content.Withdrawn, ""}, {content.Approved, ""}} {
		b.clock.set(b.clock.get().Add(time.Hour))
		a.State, a.Title = c.state, fmt.Sprintf("Fassung %d", i+1)
		before := b.last()
		b.must(b.Save(ctx, "anna", a))
		b.same("version", a.Version, int64(i+1))
		want = slices.Insert(want, 0, fmt.Sprintf("%d %d save %s anna Fassung %d", i+1, i, c.state, i+1))
		mark := " live"
		if !c.state.Published() {
			mark = " live open"
		}
		list := slices.Clone(want)
		list[0] += mark
		b.same("versions", b.versions("a"), list)
		if logged := b.last() > before; logged != c.state.Published() {
			b.Errorf("%s entered a change: %v", c.state, logged)
		}
		v := b.version("a", a.Version)
		b.same("at", v.At, b.clock.get().Truncate(time.Second))
	}
	b.save(a) // unchanged
	b.same("versions", len(b.versions("a")), 8)
	for i := range 8 {
		b.same("kept", b.version("a", int64(i+1)).Record.Base().Title, fmt.Sprintf("Fassung %d", i+1))
	}
	for _, err := range []error{
		func() error { _, err := b.Version(ctx, "a", 9); return err }(),
		func() error { _, err := b.Version(ctx, "nobody", 1); return err }(),
		func() error { _, err := b.Versions(ctx, "nobody"); return err }(),
		func() error { _, err := b.RestoreVersion(ctx, "x", "a", 9, ""); return err }(),
		func() error { _, err := b.RestoreVersion(ctx, "x", "nobody", 1, ""); return err }(),
	} {
		if !errors.Is(err, content.ErrNotFound) {
			b.Errorf("got error %v", err)
		}
	}
}

// testVersionsOfOneSave: several drafts of one record in one save are a version
// each, and a failed save leaves none.
func testVersionsOfOneSave(b *bench) {
	ctx := context.Background()
	one, two := article("a", content.Schedule{}), article("a", content.Schedule{})
	two.Version, two.Title = 1, "zwei"
	b.save(one, two)
	b.same("versions", b.versions("a"), []string{"2 1 save approved test zwei live", "1 0 save approved test Titel a"})
	three, bad := *two, article("bad", content.Schedule{})
	three.Title, bad.Version = "drei", 7
	if err := b.Save(ctx, "test", &three, draftOf(two, "x"), bad); !errors.Is(err, content.ErrConflict) {
		b.Errorf("got error %v", err)
	}
	b.same("versions", len(b.versions("a")), 2)
}

// testWithdrawnKeeps: taking down keeps the text, and a draft of something
// taken down leaves it down.
func testWithdrawnKeeps(b *bench) {
	a := article("a", content.Schedule{})
	b.save(a)
	b.at("2032-06-02T12:00:00Z")
	a.State, a.Title = content.Withdrawn, "Fort"
	b.save(a)
	b.same("the text before", b.version("a", 1).Title, "Titel a")
	before := b.shows()
	b.save(draftOf(a, "Wieder"))
	b.same("what shows", b.shows(), before)
	b.same("versions", b.versions("a"), []string{"3 2 save draft test Wieder open", "2 1 save withdrawn test Fort live", "1 0 save approved test Titel a"})
}

// testRestoreVersion: what is restored is a draft, and is never published.
func testRestoreVersion(b *bench) {
	ctx := context.Background()
	a := article("a", content.Schedule{})
	b.save(a)
	a.Title = "zwei"
	b.save(a)
	before := b.shows()
	b.at("2032-06-02T12:00:00Z")
	before.Stamp = b.shows().Stamp
	restored := func(number int64, note string) content.Version {
		b.Helper()
		v, err := b.RestoreVersion(ctx, "bert", "a", number, note)
		b.must(err)
		return v
	}
	v := restored(1, "War besser.")
	b.same("restored", []any{v.Number, v.BasedOn, v.Kind, v.State, v.By, v.Note, v.Open, v.Live, v.Record.Base().Title},
		[]any{int64(3), int64(2), content.KindRestore, content.Draft, "bert", "War besser.", true, false, "Titel a"})
	b.same("restored twice", restored(1, "").Number, int64(3))
	// It replaces an open draft, which stays a version, and is based on what is
	// live now.
	a.Title = "vier"
	b.save(a)
	before = b.shows()
	b.same("after the live one moved", restored(2, "").BasedOn, int64(4))
	b.same("a draft restored", restored(3, "").Record.Base().Title, "Titel a")
	b.same("what shows", b.shows(), before)
	b.same("versions", b.versions("a"), []string{
		"6 4 restore draft bert Titel a open", "5 4 restore draft bert zwei", "4 2 save approved test vier live",
		"3 2 restore draft bert Titel a", "2 1 save approved test zwei", "1 0 save approved test Titel a",
	})
	// What was never approved is its own draft.
	d := article("d", content.Schedule{})
	d.State, d.Slug = content.InReview, "adresse"
	b.save(d)
	d.Title, d.Slug = "zwei", "andere"
	b.save(d)
	last := b.last()
	v, err := b.RestoreVersion(ctx, "bert", "d", 1, "")
	b.must(err)
	b.same("restored", []any{v.Number, v.State, v.Live, v.Open, v.Record.Base().Slug, b.last()}, []any{int64(3), content.Draft, true, true, "adresse", last})
	got, err := b.Get(ctx, "d")
	b.must(err)
	b.same("title", got.Base().Title, "Titel d")
	taken := article("taken", content.Schedule{})
	taken.Slug = "andere"
	b.save(taken)
	if _, err := b.RestoreVersion(ctx, "bert", "d", 2, ""); !errors.Is(err, content.ErrConflict) {
		b.Errorf("an address that belongs to something else: %v", err)
	}
}

// testDraftAddresses: a draft of something live takes no address, and the live
// item keeps its own.
func testDraftAddresses(b *bench) {
	ctx := context.Background()
	a, other := article("a", content.Schedule{}), article("other", content.Schedule{})
	b.save(a, other)
	d := draftOf(a, "x")
	d.Base().Slug = "other"
	b.save(d) // nobody is told before it is approved
	d.Base().Slug = "frei"
	b.save(d)
	third := article("third", content.Schedule{})
	third.Slug = "frei"
	b.save(third)
	approve := d.(*content.Article)
	approve.State, approve.Version = content.Approved, 1
	if err := b.Save(ctx, "test", approve); !errors.Is(err, content.ErrConflict) {
		b.Errorf("approved at an address that belongs to something else: %v", err)
	}
	got, err := content.Show[*content.Article](ctx, b, b.clock.get(), "a")
	b.must(err)
	b.same("title", got.Title, "Titel a")
	// A live item also keeps its address from anything saved together with the
	// draft.
	fourth := article("fourth", content.Schedule{})
	fourth.Slug = "a"
	moved := draftOf(a, "y")
	moved.Base().Version, moved.Base().Slug = 3, "anders"
	if err := b.Save(ctx, "test", moved, fourth); !errors.Is(err, content.ErrConflict) || !strings.Contains(err.Error(), `belongs to "a"`) {
		b.Errorf("an address that only a draft gives up: %v", err)
	}
}

// testImportBesideDraft: an import never touches somebody's open draft.
func testImportBesideDraft(b *bench) {
	ctx := context.Background()
	a := article("a", content.Schedule{})
	b.save(a)
	imported := func(r content.Record, version int64) int64 {
		b.Helper()
		r.Base().Version = version
		b.must(b.SaveWithHistory(ctx, "import", nil, r))
		return r.Base().Version
	}
	b.same("a first draft", imported(draftOf(a, "Import"), 1), int64(2))
	b.same("repeated", imported(draftOf(a, "Import"), 1), int64(2))
	mine := draftOf(a, "Meiner")
	mine.Base().Version = 2
	b.save(mine)
	before := b.shows()
	for range 2 {
		b.same("beside", imported(draftOf(a, "Noch einer"), 1), int64(4))
		b.same("equal to an older one", imported(draftOf(a, "Import"), 1), int64(2))
		b.same("equal to the open one", imported(draftOf(a, "Meiner"), 1), int64(3))
	}
	b.same("what shows", b.shows(), before)
	live := *a
	live.Title = "Neu"
	b.same("live", imported(&live, 1), int64(5))
	b.same("versions", b.versions("a"), []string{
		"5 1 import approved import Neu live", "4 1 import draft import Noch einer", "3 1 save draft test Meiner open",
		"2 1 import draft import Import", "1 0 save approved test Titel a",
	})
	stored, err := b.Stored(ctx, []string{"a"})
	b.must(err)
	b.same("stored", stored["a"], content.Stored{Type: content.TypeArticle, State: content.Approved, Version: 5, Draft: 3, Last: 5})
}

// testDraftsEnd: what is approved word for word is no draft any more, nor is what
// says the same as what readers see; an import goes on with its own.
func testDraftsEnd(b *bench) {
	ctx := context.Background()
	open := func(want int64) {
		b.Helper()
		stored, err := b.Stored(ctx, []string{"a"})
		b.must(err)
		b.same("open draft", stored["a"].Draft, want)
	}
	imported := func(r content.Record) int64 {
		b.Helper()
		stored, err := b.Stored(ctx, []string{"a"})
		b.must(err)
		r.Base().Version = stored["a"].Version
		b.must(b.SaveWithHistory(ctx, "import", nil, r))
		return r.Base().Version
	}
	titled := func(title string) *content.Article {
		a := article("a", content.Schedule{})
		a.Type, a.Title = content.TypeArticle, title
		return a
	}
	imported(titled("Eins"))
	b.same("a draft", imported(draftOf(titled("Eins"), "Zwei")), int64(2))
	open(2)
	b.same("the next draft of an import", imported(draftOf(titled("Eins"), "Drei")), int64(3))
	open(3)
	b.same("approved", imported(titled("Drei")), int64(4))
	open(0)
	b.same("the next round", imported(draftOf(titled("Drei"), "Vier")), int64(5))
	open(5)
	b.same("something else is approved", imported(titled("Anders")), int64(6))
	open(5)
	// In review it is the same text.
	review := draftOf(titled("Anders"), "Fünf")
	review.Base().State = content.InReview
	imported(review)
	open(7)
	b.same("approved from review", imported(titled("Fünf")), int64(8))
	open(0)
	last := b.last()
	b.same("a draft that is none", imported(draftOf(titled("Fünf"), "Fünf")), int64(8))
	open(0)
	v, err := b.RestoreVersion(ctx, "test", "a", 1, "")
	b.must(err)
	open(v.Number)
	v, err = b.RestoreVersion(ctx, "test", "a", 8, "")
	b.must(err)
	b.same("what is live is restored", v.Live && v.Number == 8, true)
	open(0)
	b.same("changes", b.last(), last)
	// Withdrawn, the same text may be worked on again.
	gone := titled("Fünf")
	gone.State = content.Withdrawn
	imported(gone)
	imported(draftOf(titled("Fünf"), "Fünf"))
	open(11)
}

// testVersionsOfAnExport: for items that do not exist yet the past is taken
// over, to the last byte; for existing ones it is not.
func testVersionsOfAnExport(b *bench) {
	ctx := context.Background()
	a := article("a", content.Schedule{})
	b.save(a)
	for _, title := range []string{"zwei", "drei"} {
		b.clock.set(b.clock.get().Add(time.Hour))
		a.Title = title
		b.must(b.Save(ctx, "anna", a))
	}
	b.save(draftOf(a, "Entwurf"))
	h := content.History{Open: 4}
	b.must(b.EachVersion(ctx, []string{"a", "nobody"}, func(v content.Version) error {
		if v.Live {
			v.Record = nil
		}
		h.Versions = append(h.Versions, v)
		return nil
	}))
	b.same("numbers", len(h.Versions), 4)
	to := b.another(b.place(b.T))
	r := *a
	r.Version = 0
	b.must(to.SaveWithHistory(ctx, "import", map[string]content.History{"a": h}, &r))
	b.same("number", r.Version, int64(3))
	whole := func(s content.VersionStore) (out []content.Version) {
		b.must(s.EachVersion(ctx, nil, func(v content.Version) error { out = append(out, v); return nil }))
		return out
	}
	b.same("versions", whole(to), whole(b.Store))
	again := *a
	again.Title = "fünf"
	b.must(to.SaveWithHistory(ctx, "import", map[string]content.History{"a": {Versions: h.Versions[:1], Open: 1}}, &again))
	b.same("goes on", again.Version, int64(5))
	b.same("versions", len(whole(to)), 5)
	// Anything inconsistent is refused entirely.
	for what, h := range map[string]content.History{
		"a number twice":     {Versions: []content.Version{h.Versions[0], h.Versions[0]}},
		"no number":          {Versions: []content.Version{{Kind: "save"}}},
		"of something else":  {Versions: []content.Version{{Number: 1, Kind: "save", Record: article("z", content.Schedule{})}}},
		"of no type we know": {Versions: []content.Version{{Number: 1, Kind: "save", Record: &content.Article{Item: content.Item{ID: "b", Type: "x"}}}}},
	} {
		if err := to.SaveWithHistory(ctx, "import", map[string]content.History{"b": h}, article("b", content.Schedule{})); err == nil {
			b.Errorf("%s was stored", what)
		}
	}
	if _, err := to.Get(ctx, "b"); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("half of it is there: %v", err)
	}
}

// testForgetVersions: nothing remains of what was forgotten, and everything
// else stays.
func testForgetVersions(b *bench) {
	ctx := context.Background()
	other := article("other", content.Schedule{})
	b.save(other)
	a := article("a", content.Schedule{})
	b.save(a)
	for _, title := range []string{"Zwei", "Drei"} {
		a.Title = title
		b.save(a)
	}
	draft := article("a", content.Schedule{})
	draft.State, draft.Title, draft.Version = content.Draft, "Entwurf", a.Version
	b.save(draft)
	last := b.last()
	n, err := b.ForgetVersions(ctx, "a")
	b.must(err)
	b.same("forgotten", n, 2)
	all, err := b.Versions(ctx, "a")
	b.must(err)
	var left []string
	for _, v := range all {
		left = append(left, v.Title)
	}
	b.same("left", left, []string{"Entwurf", "Drei"})
	b.same("changes", b.last(), last)
	n, err = b.ForgetVersions(ctx, "a")
	b.must(err)
	b.same("forgotten again", n, 0)
	if all, err = b.Versions(ctx, "other"); err != nil || len(all) != 1 {
		b.Errorf("versions of another: %v, %v", all, err)
	}
	if _, err := b.ForgetVersions(ctx, "nobody"); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("of nothing: %v", err)
	}
	got, err := b.Get(ctx, "a")
	b.must(err)
	got.Base().Title = "Vier"
	b.save(got) // continues from what is left
}

// testDeleteVersions: nothing remains of what was deleted, and numbers start
// again.
func testDeleteVersions(b *bench) {
	ctx := context.Background()
	a := article("a", content.Schedule{})
	b.save(a)
	b.save(draftOf(a, "Entwurf"))
	b.must(b.Delete(ctx, "test", "a", 1))
	n := 0
	b.must(b.EachVersion(ctx, nil, func(content.Version) error { n++; return nil }))
	b.same("versions", n, 0)
	b.save(article("a", content.Schedule{}))
	b.same("versions", b.versions("a"), []string{"1 0 save approved test Titel a live"})
	// Nobody ever saw what was never approved.
	d := article("d", content.Schedule{})
	d.State = content.Draft
	last := b.last()
	b.save(d)
	b.must(b.Delete(ctx, "test", "d", 1))
	b.same("changes", b.last(), last)
}

// testVersionsConcurrently: of several that continue one draft one wins, and no
// number is used twice.
func testVersionsConcurrently(b *bench) {
	ctx := context.Background()
	a := article("a", content.Schedule{})
	b.save(a)
	done := make(chan error)
	const n = 8
	for i := range n {
		go func() { done <- b.Save(ctx, "test", draftOf(a, fmt.Sprintf("Entwurf %d", i))) }()
		go func() {
			live := *a
			live.Title = fmt.Sprintf("Live %d", i)
			done <- b.Save(ctx, "test", &live)
		}()
	}
	won := 0
	for range 2 * n {
		if err := <-done; err == nil {
			won++
		} else if !errors.Is(err, content.ErrConflict) {
			b.Error(err)
		}
	}
	all, err := b.Versions(ctx, "a")
	b.must(err)
	if won < 1 || won > 2 || len(all) != won+1 {
		b.Errorf("%d won, there are %d versions", won, len(all))
	}
}

// Whatever became of an item, the titles of all its versions are known.
func testTitles(b *bench) {
	ctx := context.Background()
	titles := func() []string {
		b.Helper()
		out, err := b.Titles(ctx, content.TypeContact)
		b.must(err)
		slices.Sort(out)
		return out
	}
	b.same("of none", len(titles()), 0)
	for i, state := range []content.State{content.Draft, content.Approved, content.Withdrawn} {
		c := &content.Contact{Item: content.Item{ID: fmt.Sprint("c", i), State: state, Text: content.Text{Lang: "de", Title: fmt.Sprintf("Anna Muster%d", i)}}}
		b.save(c)
	}
	b.save(&content.Article{Item: content.Item{ID: "a", State: content.Approved, Text: content.Text{Lang: "de", Title: "Beitrag"}}})
	b.same("of all states", titles(), []string{"Anna Muster0", "Anna Muster1", "Anna Muster2"})
	r := b.record("c1")
	r.Base().Title, r.Base().State = "Anna Neuname", content.Draft
	b.save(r)
	b.same("with a draft", titles(), []string{"Anna Muster0", "Anna Muster1", "Anna Muster2", "Anna Neuname"})
	b.must(b.Delete(ctx, "test", "c2", b.record("c2").Base().Version))
	b.same("once one is deleted", titles(), []string{"Anna Muster0", "Anna Muster1", "Anna Neuname"})
}
