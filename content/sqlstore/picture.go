package sqlstore

import (
	"context"
	"slices"
	"strings"
	"time"

	"vielfalt/content"
)

// columnsOfPicture returns the columns of a picture, with what their names begin
// with, and pictureFields pointers to the fields for them.
func columnsOfPicture(prefix string) []string {
	out := []string{"hash", "size", "type", "name", "alt", "credit", "licence", "width", "height", "smaller", "decorative"}
	for i := range out {
		out[i] = prefix + out[i]
	}
	return out
}

func pictureFields(p *content.Picture) []any {
	return []any{
		&p.File.Hash, &p.File.Size, &p.File.Type, &p.Name, &p.Alt, &p.Credit, &p.Licence, &p.Width, &p.Height,
		(*list[content.Scaled])(&p.Smaller), &p.Decorative,
	}
}

// The columns of the pictures in texts, apart from item_id: in those that show,
// and in those that take their place at a moment.
var (
	pictureColumns       = append([]string{"position"}, columnsOfPicture("")...)
	updatePictureColumns = []string{"version", "position", "hash", "size", "type", "smaller"}
)

// pictures loads the pictures in the texts of items.
func (t *session) pictures(ctx context.Context, ids []string, items map[string]*content.Item) error {
	return t.in(ctx, ids, "SELECT item_id, "+strings.Join(pictureColumns[1:], ", ")+" FROM pictures WHERE item_id IN (%s) ORDER BY item_id, position",
		func(scan func(...any) error) error {
			var id string
			var p content.Picture
			if err := scan(append([]any{&id}, pictureFields(&p)...)...); err != nil {
				return err
			}
			items[id].Pictures = append(items[id].Pictures, p)
			return nil
		})
}

// shownPictures finds the picture with a hash where readers see it: above a text
// and in one, each as it is and as it is from the moment of an update on.
var shownPictures = `SELECT a.picture_size, a.picture_type, a.picture_smaller
	FROM articles a JOIN editions e ON e.item_id = a.item_id AND e.version = 0
	WHERE a.picture_hash = ? AND a.picture_size > 0 AND ` + visible + `
	UNION ALL SELECT u.picture_size, u.picture_type, u.picture_smaller
	FROM updates u JOIN editions e ON e.item_id = u.item_id AND e.version = u.version
	WHERE u.picture_hash = ? AND u.picture_size > 0 AND ` + visible + `
	UNION ALL SELECT p.size, p.type, p.smaller
	FROM pictures p JOIN editions e ON e.item_id = p.item_id AND e.version = 0
	WHERE p.hash = ? AND ` + visible + `
	UNION ALL SELECT p.size, p.type, p.smaller
	FROM update_pictures p JOIN editions e ON e.item_id = p.item_id AND e.version = p.version
	WHERE p.hash = ? AND ` + visible + ` LIMIT 1`

var madeColumns = []string{"source", "making", "hash", "size", "type", "width", "height", "smaller", "notes"}

func madeFields(m *content.MadePicture) []any {
	p := &m.Picture
	return []any{
		&m.Source, &m.Making, &p.File.Hash, &p.File.Size, &p.File.Type, &p.Width, &p.Height,
		(*list[content.Scaled])(&p.Smaller), (*list[string])(&m.Notes),
	}
}

// MadeOf implements content.PictureLedger.
func (s *Store) MadeOf(ctx context.Context, source string, making int) (m content.MadePicture, err error) {
	err = s.read(ctx, "look up", "made picture", func(t *session) error {
		found, err := t.one(ctx, madeFields(&m), "SELECT "+strings.Join(madeColumns, ", ")+" FROM made_pictures WHERE source = ? AND making = ?", source, making)
		if err == nil && !found {
			err = content.ErrNotFound
		}
		return err
	})
	return m, err
}

// NoteMade implements content.PictureLedger.
func (s *Store) NoteMade(ctx context.Context, m content.MadePicture) error {
	return s.write(ctx, "note", "made picture", func(t *session) error {
		return t.insert(ctx, "made_pictures", madeColumns, madeColumns[:1], [][]any{madeFields(&m)})
	})
}

// Picture implements content.Reader.
func (s *Store) Picture(ctx context.Context, at time.Time, hash string) (content.Picture, error) {
	p := content.Picture{File: content.File{Hash: hash}}
	err := s.read(ctx, "show", "picture", func(t *session) error {
		asked := slices.Repeat([]any{hash, at.Unix(), at.Unix()}, 4)
		found, err := t.one(ctx, []any{&p.File.Size, &p.File.Type, (*list[content.Scaled])(&p.Smaller)}, shownPictures, asked...)
		if err == nil && !found {
			err = content.ErrNotFound
		}
		return err
	})
	if err != nil {
		return content.Picture{}, err
	}
	return p, nil
}
