package sqlstore

import (
	"context"
	"fmt"
	"slices"
	"time"

	"vielfalt/content"
)

// deskSchema is the schema number of the first programs that know parts of
// editions, choices, and free days.
const deskSchema = 8

var updateColumns = []string{"begins", "version", "by_whom", "at", "picture_hash", "picture_size", "picture_type", "picture_smaller"}

// A part of an edition shows one text.
type part struct {
	from, until time.Time
	version     int64 // 0 for the text in items
}

// cut divides an edition where updates, given in order, begin.
func cut(e content.Edition, updates []content.Update) []part {
	out := []part{{from: e.From, until: e.Until}}
	for _, u := range updates {
		last := &out[len(out)-1]
		switch {
		case !u.Begins.After(last.from):
			last.version = u.Version
		case u.Begins.Before(last.until):
			out = append(out, part{u.Begins, last.until, u.Version})
			out[len(out)-2].until = u.Begins
		}
	}
	return out
}

// A shownPart says which version's text the visible part of an item's edition
// shows, and since when; the version is 0 for the text in items.
type shownPart struct {
	id      string
	version int64
	begins  moment
}

// fields are for the columns of partSelect.
func (p *shownPart) fields() []any { return []any{&p.version, &p.begins} }

// takeTexts gives items the texts that show instead of those in items.
func (t *session) takeTexts(ctx context.Context, shown []shownPart, whole bool, of func(id string) content.Record) error {
	if len(shown) == 0 {
		return nil
	}
	ids := make([]string, len(shown))
	for i, p := range shown {
		ids[i] = p.id
	}
	texts, err := t.updateTexts(ctx, ids)
	if err != nil {
		return err
	}
	for _, p := range shown {
		from := texts[p.id][p.version]
		if from == nil {
			return fmt.Errorf("the text that %q shows, version %d, is not there", p.id, p.version)
		}
		r := of(p.id)
		it := r.Base()
		content.TakeText(r, from, whole)
		it.Version = p.version
		if begins := time.Time(p.begins); begins.After(it.Updated) {
			it.Updated = begins
		}
	}
	return nil
}

// updateTexts loads the texts of the updates of items, by id and version.
func (t *session) updateTexts(ctx context.Context, ids []string) (map[string]map[int64]content.Record, error) {
	out := make(map[string]map[int64]content.Record)
	err := t.in(ctx, ids, `SELECT v.item_id, v.number, v.record FROM versions v JOIN updates u ON u.item_id = v.item_id AND u.version = v.number
		WHERE u.item_id IN (%s)`, func(scan func(...any) error) error {
		var id, encoded string
		var number int64
		if err := scan(&id, &number, &encoded); err != nil {
			return err
		}
		r, err := content.Decode([]byte(encoded))
		if err != nil {
			return fmt.Errorf("version %d of %q: %w", number, id, err)
		}
		r.Base().Version = number
		if out[id] == nil {
			out[id] = make(map[int64]content.Record)
		}
		out[id][number] = r
		return nil
	})
	return out, err
}

// updatesOf loads the updates of items, those that begin first first.
func (t *session) updatesOf(ctx context.Context, ids []string) (map[string][]content.Update, error) {
	out := make(map[string][]content.Update)
	err := t.in(ctx, ids, `SELECT item_id, begins, version, by_whom, at FROM updates WHERE item_id IN (%s) ORDER BY item_id, begins`,
		func(scan func(...any) error) error {
			var id string
			var u content.Update
			if err := scan(&id, (*moment)(&u.Begins), &u.Version, &u.By, (*moment)(&u.At)); err != nil {
				return err
			}
			out[id] = append(out[id], u)
			return nil
		})
	return out, err
}

// setUpdates replaces the updates of an item. texts are the records by version.
func (t *session) setUpdates(ctx context.Context, id string, updates []content.Update, texts map[int64]content.Record) error {
	for _, table := range []string{"updates", "update_pictures"} {
		if err := t.deleteFrom(ctx, table, "item_id", []string{id}); err != nil {
			return err
		}
	}
	var rows, pictures [][]any
	for _, u := range updates {
		var p content.Picture
		if a, ok := texts[u.Version].(*content.Article); ok {
			p = a.Picture
		}
		rows = append(rows, []any{id, u.Begins.Unix(), u.Version, u.By, u.At.Unix(), p.File.Hash, p.File.Size, p.File.Type, list[content.Scaled](p.Smaller)})
		if text := texts[u.Version]; text != nil {
			for i, p := range text.Base().Pictures {
				pictures = append(pictures, []any{id, u.Version, i, p.File.Hash, p.File.Size, p.File.Type, list[content.Scaled](p.Smaller)})
			}
		}
	}
	if err := t.insert(ctx, "updates", append([]string{"item_id"}, updateColumns...), nil, rows); err != nil {
		return err
	}
	return t.insert(ctx, "update_pictures", append([]string{"item_id"}, updatePictureColumns...), nil, pictures)
}

