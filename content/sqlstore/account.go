package sqlstore

import (
	"context"
	"crypto/rand"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"vielfalt/content"
)

var accountColumns = []string{"id", "login", "name", "mail", "source", "subject", "password", "roles", "locked", "created", "seen"}

func accountFields(a *content.Account) []any {
	return []any{&a.ID, (*optional)(&a.Login), &a.Name, &a.Mail, &a.Source, (*optional)(&a.Subject), &a.Password, (*roles)(&a.Roles),
		(*moment)(&a.Locked), (*moment)(&a.Created), (*moment)(&a.Seen)}
}

const selectAccounts = `SELECT id, login, name, mail, source, subject, password, roles, locked, created, seen FROM accounts `

// accounts returns the accounts that a condition chooses.
func (t *session) accounts(ctx context.Context, where string, args ...any) ([]*content.Account, error) {
	var out []*content.Account
	err := t.each(ctx, func(scan func(...any) error) error {
		a := new(content.Account)
		out = append(out, a)
		return scan(accountFields(a)...)
	}, selectAccounts+where, args...)
	return out, err
}

// account returns the one account that a condition chooses; content.ErrNotFound.
func (t *session) account(ctx context.Context, where string, args ...any) (*content.Account, error) {
	found, err := t.accounts(ctx, where, args...)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, content.ErrNotFound
	}
	return found[0], nil
}

// existing returns an account that was not removed; content.ErrNotFound.
func (t *session) existing(ctx context.Context, id string) (*content.Account, error) {
	return t.account(ctx, `WHERE id = ? AND source <> ''`, id)
}

// Accounts implements content.AccountStore.
func (s *Store) Accounts(ctx context.Context) (out []*content.Account, err error) {
	err = s.read(ctx, "list", "accounts", func(t *session) (err error) {
		out, err = t.accounts(ctx, `WHERE source <> '' ORDER BY login`)
		return err
	})
	return out, err
}

// Account implements content.AccountStore.
func (s *Store) Account(ctx context.Context, id string) (a *content.Account, err error) {
	err = s.read(ctx, "load", "account", func(t *session) (err error) {
		a, err = t.account(ctx, `WHERE id = ?`, id)
		return err
	})
	return a, err
}

