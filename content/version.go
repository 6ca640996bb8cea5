package content

import (
	"context"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A VersionKind is how a version came about.
type VersionKind string

// The kinds of versions.
const (
	KindSave    VersionKind = "save"
	KindImport  VersionKind = "import"
	KindRestore VersionKind = "restore" // an older version was restored
	KindCorrect VersionKind = "correction"
	KindApprove VersionKind = "approve"
	KindRemove  VersionKind = "withdraw"
)

// A Version is what an item was, is, or may become. Numbers count from 1 within
// the item and only increase; the number of the live version is the item's
// Version.
type Version struct {
	ItemID string
	Number int64
	// BasedOn is the number of the version that was live when this one was
	// made, which for a draft means when the first version of the draft was; 0
	// for the very first. A draft whose BasedOn is no longer live has been
	// overtaken.
	BasedOn int64
	Kind    VersionKind
	State   State
	Title   string
	By      string // who: "import", "command:<user>"; empty if that was not recorded
	At      time.Time
	Note    string // why
	Digest  string // of the encoded record, see Digest
	// Live means that this is what the item holds: what readers see or saw, or
	// the work on an item that was never approved.
	Live bool
	// Open means that this is the draft that somebody is working on: beside
	// what is live, or the item itself until it is approved.
	Open bool
	// Begins is when an approved text takes the place of the present one (UTC,
	// whole seconds); zero unless it waits for that, see Update.
	Begins time.Time
	// Record is nil in lists. Its Version is Number; Created, Updated and
	// Sequence, which the store decides, are not set.
	Record Record
}

// ValidNote reports whether s can be the Note or the By of a version: one line
// that shows all that is in it.
func ValidNote(s string) bool {
	return len(s) <= 1000 && utf8.ValidString(s) && StripHidden(s) == s && !strings.ContainsFunc(s, unicode.IsControl)
}

// ValidReason reports whether s can be the note of an action: like a version's,
// but of several lines if need be.
func ValidReason(s string) bool {
	return len(s) <= 1000 && printable(s) && StripHidden(s) == s
}

// Published reports whether an item in a state is for readers, whether they see
// it or no longer do. A draft of it is stored next to it and touches nothing
// that shows.
func (s State) Published() bool { return s == Approved || s == Withdrawn }

// A History is what an export knows of an item apart from the record.
type History struct {
	// Editions are those that have begun.
	Editions []Edition
	// Versions are what the item was, and drafts. The one without a Record is
	// the record itself.
	Versions []Version
	// Open is the number of the open draft; 0 for none.
	Open int64
	// Choices are what was decided about single editions. Versions with a Begins
	// are updates.
	Choices []Choice
	// Addresses are slugs under which readers have seen it, apart from its own.
	Addresses []string
}

// A VersionStore stores what items were and may become. Store.Save adds to it:
//
//   - What is saved is a version, and what it overwrites stays one. A record
//     equal to the one it would overwrite is not.
//   - A record in a state that is not Published, over an item that is, becomes
//     the open draft: it is stored only here, and the item, its editions, its
//     address and the change log stay as they are. Its Version must be that of
//     the open draft, or if there is none, of the live version.
//   - Addresses of drafts are not reserved for them. Whether one belongs to
//     something else is found out when the draft is approved.
//   - A draft that says what is approved already is none, and one that is then saved
//     as Published, word for word, is done: nothing is open any more.
//   - An import takes the place of a draft that an import made, and of no other.
//   - Saving any other Published record leaves the open draft alone.
type VersionStore interface {
	// Versions returns all versions of an item, newest first, without records;
	// ErrNotFound.
	Versions(ctx context.Context, id string) ([]Version, error)
	// Version returns one complete version; ErrNotFound, ErrUnknownRecord.
	Version(ctx context.Context, id string, number int64) (Version, error)
	// EachVersion calls f with every version of some items, or of all if there
	// are no ids, complete, ordered by id and number, as of one moment. It
	// stops at f's first error and returns it.
	EachVersion(ctx context.Context, ids []string, f func(Version) error) error
	// Titles returns every title that a version of the items of a type has, once
	// each, whatever their state.
	Titles(ctx context.Context, t Type) ([]string, error)
	// RestoreVersion makes an older version the open draft, replacing the
	// present one if any, and returns it. It never publishes. If the open draft
	// is already equal to it, that is returned and nothing is stored.
	// ErrNotFound, Problems; ErrConflict if the item was never approved and an
	// address is taken.
	RestoreVersion(ctx context.Context, by, id string, number int64, note string) (Version, error)
	// ForgetVersions permanently removes what an item was, also from the files
	// of the database, and returns how many versions that were. The live
	// version and the open draft stay; ErrNotFound, ErrTraces.
	ForgetVersions(ctx context.Context, id string) (int, error)
}
