package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
	"vielfalt/content"
)

// earlier turns a database into one of the schema before versions, as its
// programs left it.
func earlier(t *testing.T, c Config) {
	t.Helper()
	s, err := Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"works", "versions", "accounts", "sessions", "tries", "tokens", "audit", "updates", "choices", "comments", "scribbles", "parked", "addresses", "words", "pins", missTable, "pictures", "update_pictures", "unused_files", "made_pictures", "calendar_events", "origins"} {
		sqlOf(t, s, "DROP TABLE "+table)
	}
	sqlOf(t, s, `DELETE FROM goose_db_version WHERE version_id >= 6`, `DELETE FROM meta WHERE name = 'first versions'`,
		`DROP INDEX items_desk`, `ALTER TABLE items DROP COLUMN publish_free`, `ALTER TABLE items DROP COLUMN publish_renew`,
		`ALTER TABLE articles DROP COLUMN picture_decorative`, `ALTER TABLE articles DROP COLUMN picture_credit`, `ALTER TABLE articles DROP COLUMN picture_licence`,
		`ALTER TABLE articles DROP COLUMN picture_width`, `ALTER TABLE articles DROP COLUMN picture_height`, `ALTER TABLE articles DROP COLUMN picture_smaller`, `ALTER TABLE days DROP COLUMN flag`)
	if c.URL != "" { // SQLite makes the table anew, whatever columns it has
		sqlOf(t, s, `DROP INDEX editions_list`, `ALTER TABLE editions DROP COLUMN part`, `ALTER TABLE editions DROP COLUMN since`, `ALTER TABLE editions DROP COLUMN version`,
			`ALTER TABLE editions ADD CONSTRAINT editions_pkey PRIMARY KEY (item_id, key)`, `CREATE INDEX editions_list ON editions (type, begins DESC, item_id, ends)`)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// sqlOf does to a database what the program would not.
func sqlOf(t *testing.T, s *Store, texts ...string) {
	t.Helper()
	if err := s.write(t.Context(), "test", "", func(t1 *session) error {
		for _, text := range texts {
			if _, err := t1.exec(t.Context(), text); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// olderSave stores the title of an item the way a program of the previous
// schema does.
func olderSave(t *testing.T, s *Store, id, title string) {
	t.Helper()
	sqlOf(t, s, `UPDATE items SET title = '`+title+`', version = version + 1 WHERE id = '`+id+`'`,
		`INSERT INTO changes (seq, item_id, type, op, at, by_whom) SELECT MAX(seq) + 1, '`+id+`', 'article', 'save', 0, 'older' FROM changes`)
}

func articleOf(id string) *content.Article {
	return &content.Article{Item: content.Item{ID: id, State: content.Approved, Text: content.Text{Lang: content.German, Title: "Titel " + id}}}
}

// titles returns the versions of an item as "number title", newest first.
func titles(t *testing.T, s *Store, id string) (out []string) {
	t.Helper()
	all, err := s.Versions(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range all {
		line := fmt.Sprintf("%d %s", v.Number, v.Title)
		if v.Live {
			line += " live"
		}
		if v.Open {
			line += " open"
		}
		out = append(out, line)
		whole, err := s.Version(t.Context(), id, v.Number)
		if err != nil || whole.Record.Base().Title != v.Title || whole.Digest != v.Digest || whole.Record.Base().Version != v.Number {
			t.Errorf("version %d: %+v, %v", v.Number, whole, err)
		}
	}
	return out
}

func (s *Store) everything(t *testing.T) (out []any) {
	t.Helper()
	ctx := t.Context()
	var ids []string
	if err := s.Each(ctx, func(r content.Record) error {
		out, ids = append(out, r), append(ids, r.Base().ID)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	editions, err1 := s.EditionsOf(ctx, ids)
	changes, err2 := s.Changes(ctx, 0, 100_000)
	history, err3 := s.History(ctx)
	if err1 != nil || err2 != nil || err3 != nil {
		t.Fatal(err1, err2, err3)
	}
	return append(out, editions, changes, history)
}

// TestFirstVersions: content from before there were versions has its first
// version after the upgrade, even with many processes at once, and nothing else
// has changed.
func TestFirstVersions(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		s := start(t, c)
		var records []content.Record
		for i := range 2*eachBatch + 30 {
			records = append(records, articleOf(fmt.Sprintf("a-%03d", i)))
		}
		draft := articleOf("never")
		draft.State = content.Draft
		if err := s.Save(t.Context(), "test", append(append(records, draft), batch(0)...)...); err != nil {
			t.Fatal(err)
		}
		records[7].Base().Title = "Neu"
		if err := s.Save(t.Context(), "test", records[7]); err != nil {
			t.Fatal(err)
		}
		want := s.everything(t)
		earlier(t, c)

		var wg sync.WaitGroup
		for range 6 {
			wg.Go(func() {
				s, err := Open(context.Background(), c)
				if err != nil {
					t.Error(err)
					return
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		s = start(t, c)
		if d := cmp.Diff(want, s.everything(t)); d != "" {
			t.Errorf("the upgrade changed what was there:\n%s", d)
		}
		n := 0
		if err := s.EachVersion(t.Context(), nil, func(v content.Version) error {
			n++
			r, err := s.Get(t.Context(), v.ItemID)
			if err != nil {
				return err
			}
			encoded, err := content.Encode(r)
			if it := r.Base(); !v.Live || v.Number != it.Version || v.Digest != content.Digest(encoded) || v.Kind != content.KindSave || !v.At.Equal(it.Updated) || v.Open != (it.ID == "never") {
				t.Errorf("%+v", v)
			}
			return err
		}); err != nil {
			t.Error(err)
		}
		if want := len(records) + 1 + batchSize; n != want {
			t.Errorf("%d versions for %d items", n, want)
		}
		if d := cmp.Diff([]string{"2 Neu live"}, titles(t, s, "a-007")); d != "" {
			t.Error(d)
		}
	})
}

// TestFirstVersionsInterrupted: versions already made stay, and the rest are
// made when the store is opened again.
func TestFirstVersionsInterrupted(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		s := start(t, c)
		if err := s.Save(t.Context(), "test", articleOf("a"), articleOf("b"), articleOf("c")); err != nil {
			t.Fatal(err)
		}
		sqlOf(t, s, `DELETE FROM versions WHERE item_id <> 'b'`, `UPDATE versions SET by_whom = 'anna'`, `DELETE FROM meta WHERE name = 'first versions'`)
		s = start(t, c)
		for id, by := range map[string]string{"a": "", "b": "anna", "c": ""} {
			all, err := s.Versions(t.Context(), id)
			if err != nil || len(all) != 1 || all[0].By != by {
				t.Errorf("%s: %+v, %v", id, all, err)
			}
		}
		// Once they are made, nobody looks again.
		sqlOf(t, s, `DELETE FROM versions WHERE item_id = 'a'`)
		s = start(t, c)
		n := 0
		if err := s.EachVersion(t.Context(), []string{"a"}, func(content.Version) error { n++; return nil }); err != nil || n != 0 {
			t.Errorf("%d rows, %v", n, err)
		}
	})
}

// TestOlderProgramSaves: while processes are being replaced, one of the
// previous schema goes on storing, and keeps no versions. What it stored is a
// version all the same, and is kept when it is overwritten.
func TestOlderProgramSaves(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		ctx := t.Context()
		s := start(t, c)
		a := articleOf("a")
		if err := s.Save(ctx, "test", a); err != nil {
			t.Fatal(err)
		}
		olderSave(t, s, "a", "Älter")
		if d := cmp.Diff([]string{"2 Älter live", "1 Titel a"}, titles(t, s, "a")); d != "" {
			t.Error(d)
		}
		a.Version, a.Title = 2, "Neuer"
		if err := s.Save(ctx, "test", a); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff([]string{"3 Neuer live", "2 Älter", "1 Titel a"}, titles(t, s, "a")); d != "" {
			t.Error(d)
		}
		// A draft continues the numbering from there.
		olderSave(t, s, "a", "Vier")
		draft := articleOf("a")
		draft.State, draft.Version, draft.Title = content.Draft, 4, "Entwurf"
		if err := s.Save(ctx, "test", draft); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff([]string{"5 Entwurf open", "4 Vier live", "3 Neuer", "2 Älter", "1 Titel a"}, titles(t, s, "a")); d != "" {
			t.Error(d)
		}
		n := 0
		if err := s.EachVersion(ctx, nil, func(content.Version) error { n++; return nil }); err != nil || n != 5 {
			t.Errorf("%d rows, %v", n, err)
		}
		// An older process that was running when the first draft came uses its
		// number for what it stores. Neither is lost.
		olderSave(t, s, "a", "Fünf")
		all, err := s.Versions(ctx, "a")
		if err != nil || len(all) != 6 || !all[0].Live || all[0].Title != "Fünf" || all[1].Live || !all[1].Open || all[0].Number != all[1].Number {
			t.Errorf("%+v, %v", all, err)
		}
		a.Version, a.Title = 5, "Sieben"
		if err := s.Save(ctx, "test", a); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff([]string{"7 Sieben live", "6 Fünf", "5 Entwurf open", "4 Vier", "3 Neuer", "2 Älter", "1 Titel a"}, titles(t, s, "a")); d != "" {
			t.Error(d)
		}
	})
}

// TestDraftsRaiseTheSchema: programs that know nothing of drafts next to an
// item can go on until there is one, and cannot start from then on.
func TestDraftsRaiseTheSchema(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		ctx := t.Context()
		s := start(t, c)
		since := func() (v string) {
			t.Helper()
			if err := s.read(ctx, "read", "meta", func(t1 *session) (err error) {
				v, err = t1.meta(ctx, compatible)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return v
		}
		a, never := articleOf("a"), articleOf("never")
		never.State = content.Draft
		if err := s.Save(ctx, "test", a, never); err != nil {
			t.Fatal(err)
		}
		never.Title, a.Title = "Weiter", "Weiter"
		if err := s.Save(ctx, "test", a, never); err != nil {
			t.Fatal(err)
		}
		if got := since(); got != "2" {
			t.Errorf("programs from %q on can work with a schema without drafts beside items", got)
		}
		if _, err := s.RestoreVersion(ctx, "test", "a", 1, ""); err != nil {
			t.Fatal(err)
		}
		if got := since(); got != "6" {
			t.Errorf("programs from %q on can work with a schema with drafts beside items", got)
		}
		// The same goes for drafts of an export.
		other := start(t, onAnother(t, c))
		s = other
		h := map[string]content.History{"a": {Open: 2, Versions: []content.Version{{Number: 1, Kind: "save"}, {Number: 2, BasedOn: 1, Kind: "save", Record: articleAs("a", content.Draft)}}}}
		if err := other.SaveWithHistory(ctx, "import", h, articleOf("a")); err != nil {
			t.Fatal(err)
		}
		if got := since(); got != "6" {
			t.Errorf("programs from %q on can work with a draft of an export", got)
		}
	})
}

func articleAs(id string, state content.State) *content.Article {
	a := articleOf(id)
	a.Type, a.State = content.TypeArticle, state
	return a
}

// onAnother returns an empty place on the same engine.
func onAnother(t *testing.T, c Config) Config {
	if c.Path != "" {
		return onSQLite(t)
	}
	return onPostgres(t)
}

// TestVersionOfANewerProgram: a field that this program does not know is
// reported, and a list goes on.
func TestVersionOfANewerProgram(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		s := start(t, c)
		if err := s.Save(t.Context(), "test", articleOf("a")); err != nil {
			t.Fatal(err)
		}
		sqlOf(t, s, `UPDATE versions SET record = '{"mood":"x",' || substr(record, 2)`)
		if _, err := s.Version(t.Context(), "a", 1); err == nil || !strings.Contains(err.Error(), `version 1 of "a"`) || !strings.Contains(err.Error(), `the field "mood"`) {
			t.Errorf("got error %v", err)
		}
		if all, err := s.Versions(t.Context(), "a"); err != nil || len(all) != 1 {
			t.Errorf("%+v, %v", all, err)
		}
		// Among those of all items it is said whose it is.
		sqlOf(t, s, `UPDATE versions SET record = 'kaputt'`)
		err := s.EachVersion(t.Context(), nil, func(content.Version) error { return nil })
		if err == nil || !strings.Contains(err.Error(), `version 1 of "a"`) {
			t.Errorf("got error %v", err)
		}
	})
}

// TestRestoreAltered: what somebody has changed in the database is not taken up
// as if it had been saved.
func TestRestoreAltered(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		s := start(t, c)
		if err := s.Save(t.Context(), "test", articleOf("a")); err != nil {
			t.Fatal(err)
		}
		sqlOf(t, s, `UPDATE versions SET record = replace(record, '"title":"', '"title":"Nicht ')`)
		if _, err := s.RestoreVersion(t.Context(), "test", "a", 1, ""); err == nil || !strings.Contains(err.Error(), `version 1 of "a" is not what was stored`) {
			t.Errorf("got error %v", err)
		}
		if all, err := s.Versions(t.Context(), "a"); err != nil || len(all) != 1 {
			t.Errorf("%+v, %v", all, err)
		}
	})
}

// TestSaveVersionsInBatches: what a save adds to the versions takes a fixed
// number of statements per hundred.
func TestSaveVersionsInBatches(t *testing.T) {
	s := start(t, onSQLite(t))
	records := func(n int, prefix string) (out []content.Record) {
		for i := range n {
			out = append(out, articleOf(fmt.Sprintf("%s-%03d", prefix, i)))
		}
		return out
	}
	count := func(list []content.Record) int64 {
		t.Helper()
		was := s.Statements()
		if err := s.Save(t.Context(), "test", list...); err != nil {
			t.Fatal(err)
		}
		return s.Statements() - was
	}
	for _, change := range []func(content.Record){
		func(content.Record) {},
		func(r content.Record) { r.Base().Title += "!" },
		func(r content.Record) { r.Base().Title, r.Base().State = "Entwurf", content.InReview },
	} {
		few, many := records(100, "few"), records(1000, "many")
		for _, r := range slices.Concat(few, many) {
			if old, err := s.Get(t.Context(), r.Base().ID); err == nil {
				r.Base().Version = old.Base().Version
			}
			change(r)
		}
		if a, b := count(few), count(many); b > 10*a {
			t.Errorf("%d statements for 100 records, %d for 1000", a, b)
		}
	}
}

// What a person asks to have forgotten is in no file of the database.
func TestForgottenVersionsAreGone(t *testing.T) {
	const secret, kept = "0170 1234567", "02931 820"
	dir := t.TempDir()
	s := start(t, Config{Path: filepath.Join(dir, "data.db"), Planner: content.Planner{Calendar: func() *calendar.Calendar { return nil }}})
	c := &content.Contact{Item: content.Item{ID: "c", State: content.Approved, Text: content.Text{Lang: "de", Title: "C"}}, Phone: secret}
	for _, phone := range []string{secret, kept} {
		c.Phone = phone
		if err := s.Save(t.Context(), "test", c); err != nil {
			t.Fatal(err)
		}
	}
	if len(holding(t, dir, secret)) == 0 {
		t.Fatal("nothing was stored")
	}
	if n, err := s.ForgetVersions(t.Context(), "c"); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	if found := holding(t, dir, secret); len(found) > 0 {
		t.Errorf("what was forgotten still stands in %s", found)
	}
	if found := holding(t, dir, kept); len(found) == 0 {
		t.Error("what is live is gone")
	}
	if err := s.Delete(t.Context(), "test", "c", c.Version); err != nil {
		t.Fatal(err)
	}
	if found := holding(t, dir, kept); len(found) > 0 {
		t.Errorf("what was deleted still stands in %s", found)
	}
}

// What could not be erased is said, and erased the next time.
func TestForgottenLeavesTraces(t *testing.T) {
	s := start(t, Config{Path: filepath.Join(t.TempDir(), "data.db"), Planner: content.Planner{Calendar: func() *calendar.Calendar { return nil }}})
	c := &content.Contact{Item: content.Item{ID: "c", State: content.Approved, Text: content.Text{Lang: "de", Title: "C"}}}
	for _, phone := range []string{"1111", "2222"} {
		c.Phone = phone
		if err := s.Save(t.Context(), "test", c); err != nil {
			t.Fatal(err)
		}
	}
	works := s.engine.erase
	s.engine.erase = eraseNothing
	if n, err := s.ForgetVersions(t.Context(), "c"); n != 1 || !errors.Is(err, content.ErrTraces) {
		t.Errorf("forgot %d: %v", n, err)
	}
	var erased []string
	s.engine.erase = func(ctx context.Context, conn *sql.Conn, old bool, tables string) error {
		erased = append(erased, tables)
		return works(ctx, conn, old, tables)
	}
	for range 2 {
		if _, err := s.ForgetReports(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if len(erased) != 1 || !strings.Contains(erased[0], "versions") {
		t.Errorf("erased %q", erased)
	}
}
