package sqlstore

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"vielfalt/content"
)

// Tally implements content.Store. Whoever it counts is stored as a hash under
// the key of the day, so that nobody can be found out once the day and its key
// are gone.
func (s *Store) Tally(ctx context.Context, limits ...content.Limit) (until time.Time, err error) {
	err = s.write(ctx, "count", "tally", func(t *session) error {
		now := s.now()
		if _, err := t.forgetTallies(ctx, now); err != nil {
			return err
		}
		key, err := t.tallyKey(ctx, now)
		if err != nil {
			return err
		}
		who := make([]string, len(limits))
		for i, l := range limits {
			mac := hmac.New(sha256.New, []byte(key))
			mac.Write([]byte(l.Name + "\x00" + l.Of))
			who[i] = hex.EncodeToString(mac.Sum(nil))
			var n int
			if _, err := t.one(ctx, []any{&n}, `SELECT n FROM tallies WHERE who = ? AND until = ?`, who[i], l.Window(now).Unix()); err != nil {
				return err
			}
			if n >= l.Most && until.Before(l.Window(now)) {
				until = l.Window(now)
			}
		}
		if !until.IsZero() {
			return nil
		}
		for i, l := range limits {
			if _, err := t.exec(ctx, `INSERT INTO tallies (who, until, n) VALUES (?, ?, 1)
				ON CONFLICT (who, until) DO UPDATE SET n = tallies.n + 1`, who[i], l.Window(now).Unix()); err != nil {
				return err
			}
		}
		return nil
	})
	return until, err
}

// tallyDay is the number of the day that a key is for.
func tallyDay(at time.Time) int64 { return at.Unix() / (24 * 60 * 60) }

// tallyKey returns the key of a day.
func (t *session) tallyKey(ctx context.Context, now time.Time) (string, error) {
	var key string
	if found, err := t.one(ctx, []any{&key}, `SELECT secret FROM tally_keys WHERE day = ?`, tallyDay(now)); err != nil || found {
		return key, err
	}
	key = rand.Text()
	_, err := t.exec(ctx, `INSERT INTO tally_keys (day, secret) VALUES (?, ?)`, tallyDay(now), key)
	return key, err
}

// forgetTallies deletes what is over, and returns how much.
func (t *session) forgetTallies(ctx context.Context, now time.Time) (int64, error) {
	n, err := t.exec(ctx, `DELETE FROM tallies WHERE until <= ?`, now.Unix())
	if err != nil {
		return 0, err
	}
	m, err := t.exec(ctx, `DELETE FROM tally_keys WHERE day < ?`, tallyDay(now))
	return n + m, err
}

// ForgetTallies implements content.Store.
func (s *Store) ForgetTallies(ctx context.Context) error {
	var n, m int64
	now := s.now()
	// Most of the time there is nothing, and nobody has to wait for the writer.
	err := s.read(ctx, "find", "tallies", func(t *session) error {
		if _, err := t.one(ctx, []any{&n}, `SELECT COUNT(*) FROM tallies WHERE until <= ?`, now.Unix()); err != nil {
			return err
		}
		_, err := t.one(ctx, []any{&m}, `SELECT COUNT(*) FROM tally_keys WHERE day < ?`, tallyDay(now))
		return err
	})
	if err != nil || n+m == 0 {
		return err
	}
	err = s.write(ctx, "delete", "tallies", func(t *session) error {
		_, err := t.forgetTallies(ctx, now)
		return err
	})
	if err == nil {
		_ = s.erase(ctx, false, reportTables) // it is tried again
	}
	return err
}
