package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// Config says where the data is and what the store needs from the rest of the
// program. Either Path or URL is set.
type Config struct {
	// Path is the SQLite data file. It is created if it does not exist; its
	// folder must exist.
	Path string
	// URL is the address of a PostgreSQL database, postgres://user:password@
	// host:5432/name. It may name several hosts with
	// target_session_attrs=read-write, of which the one that accepts writes is
	// used, and a schema with search_path. Without connect_timeout, each host
	// is given five seconds.
	URL string
	// ReadOnly opens what is there for reading, and changes nothing: nothing is
	// created, migrated or locked. Writes fail.
	ReadOnly bool
	// Planner turns schedules into editions.
	Planner content.Planner
	// Spelling says which queries and words are the same.
	Spelling content.Spelling
	// Now is the clock; nil means time.Now.
	Now func() time.Time
	// Log receives what an operator should know; nil discards it.
	Log *slog.Logger
	// Known reports whether an observance exists; nil accepts all.
	Known func(calendar.ID) bool
	// Readers is the number of reading connections; 0 means 4. A store has one
	// more for writing, and one to listen for changes once somebody awaits
	// them.
	Readers int
	// Mailbox is how many reports may be open at a time; 0 means
	// content.MailboxSize.
	Mailbox int
}

// A Store implements content.Store. It is safe for concurrent use.
type Store struct {
	engine     *engine
	planner    content.Planner
	spelling   content.Spelling
	clock      func() time.Time
	log        *slog.Logger
	known      func(calendar.ID) bool
	readers    atomic.Pointer[pool]
	writer     atomic.Pointer[pool] // holds nil for a store that only reads, or cannot write for now
	room       room
	statements atomic.Int64
	schema     atomic.Int64 // the schema number this program knows
	mailbox    int
	traces     atomic.Bool // deleted reports may not have been erased

	life      context.Context // ends when the store is closed
	shut      context.CancelFunc
	bell      bell // rings when changes have been entered
	listening sync.Once
	listener  sync.WaitGroup
}

var _ content.Store = (*Store)(nil)

// Open opens the database, creating what it needs or bringing it to the present
// schema first. If a newer program has changed it so that this one cannot work
// with it, the error is content.ErrNewerSchema; if it is opened read-only but
// must be migrated, content.ErrOlderSchema; if it does not answer,
// content.ErrUnavailable. Several processes may open the same database at once.
func Open(ctx context.Context, c Config) (*Store, error) {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Readers <= 0 {
		c.Readers = 4
	}
	if c.Mailbox <= 0 {
		c.Mailbox = content.MailboxSize
	}
	e, err := c.engine()
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	s := &Store{engine: e, planner: c.Planner, spelling: c.Spelling, clock: c.Now, log: c.Log, known: c.Known, mailbox: c.Mailbox}
	s.life, s.shut = context.WithCancel(context.Background())
	if c.ReadOnly {
		if err := s.openToRead(ctx, e, c.Readers); err != nil {
			return nil, fmt.Errorf("open %s: %w", e.place, e.explain(err))
		}
		return s, nil
	}
	err = e.explain(s.openToWrite(ctx, c.Readers))
	if errors.Is(err, content.ErrDiskFull) && e.toRead != nil {
		err = s.openWithoutRoom(ctx, c.Readers, err)
	}
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", e.place, err)
	}
	return s, nil
}

// openToWrite connects for reading and writing, and brings the database to the
// present schema. If it fails, earlier connections remain as they are.
func (s *Store) openToWrite(ctx context.Context, n int) error {
	e := s.engine
	return e.alone(ctx, func() error {
		writer, err := e.connect(false)
		if err != nil {
			return err
		}
		readers, err := e.connect(true)
		if err != nil {
			return errors.Join(err, writer.Close())
		}
		known, err := migrate(ctx, writer, e, s.log)
		if err != nil {
			return errors.Join(err, readers.Close(), writer.Close())
		}
		w, r := newPool(writer, 1, e, false, &s.statements), newPool(readers, n, e, true, &s.statements)
		if err := begin(ctx, r, w, s.now()); err != nil {
			return errors.Join(err, r.close(), w.close())
		}
		if err := makeVersions(ctx, r, w, s.log); err != nil {
			return errors.Join(err, r.close(), w.close())
		}
		s.schema.Store(known)
		s.writer.Store(w)
		if old := s.readers.Swap(r); old != nil {
			return old.close() // once those who are reading with it have finished
		}
		return nil
	})
}

