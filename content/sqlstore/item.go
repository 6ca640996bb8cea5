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

// itemColumns are the columns of items that every list reads, and itemFields
// returns pointers to the fields for them.
var itemColumns = []string{
	"id", "uid", "type", "slug", "lang", "title", "summary", "dezernat", "date", "state", "correction",
	"publish_from", "publish_until", "publish_observance", "publish_offset", "publish_workdays", "publish_eve",
	"publish_at", "publish_once", "publish_show", "publish_since", "publish_uncertain", "publish_free", "publish_renew",
	"version", "created", "updated",
}

// storeColumns are the other ones: the sort keys, and the body.
var storeColumns = []string{"title_sort", "dezernat_sort", "body"}

// The columns of what belongs to items, apart from item_id.
var (
	valueColumns       = []string{"kind", "position", "value", "fold"}
	translationColumns = []string{"position", "lang", "title", "summary", "body"}
)

func itemFields(it *content.Item) []any {
	p := &it.Publish
	return []any{
		&it.ID, &it.UID, &it.Type, &it.Slug, &it.Lang, &it.Title, &it.Summary, &it.Dezernat, &it.Date, &it.State, &it.Correction,
		(*moment)(&p.From), (*moment)(&p.Until), &p.Observance, &p.Offset, &p.Workdays, &p.FromEve,
		&p.At, &p.Once, &p.ShowDays, &p.Since, &p.Uncertain, &p.Free, &p.Renew,
		&it.Version, (*moment)(&it.Created), (*moment)(&it.Updated),
	}
}

var (
	itemSelect = "i." + strings.Join(itemColumns, ", i.")
	bodySelect = ", i.body"
	noBody     = ", ''"
)

// The kinds of item_values.
const (
	kindTradition  = "tradition"
	kindObservance = "observance"
	kindTag        = "tag"
)

// parts says which parts of a record are wanted.
type parts struct {
	// shown asks for the edition, whose texts are as readers see them; the query
	// must name editions e. It is the calendar that says when their holiday
	// begins, and nil for what is stored.
	shown *calendar.Calendar
	whole bool // body, translations, pages
}

// records loads what a query finds, in its order. tail is everything from FROM
// on, with items named i. It runs one statement for the items, and one for each
// table that belongs to them.
func (t *session) records(ctx context.Context, p parts, tail string, args ...any) ([]content.Record, error) {
	text := "SELECT " + itemSelect
	if p.whole {
		text += bodySelect
	} else {
		text += noBody
	}
	if p.shown != nil {
		text += currentSelect
	}
	var all []content.Record
	byID := make(map[string]content.Record)
	ids := make([]string, 0, 64)
	types := make(map[content.Type][]string)
	var later []shownPart
	err := t.each(ctx, func(scan func(...any) error) error {
		var it content.Item
		var e content.Edition
		var part shownPart
		dest := append(itemFields(&it), &it.Body)
		if p.shown != nil {
			dest = append(append(dest, editionFields(&e)...), part.fields()...)
		}
		if err := scan(dest...); err != nil {
			return err
		}
		n := nounOf(it.Type)
		if n == nil {
			return fmt.Errorf("item %s is of unknown type %q", it.ID, it.Type)
		}
		it.Current = e
		if part.id = it.ID; part.version != 0 {
			later = append(later, part)
		}
		r := n.New()
		*r.Base() = it
		all = append(all, r)
		byID[it.ID] = r
		ids = append(ids, it.ID)
		types[it.Type] = append(types[it.Type], it.ID)
		return nil
	}, text+" "+tail, args...)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	for _, n := range nouns {
		if err := t.own(ctx, n, p.whole, types[n.Type], byID); err != nil {
			return nil, err
		}
	}
	items := make(map[string]*content.Item, len(all))
	for i, r := range all {
		id := r.Base().ID
		all[i] = byID[id]
		items[id] = byID[id].Base()
	}
	if err := t.itemValues(ctx, ids, items); err != nil {
		return nil, err
	}
	if !p.whole {
		err := t.takeTexts(ctx, later, false, func(id string) content.Record { return byID[id] })
		p.fill(all)
		return all, err
	}
	if err := t.translations(ctx, ids, items); err != nil {
		return nil, err
	}
	if err := t.pictures(ctx, ids, items); err != nil {
		return nil, err
	}
	if p.shown == nil { // readers need not know what was decided
		choices, err := t.choicesOf(ctx, ids)
		if err != nil {
			return nil, err
		}
		for id, list := range choices {
			items[id].Choices = list
		}
	}
	if of := types[content.TypeBrochure]; len(of) > 0 {
		if err := t.pages(ctx, of, byID); err != nil {
			return nil, err
		}
	}
	err = t.takeTexts(ctx, later, true, func(id string) content.Record { return byID[id] })
	p.fill(all)
	return all, err
}

