package content

import (
	"context"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A VersionKind says how a version came about.
type VersionKind string

// The kinds of versions.
const (
	KindSave    VersionKind = "save"
	KindImport  VersionKind = "import"
	KindRestore VersionKind = "restore" // an older version was taken up again
)

// A Version is what an item was, is, or may become. Numbers count from 1 within
// the item and only rise; the number of the version that is live is the item's
// Version.
type Version struct {
	ItemID string
	Number int64
	// BasedOn is the number of the version that was live when this one was made,
	// which for a draft means when its first version was; 0 for the first of all.
	// A draft whose BasedOn is no longer live was overtaken.
	BasedOn int64
	Kind    VersionKind
	State   State
	Title   string
	By      string // who: "import", "desk:<user>"; empty where that was not kept
	At      time.Time
	Note    string // why
	Digest  string // of the encoded record, see Digest
	// Live says that this is what the item holds: what readers see or saw, or
	// the work on an item that was never approved.
	Live bool
	// Open says that this is the draft that somebody works on: beside what is
	// live, or the item itself until it is approved.
	Open bool
	// Record is nil in lists. Its Version is Number; Created, Updated and
	// Sequence, which the store decides, are not set.
	Record Record
}

// ValidNote reports whether s can be the Note or the By of a version: one line
// that shows all that is in it.
func ValidNote(s string) bool {
	return len(s) <= 1000 && utf8.ValidString(s) && StripHidden(s) == s && !strings.ContainsFunc(s, unicode.IsControl)
}

// Published reports whether an item in a state is one for readers, be it that
// they see it or no longer do. A draft over it is kept beside it and touches
// nothing that shows.
func (s State) Published() bool { return s == Approved || s == Withdrawn }

// A History is what an export knows of an item besides the record.
type History struct {
	// Editions are those that have begun.
	Editions []Edition
	// Versions are what the item was, and drafts. The one without a Record is
	// the record itself.
	Versions []Version
	// Open is the number of the open draft; 0 for none.
	Open int64
}

// A VersionStore keeps what items were and may become. Store.Save adds to it:
//
//   - What is saved is a version, and what it overwrites stays one. A record
//     equal to the one it would overwrite is none.
//   - A record in a state that is not Published, over an item that is, becomes
//     the open draft: it is kept here only, and the item, its editions, its
//     address and the change log stay as they are. It must name the open draft,
//     or where there is none the live version, as its Version.
//   - Addresses of drafts are not kept free for them. Whether one belongs to
//     something else is found out when the draft is approved.
//   - Saving a Published record leaves the open draft alone.
type VersionStore interface {
	// Versions returns all versions of an item, newest first, without records;
	// ErrNotFound.
	Versions(ctx context.Context, id string) ([]Version, error)
	// Version returns one version, whole; ErrNotFound, ErrUnknownRecord.
	Version(ctx context.Context, id string, number int64) (Version, error)
	// EachVersion calls f with every version of some items, or of all if there
	// are no ids, whole, by id and number, as of one moment. It stops at f's
	// first error and returns it.
	EachVersion(ctx context.Context, ids []string, f func(Version) error) error
	// RestoreVersion makes an older version the open draft, in place of one there
	// is, and returns it. It never publishes. Where the open draft is equal to it
	// already, that is returned and nothing stored. ErrNotFound, Problems,
	// ErrConflict where the item was never approved and an address is taken.
	RestoreVersion(ctx context.Context, by, id string, number int64, note string) (Version, error)
}
