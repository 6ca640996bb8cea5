package sqlstore

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"vielfalt/content"
)

// log enters changes, numbered in the given order. Only the writer calls it, so
// numbers become visible in ascending order.
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
	t.entered = true
	return t.insert(ctx, "changes", changeColumns, nil, rows)
}

var changeColumns = []string{"seq", "item_id", "type", "op", "at", "by_whom"}

func changeFields(c *content.Change) []any {
	return []any{&c.Seq, &c.ID, &c.Type, &c.Op, (*moment)(&c.At), &c.By}
}

// Changes implements content.ChangeLog.
func (s *Store) Changes(ctx context.Context, after int64, limit int) ([]content.Change, error) {
	var out []content.Change
	err := s.read(ctx, "list", "changes", func(t *session) error {
		out = nil
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

// historyName is the key in meta for the history's name.
const historyName = "history"

// begunAt is the key in meta for when the store began to be; databases that are
// older than the key lack it.
const begunAt = "begun"

// begin gives a new database the name of its history, and the moment. It writes
// only then, so that a store also opens on a standby, or while others write.
func begin(ctx context.Context, readers, writer *pool, now time.Time) error {
	var name string
	err := readers.do(ctx, func(t *session) (err error) {
		name, err = t.meta(ctx, historyName)
		return err
	})
	if err != nil || name != "" {
		return err
	}
	return writer.do(ctx, func(t *session) error {
		for key, value := range map[string]string{historyName: uuid.NewString(), begunAt: now.UTC().Format(time.RFC3339)} {
			if _, err := t.exec(ctx, `INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING`, key, value); err != nil {
				return err
			}
		}
		return nil
	})
}

// Begun implements content.Snapshotter.
func (s *Store) Begun(ctx context.Context) (at time.Time, err error) {
	err = s.read(ctx, "read", "beginning", func(t *session) error {
		text, err := t.meta(ctx, begunAt)
		if err == nil && text != "" {
			at, err = time.Parse(time.RFC3339, text)
		}
		return err
	})
	return at.UTC(), err
}

// History implements content.ChangeLog.
func (s *Store) History(ctx context.Context) (string, error) {
	var name string
	err := s.read(ctx, "read", "history", func(t *session) (err error) {
		name, err = t.meta(ctx, historyName)
		return err
	})
	return name, err
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

// Await implements content.ChangeLog.
func (s *Store) Await(ctx context.Context, after int64) error {
	s.listening.Do(func() {
		if s.engine.listen != nil {
			s.listener.Go(func() { s.engine.listen(s.life, s.log, s.bell.ring) })
		}
	})
	for {
		rung := s.bell.rung() // before looking, so that nothing is missed
		last, err := s.LastChange(ctx)
		if err != nil || last > after {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-s.life.Done():
			return errClosed
		case <-rung:
		case <-time.After(s.engine.pollEvery):
		}
	}
}

// A bell wakes everybody waiting for changes.
type bell struct {
	mu   sync.Mutex
	next chan struct{}
}

// rung returns a channel that is closed the next time the bell rings.
func (b *bell) rung() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.next == nil {
		b.next = make(chan struct{})
	}
	return b.next
}

func (b *bell) ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.next != nil {
		close(b.next)
		b.next = nil
	}
}

// eventOver is when an event t moves to the past ones: at its end or, if it has
// no length, one second later, because until then it is still to come (see
// content.Query). The index events_over is on exactly this expression.
const eventOver = "CASE WHEN t.ends > t.starts THEN t.ends ELSE t.starts + 1 END"

// overVisible is the condition that an event t is visible when it is over.
var overVisible = "EXISTS (SELECT 1 FROM editions e WHERE e.item_id = t.item_id AND " + visibleAt(eventOver) + ")"

// happening are the types whose lists are sorted by when something takes place.
var happening = slices.DeleteFunc(slices.Clone(nouns), func(n *noun) bool { return n.Order != content.ByStart })

// Edges implements content.ChangeLog.
func (s *Store) Edges(ctx context.Context, after, upTo time.Time) ([]content.Edge, error) {
	query := `SELECT begins AS at, item_id, type, TRUE AS starts FROM editions WHERE begins > ? AND begins <= ?
		UNION SELECT ends, item_id, type, FALSE FROM editions WHERE ends > ? AND ends <= ?`
	a, b := after.Unix(), upTo.Unix()
	args := []any{a, b, a, b}
	for _, n := range happening {
		query += ` UNION SELECT ` + eventOver + `, t.item_id, '` + string(n.Type) + `', FALSE FROM ` + n.Table + ` t
			WHERE ` + eventOver + ` > ? AND ` + eventOver + ` <= ? AND ` + overVisible
		args = append(args, a, b)
	}
	var out []content.Edge
	err := s.read(ctx, "list", "edges", func(t *session) error {
		out = nil
		return t.each(ctx, func(scan func(...any) error) error {
			var e content.Edge
			if err := scan((*moment)(&e.At), &e.ID, &e.Type, &e.Begins); err != nil {
				return err
			}
			out = append(out, e)
			return nil
		}, query+" ORDER BY at, item_id, starts", args...)
	})
	return out, err
}

// NextEdge implements content.ChangeLog.
func (s *Store) NextEdge(ctx context.Context, after time.Time) (time.Time, bool, error) {
	a := after.Unix()
	query := `SELECT (SELECT MIN(begins) FROM editions WHERE begins > ?), (SELECT MIN(ends) FROM editions WHERE ends > ? AND ends < ?)`
	args := []any{a, a, content.Forever.Unix()}
	for _, n := range happening {
		query += `, (SELECT ` + eventOver + ` FROM ` + n.Table + ` t WHERE ` + eventOver + ` > ? AND ` + overVisible + ` ORDER BY ` + eventOver + ` LIMIT 1)`
		args = append(args, a)
	}
	var next time.Time
	err := s.read(ctx, "read", "next edge", func(t *session) error {
		moments := make([]moment, 2+len(happening))
		_, err := t.one(ctx, pointers(moments), query, args...)
		next = time.Time{}
		for _, m := range moments {
			if x := time.Time(m); !x.IsZero() && (next.IsZero() || x.Before(next)) {
				next = x
			}
		}
		return err
	})
	return next, !next.IsZero(), err
}

// pointers returns pointers to the elements.
func pointers[T any](s []T) []any {
	out := make([]any, len(s))
	for i := range s {
		out[i] = &s[i]
	}
	return out
}

// RequestReindex implements content.ChangeLog.
func (s *Store) RequestReindex(ctx context.Context) error {
	return s.write(ctx, "request", "reindex", func(t *session) error {
		return t.log(ctx, []content.Change{{Op: content.OpReindex, At: s.now()}})
	})
}
