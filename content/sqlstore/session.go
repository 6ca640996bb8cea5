package sqlstore

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"vielfalt/content"
)

var sessionColumns = []string{"token_hash", "account_id", "roles", "data", "sid", "device", "created", "seen", "expires", "ended"}

func sessionFields(s *content.Session) []any {
	return []any{&s.Hash, &s.AccountID, (*roles)(&s.Roles), &s.Data, &s.SID, &s.Device, (*moment)(&s.Created), (*moment)(&s.Seen), (*moment)(&s.Expires), (*moment)(&s.Ended)}
}

// BeginSession implements content.AccountStore.
func (s *Store) BeginSession(ctx context.Context, n *content.Session, action string) error {
	return s.write(ctx, "begin", "session", func(t *session) error {
		a, err := t.existing(ctx, n.AccountID)
		if err != nil {
			return err
		}
		if !a.Locked.IsZero() { // meanwhile
			return content.ErrDenied
		}
		next, now := *n, s.now()
		next.SID, next.Device = content.Storable(n.SID), content.Storable(n.Device)
		if err := t.insert(ctx, "sessions", sessionColumns, nil, [][]any{sessionFields(&next)}); err != nil {
			return err
		}
		if _, err := t.exec(ctx, `UPDATE accounts SET seen = ? WHERE id = ?`, now.Unix(), n.AccountID); err != nil {
			return err
		}
		return t.audit(ctx, now, content.AuditEntry{By: "account:" + n.AccountID, Action: action})
	})
}