// AccountByLogin implements content.AccountStore.
func (s *Store) AccountByLogin(ctx context.Context, login string) (*content.Account, error) {
	var found []*content.Account
	err := s.read(ctx, "find", "account", func(t *session) (err error) {
		found, err = t.accounts(ctx, `WHERE login = ?`, fold(login))
		return err
	})
	// Not in the transaction, which would end otherwise than with an account:
	// whoever counts must not find out which names there are.
	if err == nil && len(found) == 0 {
		err = s.wrap("find", "account", content.ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// entry is what the audit says of something done to an account.
func entry(by, action, id string) content.AuditEntry {
	return content.AuditEntry{By: by, Action: action, Detail: "account:" + id}
}

// addAccount stores a new account.
func (t *session) addAccount(ctx context.Context, now time.Time, by string, a *content.Account) error {
	next := *a
	next.ID, next.Created, next.Login = rand.Text(), now, fold(a.Login)
	if next.Source == "" {
		next.Source = content.LocalSource
	}
	if err := next.Validate(); err != nil {
		return err
	}
	for _, q := range []struct {
		where string
		args  []any
	}{{`login = ?`, []any{next.Login}}, {`source = ? AND subject = ?`, []any{string(next.Source), next.Subject}}} {
		if taken, err := t.one(ctx, []any{new(string)}, `SELECT id FROM accounts WHERE `+q.where, q.args...); err != nil {
			return err
		} else if taken {
			return content.ErrConflict
		}
	}
	if err := t.insert(ctx, "accounts", accountColumns, nil, [][]any{accountFields(&next)}); err != nil {
		return err
	}
	if err := t.settled(ctx); err != nil {
		return err
	}
	if by == "" {
		by = "account:" + next.ID
	}
	*a = next
	return t.audit(ctx, now, entry(by, "user.add", next.ID))
}

// settled takes back the link that makes the first account: it is not the first any
// longer.
func (t *session) settled(ctx context.Context) error {
	_, err := t.exec(ctx, `DELETE FROM tokens WHERE kind = ?`, string(content.FirstToken))
	return err
}

// AddAccount implements content.AccountStore.
func (s *Store) AddAccount(ctx context.Context, by string, a *content.Account) error {
	return s.write(ctx, "add", "account", func(t *session) error { return t.addAccount(ctx, s.now(), by, a) })
}

// AddFirstAccount implements content.AccountStore.
func (s *Store) AddFirstAccount(ctx context.Context, token string, a *content.Account) error {
	return s.write(ctx, "add", "first account", func(t *session) error {
		if _, err := t.token(ctx, s.now(), token, content.FirstToken); err != nil {
			return err
		}
		return t.addAccount(ctx, s.now(), "", a)
	})
}

// Arrive implements content.AccountStore.
func (s *Store) Arrive(ctx context.Context, a *content.Account) error {
	return s.write(ctx, "sign in", "account", func(t *session) error {
		if a.Source == content.LocalSource || a.Source == "" || a.Subject == "" {
			return errors.New("an account from elsewhere needs a source and a subject")
		}
		have, err := t.account(ctx, `WHERE source = ? AND subject = ?`, string(a.Source), a.Subject)
		if err == nil {
			if !have.Locked.IsZero() {
				return content.ErrDenied
			}
			have.Name, have.Mail = a.Name, a.Mail
			if err := have.Validate(); err != nil {
				return err
			}
			*a = *have
			_, err = t.exec(ctx, `UPDATE accounts SET name = ?, mail = ? WHERE id = ? AND (name <> ? OR mail <> ?)`, a.Name, a.Mail, a.ID, a.Name, a.Mail)
			return err
		}
		if !errors.Is(err, content.ErrNotFound) {
			return err
		}
		// A login is only a name: who has it here is somebody else.
		wanted := a.Login
		for n := 0; ; n++ {
			switch {
			case n == 1:
				a.Login = wanted + "@" + string(a.Source)
			case n > 1:
				a.Login = wanted + "@" + string(a.Source) + "-" + strconv.Itoa(n)
			}
			if err = t.addAccount(ctx, s.now(), "", a); !errors.Is(err, content.ErrConflict) || n == 100 {
				return err
			}
		}
	})
}

// SetPassword implements content.AccountStore.
func (s *Store) SetPassword(ctx context.Context, by, id, password string) error {
	return s.write(ctx, "set", "password", func(t *session) error {
		return t.setPassword(ctx, s.now(), by, id, password)
	})
}

func (t *session) setPassword(ctx context.Context, now time.Time, by, id, password string) error {
	n, err := t.exec(ctx, `UPDATE accounts SET password = ? WHERE id = ? AND source = ?`, password, id, string(content.LocalSource))
	if err == nil && n == 0 {
		err = content.ErrNotFound
	}
	if err != nil {
		return err
	}
	// Links that were sent out for the old one end with it.
	if _, err := t.exec(ctx, `DELETE FROM tokens WHERE account_id = ?`, id); err != nil {
		return err
	}
	if _, err := t.endSessions(ctx, now, `account_id = ?`, id); err != nil {
		return err
	}
	return t.audit(ctx, now, entry(by, "user.password", id))
}

// LockAccount implements content.AccountStore.
func (s *Store) LockAccount(ctx context.Context, by, id string, locked bool) error {
	return s.write(ctx, "lock", "account", func(t *session) error {
		a, err := t.existing(ctx, id)
		if err != nil || locked == !a.Locked.IsZero() {
			return err
		}
		now, action, at := s.now(), "user.unlock", moment{}
		if locked {
			action, at = "user.lock", moment(now)
			if _, err := t.endSessions(ctx, now, `account_id = ?`, id); err != nil {
				return err
			}
			if _, err := t.exec(ctx, `DELETE FROM tokens WHERE account_id = ?`, id); err != nil {
				return err
			}
		}
		if _, err := t.exec(ctx, `UPDATE accounts SET locked = ? WHERE id = ?`, at, id); err != nil {
			return err
		}
		return t.audit(ctx, now, entry(by, action, id))
	})
}

// RemoveAccount implements content.AccountStore.
func (s *Store) RemoveAccount(ctx context.Context, by, id string) error {
	err := s.write(ctx, "remove", "account", func(t *session) error {
		if _, err := t.existing(ctx, id); err != nil {
			return err
		}
		for _, table := range []string{"sessions", "tokens", "scribbles", "parked"} {
			if _, err := t.exec(ctx, `DELETE FROM `+table+` WHERE account_id = ?`, id); err != nil {
				return err
			}
		}
		if _, err := t.exec(ctx, `UPDATE accounts SET login = NULL, name = '', mail = '', source = '', subject = NULL, password = '',
			roles = '[]', locked = NULL, created = 0, seen = NULL WHERE id = ?`, id); err != nil {
			return err
		}
		return t.audit(ctx, s.now(), entry(by, "user.remove", id))
	})
	if err == nil {
		_ = s.erase(ctx, false, accountTables) // it is tried again
	}
	return err
}

// accountTables are those in which something of a person can stand.
const accountTables = "accounts, sessions, tokens, scribbles, parked"

// An optional text is NULL if it is empty, so that it need not be unique.
type optional string

// Scan implements sql.Scanner.
func (o *optional) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*o = ""
	case string:
		*o = optional(v)
	case []byte:
		*o = optional(v)
	default:
		return fmt.Errorf("a text cannot be read from %T", v)
	}
	return nil
}

// Value implements driver.Valuer.
func (o optional) Value() (driver.Value, error) {
	if o == "" {
		return nil, nil
	}
	return string(o), nil
}

// roles are stored as JSON.
type roles []content.Role

// Scan implements sql.Scanner.
func (r *roles) Scan(v any) error {
	var text optional
	if err := text.Scan(v); err != nil {
		return err
	}
	*r = nil
	if text == "" || text == "[]" {
		return nil
	}
	return json.Unmarshal([]byte(text), (*[]content.Role)(r))
}

// Value implements driver.Valuer.
func (r roles) Value() (driver.Value, error) {
	if len(r) == 0 {
		return "[]", nil
	}
	b, err := json.Marshal([]content.Role(r))
	return string(b), err
}
