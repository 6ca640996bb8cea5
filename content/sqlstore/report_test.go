package sqlstore

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pressly/goose/v3"

	"vielfalt/content"
)

// holding returns the files of a folder that hold a text.
func holding(t *testing.T, dir, text string) []string {
	t.Helper()
	var found []string
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte(text)) {
			found = append(found, filepath.Base(name))
		}
	}
	return found
}

// What is deleted is nowhere any more, while the store goes on and others read.
func TestDeletedReportsAreGone(t *testing.T) {
	const secret, kept = "Kanarienvogel", "Rotkehlchen"
	dir := t.TempDir()
	now := time.Date(2032, time.June, 1, 12, 0, 0, 0, time.UTC)
	clock := now
	var log bytes.Buffer
	c := Config{Path: filepath.Join(dir, "data.db"), Now: func() time.Time { return clock }, Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn}))}
	s, other := start(t, c), start(t, c)
	ctx := t.Context()
	send := func(text string) *content.Report {
		t.Helper()
		// Long ones have pages of their own, short ones share one.
		r := &content.Report{Kind: content.BarrierReport, Message: strings.Repeat(text+" ", 300), Reply: text + "@example.org", Page: "/" + text}
		if err := s.SaveReport(ctx, r); err != nil {
			t.Fatal(err)
		}
		short := &content.Report{Kind: content.MissingReport, Message: text}
		if err := s.SaveReport(ctx, short); err != nil {
			t.Fatal(err)
		}
		return r
	}
	first := send(secret)
	send(kept)
	answered := send(secret)
	for _, r := range []*content.Report{answered, {ID: answered.ID + 1}} {
		if err := s.AnswerReport(ctx, r.ID, "Nicht mehr der "+secret); err != nil {
			t.Fatal(err)
		}
	}
	if len(holding(t, dir, secret)) == 0 {
		t.Fatal("nothing was stored")
	}
	// A reader is in the middle of something.
	reading, finish := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		once := false
		if err := other.Snapshot(context.Background(), func(content.Row) error {
			if !once {
				once = true
				close(reading)
				<-finish
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
	})
	<-reading
	deleted := make(chan error)
	go func() { deleted <- s.DeleteReport(ctx, first.ID) }()
	close(finish)
	if err := <-deleted; err != nil {
		t.Fatal(err)
	}
	wg.Wait()
	if err := s.DeleteReport(ctx, first.ID+1); err != nil {
		t.Fatal(err)
	}
	clock = now.Add(content.AnswerKept)
	if n, err := s.ForgetReports(ctx); err != nil || n != 2 {
		t.Fatal(n, err)
	}
	if found := holding(t, dir, secret); len(found) > 0 {
		t.Errorf("still stands in %s", found)
	}
	if found := holding(t, dir, kept); len(found) == 0 {
		t.Error("what was not deleted is gone")
	}
	if log.Len() > 0 {
		t.Errorf("logged: %s", log.String())
	}
}

// On PostgreSQL the table is without it; the server's log is its operator's.
func TestDeletedReportsAreGoneFromPostgres(t *testing.T) {
	const secret = "Kanarienvogel"
	address := database(t)
	s := start(t, Config{URL: address})
	r := &content.Report{Kind: content.BarrierReport, Message: secret}
	if err := s.SaveReport(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	inFile := func() (n int) {
		t.Helper()
		admin(t, nil, "CHECKPOINT")
		admin(t, &n, `SELECT position('`+secret+`'::bytea IN pg_read_binary_file(pg_relation_filepath('`+named(address)+`.reports')))`)
		return n
	}
	if inFile() == 0 {
		t.Fatal("the test tests nothing")
	}
	if err := s.DeleteReport(t.Context(), r.ID); err != nil {
		t.Fatal(err)
	}
	if n := inFile(); n > 0 {
		t.Errorf("still stands in the table, at %d", n)
	}
}

// Where the engine cannot erase, that is said, and done the next time.
func TestErasedLater(t *testing.T) {
	const secret = "Kanarienvogel"
	dir := t.TempDir()
	var log bytes.Buffer
	s := start(t, Config{Path: filepath.Join(dir, "data.db"), Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn}))})
	r := &content.Report{Kind: content.BarrierReport, Message: secret}
	if err := s.SaveReport(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	erase := s.engine.erase
	s.engine.erase = eraseNothing
	if err := s.DeleteReport(t.Context(), r.ID); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(log.String(), "level=WARN") {
		t.Errorf("logged: %s", log.String())
	}
	if len(holding(t, dir, secret)) == 0 {
		t.Fatal("the test tests nothing")
	}
	s.engine.erase = erase
	if _, err := s.ForgetReports(t.Context()); err != nil {
		t.Fatal(err)
	}
	if found := holding(t, dir, secret); len(found) > 0 {
		t.Errorf("still stands in %s", found)
	}
}

