package sqlstore

import (
	"context"
	"time"
)

// Claim implements content.Store. Unlike other times, those of claims are in
// milliseconds.
func (s *Store) Claim(ctx context.Context, name, holder string, lasts time.Duration) (bool, error) {
	var n int64
	err := s.write(ctx, "claim", name, func(t *session) (err error) {
		now := s.clock() // only now, because waiting for the writer must not count
		n, err = t.exec(ctx, `INSERT INTO claims (name, holder, until) VALUES (?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
			WHERE claims.holder = excluded.holder OR claims.until <= ?`,
			name, holder, now.Add(lasts).UnixMilli(), now.UnixMilli())
		return err
	})
	return err == nil && n > 0, err
}

// Release implements content.Store.
func (s *Store) Release(ctx context.Context, name, holder string) error {
	return s.write(ctx, "release", name, func(t *session) error {
		_, err := t.exec(ctx, `DELETE FROM claims WHERE name = ? AND holder = ?`, name, holder)
		return err
	})
}
