package sqlstore

import (
	"context"
	"fmt"
	"slices"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// visible is the condition that stands in every query of a Reader. An item has
// at most one edition for which it holds.
const visible = "e.type = ? AND e.begins <= ? AND e.ends > ?"

// latestFirst orders events that are over.
const latestFirst = "t.starts DESC, e.item_id"

const (
	defaultLimit = 50
	maxLimit     = 1000
)

// find answers a Reader's list.
func (s *Store) find(ctx context.Context, n *noun, at time.Time, q content.Query) (found []content.Record, total int, err error) {
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	q.Limit, q.Offset = min(q.Limit, maxLimit), max(q.Offset, 0)
	where, args := visible, []any{n.typ, at.Unix(), at.Unix()}
	and := func(condition string, values ...any) {
		where += " AND " + condition
		args = append(args, values...)
	}
	if len(q.IDs) > 0 {
		// More than one statement's worth cannot be asked for in a list.
		ids := unique(q.IDs)
		if len(ids) > maxChunk {
			return nil, 0, fmt.Errorf("list %s: %d ids are more than %d", n.table, len(ids), maxChunk)
		}
		_ = chunks(ids, func(a []any) error {
			and("e.item_id IN ("+placeholders(len(a))+")", a...)
			return nil
		})
	}
	if q.Slug != "" {
		and("e.item_id IN (SELECT d.id FROM items d WHERE d.type = ? AND d.slug = ?)", n.typ, q.Slug)
	}
	// anyOf narrows to items of which a subquery finds one of the values.
	anyOf := func(subquery string, values []string, args ...any) error {
		if len(values) > maxChunk {
			return fmt.Errorf("list %s: %d values are more than %d", n.table, len(values), maxChunk)
		}
		return chunks(values, func(a []any) error {
			and("e.item_id IN ("+subquery+" IN ("+placeholders(len(a))+"))", append(args, a...)...)
			return nil
		})
	}
	observance := make([]string, 0, 1)
	if q.Observance != "" {
		observance = append(observance, string(q.Observance))
	}
	for _, v := range []struct {
		kind   string
		values []string
	}{{kindTradition, q.Traditions}, {kindObservance, observance}, {kindTag, q.Tags}} {
		folded := make([]string, len(v.values))
		for i, value := range v.values {
			folded[i] = fold(value)
		}
		if err := anyOf("SELECT v.item_id FROM item_values v WHERE v.kind = ? AND v.fold", folded, v.kind); err != nil {
			return nil, 0, err
		}
	}
	if err := anyOf("SELECT d.id FROM items d WHERE d.dezernat", q.Dezernate); err != nil {
		return nil, 0, err
	}
	order := n.order
	if n == &events {
		if !q.StartsFrom.IsZero() {
			and("(t.ends > ? OR t.starts >= ?)", q.StartsFrom.Unix(), q.StartsFrom.Unix())
		}
		if !q.StartsBefore.IsZero() {
			and("t.starts < ?", q.StartsBefore.Unix())
		}
		if !q.EndedBefore.IsZero() {
			and("t.ends <= ? AND t.starts < ?", q.EndedBefore.Unix(), q.EndedBefore.Unix())
			order = latestFirst
		}
	}
	from := " FROM editions e" + n.orderJoin + " WHERE " + where
	err = s.read(ctx, "list", n.table, func(t *session) (err error) {
		// The ids come from indexes alone; only what is on the page is loaded.
		ids := make([]string, 0, q.Limit)
		err = t.each(ctx, func(scan func(...any) error) error {
			var id string
			if err := scan(&id); err != nil {
				return err
			}
			ids = append(ids, id)
			return nil
		}, "SELECT e.item_id"+from+" ORDER BY "+order+" LIMIT ? OFFSET ?", append(args[:len(args):len(args)], q.Limit, q.Offset)...)
		if err != nil {
			return err
		}
		if found, err = t.visibleRecords(ctx, at, ids, q.Whole); err != nil {
			return err
		}
		place := make(map[string]int, len(ids))
		for i, id := range ids {
			place[id] = i
		}
		slices.SortFunc(found, func(a, b content.Record) int { return place[a.Base().ID] - place[b.Base().ID] })
		if total = q.Offset + len(found); len(found) > 0 && len(found) < q.Limit || len(found) == 0 && q.Offset == 0 {
			return nil
		}
		_, err = t.one(ctx, []any{&total}, "SELECT COUNT(*)"+from, args...)
		return err
	})
	if err != nil {
		return nil, 0, err
	}
	return found, total, nil
}

// show answers a Reader's request for one thing; column is its address.
func (s *Store) show(ctx context.Context, n *noun, at time.Time, column, value string, more func(*session, content.Record) error) (content.Record, error) {
	var r content.Record
	err := s.read(ctx, "show", string(n.typ)+" "+value, func(t *session) error {
		all, err := t.records(ctx, parts{current: true, whole: true},
			"FROM items i JOIN editions e ON e.item_id = i.id WHERE i.type = ? AND i."+column+" = ? AND "+visible,
			n.typ, value, n.typ, at.Unix(), at.Unix())
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return content.ErrNotFound
		}
		r = all[0]
		if more != nil {
			return more(t, r)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

// typed gives records their own type back.
func typed[T any](all []content.Record) []T {
	out := make([]T, len(all))
	for i, r := range all {
		out[i] = r.(T)
	}
	return out
}

// Visible implements content.Reader.
func (s *Store) Visible(ctx context.Context, at time.Time, ids []string) (map[string]*content.Item, error) {
	var out map[string]*content.Item
	err := s.read(ctx, "list", "visible items", func(t *session) error {
		out = make(map[string]*content.Item, len(ids))
		byID := make(map[string]content.Record)
		err := chunks(unique(ids), func(args []any) error {
			return t.each(ctx, func(scan func(...any) error) error {
				it := new(content.Item)
				if err := scan(itemFields(it)...); err != nil {
					return err
				}
				out[it.ID], byID[it.ID] = it, bare{it}
				return nil
			}, "SELECT "+itemSelect+" FROM items i WHERE i.id IN ("+placeholders(len(args))+
				") AND EXISTS (SELECT 1 FROM editions e WHERE e.item_id = i.id AND e.begins <= ? AND e.ends > ?)",
				append(args, at.Unix(), at.Unix())...)
		})
		if err != nil || len(out) == 0 {
			return err
		}
		found := make([]string, 0, len(out))
		for id := range out {
			found = append(found, id)
		}
		return t.itemValues(ctx, found, byID)
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// bare is an item without anything of its own type.
type bare struct{ *content.Item }

// Validate implements content.Record.
func (bare) Validate(func(calendar.ID) bool) error { return nil }

// Dezernate implements content.Reader.
func (s *Store) Dezernate(ctx context.Context, at time.Time, typ content.Type) ([]content.Count, error) {
	return s.counts(ctx, "dezernate", `SELECT i.dezernat, COUNT(*) FROM editions e JOIN items i ON i.id = e.item_id
		WHERE `+visible+` AND i.dezernat <> '' GROUP BY i.dezernat, i.dezernat_sort ORDER BY i.dezernat_sort`, typ, at)
}

// Tags implements content.Reader.
func (s *Store) Tags(ctx context.Context, at time.Time, typ content.Type) ([]content.Count, error) {
	return s.counts(ctx, "tags", `SELECT MIN(v.value), COUNT(DISTINCT v.item_id) FROM editions e
		JOIN item_values v ON v.item_id = e.item_id AND v.kind = '`+kindTag+`'
		WHERE `+visible+` GROUP BY v.fold ORDER BY v.fold`, typ, at)
}

// Traditions implements content.Reader.
func (s *Store) Traditions(ctx context.Context, at time.Time, typ content.Type) ([]content.Count, error) {
	return s.counts(ctx, "traditions", `SELECT v.value, COUNT(DISTINCT v.item_id) FROM editions e
		JOIN item_values v ON v.item_id = e.item_id AND v.kind = '`+kindTradition+`'
		WHERE `+visible+` GROUP BY v.value ORDER BY v.value`, typ, at)
}

// Observed implements content.Reader.
func (s *Store) Observed(ctx context.Context, at time.Time) (map[calendar.ID]string, error) {
	var out map[calendar.ID]string
	err := s.read(ctx, "list", "observed", func(t *session) error {
		out = make(map[calendar.ID]string)
		return t.each(ctx, func(scan func(...any) error) error {
			var id, slug string
			if err := scan(&id, &slug); err != nil {
				return err
			}
			out[calendar.ID(id)] = slug // the latest comes last
			return nil
		}, `SELECT v.value, i.slug FROM editions e
			JOIN item_values v ON v.item_id = e.item_id AND v.kind = '`+kindObservance+`'
			JOIN items i ON i.id = v.item_id
			WHERE `+visible+` ORDER BY e.begins, i.id`, content.TypeArticle, at.Unix(), at.Unix())
	})
	return out, err
}

func (s *Store) counts(ctx context.Context, what, text string, typ content.Type, at time.Time) ([]content.Count, error) {
	var out []content.Count
	err := s.read(ctx, "count", what, func(t *session) error {
		out = nil
		return t.each(ctx, func(scan func(...any) error) error {
			var c content.Count
			if err := scan(&c.Value, &c.N); err != nil {
				return err
			}
			out = append(out, c)
			return nil
		}, text, typ, at.Unix(), at.Unix())
	})
	return out, err
}

// Stamp implements content.Reader.
func (s *Store) Stamp(ctx context.Context, at time.Time) (content.Stamp, error) {
	var st content.Stamp
	err := s.read(ctx, "read", "stamp", func(t *session) error {
		st = content.Stamp{}
		var begun, ended, over, changed moment
		_, err := t.one(ctx, []any{&begun, &ended, &over, &st.Change, &changed}, `SELECT
			(SELECT MAX(begins) FROM editions WHERE begins <= ?),
			(SELECT MAX(ends) FROM editions WHERE ends <= ?),
			(SELECT `+eventOver+` FROM events t WHERE `+eventOver+` <= ? AND `+overVisible+` ORDER BY `+eventOver+` DESC LIMIT 1),
			COALESCE((SELECT MAX(seq) FROM changes), 0),
			(SELECT at FROM changes ORDER BY seq DESC LIMIT 1)`, at.Unix(), at.Unix(), at.Unix())
		for _, m := range []moment{begun, ended, over, changed} {
			if x := time.Time(m); x.After(st.Edge) && !x.After(at) {
				st.Edge = x
			}
		}
		return err
	})
	return st, err
}
