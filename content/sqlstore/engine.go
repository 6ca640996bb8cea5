package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"github.com/pressly/goose/v3"

	"vielfalt/content"
)

// An engine is what differs between databases. All other SQL is the same.
type engine struct {
	// place names the database in errors, without any secret.
	place   string
	dialect goose.Dialect
	folder  string // of its migrations
	// connect returns a pool for reading or for writing; it does not connect
	// yet.
	connect func(reader bool) (*sql.DB, error)
	// alone runs f, which opens the database. If locker does not keep
	// migrations apart, no other process opens it meanwhile.
	alone  func(ctx context.Context, f func() error) error
	locker []goose.ProviderOption
	// hasTable counts the tables with a given name.
	hasTable string
	// bind turns the parameters of a statement, written ?, into the engine's
	// own.
	bind func(text string) string
	// begin opens a transaction that sees one state throughout, or the only
	// one that may write.
	begin func(ctx context.Context, t *session, reader bool) error
	// alive reports whether a connection can still be used after an error; nil
	// where connections do not die.
	alive func(*sql.Conn) bool
	// endWithin bounds the end of a transaction, which no caller's patience
	// limits; 0 means no bound.
	endWithin time.Duration
	// notify tells other processes of changes, at the end of the transaction
	// that enters them; empty if they check on their own.
	notify string
	// listen calls ring whenever another process may have entered changes,
	// until ctx ends; nil if nobody notifies.
	listen func(ctx context.Context, log *slog.Logger, ring func())
	// pollEvery is how often the change log is checked, notified or not.
	pollEvery time.Duration
	// optimize updates the statistics of the query planner after records were
	// saved, if it is worth the time.
	optimize func(ctx context.Context, conn *sql.Conn, saved int) error
	// erase removes from the files what was deleted from the tables, outside of
	// a transaction; old means that some of it was deleted before erasing
	// existed.
	erase func(ctx context.Context, conn *sql.Conn, old bool, tables string) error
	// damage looks for damage in the data, and returns a sentence for each
	// thing it finds; nil if the engine notices damage whenever it reads.
	damage func(ctx context.Context, t *session) ([]string, error)
	// steady returns an error if what was read may come from several states;
	// nil if transactions prevent that.
	steady func() error
	// toRead returns the engine for reading what is there while the disk has no
	// room to open it; nil if opening needs no room.
	toRead func() *engine
	// explain says what an error of the engine means and what to do, and wraps
	// the matching error of package content.
	explain func(error) error
}

var (
	// errLost marks what failed because the connection died.
	errLost = errors.New("the connection to the database was lost")
	// errUnknown marks a transaction of which it is unknown whether it was
	// stored.
	errUnknown = errors.New("the connection to the database was lost while storing; look whether it was stored before trying again")
)

// unavailable explains the error of an engine that does not answer.
func unavailable(sentence string, err error) error {
	return fmt.Errorf("%w: %s: %w", content.ErrUnavailable, sentence, err)
}

// numbered is bind for engines whose parameters are $1, $2 and so on. It leaves
// quoted text alone.
func numbered(text string) string {
	var b strings.Builder
	b.Grow(len(text) + 16)
	n, quote := 0, rune(0)
	for _, r := range text {
		switch {
		case quote == 0 && r == '?':
			n++
			b.WriteByte('$')
			b.WriteString(strconv.Itoa(n))
			continue
		case quote == 0 && (r == '\'' || r == '"'):
			quote = r
		case r == quote:
			quote = 0
		}
		b.WriteRune(r)
	}
	return b.String()
}
