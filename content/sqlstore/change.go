package sqlstore

import (
	"context"
	"sync"
	"time"

	"github.com/google/uuid"

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

// historyName is the name in meta under which the history's name is kept.
const historyName = "history"

// begin gives a new database the name of its history. It writes only then, so
// that a store opens where a standby answers, or while others write.
func begin(ctx context.Context, readers, writer *pool) error {
	var name string
	err := readers.do(ctx, func(t *session) (err error) {
		name, err = t.meta(ctx, historyName)
		return err
	})
	if err != nil || name != "" {
		return err
	}
	return writer.do(ctx, func(t *session) error {
		_, err := t.exec(ctx, `INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING`, historyName, uuid.NewString())
		return err
	})
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
		rung := s.bell.rung() // before looking, so that nothing slips through
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

// A bell wakes everybody who waits for changes.
type bell struct {
	mu   sync.Mutex
	next chan struct{}
}

// rung returns a channel that is closed when the bell rings next.
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

// eventOver is when an event t moves to those that were: at its end or, where
// it has no length, a second later, because until then it is one to come (see
// content.Query). The index events_over is on this very expression.
const eventOver = "CASE WHEN t.ends > t.starts THEN t.ends ELSE t.starts + 1 END"

// overVisible is the condition that an event t shows when it is over.
const overVisible = "EXISTS (SELECT 1 FROM editions e WHERE e.item_id = t.item_id AND e.begins <= " + eventOver + " AND e.ends > " + eventOver + ")"

// Edges implements content.ChangeLog.
func (s *Store) Edges(ctx context.Context, after, upTo time.Time) ([]content.Edge, error) {
	var out []content.Edge
	err := s.read(ctx, "list", "edges", func(t *session) error {
		out = nil
		a, b := after.Unix(), upTo.Unix()
		return t.each(ctx, func(scan func(...any) error) error {
			var e content.Edge
			if err := scan((*moment)(&e.At), &e.ID, &e.Type, &e.Begins); err != nil {
				return err
			}
			out = append(out, e)
			return nil
		}, `SELECT begins AS at, item_id, type, TRUE AS starts FROM editions WHERE begins > ? AND begins <= ?
			UNION SELECT ends, item_id, type, FALSE FROM editions WHERE ends > ? AND ends <= ?
			UNION SELECT `+eventOver+`, t.item_id, '`+string(content.TypeEvent)+`', FALSE FROM events t
				WHERE `+eventOver+` > ? AND `+eventOver+` <= ? AND `+overVisible+`
			ORDER BY at, item_id, starts`, a, b, a, b, a, b)
	})
	return out, err
}

// NextEdge implements content.ChangeLog.
func (s *Store) NextEdge(ctx context.Context, after time.Time) (time.Time, bool, error) {
	var next time.Time
	err := s.read(ctx, "read", "next edge", func(t *session) error {
		next = time.Time{}
		var begins, ends, over moment
		_, err := t.one(ctx, []any{&begins, &ends, &over}, `SELECT
			(SELECT MIN(begins) FROM editions WHERE begins > ?),
			(SELECT MIN(ends) FROM editions WHERE ends > ? AND ends < ?),
			(SELECT `+eventOver+` FROM events t WHERE `+eventOver+` > ? AND `+overVisible+` ORDER BY `+eventOver+` LIMIT 1)`,
			after.Unix(), after.Unix(), content.Forever.Unix(), after.Unix())
		for _, m := range []moment{begins, ends, over} {
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
