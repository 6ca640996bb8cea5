package sqlstore

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// openWork selects the items that somebody works on.
const openWork = "i.id IN (SELECT item_id FROM works WHERE head > 0 UNION ALL SELECT id FROM items WHERE state IN ('draft', 'in-review'))"

// standsAt are the conditions of the stands on items i with their work w and the
// open draft h; whether something shows is asked of the editions.
func standsAt(s content.Stand, at time.Time) (choice, error) {
	now := at.Unix()
	const (
		drafted = "COALESCE(h.state, i.state)"
		phase   = "COALESCE(w.phase, '')"
	)
	future := "EXISTS (SELECT 1 FROM editions e WHERE e.item_id = i.id AND e.begins > ?)"
	shows := "EXISTS (SELECT 1 FROM editions e WHERE e.item_id = i.id AND " + visible + ")"
	over := "EXISTS (SELECT 1 FROM editions e WHERE e.item_id = i.id AND e.ends <= ?)"
	switch s {
	case content.AnyStand:
		return choice{phase + " <> 'binned'", nil}, nil
	case content.StandDraft:
		return choice{openWork + " AND (" + phase + " = 'draft' OR " + phase + " = '' AND " + drafted + " <> 'in-review')", nil}, nil
	case content.StandSent:
		return choice{openWork + " AND (" + phase + " = 'in-review' OR " + phase + " = '' AND " + drafted + " = 'in-review')", nil}, nil
	case content.StandReturned:
		return choice{openWork + " AND " + phase + " = 'returned'", nil}, nil
	case content.StandPlanned:
		return choice{"i.state = 'approved' AND NOT " + shows + " AND " + future, []any{now, now, now}}, nil
	case content.StandVisible:
		return choice{"i.state = 'approved' AND " + shows, []any{now, now}}, nil
	case content.StandOver:
		return choice{"i.state = 'approved' AND NOT " + shows + " AND " + over, []any{now, now, now}}, nil
	case content.StandWithdrawn:
		return choice{"i.state = 'withdrawn'", nil}, nil
	case content.StandBinned:
		return choice{openWork + " AND " + phase + " = 'binned'", nil}, nil
	}
	return choice{}, fmt.Errorf("there is no stand %q", s)
}

// like returns a pattern that matches texts with another one in them.
func like(s string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s) + "%"
}

const (
	standingJoin  = " FROM items i LEFT JOIN works w ON w.item_id = i.id LEFT JOIN versions h ON h.item_id = w.item_id AND h.number = w.head WHERE "
	standingOrder = " ORDER BY COALESCE(h.at, i.updated) DESC, i.id"
)

// standingSelect is what is shown of an item in addition to what describe adds.
const standingSelect = `SELECT i.id, i.type, COALESCE(h.title, i.title), i.slug, i.dezernat, i.state, i.version, COALESCE(w.head, 0), COALESCE(w.phase, ''),
	COALESCE(w.owner, ''), COALESCE(w.sent_by, ''), w.sent_at, COALESCE(w.note, ''), COALESCE(h.state, i.state), COALESCE(h.based_on, 0),
	COALESCE((SELECT u.version FROM updates u WHERE u.item_id = i.id ORDER BY u.begins DESC LIMIT 1), i.version),
	COALESCE(h.by_whom, (SELECT v.by_whom FROM versions v WHERE v.item_id = i.id AND v.number = i.version), ''),
	COALESCE(h.at, i.updated), (SELECT MIN(u.begins) FROM updates u WHERE u.item_id = i.id)`

// Standings implements content.Desk.
func (s *Store) Standings(ctx context.Context, q content.DeskQuery) (list []content.Standing, total int, err error) {
	now := s.now()
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	q.Limit, q.Offset = min(q.Limit, maxLimit), max(q.Offset, 0)
	c, err := standsAt(q.Stand, now)
	if err != nil {
		return nil, 0, fmt.Errorf("list work: %w", err)
	}
	if q.Type != "" {
		c.and("i.type = ?", q.Type)
	}
	if q.Text != "" {
		c.and(`(i.title_sort LIKE ? ESCAPE '\' OR i.id LIKE ? ESCAPE '\' OR LOWER(h.title) LIKE ? ESCAPE '\')`,
			like(sortKey(q.Text)), like(fold(q.Text)), like(fold(q.Text)))
	}
	if q.Account != "" {
		c.and("(w.owner = ? OR w.deputy = ? OR w.sent_by = ?)", q.Account, q.Account, content.Actor{ID: q.Account}.By())
	}
	if !q.BeginsBefore.IsZero() {
		c.and("i.id IN (SELECT e.item_id FROM editions e WHERE e.part = 0 AND e.begins > ? AND e.begins < ?)", now.Unix(), q.BeginsBefore.Unix())
	}
	order, args := standingOrder, slices.Clone(c.args)
	if !q.BeginsBefore.IsZero() {
		order, args = " ORDER BY (SELECT MIN(e.begins) FROM editions e WHERE e.item_id = i.id AND e.part = 0 AND e.begins > ?), i.id", append(args, now.Unix())
	}
	err = s.read(ctx, "list", "work", func(t *session) error {
		list, total = nil, 0
		// The ids come from indexes alone; only what is on the page is loaded.
		var ids []string
		err := t.each(ctx, func(scan func(...any) error) error {
			var id string
			if err := scan(&id, &total); err != nil {
				return err
			}
			ids = append(ids, id)
			return nil
		}, "SELECT i.id, COUNT(*) OVER ()"+standingJoin+c.where+order+" LIMIT ? OFFSET ?", append(slices.Clone(args), q.Limit, q.Offset)...)
		if err == nil && len(ids) == 0 && q.Offset > 0 {
			_, err = t.one(ctx, []any{&total}, "SELECT COUNT(*)"+standingJoin+c.where, c.args...)
		}
		if err != nil || len(ids) == 0 {
			return err
		}
		err = t.in(ctx, ids, standingSelect+standingJoin+"i.id IN (%s)", func(scan func(...any) error) error {
			x, err := scanStanding(scan)
			list = append(list, x)
			return err
		})
		if err != nil {
			return err
		}
		place := make(map[string]int, len(ids))
		for i, id := range ids {
			place[id] = i
		}
		slices.SortFunc(list, func(a, b content.Standing) int { return place[a.ID] - place[b.ID] })
		return t.describe(ctx, list, now)
	})
	if err != nil {
		return nil, 0, err
	}
	return list, total, nil
}

// scanStanding reads a row of standingSelect.
func scanStanding(scan func(...any) error) (x content.Standing, err error) {
	var drafted content.State
	var base, latest int64
	err = scan(&x.ID, &x.Type, &x.Title, &x.Slug, &x.Dezernat, &x.State, &x.Live, &x.Head, &x.Phase, &x.Owner,
		&x.SentBy, (*moment)(&x.SentAt), &x.Note, &drafted, &base, &latest, &x.By, (*moment)(&x.At), (*moment)(&x.Update))
	var draft content.Record
	if x.Head > 0 || !x.State.Published() {
		draft = bare{&content.Item{State: drafted}}
	}
	x.Phase = phase(x.Phase, draft)
	x.Overtaken = x.Head > 0 && x.State.Published() && base != latest
	if x.Head == 0 {
		x.Head = x.Live
	}
	return x, err
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
