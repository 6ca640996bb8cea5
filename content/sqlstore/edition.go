package sqlstore

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// partColumns are the columns of editions apart from item_id and type. A row is
// a part of an edition; almost all editions have only one. What a part shows is
// a matter of this package: everybody else sees whole editions.
var partColumns = []string{"key", "part", "occurrence", "begins", "ends", "since", "version"}

// began is when the whole edition e began; the index editions_list is on
// exactly this expression.
const began = "COALESCE(e.since, e.begins)"

// currentSelect adds to a query the whole edition of its part e, and partSelect
// which text the part shows.
const (
	currentSelect = ", e.key, e.occurrence, " + began + ", (SELECT MAX(w.ends) FROM editions w WHERE w.item_id = e.item_id AND w.key = e.key)" + partSelect
	partSelect    = ", e.version, e.begins"
)

// wholeEditions adds up parts; what follows is grouped by item_id, key.
const wholeEditions = "key, MAX(occurrence), MIN(begins), MAX(ends)"

func editionFields(e *content.Edition) []any {
	return []any{&e.Key, &e.Occurrence, (*moment)(&e.From), (*moment)(&e.Until)}
}

// editions loads the editions of an item, oldest first.
func (t *session) editions(ctx context.Context, id string) ([]content.Edition, error) {
	var out []content.Edition
	err := t.each(ctx, func(scan func(...any) error) error {
		var e content.Edition
		if err := scan(editionFields(&e)...); err != nil {
			return err
		}
		out = append(out, e)
		return nil
	}, "SELECT "+wholeEditions+" FROM editions WHERE item_id = ? GROUP BY key ORDER BY 3", id)
	return out, err
}

