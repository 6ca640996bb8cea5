package sqlstore

import (
	"context"
	"fmt"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// standsAt are the conditions of the stands on items i with their work w and the
// open draft h; whether something shows is asked of the editions.
func standsAt(s content.Stand, at time.Time) (where string, args []any, err error) {
	now := at.Unix()
	const (
		unpublished = "i.state NOT IN ('approved', 'withdrawn')"
		open        = "(w.head > 0 OR " + unpublished + ")"
		drafted     = "COALESCE(h.state, i.state)"
		phase       = "COALESCE(w.phase, '')"
	)
	future := "EXISTS (SELECT 1 FROM editions e WHERE e.item_id = i.id AND e.begins > ?)"
	shows := "EXISTS (SELECT 1 FROM editions e WHERE e.item_id = i.id AND " + visible + ")"
	switch s {
	case content.AnyStand:
		return phase + " <> 'binned'", nil, nil
	case content.StandDraft:
		return open + " AND (" + phase + " = 'draft' OR " + phase + " = '' AND " + drafted + " <> 'in-review')", nil, nil
	case content.StandSent:
		return open + " AND (" + phase + " = 'in-review' OR " + phase + " = '' AND " + drafted + " = 'in-review')", nil, nil
	case content.StandReturned:
		return open + " AND " + phase + " = 'returned'", nil, nil
	case content.StandPlanned:
		return "i.state = 'approved' AND NOT " + shows + " AND " + future, []any{now, now, now}, nil
	case content.StandVisible:
		return "i.state = 'approved' AND " + shows, []any{now, now}, nil
	case content.StandOver:
		return "i.state = 'approved' AND NOT " + shows + " AND EXISTS (SELECT 1 FROM editions e WHERE e.item_id = i.id AND e.ends <= ?)", []any{now, now, now}, nil
	case content.StandWithdrawn:
		return "i.state = 'withdrawn'", nil, nil
	case content.StandBinned:
		return phase + " = 'binned'", nil, nil
	}
	return "", nil, fmt.Errorf("there is no stand %q", s)
}

// like returns a pattern that matches texts with another one in them.
func like(s string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(sortKey(s)) + "%"
}

// Standings implements content.Desk.
func (s *Store) Standings(ctx context.Context, q content.DeskQuery) (list []content.Standing, total int, err error) {
	now := s.now()
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	q.Limit, q.Offset = min(q.Limit, maxLimit), max(q.Offset, 0)
	where, args, err := standsAt(q.Stand, now)
	if err != nil {
		return nil, 0, fmt.Errorf("list work: %w", err)
	}
	c := choice{where, args}
	if q.Type != "" {
		c.and("i.type = ?", q.Type)
	}
	if q.Text != "" {
		c.and(`(i.title_sort LIKE ? ESCAPE '\' OR i.id LIKE ? ESCAPE '\' OR LOWER(h.title) LIKE ? ESCAPE '\')`,
			like(q.Text), like(q.Text), strings.ToLower(like(q.Text)))
	}
	if q.Account != "" {
		c.and("(w.owner = ? OR w.deputy = ? OR w.sent_by = ?)", q.Account, q.Account, "account:"+q.Account)
	}
	if !q.BeginsBefore.IsZero() {
		c.and("EXISTS (SELECT 1 FROM editions e WHERE e.item_id = i.id AND e.part = 0 AND e.begins > ? AND e.begins < ?)", now.Unix(), q.BeginsBefore.Unix())
	}
	from := ` FROM items i LEFT JOIN works w ON w.item_id = i.id LEFT JOIN versions h ON h.item_id = w.item_id AND h.number = w.head WHERE ` + c.where
	err = s.read(ctx, "list", "work", func(t *session) error {
		list, total = nil, 0
		if _, err := t.one(ctx, []any{&total}, "SELECT COUNT(*)"+from, c.args...); err != nil || total == 0 {
			return err
		}
		err := t.each(ctx, func(scan func(...any) error) error {
			var x content.Standing
			var drafted content.State
			var base, latest int64
			if err := scan(&x.ID, &x.Type, &x.Title, &x.Slug, &x.Dezernat, &x.State, &x.Live, &x.Head, &x.Phase, &x.Owner,
				&x.SentBy, (*moment)(&x.SentAt), &x.Note, &drafted, &base, &latest, &x.By, (*moment)(&x.At), (*moment)(&x.Update)); err != nil {
				return err
			}
			draft := content.Record(nil)
			if x.Head > 0 || !x.State.Published() {
				draft = bare{&content.Item{State: drafted}}
			}
			x.Phase = phase(x.Phase, draft)
			x.Overtaken = x.Head > 0 && x.State.Published() && base != latest
			if x.Head == 0 {
				x.Head = x.Live
			}
			list = append(list, x)
			return nil
		}, `SELECT i.id, i.type, COALESCE(h.title, i.title), i.slug, i.dezernat, i.state, i.version, COALESCE(w.head, 0), COALESCE(w.phase, ''),
			COALESCE(w.owner, ''), COALESCE(w.sent_by, ''), w.sent_at, COALESCE(w.note, ''), COALESCE(h.state, i.state), COALESCE(h.based_on, 0),
			COALESCE((SELECT u.version FROM updates u WHERE u.item_id = i.id ORDER BY u.begins DESC LIMIT 1), i.version),
			COALESCE(h.by_whom, (SELECT v.by_whom FROM versions v WHERE v.item_id = i.id AND v.number = i.version), ''),
			COALESCE(h.at, i.updated), (SELECT MIN(u.begins) FROM updates u WHERE u.item_id = i.id)`+from+
			` ORDER BY COALESCE(h.at, i.updated) DESC, i.id LIMIT ? OFFSET ?`, append(c.args, q.Limit, q.Offset)...)
		if err != nil || len(list) == 0 {
			return err
		}
		return t.describe(ctx, list, now)
	})
	if err != nil {
		return nil, 0, err
	}
	return list, total, nil
}

// describe adds to items what is in other tables.
func (t *session) describe(ctx context.Context, list []content.Standing, now time.Time) error {
	ids := make([]string, len(list))
	items := make(map[string]*content.Item, len(list))
	for i, x := range list {
		ids[i], items[x.ID] = x.ID, new(content.Item)
	}
	if err := t.itemValues(ctx, ids, items); err != nil {
		return err
	}
	editions, err := t.editionsOf(ctx, ids)
	if err != nil {
		return err
	}
	for i := range list {
		x := &list[i]
		it := items[x.ID]
		x.Tags, x.Traditions, x.Observances = it.Tags, it.Traditions, append([]calendar.ID(nil), it.Observances...)
		for _, e := range editions[x.ID] {
			switch {
			case e.Visible(now):
				x.Current, x.Last = e, e
			case !e.From.After(now):
				x.Last = e
			case x.Next.Key == "":
				x.Next = e
			}
		}
	}
	return nil
}
