package sqlstore_test

import (
	"path/filepath"
	"testing"

	"vielfalt/content"
	"vielfalt/content/contenttest"
	"vielfalt/content/sqlstore"
)

func TestContract(t *testing.T) {
	contenttest.Run(t, func(t *testing.T) contenttest.Opener {
		path := filepath.Join(t.TempDir(), "vielfalt.db")
		return func(c contenttest.Config) (content.Store, error) {
			return sqlstore.Open(t.Context(), sqlstore.Config{Path: path, Planner: c.Planner, Now: c.Now, Known: c.Known})
		}
	})
}
