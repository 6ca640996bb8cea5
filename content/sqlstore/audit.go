package sqlstore

import (
	"context"
	"fmt"
	"time"

	"vielfalt/content"
)

// auditHead is where meta notes number and hash of the last entry of the audit:
// without it, nobody could tell that the last entries are gone.
const auditHead = "audit head"

// audit enters what was done, in the caller's transaction. It fills in Seq, At
// and Hash.
func (t *session) audit(ctx context.Context, now time.Time, entries ...content.AuditEntry) error {
	if len(entries) == 0 {
		return nil
	}
	seq, hash, err := t.auditHead(ctx)
	if err != nil {
		return err
	}
	rows := make([][]any, len(entries))
	for i := range entries {
		e := &entries[i]
		seq++
		e.Seq, e.At = seq, now.UTC().Truncate(time.Second)
		e.By, e.Action, e.ItemID, e.Detail = content.Storable(e.By), content.Storable(e.Action), content.Storable(e.ItemID), content.Storable(e.Detail)
		e.Hash = e.Sum(hash)
		hash = e.Hash
		rows[i] = auditFields(e)
	}
	if err := t.insert(ctx, "audit", auditColumns, nil, rows); err != nil {
		return err
	}
	return t.setMeta(ctx, auditHead, fmt.Sprint(seq, " ", hash))
}

func (t *session) auditHead(ctx context.Context) (seq int64, hash string, err error) {
	head, err := t.meta(ctx, auditHead)
	if err != nil || head == "" {
		return 0, "", err
	}
	if _, err := fmt.Sscan(head, &seq, &hash); err != nil {
		return 0, "", fmt.Errorf("head of the audit: %w", err)
	}
	return seq, hash, nil
}

var auditColumns = []string{"seq", "at", "account_id", "action", "item_id", "detail", "hash"}

func auditFields(e *content.AuditEntry) []any {
	return []any{&e.Seq, (*moment)(&e.At), &e.By, &e.Action, &e.ItemID, &e.Detail, &e.Hash}
}

// Audit implements content.AuditStore.
func (s *Store) Audit(ctx context.Context, entries ...content.AuditEntry) error {
	return s.write(ctx, "enter", "audit", func(t *session) error { return t.audit(ctx, s.now(), entries...) })
}

// EachAudit implements content.AuditStore.
func (s *Store) EachAudit(ctx context.Context, f func(content.AuditEntry) error) error {
	return s.readOnce(ctx, "read", "audit", func(t *session) error {
		return t.each(ctx, func(scan func(...any) error) error {
			var e content.AuditEntry
			if err := scan(auditFields(&e)...); err != nil {
				return err
			}
			return f(e)
		}, `SELECT seq, at, account_id, action, item_id, detail, hash FROM audit ORDER BY seq`)
	})
}

// AuditHead implements content.AuditStore.
func (s *Store) AuditHead(ctx context.Context) (seq int64, hash string, err error) {
	err = s.read(ctx, "read", "head of the audit", func(t *session) (err error) {
		seq, hash, err = t.auditHead(ctx)
		return err
	})
	return seq, hash, err
}
