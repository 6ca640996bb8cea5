package content

import (
	"context"
	"time"
)

// An AuditEntry says that somebody did something. It holds ids and no names, so
// that the account of somebody who leaves can be removed and the chain stays
// whole.
type AuditEntry struct {
	Seq    int64     // ascending from 1 without gaps
	At     time.Time // UTC, whole seconds
	By     string    // see Actor.By
	Action string    // "save", "approve", "user.add", …
	ItemID string    // empty if it is about no item
	Detail string    // numbers and ids, never text that people wrote
	Hash   string    // SHA-256 of the previous hash and this entry, in hexadecimal
}

// An AuditStore keeps what was done. Entries are only ever appended.
type AuditStore interface {
	// Audit enters what was done. What changes content enters its own entries,
	// in the same transaction.
	Audit(ctx context.Context, entries ...AuditEntry) error
	// EachAudit calls f with all entries in order. It stops at f's first error
	// and returns it.
	EachAudit(ctx context.Context, f func(AuditEntry) error) error
}