// Nobody's address is kept, and what stands for it loses its meaning overnight.
func TestTalliesHoldNoAddress(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		clock := time.Date(2032, time.June, 1, 12, 0, 0, 0, time.UTC)
		c.Now = func() time.Time { return clock }
		s := start(t, c)
		rows := func() (all []string) {
			t.Helper()
			if err := s.read(t.Context(), "list", "tallies", func(q *session) error {
				for _, table := range []string{"SELECT who FROM tallies", "SELECT secret FROM tally_keys"} {
					if err := q.each(t.Context(), func(scan func(...any) error) error {
						var v string
						err := scan(&v)
						all = append(all, v)
						return err
					}, table); err != nil {
						return err
					}
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			return all
		}
		count := func() []string {
			t.Helper()
			if _, err := s.Tally(t.Context(), content.Limit{Name: "report", Of: "192.0.2.7", Most: 9, Within: time.Hour}); err != nil {
				t.Fatal(err)
			}
			return rows()
		}
		first := count()
		if len(first) != 2 || strings.Contains(strings.Join(first, " "), "192.0.2.7") {
			t.Fatalf("kept: %q", first)
		}
		if again := count(); again[0] != first[0] {
			t.Error("the same address is counted as another")
		}
		clock = clock.Add(59 * time.Minute)
		if err := s.ForgetTallies(t.Context()); err != nil || len(rows()) != 2 {
			t.Errorf("forgotten early: %q, %v", rows(), err)
		}
		clock = clock.Add(time.Minute)
		if err := s.ForgetTallies(t.Context()); err != nil || len(rows()) != 1 {
			t.Errorf("after the hour: %q, %v", rows(), err)
		}
		clock = clock.Add(11 * time.Hour)
		if err := s.ForgetTallies(t.Context()); err != nil || len(rows()) != 0 {
			t.Errorf("after the day: %q, %v", rows(), err)
		}
		if c.Path != "" {
			if found := holding(t, filepath.Dir(c.Path), first[1]); len(found) > 0 {
				t.Errorf("the key still stands in %s", found)
			}
		}
		count()
		clock = clock.Add(24 * time.Hour)
		if next := count(); len(next) != 2 || next[0] == first[0] || next[1] == first[1] {
			t.Errorf("kept over night: %q, then %q", first, next)
		}
	})
}

func eraseNothing(context.Context, *sql.Conn, bool, string) error { return errors.New("busy") }

// What was deleted before deleted things were erased is erased once.
func TestErasedOnceAfterUpgrade(t *testing.T) {
	const secret = "Kanarienvogel"
	dir := t.TempDir()
	path := filepath.Join(dir, "data.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	steps, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		t.Fatal(err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, steps, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(t.Context(), 3); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`INSERT INTO reports (id, kind, page, message, reply, created) VALUES (1, 'barrier', '', '` + secret + `', '', 0), (2, 'barrier', '', 'bleibt', '', 0);
		INSERT INTO meta (name, value) VALUES ('last report', '2'); DELETE FROM reports WHERE id = 1`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s := start(t, Config{Path: path})
	if len(holding(t, dir, secret)) == 0 {
		t.Fatal("the test tests nothing")
	}
	for range 2 {
		if _, err := s.ForgetReports(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if found := holding(t, dir, secret); len(found) > 0 {
		t.Errorf("still stands in %s", found)
	}
	all, err := s.Reports(t.Context())
	if err != nil || len(all) != 1 || all[0].Message != "bleibt" || all[0].Answered != (time.Time{}) {
		t.Errorf("left: %+v, %v", all, err)
	}
	old := ""
	if err := s.read(t.Context(), "read", "meta", func(q *session) (err error) {
		old, err = q.meta(t.Context(), eraseReports)
		return err
	}); err != nil || old != "" {
		t.Errorf("it will be done again: %q, %v", old, err)
	}
}
