package content

import (
	"context"
	"time"

	"vielfalt/calendar"
)

// A Record is anything that embeds an Item: one of those that Descriptions lists.
type Record interface {
	Base() *Item
	// Description returns that of the type, also of a nil record.
	Description() *Description
	// Validate returns Problems or nil. known reports whether an observance
	// exists; a nil known accepts all that are well-formed.
	Validate(known func(calendar.ID) bool) error
}

// Stored says what is kept under an id.
type Stored struct {
	Type    Type
	State   State
	Version int64
	Draft   int64 // number of the open draft beside a Published item; 0 for none
	Last    int64 // the highest number of a version
}

// A RecordStore keeps the records.
type RecordStore interface {
	// Get returns a record whole, whatever its state; ErrNotFound.
	Get(ctx context.Context, id string) (Record, error)
	// Stored says what is kept of those of the records that exist, by id. It
	// runs a fixed number of statements for each thousand.
	Stored(ctx context.Context, ids []string) (map[string]Stored, error)
	// VisibleRecords returns those of the items that are visible, whole, for
	// the index. It runs a fixed number of statements.
	VisibleRecords(ctx context.Context, at time.Time, ids []string) ([]Record, error)
	// Each calls f with every record, whole, by id, reading in batches. It
	// stops at f's first error and returns it.
	Each(ctx context.Context, f func(Record) error) error
	// Save validates and stores records in one transaction, plans their
	// editions, and enters a change for each that readers see or saw; a draft of
	// such a one is kept beside it, see VersionStore. by says who. A record whose
	// Version is 0 must not exist yet, another Version must be the stored one,
	// else ErrConflict; a slug that belongs to something else is ErrConflict
	// too. On success ID, UID, Slug, Version, Created and Updated are set in
	// the records. A record equal to the stored one is left as it is, without
	// a change.
	Save(ctx context.Context, by string, records ...Record) error
	// SaveWithHistory is Save for imports: Created, Updated and what an export
	// knows of the past, by item id, are taken over for those that do not exist
	// yet. A draft of what has an open one already is kept beside both: it is a
	// version, and its Version says which. What is equal to a version that is
	// there is none, and names that one.
	SaveWithHistory(ctx context.Context, by string, history map[string]History, records ...Record) error
	// Delete removes a record for good, with all its versions, also from the
	// files of the database; ErrNotFound, ErrConflict.
	Delete(ctx context.Context, by, id string, version int64) error
}
