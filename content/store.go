package content

import (
	"context"
	"io"
	"time"

	"vielfalt/calendar"
)

// A Query chooses items of one type. Empty fields choose all; of a list of
// values any will do, and lists narrow each other.
type Query struct {
	IDs        []string // item ids; order of results is still the list's own
	Slug       string   // address; at most one item of a type has it
	Traditions []string
	Observance calendar.ID
	Dezernate  []string
	Tags       []string // compared without regard to case
	// StartsFrom and StartsBefore choose events by their start or end: those
	// that have not ended before StartsFrom and begin before StartsBefore.
	StartsFrom, StartsBefore time.Time
	// EndedBefore chooses events that had ended by a moment, and turns the
	// list round: latest first.
	EndedBefore time.Time
	// Whole asks for bodies, translations and pages too, which lists leave out.
	Whole bool
	// Limit is the most results wanted, 1 to 1000; 0 means 50. Offset skips.
	Limit, Offset int
}

// A Reader is all that public pages can see of the store. Every method takes
// the moment of viewing and returns only what is visible at it; a thing that
// is not is ErrNotFound. Methods are safe for concurrent use, run a fixed
// number of statements whatever the number of results, and return UTC times.
type Reader interface {
	// Articles lists articles, latest edition first, and says how many there
	// are in all. Current is set; Editions is not.
	Articles(ctx context.Context, at time.Time, q Query) (list []*Article, total int, err error)
	// Article returns the article at an address, whole.
	Article(ctx context.Context, at time.Time, slug string) (*Article, error)
	// Picture returns the file with a hash while a visible article shows it as
	// its picture. What else the file may be, a cover or a PDF, does not count.
	Picture(ctx context.Context, at time.Time, hash string) (File, error)
	// Brochures lists brochures, latest edition first.
	Brochures(ctx context.Context, at time.Time, q Query) (list []*Brochure, total int, err error)
	// Brochure returns the brochure at an address, whole.
	Brochure(ctx context.Context, at time.Time, slug string) (*Brochure, error)
	// Contacts lists contacts by Dezernat, then by name.
	Contacts(ctx context.Context, at time.Time, q Query) (list []*Contact, total int, err error)
	// Contact returns the contact with an id (contacts have no other address).
	Contact(ctx context.Context, at time.Time, id string) (*Contact, error)
	// Events lists events by start, earliest first.
	Events(ctx context.Context, at time.Time, q Query) (list []*Event, total int, err error)
	// Event returns the event at an address, whole.
	Event(ctx context.Context, at time.Time, slug string) (*Event, error)
	// Offers lists volunteering offers by title.
	Offers(ctx context.Context, at time.Time, q Query) (list []*Offer, total int, err error)
	// Offer returns the offer at an address, whole.
	Offer(ctx context.Context, at time.Time, slug string) (*Offer, error)

	// Visible returns those of the items that are visible, by id, without
	// bodies.
	Visible(ctx context.Context, at time.Time, ids []string) (map[string]*Item, error)
	// Dezernate and Tags list what visible items of a type carry, with counts.
	Dezernate(ctx context.Context, at time.Time, t Type) ([]Count, error)
	Tags(ctx context.Context, at time.Time, t Type) ([]Count, error)
	// Traditions counts visible items of a type by tradition.
	Traditions(ctx context.Context, at time.Time, t Type) ([]Count, error)
	// Observed returns the slug of the latest visible article on each
	// observance that has one.
	Observed(ctx context.Context, at time.Time) (map[calendar.ID]string, error)
	// Stamp returns the number of the last change to anything and the last
	// Edge not after at (or the time of the change, if later). Pages, lists
	// and feeds change only when the stamp does.
	Stamp(ctx context.Context, at time.Time) (Stamp, error)
}

// A Count is a value and how many items carry it.
type Count struct {
	Value string
	N     int
}

// A Stamp identifies a state of everything visible.
type Stamp struct {
	Change int64     // see ChangeLog
	Edge   time.Time // UTC, whole seconds
}

// A Change is an entry of the change log.
type Change struct {
	Seq  int64 // ascending from 1, gaps allowed
	ID   string
	Type Type
	Op   Op
	At   time.Time
	By   string // who: "import", "desk:<user>"
}

// An Op is what a change did.
type Op string

// What changes do.
const (
	OpSave    Op = "save"
	OpDelete  Op = "delete"
	OpReplan  Op = "replan"  // editions were dated anew
	OpReindex Op = "reindex" // somebody asked for the index to be rebuilt; ID is empty
)

// An Edge is a moment at which what readers see changes by itself: an edition
// begins or ends, or an event is over and moves to those that were.
type Edge struct {
	At   time.Time // UTC, whole seconds
	ID   string
	Type Type
	// Begins is set where an edition begins; nothing shows longer than it may
	// if such an edge is heard of late.
	Begins bool
}

// A ChangeLog tells what was changed, and when visibility changes by itself.
type ChangeLog interface {
	// Changes returns at most limit changes after a number, in order.
	Changes(ctx context.Context, after int64, limit int) ([]Change, error)
	// History names the history that the log tells, with a random name. A store
	// filled by Restore has another than the one it is a copy of, because from
	// then on the numbers of changes mean different things.
	History(ctx context.Context) (string, error)
	// LastChange returns the number of the last change, 0 if there is none.
	LastChange(ctx context.Context) (int64, error)
	// Await returns nil once the last change is later than the given one: at
	// once if it is already, a moment after a change by this process, and
	// within a second of one by another. It returns ctx's error if that ends
	// first, and the store's if it does not answer.
	Await(ctx context.Context, after int64) error
	// Edges returns the edges after one moment and not after another, in order
	// of time, then of id.
	Edges(ctx context.Context, after, upTo time.Time) ([]Edge, error)
	// NextEdge returns the moment of the first edge after the given one, and
	// false if there is none.
	NextEdge(ctx context.Context, after time.Time) (time.Time, bool, error)
	// RequestReindex enters an OpReindex change.
	RequestReindex(ctx context.Context) error
}