// openToRead connects for reading, and checks that what is there can be read.
func (s *Store) openToRead(ctx context.Context, e *engine, n int) error {
	readers, err := e.connect(true)
	if err != nil {
		return err
	}
	s.readers.Store(newPool(readers, n, e, true, &s.statements))
	known, err := readable(ctx, readers, e, s.log)
	if err != nil {
		return errors.Join(err, s.Close())
	}
	s.schema.Store(known)
	return nil
}

// engine returns the engine of the configured database.
func (c Config) engine() (*engine, error) {
	switch {
	case c.Path != "" && c.URL != "":
		return nil, errors.New("a data file and a database URL are named; there can be one of them only")
	case c.URL != "":
		return postgresEngine(c.URL)
	case c.Path != "":
		if info, err := os.Stat(c.Path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
			return nil, fmt.Errorf("data file %s is not a regular file", c.Path) // and might never end
		}
		if c.ReadOnly {
			return sqliteReader(c.Path), nil
		}
		return sqliteEngine(c.Path), nil
	}
	return nil, errors.New("neither a data file nor a database URL is named")
}

// Ping implements content.Store.
func (s *Store) Ping(ctx context.Context) error {
	return s.read(ctx, "ping", "store", func(t *session) error {
		var seq int64
		_, err := t.one(ctx, []any{&seq}, `SELECT COUNT(*) FROM meta`)
		return err
	})
}

// Close implements content.Store.
func (s *Store) Close() error {
	s.shut()
	s.listening.Do(func() {}) // nobody starts to listen any longer
	s.listener.Wait()
	err := s.readers.Load().close()
	if w := s.writer.Load(); w != nil {
		// The writer goes last, so that SQLite folds the log into the data file.
		err = errors.Join(err, w.close())
	}
	if err != nil {
		return fmt.Errorf("close store: %w", s.engine.explain(err))
	}
	return nil
}

// Statements returns how many statements the store has run since it was
// opened.
func (s *Store) Statements() int64 { return s.statements.Load() }

// read runs f in a transaction that sees one state of the data throughout. If
// the connection dies or is replaced meanwhile, f runs once more on another
// one, so it must reset whatever it sets.
func (s *Store) read(ctx context.Context, op, subject string, f func(*session) error) error {
	p := s.readers.Load()
	err := p.read(ctx, f)
	if now := s.readers.Load(); errors.Is(err, errLost) || err != nil && now != p {
		err = now.read(ctx, f)
	}
	return s.wrap(op, subject, err)
}

// readOnce is read for an f that passes on what it reads and cannot take it
// back.
func (s *Store) readOnce(ctx context.Context, op, subject string, f func(*session) error) error {
	return s.wrap(op, subject, s.readers.Load().read(ctx, f))
}

// write runs f in the one transaction that may change the data. It never runs f
// twice: nobody could know what the first run has done.
func (s *Store) write(ctx context.Context, op, subject string, f func(*session) error) error {
	w, err := s.writing()
	if err != nil {
		return s.wrap(op, subject, err)
	}
	entered := false
	err = w.do(ctx, func(t *session) error {
		t.entered = false
		err := f(t)
		if entered = t.entered; err == nil && entered && s.engine.notify != "" {
			_, err = t.one(ctx, []any{new(string)}, s.engine.notify)
		}
		return err
	})
	if err == nil && entered {
		s.bell.ring()
	}
	err = s.wrap(op, subject, err)
	s.room.tell(err)
	return err
}

// writing returns the pool to write with, or why there is none.
func (s *Store) writing() (*pool, error) {
	if w := s.writer.Load(); w != nil {
		return w, nil
	}
	if s.room.lacking() != nil {
		return nil, content.ErrDiskFull
	}
	return nil, errOnlyRead
}

// errOnlyRead is the error of a write to a store opened for reading.
var errOnlyRead = errors.New("it was opened to be read only")

// bigSave is the number of rows from which statistics are updated.
const bigSave = 100

// optimize updates the engine's statistics after rows were stored. The rows are
// stored whether or not it succeeds.
func (s *Store) optimize(ctx context.Context, stored int) {
	if stored < bigSave {
		return
	}
	w := s.writer.Load() // with which they were stored
	t, _, err := w.get(ctx)
	if err == nil {
		err = s.engine.optimize(ctx, t.conn, stored)
		w.put(t, err == nil)
	}
	if err != nil && ctx.Err() == nil {
		s.log.Warn("statistics not updated", "err", s.engine.explain(err))
	}
}

// wrap adds to an error what was tried with what.
func (s *Store) wrap(op, subject string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s %s: %w", op, subject, s.engine.explain(err))
}

// now is the present moment, as the store keeps times.
func (s *Store) now() time.Time { return s.clock().UTC().Truncate(time.Second) }
