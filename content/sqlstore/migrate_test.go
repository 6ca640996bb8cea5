package sqlstore

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/content"
)

// TestStartAtOnce starts several stores in an empty place at the same time.
func TestStartAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		const n = 8
		var wg sync.WaitGroup
		for i := range n {
			wg.Go(func() {
				s, err := Open(t.Context(), c)
				if err != nil {
					t.Error(err)
					return
				}
				if err := s.Save(t.Context(), "test", batch(i)...); err != nil {
					t.Error(err)
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		s := start(t, c)
		if last, err := s.LastChange(t.Context()); last != n*batchSize || err != nil {
			t.Errorf("%d changes, %v", last, err)
		}
		if c.Path != "" {
			check(t, s)
		}
	})
}

// later makes a database look as if a newer program had changed it, in a way
// that programs from schema since on can live with.
func later(t *testing.T, s *Store, since string) {
	t.Helper()
	err := s.write(t.Context(), "migrate", "", func(t1 *session) error {
		if _, err := t1.exec(t.Context(), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (4711, TRUE)`); err != nil {
			return err
		}
		if _, err := t1.exec(t.Context(), `ALTER TABLE items ADD COLUMN mood TEXT`); err != nil {
			return err
		}
		return t1.setMeta(t.Context(), compatible, since)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestNewerSchema(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		s := start(t, c)
		later(t, s, "4711")
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		var before []byte
		if c.Path != "" {
			var err error
			if before, err = os.ReadFile(c.Path); err != nil {
				t.Fatal(err)
			}
		}
		_, err := Open(t.Context(), c)
		if !errors.Is(err, content.ErrNewerSchema) || !strings.Contains(err.Error(), "version 4711") || strings.Contains(err.Error(), "\n") {
			t.Errorf("got error %v", err)
		}
		if c.Path != "" {
			if after, err := os.ReadFile(c.Path); err != nil || string(after) != string(before) {
				t.Error("the newer file was touched")
			}
		}
	})
}

// TestCompatibleSchema: a program goes on working while a newer one brings the
// schema forward, and starts on the result, but cannot copy what it does not
// know.
func TestCompatibleSchema(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		ctx := t.Context()
		running := start(t, c)
		if err := running.Save(ctx, "test", batch(0)...); err != nil {
			t.Fatal(err)
		}
		later(t, start(t, c), "2")
		for i, s := range []*Store{running, start(t, c)} {
			if err := s.Save(ctx, "test", batch(i+1)...); err != nil {
				t.Error(err)
			}
			if _, total, err := content.List[*content.Brochure](ctx, s, s.now(), content.Query{}); total != (i+2)*batchSize || err != nil {
				t.Errorf("sees %d, %v", total, err)
			}
			if n, err := s.Schema(ctx); n != 4711 || err != nil {
				t.Errorf("schema %d, %v", n, err)
			}
			if err := s.Snapshot(ctx, func(content.Row) error { return nil }); !errors.Is(err, content.ErrNewerSchema) {
				t.Errorf("a snapshot that leaves something out: %v", err)
			}
			if err := s.Restore(ctx, func(func(content.Row, error) bool) {}); !errors.Is(err, content.ErrNewerSchema) {
				t.Errorf("restored into what is not known: %v", err)
			}
		}
	})
}

// TestDatesRaiseTheSchema: programs that know nothing of dates can go on until
// the first one is entered, and not start from then on.
func TestDatesRaiseTheSchema(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		cal, err := calendar.New(traditions.All("nw"), nil)
		if err != nil {
			t.Fatal(err)
		}
		c.Planner = content.Planner{Calendar: func() *calendar.Calendar { return cal }}
		s := start(t, c)
		since := func() (v string) {
			t.Helper()
			if err := s.read(t.Context(), "read", "meta", func(t1 *session) (err error) {
				v, err = t1.meta(t.Context(), compatible)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return v
		}
		if got := since(); got != "2" {
			t.Errorf("programs from %q on can work with a schema without dates", got)
		}
		a := &content.Confirmation{Confirmation: calendar.Confirmation{
			Observance: "islamic/eid-al-fitr", Year: 1448, First: calendar.NewDate(2027, time.March, 10), Certainty: calendar.Confirmed, By: "Ein Rat",
		}}
		if n, err := s.SaveDates(t.Context(), "test", a); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		if got := since(); got != "3" {
			t.Errorf("programs from %q on can work with a schema with dates", got)
		}
	})
}

func TestNoDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "vielfalt.db")
	if err := os.WriteFile(path, []byte(strings.Repeat("This is not a database. ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		path:           "is not a database of this program",
		path + "/x.db": "cannot be opened",
		t.TempDir():    "cannot be opened",
	} {
		s, err := Open(t.Context(), Config{Path: path})
		if err == nil {
			s.Close()
		}
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("got error %v, want %q", err, want)
		}
	}
}

// TestMigrationNames: one number, one step, forward only.
func TestMigrationNames(t *testing.T) {
	seen := make(map[string]bool)
	err := fs.WalkDir(migrations, "migrations", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		m := regexp.MustCompile(`^migrations/(\w+/\d{4})_[a-z0-9_]+\.sql$`).FindStringSubmatch(path)
		if m == nil || seen[m[1]] {
			t.Errorf("%s: not named 0001_what.sql, or its number is taken", path)
			return nil
		}
		seen[m[1]] = true
		b, err := fs.ReadFile(migrations, path)
		if strings.Contains(string(b), "+goose Down") {
			t.Errorf("%s leads back", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestTables: a snapshot holds every column that a schema has, in the order of
// its keys, and both engines have the same.
func TestTables(t *testing.T) {
	for name, c := range map[string]struct {
		place func(testing.TB) Config
		text  string
	}{
		"SQLite": {onSQLite, `SELECT m.name, c.name, c.pk FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'`},
		"PostgreSQL": {onPostgres, `SELECT c.table_name::text, c.column_name::text, COALESCE(k.ordinal_position, 0)::bigint
			FROM information_schema.columns c
			LEFT JOIN information_schema.table_constraints p
				ON p.table_schema = c.table_schema AND p.table_name = c.table_name AND p.constraint_type = 'PRIMARY KEY'
			LEFT JOIN information_schema.key_column_usage k
				ON k.constraint_schema = p.constraint_schema AND k.constraint_name = p.constraint_name AND k.column_name = c.column_name
			WHERE c.table_schema = current_schema()`},
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, c.place(t))
			want := make(map[string]int)
			for _, table := range tables() {
				for _, c := range table.Columns {
					want[table.Name+"."+c] = 1 + slices.Index(table.key, c)
				}
			}
			got := make(map[string]int)
			err := s.read(t.Context(), "list", "columns", func(t1 *session) error {
				return t1.each(t.Context(), func(scan func(...any) error) error {
					var table, column string
					var key int
					if err := scan(&table, &column, &key); err != nil {
						return err
					}
					if !slices.Contains([]string{"claims", "tallies", "tally_keys", "goose_db_version", "sessions", "tries", "tokens", "scribbles", "parked", "unused_files"}, table) && !strings.HasPrefix(table, "sqlite_") {
						got[table+"."+column] = key
					}
					return nil
				}, c.text)
			})
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("columns and their places in the key (-want +got):\n%s", d)
			}
		})
	}
}

// TestMigrationNumbers: both engines have the same steps.
func TestMigrationNumbers(t *testing.T) {
	var names [2][]string
	for i, engine := range []string{"sqlite", "postgres"} {
		entries, err := fs.ReadDir(migrations, "migrations/"+engine)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			names[i] = append(names[i], e.Name())
		}
	}
	if d := cmp.Diff(names[0], names[1]); d != "" {
		t.Errorf("steps of SQLite and PostgreSQL (-SQLite +PostgreSQL):\n%s", d)
	}
}
