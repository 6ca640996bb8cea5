package sqlstore

import (
	"context"
	"database/sql"
	"fmt"
)

// Check has the engine look for damage in the data, and returns a sentence for
// each thing it finds. It reads everything, which takes a while.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	var problems []string
	err := s.read(ctx, "check", "data", func(t *session) error {
		err := t.each(ctx, func(scan func(...any) error) error {
			var line string
			if err := scan(&line); err != nil {
				return err
			}
			if line != "ok" {
				problems = append(problems, line)
			}
			return nil
		}, "PRAGMA integrity_check")
		if err != nil {
			return err
		}
		return t.each(ctx, func(scan func(...any) error) error {
			var table, parent string
			var row sql.NullInt64 // none where the table has no numbers of rows
			var key int64
			if err := scan(&table, &row, &parent, &key); err != nil {
				return err
			}
			problems = append(problems, fmt.Sprintf("a row of %s belongs to none of %s", table, parent))
			return nil
		}, "PRAGMA foreign_key_check")
	})
	return problems, err
}