// Stored says what is kept under an id.
type Stored struct {
	Type    Type
	State   State
	Version int64
	Draft   int64 // number of the open draft beside a Published item; 0 for none
	Last    int64 // the highest number of a version
}

// Planned is a line of the publication plan.
type Planned struct {
	ID         string
	Title      string
	Type       Type
	Observance calendar.ID
	Edition    Edition
}

// A Store keeps everything. Implementations pass content/contenttest.
type Store interface {
	Reader
	ChangeLog
	Snapshotter
	VersionStore
	ReportStore
	Tallier

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
	// editions, and enters a change for each that readers see or saw; drafts
	// over these are kept beside them, see VersionStore. by says who. A record whose
	// Version is 0 must not exist yet, another Version must be the stored one,
	// else ErrConflict; a slug that belongs to something else is ErrConflict
	// too. On success ID, UID, Slug, Version, Created and Updated are set in
	// the records. A record equal to the stored one is left as it is, without
	// a change.
	Save(ctx context.Context, by string, records ...Record) error
	// SaveWithHistory is Save for imports: Created, Updated and what an export
	// knows of the past, by item id, are taken over for those that do not exist
	// yet. A draft over an item that has an open one is kept beside both: it is
	// a version, and its Version says which. What is equal to a version there is
	// already is none, and names that one.
	SaveWithHistory(ctx context.Context, by string, history map[string]History, records ...Record) error
	// Delete removes a record for good, with all its versions; ErrNotFound,
	// ErrConflict.
	Delete(ctx context.Context, by, id string, version int64) error
	// Editions returns all editions of an item, oldest first.
	Editions(ctx context.Context, id string) ([]Edition, error)
	// EditionsOf returns all editions of many items, by id, oldest first. It
	// runs a fixed number of statements for each thousand.
	EditionsOf(ctx context.Context, ids []string) (map[string][]Edition, error)
	// Plan returns the editions that begin between two moments, in order.
	Plan(ctx context.Context, from, to time.Time) ([]Planned, error)
	// Replan dates anew what has not begun yet, if the calendar in use or the
	// year differs from the last time, and says how many items that touched.
	Replan(ctx context.Context) (int, error)

	// Dates returns what the calendar is made of besides its tables.
	Dates(ctx context.Context) (Dates, error)
	// Confirmations returns all confirmations of an observance there ever were, by
	// year, oldest first; of all observances if it is empty. The last of a year
	// counts.
	Confirmations(ctx context.Context, observance calendar.ID) ([]*Confirmation, error)
	// SaveDates validates and enters confirmations in one transaction, and says
	// how many were new or other than what counted. Each is one more entry of
	// its observance and year; one equal to what counts is left out. One without
	// a day takes back what counts, ErrNotFound where nothing does. Revision and
	// Editor are set in the confirmations; those that have a Revision come from an
	// export and are taken over as they are for what is not known yet.
	SaveDates(ctx context.Context, by string, list ...*Confirmation) (changed int, err error)
	// SaveDays validates and stores own days in one transaction, and says how
	// many were new or other than before. Revision and Editor are set in them;
	// a Revision from an export is taken over for those not known yet.
	SaveDays(ctx context.Context, by string, list ...*Day) (changed int, err error)
	// SaveCalendar is SaveDays and then SaveDates, whose confirmations may be of
	// these days, in one transaction: all of it is stored, or nothing.
	SaveCalendar(ctx context.Context, by string, days []*Day, dates []*Confirmation) (changed int, err error)
	// DeleteDay removes an own day with its confirmations: ErrNotFound,
	// ErrConflict where items or other own days hang on it, which the error
	// names. If it comes back its changes are counted on.
	DeleteDay(ctx context.Context, by string, id calendar.ID) error
	// On returns the ids of the items that are about an observance or hang on it,
	// whatever their state.
	On(ctx context.Context, observances ...calendar.ID) ([]string, error)

	// Claim makes holder the one process of several that does what must happen
	// once, for a while from now, and reports whether it is. It succeeds if
	// nobody holds the name, if the claim has run out, or if holder has it
	// already, which is how it is renewed. Claims count by the clocks of the
	// processes, which must agree within a few seconds, as visibility needs too.
	Claim(ctx context.Context, name, holder string, lasts time.Duration) (bool, error)
	// Release gives a claim back, if holder has it.
	Release(ctx context.Context, name, holder string) error

	// Ping reports whether the store answers.
	Ping(ctx context.Context) error
	// Room returns ErrDiskFull while there is none to write, as far as is known
	// from the last time that somebody wrote; what can be read can be then, too.
	Room(ctx context.Context) error
	// Close waits for running statements and closes the store.
	Close() error
}

// Files keeps brochure files and pictures, addressed by what is in them.
type Files interface {
	// Put stores what it reads, at most limit bytes, and returns its hash and
	// size; more is an error and stores nothing. Storing the same again is fine.
	Put(ctx context.Context, r io.Reader, mediaType string, limit int64) (File, error)
	// Open returns the file with a hash; ErrNotFound. The caller closes it.
	Open(ctx context.Context, hash string) (io.ReadSeekCloser, error)
}
