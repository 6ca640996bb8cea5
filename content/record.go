package content

import (
	"context"
	"time"

	"vielfalt/calendar"
)

// A Record is anything that embeds an Item: one of the types that Descriptions
// lists.
type Record interface {
	// Base returns the item itself.
	Base() *Item
	// Description returns the description of the type, even for a nil record.
	Description() *Description
	// Validate returns Problems or nil. known reports whether an observance
	// exists; a nil known accepts all that are well-formed.
	Validate(known func(calendar.ID) bool) error
}

// Stored is what is stored under an id.
type Stored struct {
	Type    Type
	State   State
	Version int64
	Draft   int64 // number of the open draft beside a Published item; 0 for none
	Last    int64 // the highest version number
}

// A RecordStore stores the records.
type RecordStore interface {
	// Get returns a complete record, whatever its state; ErrNotFound.
	Get(ctx context.Context, id string) (Record, error)
	// Stored returns, by id, what is stored of those records that exist. It
	// runs a fixed number of statements per thousand ids.
	Stored(ctx context.Context, ids []string) (map[string]Stored, error)
	// VisibleRecords returns the visible ones of the items, complete, for the
	// index. It runs a fixed number of statements.
	VisibleRecords(ctx context.Context, at time.Time, ids []string) ([]Record, error)
	// Addresses returns, by id, the slugs under which readers have seen items
	// that have another one now. It runs a fixed number of statements per
	// thousand ids.
	Addresses(ctx context.Context, ids []string) (map[string][]string, error)
	// Each calls f with every record, complete, ordered by id, reading in
	// batches. It stops at f's first error and returns it.
	Each(ctx context.Context, f func(Record) error) error
	// Save validates and stores records in one transaction, plans their
	// editions, and logs a change for each that readers see or saw; a draft of
	// such a record is stored next to it, see VersionStore. by is who saves. A
	// record whose Version is 0 must not exist yet, and any other Version must
	// be the stored one, else ErrConflict; a slug that belongs to something
	// else is ErrConflict too. On success ID, UID, Slug, Version, Created and
	// Updated are set in the records. A record equal to the stored one is left
	// alone, and no change is logged.
	Save(ctx context.Context, by string, records ...Record) error
	// SaveWithHistory is Save for imports: Created, Updated and what an export
	// knows of the past, by item id, are taken over for records that do not
	// exist yet. Of those that do, Updated and the sequence of an event are taken over
	// if they changed and these are later than what is stored. A draft of something that already has an open draft is stored
	// next to both: it is a version, and its Version says which. A record equal
	// to an existing version is not stored again; its Version names that one.
	SaveWithHistory(ctx context.Context, by string, history map[string]History, records ...Record) error
	// Delete removes a record permanently, with all its versions, also from the
	// files of the database; ErrNotFound, ErrConflict, ErrTraces.
	Delete(ctx context.Context, by, id string, version int64) error
}
