package sqlstore

import (
	"context"
	"strings"

	"vielfalt/content"
)

// missTable is the table of what was searched for and not found.
const missTable = "misses"

var missColumns = []string{"id", "week", "query", "n"}

func missFields(m *content.Miss) []any { return []any{&m.ID, &m.Week, &m.Query, &m.Count} }

// CountMisses implements content.Store.
func (s *Store) CountMisses(ctx context.Context, misses ...content.Miss) error {
	for _, m := range misses {
		if err := m.Validate(); err != nil {
			return err
		}
	}
	return s.write(ctx, "count", "misses", func(t *session) error {
		for _, m := range misses {
			n, err := t.exec(ctx, `UPDATE misses SET n = n + ? WHERE week = ? AND query = ?`, m.Count, m.Week, m.Query)
			if err == nil && n == 0 {
				err = t.addMiss(ctx, m)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// addMiss stores a query that was not counted in its week before, if there is room.
func (t *session) addMiss(ctx context.Context, m content.Miss) error {
	var last, have int64
	if _, err := t.one(ctx, []any{&last, &have}, `SELECT COALESCE(MAX(id), 0), COUNT(CASE WHEN week = ? THEN 1 END) FROM misses`, m.Week); err != nil {
		return err
	}
	if have >= content.MissesAWeek {
		return nil
	}
	m.ID = last + 1
	return t.insert(ctx, missTable, missColumns, nil, [][]any{missFields(&m)})
}

// Misses implements content.Store.
func (s *Store) Misses(ctx context.Context) (out []content.Miss, err error) {
	err = s.read(ctx, "list", "misses", func(t *session) error {
		out = nil
		return t.each(ctx, func(scan func(...any) error) error {
			var m content.Miss
			err := scan(missFields(&m)...)
			out = append(out, m)
			return err
		}, `SELECT `+strings.Join(missColumns, ", ")+` FROM misses WHERE week > ? ORDER BY n DESC, week DESC, query`, content.MissGone(s.now()))
	})
	return out, err
}

// ForgetMisses implements content.Store.
func (s *Store) ForgetMisses(ctx context.Context) (int, error) {
	var n int64
	gone := content.MissGone(s.now())
	// Most of the time there are none, and nobody has to wait for the writer.
	err := s.read(ctx, "find", "old misses", func(t *session) error {
		_, err := t.one(ctx, []any{&n}, `SELECT COUNT(*) FROM misses WHERE week <= ?`, gone)
		return err
	})
	if err != nil || n == 0 {
		return 0, err
	}
	err = s.write(ctx, "delete", "old misses", func(t *session) (err error) {
		n, err = t.exec(ctx, `DELETE FROM misses WHERE week <= ?`, gone)
		return err
	})
	if err == nil {
		_ = s.erase(ctx, false, missTable) // it is tried again
	}
	return int(n), err
}
