package sqlstore

import (
	"context"
	"time"
)

// NoteUnused implements content.FileLedger.
func (s *Store) NoteUnused(ctx context.Context, hashes []string) (out map[string]time.Time, err error) {
	now := s.now().UTC().Truncate(time.Second)
	err = s.write(ctx, "note", "unused files", func(t *session) error {
		known := make(map[string]time.Time)
		if err := t.each(ctx, func(scan func(...any) error) error {
			var hash string
			var since moment
			err := scan(&hash, &since)
			known[hash] = time.Time(since)
			return err
		}, `SELECT hash, since FROM unused_files`); err != nil {
			return err
		}
		out = make(map[string]time.Time)
		var added [][]any
		for _, hash := range unique(hashes) {
			since, ok := known[hash]
			if !ok {
				since = now
				added = append(added, []any{hash, moment(now)})
			}
			out[hash] = since
			delete(known, hash)
		}
		var used []string
		for hash := range known {
			used = append(used, hash)
		}
		if err := t.deleteFrom(ctx, "unused_files", "hash", used); err != nil {
			return err
		}
		if err := t.insert(ctx, "unused_files", []string{"hash", "since"}, nil, added); err != nil {
			return err
		}
		return t.deleteFrom(ctx, "made_pictures", "hash", hashes)
	})
	return out, err
}