// fill puts dates in place of placeholders in what readers see.
func (p parts) fill(all []content.Record) {
	if p.shown == nil {
		return
	}
	for _, r := range all {
		date(r.Base(), p.shown)
	}
}

func date(it *content.Item, c *calendar.Calendar) {
	if it.Current.Occurrence == 0 {
		return
	}
	var begin calendar.Begin
	if o, ok := c.Observance(it.Publish.Observance); ok {
		begin = o.Begin
	}
	it.Fill(it.Current, begin)
}

// calendar is the one that schedules are planned by.
func (s *Store) calendar() *calendar.Calendar {
	if s.planner.Calendar == nil { // nothing is scheduled by holidays
		return new(calendar.Calendar)
	}
	return s.planner.Calendar()
}

// own loads what records of a type have in addition to their items, and
// replaces those in byID.
func (t *session) own(ctx context.Context, n *noun, whole bool, ids []string, byID map[string]content.Record) error {
	columns := n.listed
	if whole {
		columns = n.columns
	}
	if len(columns) == 0 {
		return nil
	}
	return t.in(ctx, ids, "SELECT item_id, "+strings.Join(columns, ", ")+" FROM "+n.Table+" WHERE item_id IN (%s)", func(scan func(...any) error) error {
		r := n.New()
		var id string
		if err := scan(append([]any{&id}, n.dest(r, whole)...)...); err != nil {
			return err
		}
		*r.Base() = *byID[id].Base()
		byID[id] = r
		return nil
	})
}

func (t *session) itemValues(ctx context.Context, ids []string, items map[string]*content.Item) error {
	return t.in(ctx, ids, `SELECT item_id, kind, value FROM item_values WHERE item_id IN (%s) ORDER BY item_id, kind, position`,
		func(scan func(...any) error) error {
			var id, kind, value string
			if err := scan(&id, &kind, &value); err != nil {
				return err
			}
			it := items[id]
			switch kind {
			case kindTradition:
				it.Traditions = append(it.Traditions, value)
			case kindObservance:
				it.Observances = append(it.Observances, calendar.ID(value))
			case kindTag:
				it.Tags = append(it.Tags, value)
			}
			return nil
		})
}

func (t *session) translations(ctx context.Context, ids []string, items map[string]*content.Item) error {
	return t.in(ctx, ids, `SELECT item_id, lang, title, summary, body FROM translations WHERE item_id IN (%s) ORDER BY item_id, position`,
		func(scan func(...any) error) error {
			var id string
			var x content.Text
			if err := scan(&id, &x.Lang, &x.Title, &x.Summary, &x.Body); err != nil {
				return err
			}
			it := items[id]
			it.Translations = append(it.Translations, x)
			return nil
		})
}

// chunkSizes are the numbers of parameters that a list in a statement is padded
// to, so that only a few different statements are prepared.
var chunkSizes = []int{1, 8, 20, 50, 200, 500, maxChunk}

// maxChunk is the most values that one statement lists: as many as the longest
// list of a Reader has.
const maxChunk = 1000

// in runs a query whose %s is replaced by a list of values, in chunks.
func (t *session) in(ctx context.Context, values []string, text string, f func(scan func(...any) error) error) error {
	return chunks(values, func(args []any) error {
		return t.each(ctx, f, fmt.Sprintf(text, placeholders(len(args))), args...)
	})
}

