package content

import "context"

// A Store stores everything. Implementations pass content/contenttest.
type Store interface {
	Reader
	ChangeLog
	RecordStore
	VersionStore
	Desk
	EditionStore
	DateStore
	WordStore
	PinStore
	ReportStore
	MissStore
	AccountStore
	AuditStore
	Tallier
	Claimer
	Snapshotter
	FileLedger
	PictureLedger
	CalendarLedger
	OriginLedger

	// Ping reports whether the store answers.
	Ping(ctx context.Context) error
	// Room returns ErrDiskFull while there is no room to write, as far as is
	// known from the last attempt; reading may still work then.
	Room(ctx context.Context) error
	// Close waits for running statements and closes the store.
	Close() error
}
