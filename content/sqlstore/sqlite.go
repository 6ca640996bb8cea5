package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"

	"vielfalt/content"
)

// sqliteEngine keeps everything in one file. Readers and the writer do not wait
// for each other (write-ahead log).
func sqliteEngine(path string) *engine {
	return &engine{
		place:    "data file " + path,
		dialect:  goose.DialectSQLite3,
		folder:   "sqlite",
		connect:  func(reader bool) (*sql.DB, error) { return openSQLite(path, reader) },
		alone:    func(ctx context.Context, f func() error) error { return locked(ctx, path, f) },
		hasTable: `SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = ?`,
		bind:     func(text string) string { return text },
		begin: func(ctx context.Context, t *session, reader bool) error {
			text := "BEGIN IMMEDIATE"
			if reader {
				text = "BEGIN"
			}
			_, err := t.exec(ctx, text)
			return err
		},
		pollEvery: 100 * time.Millisecond,
		optimize: func(ctx context.Context, conn *sql.Conn, _ int) error {
			_, err := conn.ExecContext(ctx, "PRAGMA optimize")
			return err
		},
		erase:   eraseSQLite,
		damage:  damageSQLite,
		toRead:  func() *engine { return sqliteReader(path) },
		explain: explainSQLite,
	}
}

// sqliteReader is sqliteEngine for a file that is only read, and whose folder
// may be read-only.
func sqliteReader(path string) *engine {
	e := sqliteEngine(path)
	e.connect = func(bool) (*sql.DB, error) {
		db, alone, err := openToRead(path)
		if alone {
			e.steady = unchanged(path)
		}
		return db, err
	}
	e.alone = func(_ context.Context, f func() error) error { return f() }
	return e
}

// openToRead returns a pool of connections to a data file that is there. To read
// beside others the engine needs a file of its own in the folder (-shm). Where it
// cannot make one, in a folder that is read-only or on a full disk, and nobody has
// made one, the data file is read alone and as it stands, unless a process that
// died has left its log beside it.
func openToRead(path string) (db *sql.DB, alone bool, err error) {
	if _, err := os.Stat(path); err != nil {
		return nil, false, err
	}
	q := readerValues()
	q.Set("mode", "rw") // that of the file, and never creates it
	if db, err = open(path, q); err != nil {
		return nil, false, err
	}
	var n int
	err = db.QueryRow("SELECT COUNT(*) FROM sqlite_master").Scan(&n)
	var e *sqlite.Error
	if !errors.As(err, &e) || e.Code()&0xff != codes.SQLITE_CANTOPEN && e.Code()&0xff != codes.SQLITE_READONLY && !full(e) {
		return db, false, nil // whatever else it is shows when it is used
	}
	if err := db.Close(); err != nil {
		return nil, false, err
	}
	if log, err := os.Stat(path + "-wal"); err == nil && log.Size() > 0 {
		return nil, false, fmt.Errorf("%s-wal holds changes that are not in the data file yet, and the folder is read-only or its disk full; make room, or copy both to where they can be written to, and read them there", path)
	}
	q.Set("mode", "ro")
	q.Set("immutable", "1")
	db, err = open(path, q)
	return db, true, err
}

// unchanged returns a function that fails once somebody else has written to a data
// file that is read alone: who may write to the folder where this process may
// not.
func unchanged(path string) func() error {
	before, _ := os.Stat(path) // it was there just now
	return func() error {
		now, err := os.Stat(path)
		if err != nil {
			return err
		}
		log, err := os.Stat(path + "-wal")
		if err == nil && log.Size() > 0 || !os.SameFile(before, now) || !before.ModTime().Equal(now.ModTime()) || before.Size() != now.Size() {
			return unavailable("the data file was changed while it was read, try again", errors.New("it was read without a lock"))
		}
		return nil
	}
}

// readerValues are the parameters of connections that only read.
func readerValues() url.Values {
	return url.Values{"_pragma": {
		"busy_timeout(10000)", "foreign_keys(1)", "query_only(1)",
		"cache_size(-2048)", // kB; in memory it takes three times that
	}}
}

