package content

import (
	"context"
	"iter"
	"time"
)

// A Row is one row of a table in a Snapshot. Values are in the order of the
// table's columns and are nil, bool, int64 or string.
type Row struct {
	Table  string
	Values []any
	// Columns are those of a snapshot of an older schema, which lacks some; nil
	// means all of the table's.
	Columns []string
}

// A Table is a table of a Snapshot with its columns.
type Table struct {
	Name    string
	Columns []string
}

// A Snapshotter gives out everything it stores, and takes it back. What one
// implementation gives out, any other accepts if both have the same schema.
type Snapshotter interface {
	// Schema returns the number of the schema.
	Schema(ctx context.Context) (int64, error)
	// Oldest returns the lowest schema number whose snapshots Restore accepts.
	// Such a snapshot lacks tables, which stay empty, and columns, which have
	// their defaults.
	Oldest() int64
	// Begun returns when the store was made, also of one filled by Restore: the
	// moment of the original. It is zero for stores that are older than what notes it.
	Begun(ctx context.Context) (time.Time, error)
	// Tables returns the tables of a snapshot in the order of their rows, in
	// which they can be restored. Claims, tallies, the name of the
	// history, and who is or tries to be signed in are not included.
	Tables() []Table
	// Snapshot calls f with every row, table by table, each ordered by the
	// bytes of its primary key, all as of one moment, while others go on
	// reading and writing. It stops at f's first error and returns it.
	Snapshot(ctx context.Context, f func(Row) error) error
	// Restore fills an empty store with the rows of a snapshot, in one
	// transaction: all or nothing. If the store holds anything, the error is
	// ErrConflict.
	Restore(ctx context.Context, rows iter.Seq2[Row, error]) error
}
