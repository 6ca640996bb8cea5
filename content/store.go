package content

import "context"

// A Store keeps everything. Implementations pass content/contenttest.
type Store interface {
	Reader
	ChangeLog
	RecordStore
	VersionStore
	EditionStore
	DateStore
	ReportStore
	Tallier
	Claimer
	Snapshotter

	// Ping reports whether the store answers.
	Ping(ctx context.Context) error
	// Room returns ErrDiskFull while there is none to write, as far as is known
	// from the last time that somebody wrote; what can be read can be then, too.
	Room(ctx context.Context) error
	// Close waits for running statements and closes the store.
	Close() error
}
