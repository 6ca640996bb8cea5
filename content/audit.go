package content

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
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

// Sum returns the hash of the entry after one with a hash; the first entry comes
// after the empty one. Fields are preceded by their length, so that nothing can
// move from one to the next.
func (e AuditEntry) Sum(previous string) string {
	h := sha256.New()
	for _, field := range []string{previous, strconv.FormatInt(e.Seq, 10), strconv.FormatInt(e.At.Unix(), 10), e.By, e.Action, e.ItemID, e.Detail} {
		fmt.Fprintf(h, "%d:%s,", len(field), field)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// An AuditError says from where on the audit is not what was entered.
type AuditError struct {
	Seq    int64
	Reason string
}

// Error implements error.
func (e *AuditError) Error() string { return fmt.Sprintf("audit entry %d %s", e.Seq, e.Reason) }

// VerifyAudit returns the last entry, or an *AuditError if entries were changed,
// inserted or removed. Whoever can write to the database can also write a whole
// new chain: only a last entry that was noted elsewhere shows that.
func VerifyAudit(ctx context.Context, s AuditStore) (last AuditEntry, err error) {
	// The head first: what is entered meanwhile comes after it.
	seq, hash, err := s.AuditHead(ctx)
	if err != nil {
		return last, err
	}
	err = s.EachAudit(ctx, func(e AuditEntry) error {
		switch {
		case e.Seq > last.Seq+1:
			return &AuditError{last.Seq + 1, "is missing"}
		case e.Seq <= last.Seq:
			return &AuditError{e.Seq, "is there a second time"}
		case e.Hash != e.Sum(last.Hash):
			return &AuditError{e.Seq, "was changed, or the one before it was replaced"}
		case e.Seq == seq && e.Hash != hash:
			return &AuditError{e.Seq, "is not the one that was entered"}
		}
		last = e
		return nil
	})
	if err == nil && last.Seq < seq {
		err = &AuditError{last.Seq + 1, fmt.Sprintf("and those up to %d are missing", seq)}
	}
	return last, err
}

// An AuditStore keeps what was done. Entries are only ever appended.
type AuditStore interface {
	// Audit enters what was done, and fills in Seq, At and Hash. What changes content enters its own entries,
	// in the same transaction.
	Audit(ctx context.Context, entries ...AuditEntry) error
	// EachAudit calls f with all entries in order. It stops at f's first error
	// and returns it.
	EachAudit(ctx context.Context, f func(AuditEntry) error) error
	// AuditHead returns number and hash of the last entry, as noted apart from
	// the entries.
	AuditHead(ctx context.Context) (seq int64, hash string, err error)
}
