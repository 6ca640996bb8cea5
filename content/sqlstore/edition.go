package sqlstore

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

var editionColumns = []string{"key", "occurrence", "begins", "ends"}

func editionFields(e *content.Edition) []any {
	return []any{&e.Key, &e.Occurrence, (*moment)(&e.From), (*moment)(&e.Until)}
}

// editions loads editions; tail is everything from WHERE on.
func (t *session) editions(ctx context.Context, tail string, args ...any) ([]content.Edition, error) {
	var out []content.Edition
	err := t.each(ctx, func(scan func(...any) error) error {
		var e content.Edition
		if err := scan(editionFields(&e)...); err != nil {
			return err
		}
		out = append(out, e)
		return nil
	}, "SELECT key, occurrence, begins, ends FROM editions "+tail, args...)
	return out, err
}

// editionsOf loads the editions of several items, oldest first.
func (t *session) editionsOf(ctx context.Context, ids []string) (map[string][]content.Edition, error) {
	out := make(map[string][]content.Edition, len(ids))
	err := t.in(ctx, ids, `SELECT item_id, key, occurrence, begins, ends FROM editions WHERE item_id IN (%s) ORDER BY item_id, begins`,
		func(scan func(...any) error) error {
			var id string
			var e content.Edition
			if err := scan(append([]any{&id}, editionFields(&e)...)...); err != nil {
				return err
			}
			out[id] = append(out[id], e)
			return nil
		})
	return out, err
}

// setEditions replaces the editions of items.
func (t *session) setEditions(ctx context.Context, types map[string]content.Type, editions map[string][]content.Edition) error {
	var ids []string
	var rows [][]any
	for id, list := range editions {
		ids = append(ids, id)
		for i := range list {
			rows = append(rows, append([]any{id, types[id]}, editionFields(&list[i])...))
		}
	}
	if err := t.deleteFrom(ctx, "editions", "item_id", ids); err != nil {
		return err
	}
	return t.insert(ctx, "editions", append([]string{"item_id", "type"}, editionColumns...), nil, rows)
}

// Editions implements content.Store.
func (s *Store) Editions(ctx context.Context, id string) ([]content.Edition, error) {
	var out []content.Edition
	err := s.read(ctx, "list editions of", id, func(t *session) (err error) {
		out, err = t.editions(ctx, "WHERE item_id = ? ORDER BY begins", id)
		return err
	})
	return out, err
}

// Plan implements content.Store.
func (s *Store) Plan(ctx context.Context, from, to time.Time) ([]content.Planned, error) {
	var out []content.Planned
	err := s.read(ctx, "list", "plan", func(t *session) error {
		return t.each(ctx, func(scan func(...any) error) error {
			var p content.Planned
			if err := scan(append([]any{&p.ID, &p.Title, &p.Type, &p.Observance}, editionFields(&p.Edition)...)...); err != nil {
				return err
			}
			out = append(out, p)
			return nil
		}, `SELECT i.id, i.title, i.type, i.publish_observance, e.key, e.occurrence, e.begins, e.ends
			FROM editions e JOIN items i ON i.id = e.item_id
			WHERE e.begins >= ? AND e.begins < ? ORDER BY e.begins, i.id`, from.Unix(), to.Unix())
	})
	return out, err
}

// replanBatch is how many items Replan dates anew in one transaction, so that
// editors never wait long for it.
const replanBatch = 500

// Replan implements content.Store. It goes through all items that hang on an
// observance in batches and remembers what the calendar said only at the end:
// interrupted, it starts over, and items already dated anew stay as they are.
func (s *Store) Replan(ctx context.Context) (int, error) {
	now := s.now()
	var mark, before string
	err := s.read(ctx, "replan", "editions", func(t *session) (err error) {
		if before, err = t.meta(ctx, "calendar"); err != nil {
			return err
		}
		mark, err = s.fingerprint(ctx, t, now)
		return err
	})
	if err != nil || mark == before {
		return 0, err
	}
	touched, last := 0, ""
	for done := false; !done; {
		var n int
		err := s.write(ctx, "replan", "editions", func(t *session) (err error) {
			n, last, done, err = s.replanSome(ctx, t, now, last)
			return err
		})
		if err != nil {
			return touched, err
		}
		touched += n
	}
	err = s.write(ctx, "replan", "editions", func(t *session) error { return t.setMeta(ctx, "calendar", mark) })
	return touched, err
}

func (s *Store) replanSome(ctx context.Context, t *session, now time.Time, after string) (n int, last string, done bool, err error) {
	var items []*content.Item
	var ids []string
	err = t.each(ctx, func(scan func(...any) error) error {
		it := new(content.Item)
		items = append(items, it)
		if err := scan(itemFields(it)...); err != nil {
			return err
		}
		ids = append(ids, it.ID)
		return nil
	}, "SELECT "+itemSelect+" FROM items i WHERE i.publish_observance <> '' AND i.id > ? ORDER BY i.id LIMIT ?", after, replanBatch)
	if err != nil || len(items) == 0 {
		return 0, "", true, err
	}
	have, err := t.editionsOf(ctx, ids)
	if err != nil {
		return 0, "", true, err
	}
	types := make(map[string]content.Type)
	changed := make(map[string][]content.Edition)
	var changes []content.Change
	for _, it := range items {
		e := content.Replan(have[it.ID], s.planner.Plan(it, now), now)
		if slices.Equal(e, have[it.ID]) {
			continue
		}
		types[it.ID], changed[it.ID] = it.Type, e
		changes = append(changes, content.Change{ID: it.ID, Type: it.Type, Op: content.OpReplan, At: now, By: "calendar"})
	}
	if err := t.setEditions(ctx, types, changed); err != nil {
		return 0, "", true, err
	}
	return len(changes), ids[len(ids)-1], len(items) < replanBatch, t.log(ctx, changes)
}

// fingerprint is a digest of all that editions depend on besides the items:
// the year, what the calendar says of each observance in use – so that a new
// convention, an announced date or a corrected rule show – and the working
// days. An observance that comes into use later is planned when its item is
// saved, and changes the fingerprint harmlessly.
func (s *Store) fingerprint(ctx context.Context, t *session, now time.Time) (string, error) {
	h := sha256.New()
	today := calendar.DateOf(now.In(calendar.Berlin))
	fmt.Fprintln(h, today.Year())
	from := calendar.NewDate(today.Year()-1, time.January, 1)
	to := calendar.NewDate(today.Year()+14, time.January, 1)
	err := t.each(ctx, func(scan func(...any) error) error {
		var id calendar.ID
		if err := scan(&id); err != nil {
			return err
		}
		for _, o := range s.planner.Calendar.Of(id, from, to) {
			_, eve := o.Eve()
			fmt.Fprintln(h, id, int(o.First), int(o.Origin), int(o.Earliest), o.Certainty, eve)
		}
		return nil
	}, `SELECT DISTINCT publish_observance FROM items WHERE publish_observance <> '' ORDER BY publish_observance`)
	if err != nil {
		return "", err
	}
	if s.planner.Workday != nil {
		for d := from; d < from+3*366; d++ {
			if s.planner.Workday(d) {
				fmt.Fprintln(h, int(d))
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