// Session implements content.AccountStore.
func (s *Store) Session(ctx context.Context, hash string) (*content.Session, *content.Account, error) {
	var n content.Session
	var a content.Account
	err := s.read(ctx, "find", "session", func(t *session) error {
		n, a = content.Session{}, content.Account{}
		found, err := t.one(ctx, append(sessionFields(&n), accountFields(&a)...), `SELECT s.token_hash, s.account_id, s.roles, s.data, s.sid, s.device, s.created, s.seen, s.expires, s.ended,
			a.id, a.login, a.name, a.mail, a.source, a.subject, a.password, a.roles, a.locked, a.created, a.seen
			FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.token_hash = ?`, hash)
		if err == nil && !found {
			err = content.ErrNotFound
		}
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return &n, &a, nil
}

// SeeSession implements content.AccountStore.
func (s *Store) SeeSession(ctx context.Context, hash string) error {
	return s.write(ctx, "see", "session", func(t *session) error {
		_, err := t.exec(ctx, `UPDATE sessions SET seen = ? WHERE token_hash = ? AND ended IS NULL`, s.now().Unix(), hash)
		return err
	})
}

// endSessions ends those that last and meet a condition.
func (t *session) endSessions(ctx context.Context, now time.Time, where string, args ...any) (int64, error) {
	return t.exec(ctx, `UPDATE sessions SET ended = ? WHERE ended IS NULL AND expires > ? AND `+where, append([]any{now.Unix(), now.Unix()}, args...)...)
}

// EndSession implements content.AccountStore.
func (s *Store) EndSession(ctx context.Context, hash string) error {
	return s.write(ctx, "end", "session", func(t *session) error {
		now := s.now()
		var id string
		if found, err := t.one(ctx, []any{&id}, `SELECT account_id FROM sessions WHERE token_hash = ?`, hash); err != nil || !found {
			return err
		}
		n, err := t.endSessions(ctx, now, `token_hash = ?`, hash)
		if err != nil || n == 0 {
			return err
		}
		return t.audit(ctx, now, content.AuditEntry{By: "account:" + id, Action: "session.end"})
	})
}

// EndSessions implements content.AccountStore.
func (s *Store) EndSessions(ctx context.Context, by, accountID, sid, keep string) (int, error) {
	where, args := `account_id = ? AND token_hash <> ?`, []any{accountID, keep}
	if sid != "" {
		where, args = where+` AND sid = ?`, append(args, sid)
	}
	return s.endAll(ctx, by, accountID, where, args...)
}

// endAll ends sessions, and enters it in the audit if there were any.
func (s *Store) endAll(ctx context.Context, by, accountID, where string, args ...any) (int, error) {
	var n int64
	err := s.write(ctx, "end", "sessions", func(t *session) (err error) {
		now := s.now()
		if n, err = t.endSessions(ctx, now, where, args...); err != nil || n == 0 {
			return err
		}
		return t.audit(ctx, now, entry(by, "session.end-all", accountID))
	})
	return int(n), err
}

// EndSessionsOf implements content.AccountStore.
func (s *Store) EndSessionsOf(ctx context.Context, source content.Source, subject, sid, message string, until time.Time) (int, error) {
	var n int64
	err := s.write(ctx, "end", "sessions", func(t *session) (err error) {
		n = 0
		now := s.now()
		// In the same transaction: what failed may be sent again.
		if err := t.hear(ctx, message, until); err != nil {
			return err
		}
		var which []string
		args := []any{string(source)}
		if subject != "" {
			which, args = append(which, "a.subject = ?"), append(args, subject)
		}
		if sid != "" {
			which, args = append(which, "s.sid = ?"), append(args, sid)
		}
		if len(which) == 0 {
			return nil
		}
		var ids []string
		if err := t.each(ctx, func(scan func(...any) error) error {
			var id string
			if err := scan(&id); err != nil {
				return err
			}
			ids = append(ids, id)
			return nil
		}, `SELECT DISTINCT a.id FROM sessions s JOIN accounts a ON a.id = s.account_id
			WHERE a.source = ? AND s.ended IS NULL AND `+strings.Join(which, " AND ")+` ORDER BY a.id`, args...); err != nil {
			return err
		}
		for _, id := range ids {
			where, args := `account_id = ?`, []any{id}
			if sid != "" {
				where, args = where+` AND sid = ?`, append(args, sid)
			}
			m, err := t.endSessions(ctx, now, where, args...)
			if err == nil && m > 0 {
				n += m
				err = t.audit(ctx, now, entry(string(source), "session.end-all", id))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	return int(n), err
}

// Sessions implements content.AccountStore.
func (s *Store) Sessions(ctx context.Context, accountID string) (out []*content.Session, err error) {
	err = s.read(ctx, "list", "sessions", func(t *session) error {
		out = nil
		return t.each(ctx, func(scan func(...any) error) error {
			n := new(content.Session)
			out = append(out, n)
			return scan(sessionFields(n)...)
		}, `SELECT `+strings.Join(sessionColumns, ", ")+` FROM sessions WHERE account_id = ? AND ended IS NULL AND expires > ? ORDER BY created DESC, token_hash`,
			accountID, s.now().Unix())
	})
	return out, err
}

// token returns a token that can be used, if it is of one of some kinds.
func (t *session) token(ctx context.Context, now time.Time, hash string, kinds ...content.TokenKind) (content.Token, error) {
	var k content.Token
	args := []any{hash, now.Unix()}
	for _, kind := range kinds {
		args = append(args, string(kind))
	}
	found, err := t.one(ctx, []any{&k.Hash, &k.Kind, &k.AccountID, (*moment)(&k.Until)},
		`SELECT hash, kind, account_id, until FROM tokens WHERE hash = ? AND until > ? AND kind IN (`+placeholders(len(kinds))+`)`, args...)
	if err == nil && !found {
		err = content.ErrNotFound
	}
	return k, err
}

// IssueToken implements content.AccountStore.
func (s *Store) IssueToken(ctx context.Context, by string, k content.Token) error {
	return s.write(ctx, "issue", "token", func(t *session) error {
		if k.Kind != content.FirstToken {
			if _, err := t.existing(ctx, k.AccountID); err != nil {
				return err
			}
		}
		if _, err := t.exec(ctx, `DELETE FROM tokens WHERE account_id = ? AND kind <> ?`, k.AccountID, string(content.HeardToken)); err != nil {
			return err
		}
		if _, err := t.exec(ctx, `INSERT INTO tokens (hash, kind, account_id, until) VALUES (?, ?, ?, ?)`, k.Hash, string(k.Kind), k.AccountID, k.Until.Unix()); err != nil {
			return err
		}
		if k.Kind == content.FirstToken { // at each start: nobody has done anything
			return nil
		}
		return t.audit(ctx, s.now(), entry(by, "user."+string(k.Kind), k.AccountID))
	})
}

// Token implements content.AccountStore.
func (s *Store) Token(ctx context.Context, hash string) (k content.Token, err error) {
	err = s.read(ctx, "find", "token", func(t *session) (err error) {
		k, err = t.token(ctx, s.now(), hash, content.FirstToken, content.InviteToken, content.ResetToken)
		return err
	})
	return k, err
}

// RedeemToken implements content.AccountStore.
func (s *Store) RedeemToken(ctx context.Context, hash, password string) (a *content.Account, err error) {
	err = s.write(ctx, "redeem", "token", func(t *session) error {
		k, err := t.token(ctx, s.now(), hash, content.InviteToken, content.ResetToken)
		if err != nil {
			return err
		}
		if a, err = t.existing(ctx, k.AccountID); err != nil {
			return err
		}
		if err := t.settled(ctx); err != nil {
			return err
		}
		return t.setPassword(ctx, s.now(), "account:"+k.AccountID, k.AccountID, password)
	})
	return a, err
}

// hear notes a message by its hash; content.ErrConflict if it was heard already.
func (t *session) hear(ctx context.Context, hash string, until time.Time) error {
	n, err := t.exec(ctx, `INSERT INTO tokens (hash, kind, account_id, until) VALUES (?, ?, '', ?) ON CONFLICT (hash) DO NOTHING`,
		hash, string(content.HeardToken), until.Unix())
	if err == nil && n == 0 {
		err = content.ErrConflict
	}
	return err
}

// triesKey is where meta keeps the key under which attempts are hashed. It is
// not part of copies.
const triesKey = "tries key"

// keyed returns the hash of whoever tries.
func (t *session) keyed(ctx context.Context, tries []content.Try) ([]string, error) {
	key, err := t.meta(ctx, triesKey)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(tries))
	for i, l := range tries {
		mac := hmac.New(sha256.New, []byte(key))
		mac.Write([]byte(l.Kind + "\x00" + l.Key))
		out[i] = hex.EncodeToString(mac.Sum(nil))
	}
	return out, nil
}

// usedUp returns when the next attempt may be made; zero if it may be now.
func (t *session) usedUp(ctx context.Context, now time.Time, tries []content.Try, keyed []string) (until time.Time, err error) {
	for i, l := range tries {
		var times []time.Time
		if err := t.each(ctx, func(scan func(...any) error) error {
			var at moment
			err := scan(&at)
			times = append(times, time.Time(at))
			return err
		}, `SELECT at FROM tries WHERE kind = ? AND keyed = ? AND at > ? ORDER BY at DESC LIMIT ?`, l.Kind, keyed[i], now.Add(-content.TriesKept).Unix(), l.Most); err != nil {
			return until, err
		}
		if len(times) < l.Most {
			continue
		}
		if free := times[l.Most-1].Add(content.TriesKept); until.Before(free) {
			until = free
		}
	}
	return until, nil
}

// Try implements content.AccountStore.
func (s *Store) Try(ctx context.Context, tries ...content.Try) (id string, until time.Time, err error) {
	// Whoever is refused does not make others wait for the writer.
	err = s.read(ctx, "count", "attempts", func(t *session) error {
		keyed, err := t.keyed(ctx, tries)
		if err == nil {
			until, err = t.usedUp(ctx, s.now(), tries, keyed)
		}
		return err
	})
	if err != nil || !until.IsZero() {
		return "", until, err
	}
	id = rand.Text()
	err = s.write(ctx, "count", "attempt", func(t *session) error {
		now := s.now()
		if key, err := t.meta(ctx, triesKey); err != nil {
			return err
		} else if key == "" {
			if err := t.setMeta(ctx, triesKey, rand.Text()); err != nil {
				return err
			}
		}
		if _, err := t.exec(ctx, `DELETE FROM tries WHERE at <= ?`, now.Add(-content.TriesKept).Unix()); err != nil {
			return err
		}
		keyed, err := t.keyed(ctx, tries)
		if err != nil {
			return err
		}
		if until, err = t.usedUp(ctx, now, tries, keyed); err != nil || !until.IsZero() {
			return err
		}
		for i, l := range tries {
			if _, err := t.exec(ctx, `INSERT INTO tries (id, kind, keyed, at) VALUES (?, ?, ?, ?)`, id, l.Kind, keyed[i], now.Unix()); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || !until.IsZero() {
		id = ""
	}
	return id, until, err
}

// Succeeded implements content.AccountStore.
func (s *Store) Succeeded(ctx context.Context, id string, clear content.Try) error {
	return s.write(ctx, "take back", "attempt", func(t *session) error {
		keyed, err := t.keyed(ctx, []content.Try{clear})
		if err != nil {
			return err
		}
		_, err = t.exec(ctx, `DELETE FROM tries WHERE id = ? OR kind = ? AND keyed = ?`, id, clear.Kind, keyed[0])
		return err
	})
}

// ForgetAccess implements content.AccountStore.
func (s *Store) ForgetAccess(ctx context.Context) error {
	now := s.now()
	// Most of the time there is nothing, and nobody has to wait for the writer.
	var conditions = []struct {
		table, where string
		arg          int64
	}{
		{"sessions", "ended <= ?", now.Add(-content.SessionKept).Unix()},
		{"sessions", "expires <= ?", now.Add(-content.SessionKept).Unix()},
		{"tokens", "until <= ?", now.Unix()},
		{"tries", "at <= ?", now.Add(-content.TriesKept).Unix()},
	}
	var old bool
	err := s.read(ctx, "find", "ended sessions", func(t *session) error {
		old = false
		for _, c := range conditions {
			var n int64
			if _, err := t.one(ctx, []any{&n}, "SELECT COUNT(*) FROM "+c.table+" WHERE "+c.where, c.arg); err != nil {
				return err
			}
			old = old || n > 0
		}
		return nil
	})
	if err != nil || !old {
		return err
	}
	err = s.write(ctx, "delete", "ended sessions", func(t *session) error {
		var errs []error
		for _, c := range conditions {
			_, err := t.exec(ctx, "DELETE FROM "+c.table+" WHERE "+c.where, c.arg)
			errs = append(errs, err)
		}
		return errors.Join(errs...)
	})
	return err
}
