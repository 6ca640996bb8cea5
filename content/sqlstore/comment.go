package sqlstore

import (
	"context"
	"crypto/rand"
	"fmt"

	"vielfalt/content"
)

var commentColumns = []string{"id", "item_id", "version", "lang", "quote", "quote_before", "quote_after", "text", "by_whom", "at", "resolved_by", "resolved_at", "parent"}

func commentFields(c *content.Comment) []any {
	return []any{&c.ID, &c.ItemID, &c.Version, &c.Lang, &c.Quote, &c.Before, &c.After, &c.Text, &c.By, (*moment)(&c.At), &c.ResolvedBy, (*moment)(&c.ResolvedAt), &c.Parent}
}

// Comments implements content.Desk.
func (s *Store) Comments(ctx context.Context, id string) ([]content.Comment, error) {
	var out []content.Comment
	err := s.read(ctx, "list comments on", fmt.Sprintf("%q", id), func(t *session) error {
		out = nil
		return t.each(ctx, func(scan func(...any) error) error {
			var c content.Comment
			if err := scan(commentFields(&c)...); err != nil {
				return err
			}
			out = append(out, c)
			return nil
		}, `SELECT id, item_id, version, lang, quote, quote_before, quote_after, text, by_whom, at, resolved_by, resolved_at, parent
			FROM comments WHERE item_id = ? ORDER BY at, id`, id)
	})
	return out, err
}

// AddComment implements content.Desk.
func (s *Store) AddComment(ctx context.Context, c content.Comment) (string, error) {
	if err := c.Validate(); err != nil {
		return "", err
	}
	c.ID, c.At, c.ResolvedBy = rand.Text(), s.now(), ""
	err := s.write(ctx, "comment on", fmt.Sprintf("%q", c.ItemID), func(t *session) error {
		var n int64
		found, err := t.one(ctx, []any{&n}, `SELECT (SELECT COUNT(*) FROM comments c WHERE c.item_id = i.id) FROM items i WHERE i.id = ?`, c.ItemID)
		if err == nil && n >= content.MaxComments {
			return content.Problems{{Field: "text", Key: "problem.comments", Detail: fmt.Sprintf("there are %d comments already", n)}}
		}
		if err == nil && found && c.Parent != "" {
			found, err = t.one(ctx, []any{new(string)}, `SELECT id FROM comments WHERE item_id = ? AND id = ?`, c.ItemID, c.Parent)
		}
		if err == nil && !found {
			err = content.ErrNotFound
		}
		if err != nil {
			return err
		}
		if err := t.insert(ctx, "comments", commentColumns, nil, [][]any{commentFields(&c)}); err != nil {
			return err
		}
		return t.audit(ctx, s.now(), content.AuditEntry{By: c.By, Action: "item.comment", ItemID: c.ItemID, Detail: "comment " + c.ID})
	})
	return c.ID, err
}

// ResolveComment implements content.Desk.
func (s *Store) ResolveComment(ctx context.Context, item, id, by string, done bool) error {
	return s.write(ctx, "resolve comment on", fmt.Sprintf("%q", item), func(t *session) error {
		var at moment
		who, detail := "", "open again "+id
		if done {
			who, at, detail = by, moment(s.now()), "done "+id
		}
		n, err := t.exec(ctx, `UPDATE comments SET resolved_by = ?, resolved_at = ? WHERE item_id = ? AND id = ?`, who, at, item, id)
		if err == nil && n == 0 {
			err = content.ErrNotFound
		}
		if err != nil {
			return err
		}
		return t.audit(ctx, s.now(), content.AuditEntry{By: by, Action: "item.comment", ItemID: item, Detail: detail})
	})
}
