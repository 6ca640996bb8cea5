package contenttest

import (
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"vielfalt/content"
)

// snapshot returns everything a store holds.
func (b *bench) snapshot(s content.Snapshotter) []content.Row {
	b.Helper()
	var rows []content.Row
	b.must(s.Snapshot(context.Background(), func(r content.Row) error {
		rows = append(rows, r)
		return nil
	}))
	return rows
}

// given yields rows, and then err unless it is nil.
func given(rows []content.Row, err error) iter.Seq2[content.Row, error] {
	return func(yield func(content.Row, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
		if err != nil {
			yield(content.Row{}, err)
		}
	}
}

// fill puts something into every table.
func (b *bench) fill() {
	b.Helper()
	ctx := context.Background()
	b.save(OneOfEach(content.Schedule{From: moment("2032-05-01T00:00:00Z")})...)
	moved := article("moved", content.Schedule{})
	b.save(moved)
	moved.Slug = "elsewhere"
	b.save(moved)
	gone := article("gone", content.Schedule{})
	draft := article("a-draft", content.Schedule{Observance: "civic/may", ShowDays: 3})
	b.save(gone, draft, article("feast", content.Schedule{Observance: "islamic/eid-al-fitr", Offset: -3, ShowDays: 14}))
	draft.State, draft.Title = content.Draft, "Entwurf"
	b.save(draft)
	b.must(b.Delete(ctx, "test", "gone", 1))
	b.act(root, content.Action{Do: content.DoSkip, ID: "feast", Edition: "2033-12-23"})
	_, err := b.AddComment(ctx, content.Comment{ItemID: "feast", Text: "Gut so.", By: "account:bert"})
	b.must(err)
	b.act(root, content.Action{Do: content.DoSave, ID: "a-article", Base: b.head("a-article"), Record: b.text("a-article", "Später")})
	b.act(root, content.Action{Do: content.DoApproveBy, ID: "a-article", Number: b.head("a-article"), From: moment("2040-01-01T00:00:00Z")})
	b.announce(announced("islamic/eid-al-fitr", "2033-01-02", "2033-01-03"))
	_, err = b.Replan(ctx)
	b.must(err)
	for _, m := range []string{"eins", "zwei"} {
		b.must(b.SaveReport(ctx, &content.Report{Kind: content.BarrierReport, Message: m, Receipt: content.NewReceipt().Hash()}))
	}
	b.must(b.AnswerReport(ctx, 1, "Erledigt."))
	b.must(b.CountMisses(ctx, content.Miss{Week: day("2032-05-31"), Query: "gebetsraum", Count: 5}, content.Miss{Week: day("2032-05-31"), Query: "ruheraum", Count: 5}))
	_, err = b.Tally(ctx, content.Limit{Name: "report", Of: "192.0.2.1", Most: 5, Within: time.Hour})
	b.must(err)
	_, err = b.SaveDays(ctx, "test", ownDay("haus/fest", "third friday in june"), listed("haus/tag", "2032-05-04"))
	b.must(err)
	b.must(b.DeleteDay(ctx, "test", "haus/tag"))
	b.must(b.NoteMade(ctx, made("a", "b")))
	b.must(b.NoteCalendar(ctx, "feast", []string{"feast"}))
	b.must(b.NoteOrigins(ctx, map[string]string{"feast": "/presse/feast.md"}))
	b.enter(group("Dienstreise", "Fahrt"))
	b.pin("reise", "feast", "2032-07-01")
	_, err = b.Claim(ctx, "replan", "a", patience)
	b.must(err)
	a := person("anna")
	b.must(b.AddAccount(ctx, "command:test", a))
	b.must(b.BeginSession(ctx, b.session(a, "hash"), "signin"))
	_, _, err = b.Try(ctx, content.Try{Kind: "name", Key: "anna", Most: 5})
	b.must(err)
	b.must(b.IssueToken(ctx, "command:test", content.Token{Hash: "h", Kind: content.ResetToken, AccountID: a.ID, Until: b.clock.get().Add(time.Hour)}))
}

func testSnapshot(b *bench) {
	ctx := context.Background()
	began := b.clock.get()
	b.fill()
	rows := b.snapshot(b.Store)
	tables := b.Tables()
	// Booleans are booleans in every engine, so that each can restore what
	// another has given out.
	truths := []string{"publish_workdays", "publish_eve", "publish_once", "no_text", "all_day", "cancelled", "picture_decorative", "decorative", "deleted"}
	seen, found := make(map[string]int), make(map[string]bool)
	for i, r := range rows {
		t := slices.IndexFunc(tables, func(t content.Table) bool { return t.Name == r.Table })
		if t < 0 || len(r.Values) != len(tables[t].Columns) {
			b.Fatalf("row of %s has %d values", r.Table, len(r.Values))
		}
		seen[r.Table]++
		for j, v := range r.Values {
			if c := tables[t].Columns[j]; slices.Contains(truths, c) {
				if _, ok := v.(bool); !ok {
					b.Errorf("%s of %s is a %T, not true or false", c, r.Table, v)
				}
				found[c] = true
			}
			switch v.(type) {
			case nil, bool, int64, string:
			default:
				b.Errorf("%s of %s is a %T", tables[t].Columns[j], r.Table, v)
			}
		}
		if i == 0 {
			continue
		}
		before := rows[i-1]
		if before.Table != r.Table {
			if u := slices.IndexFunc(tables, func(t content.Table) bool { return t.Name == before.Table }); u >= t {
				b.Errorf("%s comes after %s", r.Table, before.Table)
			}
			continue
		}
		switch v := r.Values[0].(type) { // every key begins with the first column
		case string:
			if v < before.Values[0].(string) {
				b.Errorf("%s comes after %s in %s", v, before.Values[0], r.Table)
			}
		case int64:
			if v <= before.Values[0].(int64) {
				b.Errorf("%d comes after %d in %s", v, before.Values[0], r.Table)
			}
		}
	}
	for _, t := range tables {
		if seen[t.Name] == 0 {
			b.Errorf("nothing of %s", t.Name)
		}
		if slices.Contains([]string{"claims", "tallies", "tally_keys", "sessions", "tries", "tokens", "scribbles", "parked", "unused_files"}, t.Name) {
			b.Errorf("%s are no content", t.Name)
		}
	}
	b.same("columns that are true or false", len(found), len(truths))
	b.same("taken twice", b.snapshot(b.Store), rows)

	b.clock.set(b.clock.get().Add(time.Hour))
	copied := b.another(b.place(b.T))
	b.must(copied.Restore(ctx, given(rows, nil)))
	b.same("restored", b.snapshot(copied), rows)
	var schemas [2]int64
	var records [2][]content.Record
	for i, s := range []content.Store{b.Store, copied} {
		var err error
		schemas[i], err = s.Schema(ctx)
		b.must(err)
		b.must(s.Each(ctx, func(r content.Record) error {
			records[i] = append(records[i], r)
			return nil
		}))
	}
	b.same("schema", schemas[1], schemas[0])
	for _, s := range []content.Store{b.Store, copied} {
		begun, err := s.Begun(ctx)
		b.must(err)
		b.same("begun", begun, began)
	}
	b.same("records", records[1], records[0])

	// It continues where it was: numbers are not reused.
	report := &content.Report{Kind: content.BarrierReport, Message: "drei"}
	b.must(copied.SaveReport(ctx, report))
	b.must(copied.Save(ctx, "test", article("new", content.Schedule{})))
	last, err := copied.LastChange(ctx)
	b.must(err)
	b.same("report and change", []int64{report.ID, last}, []int64{3, b.last() + 1})
	n, err := copied.Replan(ctx)
	b.must(err)
	b.same("planned again", n, 0)
}

func testSnapshotOfOneMoment(b *bench) {
	ctx := context.Background()
	b.fill()
	before := b.snapshot(b.Store)
	var rows []content.Row
	b.must(b.Snapshot(ctx, func(r content.Row) error {
		if rows = append(rows, r); len(rows) == 1 {
			b.save(article("meanwhile", content.Schedule{}))
		}
		return nil
	}))
	b.same("rows", rows, before)
	enough := errors.New("enough")
	calls := 0
	err := b.Snapshot(ctx, func(content.Row) error { calls++; return enough })
	if !errors.Is(err, enough) || calls != 1 {
		b.Errorf("after %d calls: %v", calls, err)
	}
	b.must(b.Ping(ctx))
	b.must(b.Room(ctx))
}

func testRestoreAllOrNothing(b *bench) {
	ctx := context.Background()
	b.fill()
	rows := b.snapshot(b.Store)
	if err := b.Restore(ctx, given(rows, nil)); !errors.Is(err, content.ErrConflict) {
		b.Errorf("restored into a store that is not empty: %v", err)
	}
	b.same("rows", b.snapshot(b.Store), rows)
	for what, change := range map[string]func(content.Store) error{
		"changes": func(s content.Store) error { return s.RequestReindex(ctx) },
		"reports": func(s content.Store) error {
			return s.SaveReport(ctx, &content.Report{Kind: content.MissingReport, Message: "x"})
		},
		"misses": func(s content.Store) error {
			return s.CountMisses(ctx, content.Miss{Week: day("2032-05-31"), Query: "raum", Count: 5})
		},
	} {
		s := b.another(b.place(b.T))
		b.must(change(s))
		if err := s.Restore(ctx, given(rows, nil)); !errors.Is(err, content.ErrConflict) {
			b.Errorf("restored into a store that holds %s: %v", what, err)
		}
	}

	s := b.another(b.place(b.T))
	empty := b.snapshot(s)
	broken := errors.New("broken")
	orphan := slices.IndexFunc(rows, func(r content.Row) bool { return r.Table != "items" })
	for what, bad := range map[string]iter.Seq2[content.Row, error]{
		"a source that breaks":  given(rows, broken),
		"an unknown table":      given(append(slices.Clone(rows), content.Row{Table: "claims", Values: []any{"a", "b", int64(1)}}), nil),
		"a row that is short":   given(append(slices.Clone(rows), content.Row{Table: "meta", Values: []any{"a"}}), nil),
		"a row twice":           given(append(slices.Clone(rows[:1]), rows[0]), nil),
		"a row without an item": given(rows[orphan:], nil),
	} {
		err := s.Restore(ctx, bad)
		if err == nil {
			b.Errorf("%s was restored", what)
		}
		if errors.Is(err, broken) != (what == "a source that breaks") {
			b.Errorf("%s: %v", what, err)
		}
		b.same("left by "+what, b.snapshot(s), empty)
	}
	b.must(s.Restore(ctx, given(rows, nil)))
	b.same("in the end", b.snapshot(s), rows)
}
