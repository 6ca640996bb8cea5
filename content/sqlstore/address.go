package sqlstore

import (
	"context"
	"slices"

	"vielfalt/content"
)

var addressColumns = []string{"type", "slug", "item_id", "until"}

// addressedSince is when the item i got its present slug, as far as that matters:
// what showed before, nobody has seen under it.
const addressedSince = "COALESCE((SELECT MAX(a.until) FROM addresses a WHERE a.item_id = i.id), 0)"

// keepAddresses keeps the addresses under which readers have seen what has a new
// one from now on, and those that an export says something new once had. An
// address that an item has again is not a former one.
func (t *session) keepAddresses(ctx context.Context, saved []*incoming, how saving) error {
	var moved []string // items with another slug than before
	for _, d := range saved {
		it := d.next.Base()
		switch {
		case d.noun.ByID:
		case d.old != nil && d.old.Base().Slug != it.Slug, d.old == nil && len(how.history[it.ID].Addresses) > 0:
			moved = append(moved, it.ID)
		}
	}
	if len(moved) == 0 {
		return nil
	}
	seen := make(map[string]bool)
	err := t.in(ctx, moved, "SELECT i.id, e.begins, e.ends, "+addressedSince+" FROM items i JOIN editions e ON e.item_id = i.id WHERE i.id IN (%s)", func(scan func(...any) error) error {
		var id string
		var began, ended, since int64
		err := scan(&id, &began, &ended, &since)
		seen[id] = seen[id] || began <= how.now.Unix() && ended > since
		return err
	})
	if err != nil {
		return err
	}
	var rows [][]any
	taken := make(map[string]bool)
	for _, d := range saved {
		it := d.next.Base()
		if !slices.Contains(moved, it.ID) || !seen[it.ID] {
			continue
		}
		former, until := how.history[it.ID].Addresses, int64(0)
		if d.old != nil {
			former, until = []string{d.old.Base().Slug}, how.now.Unix()
		}
		for _, slug := range former {
			if key := string(it.Type) + " " + slug; content.ValidID(slug) && !taken[key] {
				taken[key] = true
				rows = append(rows, []any{it.Type, slug, it.ID, until})
			}
		}
	}
	if err := t.insert(ctx, "addresses", addressColumns, []string{"type", "slug"}, rows); err != nil {
		return err
	}
	return chunks(moved, func(args []any) error {
		_, err := t.exec(ctx, `DELETE FROM addresses WHERE item_id IN (`+placeholders(len(args))+`)
			AND EXISTS (SELECT 1 FROM items i WHERE i.id = addresses.item_id AND i.slug = addresses.slug)`, args...)
		return err
	})
}

// Addresses implements content.RecordStore.
func (s *Store) Addresses(ctx context.Context, ids []string) (map[string][]string, error) {
	var out map[string][]string
	err := s.read(ctx, "list", "former addresses", func(t *session) error {
		out = make(map[string][]string)
		return t.in(ctx, unique(ids), "SELECT item_id, slug FROM addresses WHERE item_id IN (%s) ORDER BY item_id, slug", func(scan func(...any) error) error {
			var id, slug string
			if err := scan(&id, &slug); err != nil {
				return err
			}
			out[id] = append(out[id], slug)
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}
