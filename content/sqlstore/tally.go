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

// Tally implements content.Store. Who it counts is kept as a hash under the
// key of the day, so that nobody can be found once the day and its key are gone.
func (s *Store) Tally(ctx context.Context, limits ...content.Limit) (until time.Time, err error) {
	err = s.write(ctx, "count", "tally", func(t *session) error {
		now := s.now()
		if _, err := t.exec(ctx, `DELETE FROM tallies WHERE until <= ?`, now.Unix()); err != nil {
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

// tallyKey returns the key of a day, and throws away those of days before.
func (t *session) tallyKey(ctx context.Context, now time.Time) (string, error) {
	day := now.Unix() / (24 * 60 * 60)
	if _, err := t.exec(ctx, `DELETE FROM tally_keys WHERE day < ?`, day); err != nil {
		return "", err
	}
	var key string
	if found, err := t.one(ctx, []any{&key}, `SELECT secret FROM tally_keys WHERE day = ?`, day); err != nil || found {
		return key, err
	}
	key = rand.Text()
	_, err := t.exec(ctx, `INSERT INTO tally_keys (day, secret) VALUES (?, ?)`, day, key)
	return key, err
}
