package sqlstore

import (
	"path/filepath"
	"testing"

	"vielfalt/content"
	"vielfalt/content/contenttest"
)

// onSQLite and onPostgres return a new place for data, removed when the test
// ends.
func onSQLite(t testing.TB) Config {
	return Config{Path: filepath.Join(t.TempDir(), "viel falt?#%.db")}
}
func onPostgres(t testing.TB) Config { return Config{URL: database(t)} }

var engines = []struct {
	name  string
	place func(testing.TB) Config
}{{"SQLite", onSQLite}, {"PostgreSQL", onPostgres}}

// onEach runs a test in a new place of each engine.
func onEach(t *testing.T, test func(*testing.T, Config)) {
	for _, e := range engines {
		t.Run(e.name, func(t *testing.T) { test(t, e.place(t)) })
	}
}

// start opens a store that is closed when the test ends.
func start(t testing.TB, c Config) *Store {
	t.Helper()
	s, err := Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestContract(t *testing.T) {
	for _, e := range engines {
		t.Run(e.name, func(t *testing.T) {
			e.place(t) // skips all at once
			contenttest.Run(t, func(t *testing.T) contenttest.Opener {
				place := e.place(t)
				return func(c contenttest.Config) (content.Store, error) {
					place.Planner, place.Spelling, place.Now, place.Known, place.Mailbox = c.Planner, c.Spelling, c.Now, c.Known, c.Mailbox
					return Open(t.Context(), place)
				}
			})
		})
	}
}
