package sqlstore

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"vielfalt/content"
)

// A keyed table is a table of a snapshot with its primary key.
type keyed struct {
	content.Table
	key   []string
	where string // selects the rows of a snapshot; empty means all
}

// tables lists what a snapshot holds, tables that others refer to before those
// that refer to them.
func tables() []keyed {
	table := func(name string, columns []string, key ...string) keyed {
		return keyed{Table: content.Table{Name: name, Columns: columns}, key: key}
	}
	item := []string{"item_id"}
	out := []keyed{
		table("items", slices.Concat(itemColumns, storeColumns), "id"),
		table("addresses", addressColumns, "type", "slug"),
		table("translations", slices.Concat(item, translationColumns), "item_id", "position"),
		table("pictures", slices.Concat(item, pictureColumns), "item_id", "position"),
		table("item_values", slices.Concat(item, valueColumns), "item_id", "kind", "position"),
		table("editions", slices.Concat(item, []string{"type"}, partColumns), "item_id", "key", "part"),
	}
	for _, n := range nouns {
		out = append(out, table(n.Table, slices.Concat(item, n.columns), "item_id"))
	}
	meta := table("meta", []string{"name", "value"}, "name")
	meta.where = " WHERE name NOT IN ('" + historyName + "', '" + lastTried + "', '" + triesKey + "')"
	return append(out,
		table("versions", versionColumns, "item_id", "number"),
		table("works", workColumns, "item_id"),
		table("updates", slices.Concat(item, updateColumns), "item_id", "begins"),
		table("update_pictures", slices.Concat(item, updatePictureColumns), "item_id", "version", "position"),
		table("choices", slices.Concat(item, choiceColumns), "item_id", "key", "kind"),
		table("comments", commentColumns, "id"),
		table("calendar_events", calendarColumns, "item_id"),
		table("origins", originColumns, "item_id"),
		table("made_pictures", madeColumns, "source"),
		table("brochure_pages", slices.Concat(item, pageColumns), "item_id", "number"),
		table("changes", changeColumns, "seq"),
		table("reports", reportColumns, "id"),
		table(missTable, missColumns, "id"),
		table("dates", dateColumns, "observance", "year", "revision"),
		table("days", dayColumns, "id"),
		table("words", wordColumns, "id"),
		table("pins", pinColumns, "id"),
		table("accounts", accountColumns, "id"),
		table("audit", auditColumns, "seq"),
		meta,
	)
}

// Schema implements content.Snapshotter.
func (s *Store) Schema(ctx context.Context) (int64, error) {
	var n int64
	err := s.read(ctx, "read", "schema", func(t *session) (err error) {
		n, err = t.schema(ctx)
		return err
	})
	return n, err
}

// oldestSnapshot is the lowest schema number whose snapshots can be restored as
// they are: from then on, migrations only added tables, which are filled when
// the store is opened, and columns with a default.
const oldestSnapshot = 5

// Oldest implements content.Snapshotter.
func (s *Store) Oldest() int64 { return oldestSnapshot }

func (t *session) schema(ctx context.Context) (n int64, err error) {
	_, err = t.one(ctx, []any{&n}, schemaNumber)
	return n, err
}

// knowsAll returns content.ErrNewerSchema if the schema may have tables and
// columns that this program does not know and would leave out.
func (t *session) knowsAll(ctx context.Context, known int64) error {
	have, err := t.schema(ctx)
	if err == nil && have > known {
		err = fmt.Errorf("%w: it is at version %d, this program knows %d; use the newer program", content.ErrNewerSchema, have, known)
	}
	return err
}

// Tables implements content.Snapshotter.
func (s *Store) Tables() []content.Table {
	var out []content.Table
	for _, t := range tables() {
		out = append(out, t.Table)
	}
	return out
}

