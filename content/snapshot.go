package content

import (
	"context"
	"iter"
)

// A Row is one row of a table as a Snapshot holds it. Values stand in the order
// of the table's columns and are nil, bool, int64 or string.
type Row struct {
	Table  string
	Values []any
}

// A Table is a table of a Snapshot with its columns.
type Table struct {
	Name    string
	Columns []string
}

// A Snapshotter gives out everything it keeps, and takes it back. What one
// implementation gives any other takes, if both are of the same schema.
type Snapshotter interface {
	// Schema returns the number of the schema.
	Schema(ctx context.Context) (int64, error)
	// Oldest returns the lowest number of a schema whose snapshots Restore takes.
	// Such a snapshot lacks tables, which stay empty.
	Oldest() int64
	// Tables returns the tables of a snapshot in the order of their rows, in
	// which they can be restored. Neither claims nor tallies nor the name of the
	// history are in them.
	Tables() []Table
	// Snapshot calls f with every row, table by table, each by its primary key
	// in order of bytes, all as of one moment, while others go on reading and
	// writing. It stops at f's first error and returns it.
	Snapshot(ctx context.Context, f func(Row) error) error
	// Restore fills an empty store with the rows of a snapshot, in one
	// transaction: all or nothing. A store that holds anything is ErrConflict.
	Restore(ctx context.Context, rows iter.Seq2[Row, error]) error
}
