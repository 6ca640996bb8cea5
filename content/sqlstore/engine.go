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
	// place names the database in errors; no secret is part of it.
	place   string
	dialect goose.Dialect
	folder  string // of its migrations
	// connect returns connections for reading or for writing; none is made yet.
	connect func(reader bool) (*sql.DB, error)
	// alone runs f, which opens the database. Where locker does not keep
	// migrations from each other, no other process opens it meanwhile.
	alone  func(ctx context.Context, f func() error) error
	locker []goose.ProviderOption
	// hasTable counts the tables of a name.
	hasTable string
	// bind turns the parameters of a statement, written ?, into the engine's.
	bind func(text string) string
	// begin opens a transaction that sees one state throughout, or the only
	// one that may write.
	begin func(ctx context.Context, t *session, reader bool) error
	// alive reports whether a connection can still be used after an error; nil
	// where connections do not die.
	alive func(*sql.Conn) bool
	// endWithin bounds the end of a transaction, for which no caller's patience
	// counts; 0 means no bound.
	endWithin time.Duration
	// notify tells other processes of changes, at the end of the transaction
	// that enters them; empty where they look for themselves.
	notify string
	// listen calls ring whenever another process may have entered changes,
	// until ctx ends; nil where nobody notifies.
	listen func(ctx context.Context, log *slog.Logger, ring func())
	// pollEvery is how often the change log is looked at, notified or not.
	pollEvery time.Duration
	// optimize brings the statistics of the query planner up to date after
	// records were saved, where it is worth the time.
	optimize func(ctx context.Context, conn *sql.Conn, saved int) error
	// erase removes from the files what was deleted from the tables, outside of a
	// transaction; old says that some of it was deleted before anybody saw to that.
	erase func(ctx context.Context, conn *sql.Conn, old bool, tables string) error
	// damage looks for damage in the data, and returns a sentence for each thing
	// it finds; nil where the engine finds it whenever it reads.
	damage func(ctx context.Context, t *session) ([]string, error)
	// steady reports an error if what was read may be of several states; nil
	// where transactions see to that.
	steady func() error
	// toRead returns the engine by which what is there can be read while the disk
	// has no room to open it; nil where opening needs none.
	toRead func() *engine
	// explain says what an error of the engine means and what to do, and which
	// error of package content it is.
	explain func(error) error
}

var (
	// errLost marks what failed because the connection died.
	errLost = errors.New("the connection to the database was lost")
	// errUnknown marks a transaction of which nobody knows whether it was
	// stored.
	errUnknown = errors.New("the connection to the database was lost while storing; look whether it was stored before trying again")
)

// unavailable explains an error of an engine that does not answer.
func unavailable(sentence string, err error) error {
	return fmt.Errorf("%w: %s: %w", content.ErrUnavailable, sentence, err)
}

// numbered is bind for engines whose parameters are $1, $2 and so on. What
// stands in quotes is left alone.
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