// openSQLite returns a pool of connections to a data file. Readers cannot
// write, whatever they are asked to.
//
// The log is flushed at every commit (synchronous=FULL): what was acknowledged
// survives not only the death of the process but also that of the machine.
// Imports commit hundreds of records at once, so it costs little.
func openSQLite(path string, reader bool) (*sql.DB, error) {
	if reader {
		return open(path, readerValues())
	}
	if err := private(path); err != nil {
		return nil, err
	}
	return open(path, url.Values{"_pragma": {
		"busy_timeout(10000)", "foreign_keys(1)", "journal_mode(WAL)", "synchronous(FULL)", "journal_size_limit(67108864)",
		"secure_delete(1)",   // what is deleted is overwritten
		"cache_size(-32768)", // kB; an import touches every index
	}})
}

// private creates a file that nobody else may read, if there is none. The engine
// would create it for all to read, and makes the files beside it like it.
func private(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil // it is there, or the engine says what is wrong
	}
	return f.Close()
}

func open(path string, q url.Values) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	u := url.URL{Scheme: "file", Path: abs, RawQuery: q.Encode()}
	return sql.Open("sqlite", u.String())
}

// locked runs f while no other process runs a function of its own under the
// lock of the same data file. The lock is an empty database beside it, because
// its locks work on every system and end with the process that holds them.
func locked(ctx context.Context, path string, f func() error) error {
	if err := private(path + ".lock"); err != nil {
		return err
	}
	db, err := open(path+".lock", url.Values{"_pragma": {"busy_timeout(60000)", "journal_mode(DELETE)"}})
	if err != nil {
		return err
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "BEGIN EXCLUSIVE"); err != nil {
		return err
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	return f()
}

// eraseSQLite folds the log into the data file and empties it. The data file
// itself holds nothing of what was deleted (secure_delete); if it is older than
// that it is written anew.
func eraseSQLite(ctx context.Context, conn *sql.Conn, old bool, _ string) error {
	if old {
		if _, err := conn.ExecContext(ctx, "VACUUM"); err != nil {
			return err
		}
	}
	var busy, pages, folded int
	err := conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &folded)
	if err == nil && busy != 0 {
		err = errors.New("somebody has been reading for too long")
	}
	return err
}

func damageSQLite(ctx context.Context, t *session) ([]string, error) {
	var problems []string
	err := t.each(ctx, func(scan func(...any) error) error {
		var line string
		if err := scan(&line); err != nil {
			return err
		}
		if line != "ok" {
			problems = append(problems, line)
		}
		return nil
	}, "PRAGMA integrity_check")
	if err != nil {
		return nil, err
	}
	err = t.each(ctx, func(scan func(...any) error) error {
		var table, parent string
		var row sql.NullInt64 // none where the table has no numbers of rows
		var key int64
		if err := scan(&table, &row, &parent, &key); err != nil {
			return err
		}
		problems = append(problems, fmt.Sprintf("a row of %s belongs to none of %s", table, parent))
		return nil
	}, "PRAGMA foreign_key_check")
	return problems, err
}

// full reports whether there was no room: on the disk, or for the file that
// connections share.
func full(e *sqlite.Error) bool {
	return e.Code()&0xff == codes.SQLITE_FULL || e.Code() == codes.SQLITE_IOERR_SHMSIZE
}

func explainSQLite(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	say := func(sentence string) error { return fmt.Errorf("%s: %w", sentence, err) }
	switch e.Code() {
	case codes.SQLITE_CONSTRAINT_UNIQUE, codes.SQLITE_CONSTRAINT_PRIMARYKEY:
		return fmt.Errorf("%w: %w", content.ErrConflict, err)
	}
	if full(e) {
		return fmt.Errorf("%w: %w", content.ErrDiskFull, err)
	}
	switch e.Code() & 0xff {
	case codes.SQLITE_CANTOPEN:
		return say("the data file cannot be opened; its folder must exist and be writable")
	case codes.SQLITE_READONLY:
		return say("the data file cannot be written to")
	case codes.SQLITE_BUSY, codes.SQLITE_LOCKED:
		return unavailable("another process has been writing to the data file for too long, try again", err)
	case codes.SQLITE_NOTADB:
		return say("the data file is not a database of this program")
	case codes.SQLITE_CORRUPT:
		return say("the data file is damaged, restore a backup")
	case codes.SQLITE_IOERR:
		return say("the disk failed to read or write the data file")
	}
	return err
}