// Snapshot implements content.Snapshotter.
func (s *Store) Snapshot(ctx context.Context, f func(content.Row) error) error {
	return s.readOnce(ctx, "take", "snapshot", func(t *session) error {
		if err := t.knowsAll(ctx, s.schema.Load()); err != nil {
			return err
		}
		for _, table := range tables() {
			err := t.each(ctx, func(scan func(...any) error) error {
				cells, dest := make([]cell, len(table.Columns)), make([]any, len(table.Columns))
				for i, name := range table.Columns {
					cells[i].truth = slices.Contains(truths, name)
					dest[i] = &cells[i]
				}
				if err := scan(dest...); err != nil {
					return err
				}
				values := make([]any, len(cells))
				for i, c := range cells {
					values[i] = c.value
				}
				return f(content.Row{Table: table.Name, Values: values})
			}, "SELECT "+strings.Join(table.Columns, ", ")+" FROM "+table.Name+table.where+" ORDER BY "+strings.Join(table.key, ", "))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// truths are the boolean columns, which SQLite stores as numbers.
var truths = func() []string {
	out := []string{"publish_workdays", "publish_eve", "publish_once", "publish_renew", "no_text", "deleted", "decorative"}
	for _, n := range nouns {
		out = append(out, n.truths...)
	}
	return out
}()

// A cell is a value as every engine gives it out.
type cell struct {
	value any
	truth bool
}

// Scan implements sql.Scanner.
func (c *cell) Scan(v any) error {
	switch v := v.(type) {
	case nil, bool, string:
		c.value = v
	case int64:
		if c.value = v; c.truth {
			c.value = v != 0
		}
	default:
		return fmt.Errorf("a value of a snapshot cannot be read from %T", v)
	}
	return nil
}

// restoreBatch is how many rows Restore holds in memory at a time.
const restoreBatch = 200

// Restore implements content.Snapshotter.
func (s *Store) Restore(ctx context.Context, rows iter.Seq2[content.Row, error]) error {
	known := make(map[string]keyed)
	for _, t := range tables() {
		known[t.Name] = t
	}
	n := 0
	err := s.write(ctx, "restore", "snapshot", func(t *session) error {
		if err := t.knowsAll(ctx, s.schema.Load()); err != nil {
			return err
		}
		if err := t.empty(ctx); err != nil {
			return err
		}
		var table keyed
		var columns []string
		var batch [][]any
		flush := func() error {
			err := t.insert(ctx, table.Name, columns, nil, batch)
			batch = batch[:0]
			return err
		}
		for row, err := range rows {
			if err != nil {
				return err
			}
			if row.Table != table.Name || len(batch) == restoreBatch {
				if err := flush(); err != nil {
					return err
				}
				if table.Name == "" { // the first row; meta is the only table that is not empty in a new store
					if _, err := t.exec(ctx, "DELETE FROM meta"+known["meta"].where); err != nil {
						return err
					}
				}
				if table = known[row.Table]; table.Name == "" {
					return fmt.Errorf("there is no table %q", row.Table)
				}
				if columns = row.Columns; columns == nil {
					columns = table.Columns
				}
				for _, c := range columns {
					if !slices.Contains(table.Columns, c) {
						return fmt.Errorf("table %s has no column %q", table.Name, c)
					}
				}
			}
			if len(row.Values) != len(columns) || row.Columns != nil && !slices.Equal(row.Columns, columns) {
				return fmt.Errorf("a row of %s has %d values instead of %d", table.Name, len(row.Values), len(columns))
			}
			batch = append(batch, row.Values)
			n++
		}
		t.entered = true
		return flush()
	})
	if err == nil {
		s.optimize(ctx, n)
	}
	return err
}

// empty returns content.ErrConflict unless the store holds nothing.
func (t *session) empty(ctx context.Context) error {
	for _, table := range []string{"items", "changes", "reports", missTable, "accounts", "audit"} {
		found, err := t.one(ctx, []any{new(int64)}, "SELECT 1 FROM "+table+" LIMIT 1")
		if err != nil {
			return err
		}
		if found {
			return fmt.Errorf("the store is not empty: %w", content.ErrConflict)
		}
	}
	return nil
}
