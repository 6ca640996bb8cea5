package sqlstore

import (
	"context"
	"strings"
)

var originColumns = []string{"item_id", "file"}

// OriginsIn implements content.OriginLedger.
func (s *Store) OriginsIn(ctx context.Context, path string) (map[string]string, error) {
	out := make(map[string]string)
	folder := strings.TrimSuffix(path, "/")
	err := s.read(ctx, "list", "origins", func(t *session) error {
		clear(out) // what a reader that was lost has found
		return t.each(ctx, func(scan func(...any) error) error {
			var id, file string
			err := scan(&id, &file)
			out[id] = file
			return err
			// Texts are ordered by their bytes, and 0 is the one after /.
		}, "SELECT "+strings.Join(originColumns, ", ")+" FROM origins WHERE file = ? OR file >= ? AND file < ?", path, folder+"/", folder+"0")
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// NoteOrigins implements content.OriginLedger.
func (s *Store) NoteOrigins(ctx context.Context, files map[string]string) error {
	if len(files) == 0 {
		return nil
	}
	return s.write(ctx, "note", "origins", func(t *session) error {
		rows := make([][]any, 0, len(files))
		for id, file := range files {
			rows = append(rows, []any{id, file})
		}
		return t.insert(ctx, "origins", originColumns, originColumns[:1], rows)
	})
}