// editionsOf loads the editions of several items, oldest first.
func (t *session) editionsOf(ctx context.Context, ids []string) (map[string][]content.Edition, error) {
	out := make(map[string][]content.Edition, len(ids))
	err := t.in(ctx, ids, `SELECT item_id, `+wholeEditions+` FROM editions WHERE item_id IN (%s) GROUP BY item_id, key ORDER BY item_id, 4`,
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

// setEditions replaces the editions of items, each cut where an approved text
// takes the place of another.
func (t *session) setEditions(ctx context.Context, types map[string]content.Type, editions map[string][]content.Edition) error {
	ids := slices.Sorted(maps.Keys(editions))
	updates, err := t.updatesOf(ctx, ids)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, id := range ids {
		for _, e := range editions[id] {
			for n, p := range cut(e, updates[id]) {
				var since any
				if n > 0 {
					since = e.From.Unix()
				}
				rows = append(rows, []any{id, types[id], e.Key, n, e.Occurrence, p.from.Unix(), p.until.Unix(), since, p.version})
			}
		}
	}
	if err := t.deleteFrom(ctx, "editions", "item_id", ids); err != nil {
		return err
	}
	if err := t.insert(ctx, "editions", append([]string{"item_id", "type"}, partColumns...), nil, rows); err != nil {
		return err
	}
	if len(updates) > 0 { // programs that know no parts would show two texts
		return t.raise(ctx, deskSchema)
	}
	return nil
}

// Editions implements content.Store.
func (s *Store) Editions(ctx context.Context, id string) ([]content.Edition, error) {
	var out []content.Edition
	err := s.read(ctx, "list editions of", id, func(t *session) (err error) {
		out, err = t.editions(ctx, id)
		return err
	})
	return out, err
}

// EditionsOf implements content.Store.
func (s *Store) EditionsOf(ctx context.Context, ids []string) (map[string][]content.Edition, error) {
	var out map[string][]content.Edition
	err := s.read(ctx, "list", "editions", func(t *session) (err error) {
		out, err = t.editionsOf(ctx, unique(ids))
		return err
	})
	return out, err
}

// Plan implements content.Store. Editions further ahead than any stored ones
// are planned on the spot.
func (s *Store) Plan(ctx context.Context, from, to time.Time) ([]content.Planned, error) {
	var out []content.Planned
	now := s.now()
	err := s.read(ctx, "list", "plan", func(t *session) (err error) {
		out = nil
		if to.After(now.Add(content.Horizon)) {
			if out, err = s.planAhead(ctx, t, from, to, now); err != nil {
				return err
			}
		}
		return t.each(ctx, func(scan func(...any) error) error {
			var p content.Planned
			dest := append([]any{&p.ID, &p.Title, &p.Type, &p.Observance}, editionFields(&p.Edition)...)
			if err := scan(append(dest, new(shownPart).fields()...)...); err != nil {
				return err
			}
			out = append(out, p)
			return nil
		}, `SELECT i.id, i.title, i.type, i.publish_observance`+currentSelect+`
			FROM editions e JOIN items i ON i.id = e.item_id
			WHERE e.begins >= ? AND e.begins < ? AND e.part = 0 ORDER BY e.begins, i.id`, from.Unix(), to.Unix())
	})
	slices.SortStableFunc(out, func(a, b content.Planned) int {
		return cmp.Or(a.Edition.From.Compare(b.Edition.From), cmp.Compare(a.ID, b.ID))
	})
	return out, err
}

// planAhead returns the editions between two moments that begin after the last
// stored one of their item.
func (s *Store) planAhead(ctx context.Context, t *session, from, to, now time.Time) ([]content.Planned, error) {
	last := make(map[string]moment)
	err := t.each(ctx, func(scan func(...any) error) error {
		var id string
		var m moment
		if err := scan(&id, &m); err != nil {
			return err
		}
		last[id] = m
		return nil
	}, "SELECT item_id, MAX(begins) FROM editions GROUP BY item_id")
	if err != nil {
		return nil, err
	}
	choices, err := t.allChoices(ctx)
	if err != nil {
		return nil, err
	}
	var out []content.Planned
	err = t.each(ctx, func(scan func(...any) error) error {
		it := new(content.Item)
		if err := scan(itemFields(it)...); err != nil {
			return err
		}
		it.Choices = choices[it.ID]
		for _, e := range s.planner.PlanTo(it, now, to) {
			if e.From.After(time.Time(last[it.ID])) && !e.From.Before(from) && e.From.Before(to) {
				out = append(out, content.Planned{ID: it.ID, Title: it.Title, Type: it.Type, Observance: it.Publish.Observance, Edition: e})
			}
		}
		return nil
	}, "SELECT "+itemSelect+" FROM items i WHERE i.publish_observance <> '' AND i.state = ? ORDER BY i.id", content.Approved)
	return out, err
}

// replanBatch is how many items Replan plans again in one transaction, so that
// editors never wait long for it.
const replanBatch = 500

// Replan implements content.Store. It looks at each observance in use
// separately: if what the calendar says differs from the last time, the items
// scheduled by it are planned again in batches, and what the calendar said is
// remembered with the last batch. If interrupted, it starts over with that
// observance, and items already planned again stay as they are.
func (s *Store) Replan(ctx context.Context) (int, error) {
	touched := 0
	for tries := 1; ; tries++ {
		n, err := s.replan(ctx)
		touched += n
		if err == nil {
			err = s.plannedBy(ctx)
		}
		if tries == 5 || !errors.Is(err, errStale) {
			return touched, err
		}
		if err := s.planner.Renew(ctx); err != nil {
			return touched, err
		}
	}
}

// plannedByName is the name in meta under which PlannedBy is kept.
const plannedByName = "planned by"

// PlannedBy implements content.EditionStore.
func (s *Store) PlannedBy(ctx context.Context) (by string, err error) {
	err = s.read(ctx, "read", "what planned", func(t *session) (err error) {
		by, err = t.meta(ctx, plannedByName)
		return err
	})
	return by, err
}

// plannedBy remembers what the planner plans by, and by which conventions. If one
// of them is another than before, that is a change of dates, since entries in
// calendars have to say so.
func (s *Store) plannedBy(ctx context.Context) error {
	if s.planner.By == "" {
		return nil
	}
	used := conventionsOf(s.calendar())
	var by string
	var was conventions
	read := func(t *session) (err error) {
		if by, err = t.meta(ctx, plannedByName); err == nil {
			was, err = t.conventions(ctx)
		}
		return err
	}
	if err := s.read(ctx, "read", "what planned", read); err != nil || by == s.planner.By && maps.Equal(was.Used, used) {
		return err
	}
	return s.write(ctx, "remember", "what planned", func(t *session) error {
		if err := read(t); err != nil { // another process may have been faster
			return err
		}
		now := s.now()
		switched := was.use(used, now)
		if err := t.setMeta(ctx, plannedByName, s.planner.By); err != nil {
			return err
		}
		if err := t.keepConventions(ctx, was); err != nil {
			return err
		}
		return t.log(ctx, switchesOf(switched, "replan", now))
	})
}

func (s *Store) replan(ctx context.Context) (int, error) {
	now := s.now()
	var changed map[calendar.ID]string // the mark to be remembered for each
	err := s.read(ctx, "replan", "editions", func(t *session) error {
		changed = make(map[calendar.ID]string)
		if err := s.current(ctx, t); err != nil {
			return err
		}
		common := s.commonMark(now)
		return t.each(ctx, func(scan func(...any) error) error {
			var id calendar.ID
			var before string
			if err := scan(&id, &before); err != nil {
				return err
			}
			if mark := s.mark(id, common, now); mark != before {
				changed[id] = mark
			}
			return nil
		}, `SELECT o.id, COALESCE(m.value, '')
			FROM (SELECT DISTINCT publish_observance AS id FROM items WHERE publish_observance <> '') o
			LEFT JOIN meta m ON m.name = ? || o.id`, markName)
	})
	if err != nil {
		return 0, err
	}
	touched := 0
	for _, id := range slices.Sorted(maps.Keys(changed)) {
		for last, done := "", false; !done; {
			var n int
			err := s.write(ctx, "replan", string(id), func(t *session) (err error) {
				if err := s.current(ctx, t); err != nil {
					return err
				}
				if n, last, done, err = s.replanSome(ctx, t, id, now, last); err == nil && done {
					err = t.setMeta(ctx, markName+string(id), changed[id])
				}
				return err
			})
			if err != nil {
				return touched, err
			}
			touched += n
		}
	}
	return touched, nil
}

// markName is the prefix of the keys under which marks are remembered.
const markName = "calendar "

// replanSome plans the next items that are scheduled by an observance again.
func (s *Store) replanSome(ctx context.Context, t *session, on calendar.ID, now time.Time, after string) (n int, last string, done bool, err error) {
	var items []*content.Item
	var ids []string
	err = t.each(ctx, func(scan func(...any) error) error {
		it := new(content.Item)
		if err := scan(itemFields(it)...); err != nil {
			return err
		}
		items, ids = append(items, it), append(ids, it.ID)
		return nil
	}, "SELECT "+itemSelect+" FROM items i WHERE i.publish_observance = ? AND i.id > ? ORDER BY i.id LIMIT ?", on, after, replanBatch)
	if err != nil || len(items) == 0 {
		return 0, "", true, err
	}
	have, err := t.editionsOf(ctx, ids)
	if err != nil {
		return 0, "", true, err
	}
	choices, err := t.choicesOf(ctx, ids)
	if err != nil {
		return 0, "", true, err
	}
	types := make(map[string]content.Type)
	changed := make(map[string][]content.Edition)
	var changes []content.Change
	for _, it := range items {
		it.Choices = choices[it.ID]
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

// commonMark is a digest of what all editions depend on: the year, because each
// year plans one year further, and the working days of the years around it.
func (s *Store) commonMark(now time.Time) string {
	h := sha256.New()
	year := calendar.DateOf(now.In(calendar.Berlin)).Year()
	fmt.Fprintln(h, year)
	if s.planner.Workday != nil {
		for d := calendar.NewDate(year-1, time.January, 1); d.Year() <= year+1; d++ {
			if s.planner.Workday(d) {
				fmt.Fprintln(h, int(d))
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// mark is a digest of what the calendar says of an observance, so that a new
// convention, a confirmed date or a corrected rule changes it.
func (s *Store) mark(id calendar.ID, common string, now time.Time) string {
	h := sha256.New()
	fmt.Fprintln(h, common)
	year := calendar.DateOf(now.In(calendar.Berlin)).Year()
	from, to := calendar.NewDate(year-1, time.January, 1), calendar.NewDate(year+14, time.January, 1)
	for _, o := range s.planner.Calendar().Of(id, from, to) {
		_, eve := o.Eve()
		fmt.Fprintln(h, int(o.First), int(o.Origin), o.Year, int(o.Earliest), o.Certainty, eve)
	}
	return hex.EncodeToString(h.Sum(nil))
}
