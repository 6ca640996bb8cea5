package sqlstore

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"

	"vielfalt/content"
)

var parkedColumns = []string{"id", "account_id", "path", "until", "form"}

func scribbleFields(x *content.Scribble) []any {
	return []any{&x.ItemID, &x.AccountID, &x.BasedOn, (*moment)(&x.Since), (*moment)(&x.At), &x.Form}
}

// errTooLarge is the error of a form that is larger than content.MaxForm.
var errTooLarge = content.Problems{{Field: "form", Key: "problem.long", Detail: fmt.Sprintf("is larger than %d bytes", content.MaxForm)}}

// Scribble implements content.Desk. Since stays that of the first scribble as
// long as somebody goes on within content.PresentFor. A form that is empty is
// only a sign that somebody is there: what was typed before stays.
func (s *Store) Scribble(ctx context.Context, x content.Scribble) error {
	if len(x.Form) > content.MaxForm {
		return errTooLarge
	}
	now := s.now()
	x.Form = content.Storable(x.Form)
	return s.write(ctx, "keep what was typed of", fmt.Sprintf("%q", x.ItemID), func(t *session) error {
		found, err := t.one(ctx, []any{new(int64)}, `SELECT version FROM items WHERE id = ?`, x.ItemID)
		if err == nil && !found {
			err = content.ErrNotFound
		}
		if err != nil {
			return err
		}
		_, err = t.exec(ctx, `INSERT INTO scribbles (item_id, account_id, based_on, since, at, form) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (item_id, account_id) DO UPDATE SET at = excluded.at,
				since = CASE WHEN scribbles.at > ? THEN scribbles.since ELSE excluded.since END,
				based_on = CASE WHEN excluded.form = '' THEN scribbles.based_on ELSE excluded.based_on END,
				form = CASE WHEN excluded.form = '' THEN scribbles.form ELSE excluded.form END`,
			x.ItemID, x.AccountID, x.BasedOn, now.Unix(), now.Unix(), x.Form, now.Add(-content.PresentFor).Unix())
		return err
	})
}

// Scribbles implements content.Desk.
func (s *Store) Scribbles(ctx context.Context, id string) ([]content.Scribble, error) {
	var out []content.Scribble
	err := s.read(ctx, "list what was typed of", fmt.Sprintf("%q", id), func(t *session) error {
		out = nil
		return t.each(ctx, func(scan func(...any) error) error {
			var x content.Scribble
			if err := scan(scribbleFields(&x)...); err != nil {
				return err
			}
			out = append(out, x)
			return nil
		}, `SELECT item_id, account_id, based_on, since, at, form FROM scribbles WHERE item_id = ? ORDER BY account_id`, id)
	})
	return out, err
}

// Forget implements content.Desk.
func (s *Store) Forget(ctx context.Context, id, account string) error {
	return s.write(ctx, "forget what was typed of", fmt.Sprintf("%q", id), func(t *session) error {
		_, err := t.exec(ctx, `DELETE FROM scribbles WHERE item_id = ? AND account_id = ?`, id, account)
		return err
	})
}

// Park implements content.Desk.
func (s *Store) Park(ctx context.Context, p content.Parked) (string, error) {
	if len(p.Form) > content.MaxForm {
		return "", errTooLarge
	}
	now, id := s.now(), rand.Text()
	err := s.write(ctx, "park", "form", func(t *session) error {
		row := []any{id, p.AccountID, content.Storable(p.Path), now.Add(content.ParkedKept).Unix(), content.Storable(p.Form)}
		if err := t.insert(ctx, "parked", parkedColumns, nil, [][]any{row}); err != nil {
			return err
		}
		_, err := t.exec(ctx, `DELETE FROM parked WHERE account_id = ? AND id <> ? AND (until <= ? OR id NOT IN
			(SELECT p.id FROM parked p WHERE p.account_id = ? ORDER BY p.until DESC, p.id LIMIT ?))`,
			p.AccountID, id, now.Unix(), p.AccountID, content.MaxParked)
		return err
	})
	return id, err
}

// ParkedBy implements content.Desk.
func (s *Store) ParkedBy(ctx context.Context, account string) ([]content.Parked, error) {
	var out []content.Parked
	err := s.read(ctx, "list", "parked forms", func(t *session) error {
		out = nil
		return t.each(ctx, func(scan func(...any) error) error {
			var p content.Parked
			if err := scan(&p.ID, &p.AccountID, &p.Path, (*moment)(&p.Until), &p.Form); err != nil {
				return err
			}
			out = append(out, p)
			return nil
		}, `SELECT id, account_id, path, until, form FROM parked WHERE account_id = ? AND until > ? ORDER BY until DESC, id`, account, s.now().Unix())
	})
	return out, err
}

// Unpark implements content.Desk.
func (s *Store) Unpark(ctx context.Context, account, id string) error {
	return s.write(ctx, "unpark", "form", func(t *session) error {
		_, err := t.exec(ctx, `DELETE FROM parked WHERE account_id = ? AND id = ?`, account, id)
		return err
	})
}

// scribblesKept is how long what was typed and never saved is kept after the
// last key.
const scribblesKept = content.BinKept

// Tidy implements content.Desk.
func (s *Store) Tidy(ctx context.Context) error {
	now := s.now()
	var binned []struct {
		id      string
		version int64
	}
	err := s.write(ctx, "tidy", "desk", func(t *session) error {
		binned = nil
		if _, err := t.exec(ctx, `DELETE FROM parked WHERE until <= ?`, now.Unix()); err != nil {
			return err
		}
		if _, err := t.exec(ctx, `DELETE FROM scribbles WHERE at <= ?`, now.Add(-scribblesKept).Unix()); err != nil {
			return err
		}
		return t.each(ctx, func(scan func(...any) error) error {
			binned = slices.Grow(binned, 1)[:len(binned)+1]
			return scan(&binned[len(binned)-1].id, &binned[len(binned)-1].version)
		}, `SELECT i.id, i.version FROM items i JOIN works w ON w.item_id = i.id
			WHERE w.phase = ? AND w.sent_at <= ? AND i.state NOT IN (?, ?)`, content.Binned, now.Add(-content.BinKept).Unix(), content.Approved, content.Withdrawn)
	})
	if err != nil {
		return err
	}
	for _, x := range binned {
		err := s.Delete(ctx, "desk", x.id, x.version)
		if err != nil && !errors.Is(err, content.ErrNotFound) && !errors.Is(err, content.ErrConflict) {
			return err
		}
	}
	return nil
}