// chunks calls f with the values as parameters, padded by repeating the last of
// them.
func chunks(values []string, f func(args []any) error) error {
	for chunk := range slices.Chunk(values, maxChunk) {
		i, _ := slices.BinarySearch(chunkSizes, len(chunk))
		args := make([]any, chunkSizes[i])
		for j := range args {
			args[j] = chunk[min(j, len(chunk)-1)]
		}
		if err := f(args); err != nil {
			return err
		}
	}
	return nil
}

// Get implements content.Store.
func (s *Store) Get(ctx context.Context, id string) (content.Record, error) {
	var r content.Record
	err := s.read(ctx, "get", id, func(t *session) error {
		all, err := t.records(ctx, parts{whole: true}, "FROM items i WHERE i.id = ?", id)
		if err == nil && len(all) == 0 {
			err = content.ErrNotFound
		}
		if err == nil {
			r = all[0]
		}
		return err
	})
	return r, err
}

// VisibleRecords implements content.Store.
func (s *Store) VisibleRecords(ctx context.Context, at time.Time, ids []string) ([]content.Record, error) {
	var out []content.Record
	err := s.read(ctx, "list", "visible records", func(t *session) (err error) {
		out, err = t.visibleRecords(ctx, at, unique(ids), parts{shown: s.calendar(), whole: true})
		return err
	})
	return out, err
}

// visibleRecords loads the visible ones of the items; ids given in order come
// back in order.
func (t *session) visibleRecords(ctx context.Context, at time.Time, ids []string, p parts) ([]content.Record, error) {
	var out []content.Record
	err := chunks(ids, func(args []any) error {
		some, err := t.records(ctx, p,
			"FROM items i JOIN editions e ON e.item_id = i.id WHERE i.id IN ("+placeholders(len(args))+
				") AND "+visible+" ORDER BY i.id", append(args, at.Unix(), at.Unix())...)
		out = append(out, some...)
		return err
	})
	return out, err
}

// eachBatch is how many records Each holds in memory at a time.
const eachBatch = 200

// Each implements content.Store.
func (s *Store) Each(ctx context.Context, f func(content.Record) error) error {
	last := ""
	for {
		var some []content.Record
		err := s.read(ctx, "list", "records", func(t *session) (err error) {
			some, err = t.records(ctx, parts{whole: true}, "FROM items i WHERE i.id > ? ORDER BY i.id LIMIT ?", last, eachBatch)
			return err
		})
		if err != nil {
			return err
		}
		for _, r := range some {
			if err := f(r); err != nil {
				return err
			}
			last = r.Base().ID
		}
		if len(some) < eachBatch {
			return nil
		}
	}
}

func unique(ids []string) []string {
	out := slices.Clone(ids)
	slices.Sort(out)
	return slices.Compact(out)
}

// Stored implements content.Store.
func (s *Store) Stored(ctx context.Context, ids []string) (map[string]content.Stored, error) {
	var out map[string]content.Stored
	now := s.now()
	err := s.read(ctx, "look up", "records", func(t *session) error {
		out = make(map[string]content.Stored)
		return chunks(unique(ids), func(args []any) error {
			return t.each(ctx, func(scan func(...any) error) error {
				var id string
				var v content.Stored
				if err := scan(&id, &v.Type, &v.State, &v.Version, &v.Draft, &v.Last); err != nil {
					return err
				}
				v.Last = max(v.Last, v.Version)
				out[id] = v
				return nil
			}, `SELECT i.id, i.type, i.state,
				COALESCE((SELECT u.version FROM updates u WHERE u.item_id = i.id AND u.begins <= ? ORDER BY u.begins DESC LIMIT 1), i.version),
				COALESCE(w.head, 0), COALESCE((SELECT MAX(v.number) FROM versions v WHERE v.item_id = i.id), 0)
				FROM items i LEFT JOIN works w ON w.item_id = i.id WHERE i.id IN (`+placeholders(len(args))+")", append([]any{now.Unix()}, args...)...)
		})
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}
