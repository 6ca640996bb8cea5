package sqlstore

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

var pinColumns = []string{"id", "query", "item_id", "until_day", "at", "editor"}

func pinFields(p *content.Pin) []any {
	return []any{&p.ID, &p.Query, &p.Item, &p.Until, (*moment)(&p.At), &p.Editor}
}

// lastPin is the key in meta for the last number given to a pin.
const lastPin = "last-pin"

// pins loads pins; where may be empty.
func (t *session) pins(ctx context.Context, where string, args ...any) ([]*content.Pin, error) {
	var out []*content.Pin
	err := t.each(ctx, func(scan func(...any) error) error {
		p := new(content.Pin)
		out = append(out, p)
		return scan(pinFields(p)...)
	}, "SELECT "+strings.Join(pinColumns, ", ")+" FROM pins "+where+" ORDER BY id", args...)
	return out, err
}

// Pins implements content.Store.
func (s *Store) Pins(ctx context.Context) (out []*content.Pin, err error) {
	err = s.read(ctx, "list", "pins", func(t *session) (err error) {
		out, err = t.pins(ctx, "")
		return err
	})
	return out, err
}

// SavePins implements content.Store.
func (s *Store) SavePins(ctx context.Context, by string, list ...*content.Pin) (changed int, err error) {
	if len(list) == 0 {
		return 0, nil
	}
	var done []*content.Pin // so that the caller's change only once they are stored
	err = s.write(ctx, "save pin", list[0].Query, func(t *session) error {
		last, err := t.number(ctx, lastPin)
		if err != nil {
			return err
		}
		stored, err := t.pins(ctx, "")
		if err != nil {
			return err
		}
		b := board{spelling: s.spelling, now: s.now(), by: by, last: last, n: len(stored), pinned: make(map[string]*content.Pin), fresh: make(map[string]bool)}
		for _, p := range stored {
			// Of several that an earlier program entered, the first counts that is not over.
			if was := b.pinned[p.Key(b.spelling)]; was == nil || b.over(was) {
				b.pinned[p.Key(b.spelling)] = p
			}
		}
		for _, p := range list {
			if err := b.put(*p); err != nil {
				return fmt.Errorf("%q: %w", p.Query, err)
			}
		}
		for _, p := range list {
			done = append(done, b.pinned[p.Key(b.spelling)])
		}
		var rows [][]any
		var changes []content.Change
		for _, key := range slices.Sorted(maps.Keys(b.fresh)) {
			p := b.pinned[key]
			rows = append(rows, pinFields(p))
			changes = append(changes, content.Change{ID: strconv.FormatInt(p.ID, 10), Type: content.TypePin, Op: content.OpSave, At: b.now, By: by})
		}
		changed = len(rows)
		return t.enter(ctx, "pins", pinColumns, rows, changes, lastPin, b.last)
	})
	if err != nil {
		return 0, err
	}
	for i, p := range list {
		p.ID, p.At, p.Editor = done[i].ID, done[i].At, done[i].Editor
	}
	return changed, nil
}

// A board holds all pins while others are put on it.
type board struct {
	spelling content.Spelling
	now      time.Time
	by       string
	last     int64                   // number given
	n        int                     // how many there are in all
	pinned   map[string]*content.Pin // by key
	fresh    map[string]bool         // keys of those that are new or differ
}

// over reports whether a pin counts no longer.
func (b *board) over(p *content.Pin) bool {
	return p.Over(calendar.DateOf(b.now.In(calendar.Berlin)))
}

// put validates a pin and puts it on the board.
func (b *board) put(p content.Pin) error {
	if err := p.Validate(); err != nil {
		return err
	}
	key := p.Key(b.spelling)
	was := b.pinned[key]
	var wrong content.Problems
	switch {
	case key == "":
		wrong.Add("query", "problem.required", "%q has nothing that a search looks for", p.Query)
		return wrong
	case was == nil && b.n >= content.MaxPins:
		wrong.Add("query", "problem.number", "there are %d pins, which is the most; remove those that are over first", b.n)
		return wrong
	case was == nil:
		b.last++
		b.n++
		p.ID = b.last
	case was.Item == p.Item && was.Until == p.Until:
		return nil
	case was.Item != p.Item && !b.over(was):
		wrong.Add("query", "problem.text", "pin %d, for %q, puts %s first until %v already; remove that first", was.ID, was.Query, was.Item, was.Until)
		return wrong
	default:
		p.ID = was.ID
	}
	p.At, p.Editor = b.now, b.by
	b.pinned[key], b.fresh[key] = &p, true
	return nil
}

// DeletePin implements content.Store.
func (s *Store) DeletePin(ctx context.Context, by string, id int64) (*content.Pin, error) {
	var gone *content.Pin
	err := s.write(ctx, "delete pin", strconv.FormatInt(id, 10), func(t *session) error {
		list, err := t.pins(ctx, "WHERE id = ?", id)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return content.ErrNotFound
		}
		gone = list[0]
		return t.remove(ctx, "pins", id, content.Change{Type: content.TypePin, At: s.now(), By: by})
	})
	return gone, err
}
