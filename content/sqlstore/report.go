package sqlstore

import (
	"context"
	"fmt"
	"strconv"

	"vielfalt/content"
)

// SaveReport implements content.Store.
func (s *Store) SaveReport(ctx context.Context, r *content.Report) error {
	if err := r.Validate(); err != nil {
		return fmt.Errorf("save report: %w", err)
	}
	next := *r
	next.Created = s.now()
	err := s.write(ctx, "save", "report", func(t *session) error {
		// The number of a deleted report is never given again.
		last, err := t.meta(ctx, "last report")
		if err != nil {
			return err
		}
		n, _ := strconv.ParseInt(last, 10, 64)
		next.ID = n + 1
		if err := t.setMeta(ctx, "last report", strconv.FormatInt(next.ID, 10)); err != nil {
			return err
		}
		return t.insert(ctx, "reports", reportColumns, nil, [][]any{reportFields(&next)})
	})
	if err == nil {
		*r = next
	}
	return err
}

var reportColumns = []string{"id", "kind", "page", "message", "reply", "created"}

func reportFields(r *content.Report) []any {
	return []any{&r.ID, &r.Kind, &r.Page, &r.Message, &r.Reply, (*moment)(&r.Created)}
}

// Reports implements content.Store.
func (s *Store) Reports(ctx context.Context) ([]*content.Report, error) {
	var out []*content.Report
	err := s.read(ctx, "list", "reports", func(t *session) error {
		out = nil
		return t.each(ctx, func(scan func(...any) error) error {
			r := new(content.Report)
			out = append(out, r)
			return scan(reportFields(r)...)
		}, `SELECT id, kind, page, message, reply, created FROM reports ORDER BY id`)
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// DeleteReport implements content.Store.
func (s *Store) DeleteReport(ctx context.Context, id int64) error {
	return s.write(ctx, "delete", fmt.Sprintf("report %d", id), func(t *session) error {
		n, err := t.exec(ctx, `DELETE FROM reports WHERE id = ?`, id)
		if err == nil && n == 0 {
			err = content.ErrNotFound
		}
		return err
	})
}

// meta returns what the store remembers under a name; empty if nothing.
func (t *session) meta(ctx context.Context, name string) (string, error) {
	var v string
	_, err := t.one(ctx, []any{&v}, `SELECT value FROM meta WHERE name = ?`, name)
	return v, err
}

func (t *session) setMeta(ctx context.Context, name, value string) error {
	_, err := t.exec(ctx, `INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
	return err
}