// rebase makes approved texts that show later ones of what is saved now, or
// drops them.
func (t *session) rebase(ctx context.Context, saved []*incoming, how saving) error {
	var existing []string
	for _, d := range saved {
		if d.old != nil && d.old.Base().State == content.Approved {
			existing = append(existing, d.next.Base().ID)
		}
		if len(d.updates) > 0 {
			texts := make(map[int64]content.Record)
			for _, row := range d.rows {
				texts[row.Number] = row.Record
			}
			slices.SortFunc(d.updates, func(a, b content.Update) int { return a.Begins.Compare(b.Begins) })
			if err := t.setUpdates(ctx, d.next.Base().ID, d.updates, texts); err != nil {
				return err
			}
		}
	}
	updates, err := t.updatesOf(ctx, existing)
	if err != nil || len(updates) == 0 {
		return err
	}
	texts, err := t.updateTexts(ctx, existing)
	if err != nil {
		return err
	}
	for _, d := range saved {
		it := d.next.Base()
		if len(updates[it.ID]) == 0 {
			continue
		}
		d.recut = true
		var kept []content.Update
		for _, u := range updates[it.ID] {
			if it.State != content.Approved || how.ends != nil && !u.Begins.Before(*how.ends) {
				continue
			}
			text, err := content.Rebase(texts[it.ID][u.Version], d.old, d.next)
			if err != nil {
				return err
			}
			d.line.last++
			row, err := newVersion(text, content.Version{
				Number: d.line.last, BasedOn: it.Version, Kind: how.kind, By: how.by, At: how.now, Note: how.note,
			})
			if err != nil {
				return err
			}
			d.rows = append(d.rows, row)
			u.Version, texts[it.ID][row.Number] = row.Number, text
			kept = append(kept, u)
		}
		if err := t.setUpdates(ctx, it.ID, kept, texts[it.ID]); err != nil {
			return err
		}
	}
	return nil
}

// Fold implements content.Desk.
func (s *Store) Fold(ctx context.Context) (int, error) {
	now := s.now()
	var due []string
	err := s.read(ctx, "list", "updates", func(t *session) error {
		due = nil
		return t.each(ctx, func(scan func(...any) error) error {
			var id string
			if err := scan(&id); err != nil {
				return err
			}
			due = append(due, id)
			return nil
		}, `SELECT DISTINCT item_id FROM updates WHERE begins <= ? ORDER BY item_id`, now.Unix())
	})
	n := 0
	for _, id := range due {
		if err == nil {
			err = s.write(ctx, "fold", fmt.Sprintf("%q", id), func(t *session) error { return t.foldItem(ctx, id, now, &n) })
		}
	}
	return n, err
}

// foldDue is Fold for some items, within a transaction.
func (t *session) foldDue(ctx context.Context, now time.Time, ids []string) error {
	var due []string
	err := chunks(unique(ids), func(args []any) error {
		return t.each(ctx, func(scan func(...any) error) error {
			var id string
			if err := scan(&id); err != nil {
				return err
			}
			due = append(due, id)
			return nil
		}, "SELECT DISTINCT item_id FROM updates WHERE begins <= ? AND item_id IN ("+placeholders(len(args))+")", append([]any{now.Unix()}, args...)...)
	})
	for _, id := range due {
		if err == nil {
			err = t.foldItem(ctx, id, now, new(int))
		}
	}
	return err
}

// foldItem puts the text that shows since its moment into items.
func (t *session) foldItem(ctx context.Context, id string, now time.Time, n *int) error {
	w, err := t.work(ctx, id)
	if err != nil || w == nil {
		return err
	}
	old := w.Live
	due, err := t.fold(ctx, w, now)
	if err != nil || due == nil {
		return err // or somebody else was faster
	}
	texts, err := t.updateTexts(ctx, []string{id})
	if err != nil {
		return err
	}
	noun, err := nounFor(w.Live)
	if err != nil {
		return err
	}
	if err := t.put(ctx, []*incoming{{noun: noun, next: w.Live, old: old}}); err != nil {
		return err
	}
	if err := t.setUpdates(ctx, id, w.Updates, texts[id]); err != nil {
		return err
	}
	have, err := t.editionsOf(ctx, []string{id})
	if err != nil {
		return err
	}
	if err := t.setEditions(ctx, map[string]content.Type{id: old.Base().Type}, have); err != nil {
		return err
	}
	*n++
	return t.log(ctx, []content.Change{{ID: id, Type: old.Base().Type, Op: content.OpSave, At: now, By: due.By}})
}

// begunUpdates returns how many of the updates of an item have begun.
func begunUpdates(w *content.Work, now time.Time) int {
	i := slices.IndexFunc(w.Updates, func(u content.Update) bool { return u.Begins.After(now) })
	if i < 0 {
		return len(w.Updates)
	}
	return i
}

// fold puts the text that shows since its moment in the place of the one before,
// as it will be in items, and returns its update; nil if there is none.
func (t *session) fold(ctx context.Context, w *content.Work, now time.Time) (*content.Update, error) {
	i := begunUpdates(w, now)
	if i == 0 {
		return nil, nil
	}
	due, live := w.Updates[i-1], w.Live.Base()
	texts, err := t.updateTexts(ctx, []string{live.ID})
	if err != nil {
		return nil, err
	}
	text := texts[live.ID][due.Version]
	if text == nil {
		return nil, fmt.Errorf("the text from %s, version %d, is not there", due.Begins, due.Version)
	}
	it := text.Base()
	fill(it, live)
	if due.Begins.After(it.Updated) {
		it.Updated = due.Begins
	}
	w.Live, w.Updates = text, w.Updates[i:]
	if len(w.Updates) == 0 {
		w.Updates, w.Planned = nil, nil
	}
	return &due, nil
}
