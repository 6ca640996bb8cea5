package sqlstore

import (
	"context"
	"time"

	"vielfalt/content"
)

// log enters changes, numbered in the order given. Only the writer calls it,
// so numbers become visible in ascending order.
func (t *session) log(ctx context.Context, changes []content.Change) error {
	if len(changes) == 0 {
		return nil
	}
	var last int64
	if _, err := t.one(ctx, []any{&last}, `SELECT COALESCE(MAX(seq), 0) FROM changes`); err != nil {
		return err
	}
	rows := make([][]any, len(changes))
	for i := range changes {
		changes[i].Seq = last + int64(i) + 1
		rows[i] = changeFields(&changes[i])
	}
	return t.insert(ctx, "changes", []string{"seq", "item_id", "type", "op", "at", "by_whom"}, nil, rows)
}

func changeFields(c *content.Change) []any {
	return []any{&c.Seq, &c.ID, &c.Type, &c.Op, (*moment)(&c.At), &c.By}
}

// Changes implements content.ChangeLog.
func (s *Store) Changes(ctx context.Context, after int64, limit int) ([]content.Change, error) {
	var out []content.Change
	err := s.read(ctx, "list", "changes", func(t *session) error {
		return t.each(ctx, func(scan func(...any) error) error {
			var c content.Change
			if err := scan(changeFields(&c)...); err != nil {
				return err
			}
			out = append(out, c)
			return nil
		}, `SELECT seq, item_id, type, op, at, by_whom FROM changes WHERE seq > ? ORDER BY seq LIMIT ?`, after, max(limit, 0))
	})
	return out, err
}

// LastChange implements content.ChangeLog.
func (s *Store) LastChange(ctx context.Context) (int64, error) {
	var seq int64
	err := s.read(ctx, "read", "last change", func(t *session) error {
		_, err := t.one(ctx, []any{&seq}, `SELECT COALESCE(MAX(seq), 0) FROM changes`)
		return err
	})
	return seq, err
}

// Edges implements content.ChangeLog.
func (s *Store) Edges(ctx context.Context, after, upTo time.Time) ([]string, error) {
	var ids []string
	err := s.read(ctx, "list", "edges", func(t *session) error {
		a, b := after.Unix(), upTo.Unix()
		return t.each(ctx, func(scan func(...any) error) error {
			var id string
			if err := scan(&id); err != nil {
				return err
			}
			ids = append(ids, id)
			return nil
		}, `SELECT item_id FROM editions WHERE begins > ? AND begins <= ?
			UNION SELECT item_id FROM editions WHERE ends > ? AND ends <= ? ORDER BY item_id`, a, b, a, b)
	})
	return ids, err
}

// NextEdge implements content.ChangeLog.
func (s *Store) NextEdge(ctx context.Context, after time.Time) (time.Time, bool, error) {
	var next time.Time
	err := s.read(ctx, "read", "next edge", func(t *session) error {
		var begins, ends moment
		_, err := t.one(ctx, []any{&begins, &ends}, `SELECT
			(SELECT MIN(begins) FROM editions WHERE begins > ?),
			(SELECT MIN(ends) FROM editions WHERE ends > ? AND ends < ?)`, after.Unix(), after.Unix(), content.Forever.Unix())
		for _, m := range []moment{begins, ends} {
			if x := time.Time(m); !x.IsZero() && (next.IsZero() || x.Before(next)) {
				next = x
			}
		}
		return err
	})
	return next, !next.IsZero(), err
}

// RequestReindex implements content.ChangeLog.
func (s *Store) RequestReindex(ctx context.Context) error {
	return s.write(ctx, "request", "reindex", func(t *session) error {
		return t.log(ctx, []content.Change{{Op: content.OpReindex, At: s.now()}})
	})
}
