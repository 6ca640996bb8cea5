package sqlstore

import (
	"slices"
	"strings"
	"testing"
)

// Exactly the boolean columns of a snapshot are named in truths: SQLite gives
// out numbers, which PostgreSQL does not take for booleans.
func TestTruths(t *testing.T) {
	s := start(t, onSQLite(t))
	known := tables()
	var seen []string
	err := s.read(t.Context(), "list", "columns", func(t1 *session) error {
		return t1.each(t.Context(), func(scan func(...any) error) error {
			var table, column, typ string
			if err := scan(&table, &column, &typ); err != nil {
				return err
			}
			i := slices.IndexFunc(known, func(k keyed) bool { return k.Name == table })
			if i < 0 || !slices.Contains(known[i].Columns, column) {
				return nil
			}
			truth := strings.EqualFold(typ, "BOOLEAN")
			if truth != slices.Contains(truths, column) {
				t.Errorf("%s of %s is declared as %s, and named as a truth: %v", column, table, typ, !truth)
			}
			if truth {
				seen = append(seen, column)
			}
			return nil
		}, `SELECT m.name, p.name, p.type FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'`)
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, column := range truths {
		if !slices.Contains(seen, column) {
			t.Errorf("there is no column %s", column)
		}
	}
}
