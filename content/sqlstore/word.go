package sqlstore

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"vielfalt/content"
)

var wordColumns = []string{"id", "kind", "members", "at", "editor"}

func wordFields(w *content.Word) []any {
	return []any{&w.ID, &w.Kind, (*list[string])(&w.Members), (*moment)(&w.At), &w.Editor}
}

// lastWord is the key in meta for the last number given to a word.
const lastWord = "last-word"

// words loads words; where may be empty.
func (t *session) words(ctx context.Context, where string, args ...any) ([]*content.Word, error) {
	var out []*content.Word
	err := t.each(ctx, func(scan func(...any) error) error {
		w := new(content.Word)
		out = append(out, w)
		return scan(wordFields(w)...)
	}, "SELECT "+strings.Join(wordColumns, ", ")+" FROM words "+where+" ORDER BY id", args...)
	return out, err
}

// Words implements content.Store.
func (s *Store) Words(ctx context.Context) (out []*content.Word, err error) {
	err = s.read(ctx, "list", "words", func(t *session) (err error) {
		out, err = t.words(ctx, "")
		return err
	})
	return out, err
}

// Wordbook implements content.Store.
func (s *Store) Wordbook(ctx context.Context) (*content.Wordbook, error) {
	words, err := s.Words(ctx)
	if err != nil {
		return nil, err
	}
	return content.NewWordbook(s.spelling, words), nil
}

// SaveWords implements content.Store.
func (s *Store) SaveWords(ctx context.Context, by string, list ...*content.Word) (added int, err error) {
	if len(list) == 0 {
		return 0, nil
	}
	now := s.now()
	done := make([]*content.Word, len(list)) // so that the caller's change only once they are stored
	err = s.write(ctx, "save word", list[0].String(), func(t *session) error {
		stored, err := t.words(ctx, "")
		if err != nil {
			return err
		}
		last, err := t.number(ctx, lastWord)
		if err != nil {
			return err
		}
		book := content.NewWordbook(s.spelling, stored)
		var rows [][]any
		var changes []content.Change
		for i, w := range list {
			next := *w
			next.ID, next.At, next.Editor = last+1, now, by
			was, err := book.Add(&next)
			if err != nil {
				return fmt.Errorf("%v: %w", w, err)
			}
			if done[i] = was; was != nil {
				continue
			}
			last++
			done[i] = &next
			rows = append(rows, wordFields(&next))
			changes = append(changes, content.Change{ID: strconv.FormatInt(next.ID, 10), Type: content.TypeWord, Op: content.OpSave, At: now, By: by})
		}
		added = len(rows)
		return t.enter(ctx, "words", wordColumns, rows, changes, lastWord, last)
	})
	if err != nil {
		return 0, err
	}
	for i, w := range list {
		w.ID, w.At, w.Editor = done[i].ID, done[i].At, done[i].Editor
	}
	return added, nil
}

// enter puts numbered entries into a table, with their changes and the last
// number given. Rows whose number is there are replaced.
func (t *session) enter(ctx context.Context, table string, columns []string, rows [][]any, changes []content.Change, name string, last int64) error {
	if len(rows) == 0 {
		return nil
	}
	if err := t.insert(ctx, table, columns, []string{"id"}, rows); err != nil {
		return err
	}
	if err := t.setMeta(ctx, name, strconv.FormatInt(last, 10)); err != nil {
		return err
	}
	return t.log(ctx, changes)
}

// number returns the number that the store remembers under a key; 0 if none.
func (t *session) number(ctx context.Context, name string) (int64, error) {
	text, err := t.meta(ctx, name)
	if err != nil || text == "" {
		return 0, err
	}
	return strconv.ParseInt(text, 10, 64)
}

// DeleteWord implements content.Store.
func (s *Store) DeleteWord(ctx context.Context, by string, id int64) (*content.Word, error) {
	var gone *content.Word
	err := s.write(ctx, "delete word", strconv.FormatInt(id, 10), func(t *session) error {
		list, err := t.words(ctx, "WHERE id = ?", id)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return content.ErrNotFound
		}
		gone = list[0]
		return t.remove(ctx, "words", id, content.Change{Type: content.TypeWord, At: s.now(), By: by})
	})
	return gone, err
}

// remove removes the entry of a table that has a number, and completes its
// change.
func (t *session) remove(ctx context.Context, table string, id int64, c content.Change) error {
	if _, err := t.exec(ctx, "DELETE FROM "+table+" WHERE id = ?", id); err != nil {
		return err
	}
	c.ID, c.Op = strconv.FormatInt(id, 10), content.OpDelete
	return t.log(ctx, []content.Change{c})
}
