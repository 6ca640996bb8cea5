package sqlstore

import (
	"context"
	"fmt"
	"slices"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// visibleAt is the condition under which the edition e shows at a moment. An
// item has at most one edition for which it holds. Every statement that decides
// what readers see uses it, and nothing else spells it out.
func visibleAt(moment string) string { return "e.begins <= " + moment + " AND e.ends > " + moment }

// visible is visibleAt with parameters: the moment is bound twice.
var visible = visibleAt("?")

// visibleOf narrows visible to a type, which is bound first.
var visibleOf = "e.type = ? AND " + visible

// latestFirst orders events that are over.
const latestFirst = "t.starts DESC, e.item_id"

const (
	defaultLimit = 50
	maxLimit     = 1000
)

// List implements content.Reader.
func (s *Store) List(ctx context.Context, at time.Time, typ content.Type, q content.Query) (found []content.Record, total int, err error) {
	n := nounOf(typ)
	if n == nil {
		return nil, 0, fmt.Errorf("list %q: %w", typ, content.ErrNotFound)
	}
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	q.Limit, q.Offset = min(q.Limit, maxLimit), max(q.Offset, 0)
	f, err := n.chosen(at, q)
	if err != nil {
		return nil, 0, fmt.Errorf("list %s: %w", n.Table, err)
	}
	order := n.order.by
	if n.Order == content.ByStart && !q.EndedBefore.IsZero() {
		order = latestFirst
	}
	from := " FROM editions e" + n.order.join + " WHERE " + f.where
	err = s.read(ctx, "list", n.Table, func(t *session) (err error) {
		// The ids come from indexes alone; only what is on the page is loaded.
		ids := make([]string, 0, q.Limit)
		err = t.each(ctx, func(scan func(...any) error) error {
			var id string
			if err := scan(&id); err != nil {
				return err
			}
			ids = append(ids, id)
			return nil
		}, "SELECT e.item_id"+from+" ORDER BY "+order+" LIMIT ? OFFSET ?", append(slices.Clone(f.args), q.Limit, q.Offset)...)
		if err != nil {
			return err
		}
		if found, err = t.visibleRecords(ctx, at, ids, parts{shown: s.calendar(), whole: q.Whole}); err != nil {
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
		_, err = t.one(ctx, []any{&total}, "SELECT COUNT(*)"+from, f.args...)
		return err
	})
	if err != nil {
		return nil, 0, err
	}
	return found, total, nil
}

// A choice is a condition with its parameters.
type choice struct {
	where string
	args  []any
}

func (c *choice) and(condition string, values ...any) {
	c.where += " AND " + condition
	c.args = append(c.args, values...)
}

// in narrows by a condition whose %s is replaced by a list of values, at most
// as many as one statement lists; an empty list does not narrow anything.
func (c *choice) in(condition string, values []string, args ...any) error {
	if len(values) > maxChunk {
		return fmt.Errorf("%d values are more than %d", len(values), maxChunk)
	}
	return chunks(values, func(a []any) error {
		c.and(fmt.Sprintf(condition, placeholders(len(a))), append(args, a...)...)
		return nil
	})
}

// chosen is what a query selects of what is visible.
func (n *noun) chosen(at time.Time, q content.Query) (choice, error) {
	c := choice{visibleOf, []any{n.Type, at.Unix(), at.Unix()}}
	if err := n.filter(&c, q); err != nil {
		return c, err
	}
	if n.Order == content.LatestFirst {
		c.and(began+" <= ?", at.Unix()) // always so, and lets the index begin there
	}
	if n.Order != content.ByStart {
		return c, nil
	}
	if !q.StartsFrom.IsZero() {
		c.and("(t.ends > ? OR t.starts >= ?)", q.StartsFrom.Unix(), q.StartsFrom.Unix())
	}
	if !q.StartsBefore.IsZero() {
		c.and("t.starts < ?", q.StartsBefore.Unix())
	}
	if !q.EndedBefore.IsZero() {
		c.and("t.ends <= ? AND t.starts < ?", q.EndedBefore.Unix(), q.EndedBefore.Unix())
	}
	return c, nil
}

// filter narrows by what items are about.
func (n *noun) filter(c *choice, q content.Query) error {
	if err := c.in("e.item_id IN (%s)", unique(q.IDs)); err != nil {
		return err
	}
	if q.Slug != "" {
		c.and("e.item_id IN (SELECT d.id FROM items d WHERE d.type = ? AND d.slug = ?)", n.Type, q.Slug)
	}
	var observances []string
	if q.Observance != "" {
		observances = []string{string(q.Observance)}
	}
	for _, v := range []struct {
		kind   string
		values []string
	}{{kindTradition, q.Traditions}, {kindObservance, observances}, {kindTag, q.Tags}} {
		folded := make([]string, len(v.values))
		for i, value := range v.values {
			folded[i] = fold(value)
		}
		if err := c.in("e.item_id IN (SELECT v.item_id FROM item_values v WHERE v.kind = ? AND v.fold IN (%s))", folded, v.kind); err != nil {
			return err
		}
	}
	if err := c.in("e.item_id IN (SELECT d.id FROM items d WHERE d.dezernat IN (%s))", q.Dezernate); err != nil {
		return err
	}
	if q.Lang != "" {
		c.and("e.item_id IN (SELECT r.item_id FROM translations r WHERE r.lang = ?)", q.Lang)
	}
	return nil
}

// Show implements content.Reader.
func (s *Store) Show(ctx context.Context, at time.Time, typ content.Type, address string) (content.Record, error) {
	var r content.Record
	err := s.read(ctx, "show", string(typ)+" "+address, func(t *session) error {
		n := nounOf(typ)
		if n == nil {
			return content.ErrNotFound
		}
		all, err := t.records(ctx, parts{shown: s.calendar(), whole: true},
			"FROM items i JOIN editions e ON e.item_id = i.id WHERE "+n.addressed()+" AND "+visible, typ, address, at.Unix(), at.Unix())
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return content.ErrNotFound
		}
		r = all[0]
		it := r.Base()
		it.Editions, err = t.editions(ctx, it.ID)
		it.Editions = slices.DeleteFunc(it.Editions, func(e content.Edition) bool { return e.From.After(at) })
		slices.Reverse(it.Editions)
		return err
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

// addressed is the condition that an item i is of the type and at an address.
func (n *noun) addressed() string {
	if n.ByID {
		return "i.type = ? AND i.id = ?"
	}
	return "i.type = ? AND i.slug = ?"
}

// Seen implements content.Reader.
func (s *Store) Seen(ctx context.Context, at time.Time, typ content.Type, address string) (content.Seen, error) {
	var out content.Seen
	err := s.read(ctx, "show", string(typ)+" "+address, func(t *session) error {
		n := nounOf(typ)
		if n == nil {
			return content.ErrNotFound
		}
		it := content.Item{Type: typ}
		var state content.State
		var next moment
		seen := content.Seen{Type: typ}
		// What readers may know is asked of the address as it is and as it was at
		// once, so that a made-up address takes the same way as a planned one.
		found, err := t.one(ctx, []any{&it.ID, &it.Slug, &state, &next, &seen.Visible}, `SELECT i.id, i.slug, i.state,
				(SELECT MIN(e.begins) FROM editions e WHERE e.item_id = i.id AND e.begins > ?),
				EXISTS (SELECT 1 FROM editions e WHERE e.item_id = i.id AND `+visible+`)
			FROM items i WHERE i.id IN (SELECT i.id FROM items i WHERE `+n.addressed()+` UNION ALL SELECT a.item_id FROM addresses a WHERE a.type = ? AND a.slug = ?)
				AND EXISTS (SELECT 1 FROM editions e WHERE e.item_id = i.id AND e.begins <= ? AND (i.slug <> ? OR e.ends > `+addressedSince+`))
			ORDER BY CASE WHEN i.slug = ? THEN 0 ELSE 1 END LIMIT 1`,
			at.Unix(), at.Unix(), at.Unix(), typ, address, typ, address, at.Unix(), address, address)
		if err == nil && !found {
			err = content.ErrNotFound
		}
		seen.Slug, seen.Withdrawn, seen.Next = n.Address(&it), state == content.Withdrawn, time.Time(next)
		out = seen
		return err
	})
	if err != nil {
		return content.Seen{}, err
	}
	return out, nil
}

// Withdrawn implements content.Reader.
func (s *Store) Withdrawn(ctx context.Context, at, since time.Time, typ content.Type, q content.Query) ([]content.Withdrawal, error) {
	n := nounOf(typ)
	if n == nil {
		return nil, fmt.Errorf("list withdrawn %q: %w", typ, content.ErrNotFound)
	}
	// What ended is not visible, so this is no second condition for what is.
	c := choice{"e.type = ? AND i.state = ? AND e.begins < e.ends AND e.ends BETWEEN ? AND ?", []any{typ, content.Withdrawn, since.Unix(), at.Unix()}}
	if err := n.filter(&c, q); err != nil {
		return nil, fmt.Errorf("list withdrawn %s: %w", n.Table, err)
	}
	var out []content.Withdrawal
	err := s.read(ctx, "list withdrawn", n.Table, func(t *session) error {
		seen := make(map[string]bool)
		return t.each(ctx, func(scan func(...any) error) error {
			w := content.Withdrawal{Item: content.Item{Type: typ}}
			var from, until moment
			it := &w.Item
			if err := scan(&it.ID, &it.UID, &it.Slug, &it.Lang, &w.Edition.Key, &from, &until); err != nil {
				return err
			}
			w.Edition.From, w.Edition.Until = time.Time(from), time.Time(until)
			if !seen[it.ID] { // of several editions the last
				seen[it.ID] = true
				out = append(out, w)
			}
			return nil
		}, `SELECT i.id, i.uid, i.slug, i.lang, e.key, MIN(e.begins), MAX(e.ends) FROM editions e JOIN items i ON i.id = e.item_id
			WHERE `+c.where+` GROUP BY i.id, i.uid, i.slug, i.lang, e.key ORDER BY 7 DESC, i.id LIMIT ?`, append(slices.Clone(c.args), content.MaxWithdrawn)...)
	})
	return out, err
}

// Visible implements content.Reader.
func (s *Store) Visible(ctx context.Context, at time.Time, ids []string) (map[string]*content.Item, error) {
	var out map[string]*content.Item
	shown := s.calendar()
	err := s.read(ctx, "list", "visible items", func(t *session) error {
		out = make(map[string]*content.Item, len(ids))
		var later []shownPart
		err := chunks(unique(ids), func(args []any) error {
			return t.each(ctx, func(scan func(...any) error) error {
				it := new(content.Item)
				var part shownPart
				if err := scan(slices.Concat(itemFields(it), editionFields(&it.Current), part.fields())...); err != nil {
					return err
				}
				out[it.ID] = it
				if part.id = it.ID; part.version != 0 {
					later = append(later, part)
				}
				return nil
			}, "SELECT "+itemSelect+currentSelect+" FROM items i JOIN editions e ON e.item_id = i.id WHERE i.id IN ("+placeholders(len(args))+") AND "+visible,
				append(args, at.Unix(), at.Unix())...)
		})
		if err != nil || len(out) == 0 {
			return err
		}
		found := make([]string, 0, len(out))
		for id := range out {
			found = append(found, id)
		}
		if err := t.itemValues(ctx, found, out); err != nil {
			return err
		}
		if err := t.takeTexts(ctx, later, false, func(id string) content.Record { return bare{out[id]} }); err != nil {
			return err
		}
		for _, it := range out {
			date(it, shown)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// A bare item is a record without what its type adds.
type bare struct{ *content.Item }

func (bare) Description() *content.Description { return new(content.Description) }

func (bare) Validate(func(calendar.ID) bool) error { return nil }

// facetQueries count what is visible by each facet.
var facetQueries = map[content.Facet]string{
	content.PerDezernat: `SELECT i.dezernat, COUNT(*) FROM editions e JOIN items i ON i.id = e.item_id
		WHERE ` + visibleOf + ` AND i.dezernat <> '' GROUP BY i.dezernat, i.dezernat_sort ORDER BY i.dezernat_sort`,
	content.PerTag: `SELECT MIN(v.value), COUNT(DISTINCT v.item_id) FROM editions e
		JOIN item_values v ON v.item_id = e.item_id AND v.kind = '` + kindTag + `'
		WHERE ` + visibleOf + ` GROUP BY v.fold ORDER BY v.fold`,
	content.PerTradition: `SELECT v.value, COUNT(DISTINCT v.item_id) FROM editions e
		JOIN item_values v ON v.item_id = e.item_id AND v.kind = '` + kindTradition + `'
		WHERE ` + visibleOf + ` GROUP BY v.value ORDER BY v.value`,
}

// Counts implements content.Reader.
func (s *Store) Counts(ctx context.Context, at time.Time, typ content.Type, by content.Facet) ([]content.Count, error) {
	query, ok := facetQueries[by]
	if !ok {
		return nil, fmt.Errorf("count by %q: there is no such facet", by)
	}
	var out []content.Count
	err := s.read(ctx, "count", string(by), func(t *session) error {
		out = nil
		return t.each(ctx, func(scan func(...any) error) error {
			var c content.Count
			if err := scan(&c.Value, &c.N); err != nil {
				return err
			}
			out = append(out, c)
			return nil
		}, query, typ, at.Unix(), at.Unix())
	})
	return out, err
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
			WHERE `+visibleOf+` ORDER BY e.begins, i.id`, content.TypeArticle, at.Unix(), at.Unix())
	})
	return out, err
}

// Stamp implements content.Reader.
func (s *Store) Stamp(ctx context.Context, at time.Time) (content.Stamp, error) {
	query := `SELECT COALESCE((SELECT MAX(seq) FROM changes), 0), (SELECT at FROM changes ORDER BY seq DESC LIMIT 1),
		(SELECT MAX(begins) FROM editions WHERE begins <= ?), (SELECT MAX(ends) FROM editions WHERE ends <= ?)`
	args := []any{at.Unix(), at.Unix()}
	for _, n := range happening {
		query += `, (SELECT ` + eventOver + ` FROM ` + n.Table + ` t WHERE ` + eventOver + ` <= ? AND ` + overVisible + ` ORDER BY ` + eventOver + ` DESC LIMIT 1)`
		args = append(args, at.Unix())
	}
	var st content.Stamp
	err := s.read(ctx, "read", "stamp", func(t *session) error {
		st = content.Stamp{}
		moments := make([]moment, 3+len(happening)) // the first is that of the last change
		_, err := t.one(ctx, append([]any{&st.Change}, pointers(moments)...), query, args...)
		for _, m := range moments {
			if x := time.Time(m); x.After(st.Edge) && !x.After(at) {
				st.Edge = x
			}
		}
		return err
	})
	return st, err
}
