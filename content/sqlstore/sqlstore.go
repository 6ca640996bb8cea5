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

// Config says where the data is and what the store needs of the rest. Either
// Path or URL is set.
type Config struct {
	// Path is the data file of SQLite. It is created if it does not exist; its
	// folder must exist.
	Path string
	// URL is the address of a PostgreSQL database, postgres://user:password@
	// host:5432/name. It may name several hosts with
	// target_session_attrs=read-write, of which the one that writes is used,
	// and a schema with search_path. Without connect_timeout, five seconds are
	// waited for each host.
	URL string
	// ReadOnly opens what is there to read it, and changes nothing: nothing is
	// created, migrated or locked. Whatever would write fails.
	ReadOnly bool
	// Planner turns schedules into editions.
	Planner content.Planner
	// Now is the clock; nil means time.Now.
	Now func() time.Time
	// Log receives what an operator should know; nil means nothing.
	Log *slog.Logger
	// Known reports whether an observance exists; nil accepts all.
	Known func(calendar.ID) bool
	// Readers is the number of reading connections; 0 means 4. A store has one
	// more to write, and one to listen for changes once somebody awaits them.
	Readers int
	// Mailbox is how many reports may be open at a time; 0 means
	// content.MailboxSize.
	Mailbox int
}

// A Store implements content.Store. It is safe for concurrent use.
type Store struct {
	engine     *engine
	planner    content.Planner
	clock      func() time.Time
	log        *slog.Logger
	known      func(calendar.ID) bool
	readers    *pool
	writer     *pool // nil for a store that only reads
	statements atomic.Int64
	schema     int64 // the number this program knows
	mailbox    int
	traces     atomic.Bool // deleted reports may not have been erased

	life      context.Context // ends when the store is closed
	shut      context.CancelFunc
	bell      bell // rings when changes were entered
	listening sync.Once
	listener  sync.WaitGroup
}

var _ content.Store = (*Store)(nil)

// Open opens the database, creating what it needs or bringing it to the
// present schema first. One that a newer program has changed so that this one
// cannot work with it is content.ErrNewerSchema, one to be read only that must be
// migrated is content.ErrOlderSchema; one that does not answer is
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
	s := &Store{engine: e, planner: c.Planner, clock: c.Now, log: c.Log, known: c.Known, mailbox: c.Mailbox}
	s.life, s.shut = context.WithCancel(context.Background())
	if c.ReadOnly {
		if err := s.openToRead(ctx, c.Readers); err != nil {
			return nil, fmt.Errorf("open %s: %w", e.place, e.explain(err))
		}
		return s, nil
	}
	err = e.alone(ctx, func() error {
		writer, err := e.connect(false)
		if err != nil {
			return err
		}
		readers, err := e.connect(true)
		if err != nil {
			return errors.Join(err, writer.Close())
		}
		s.writer = newPool(writer, 1, e, false, &s.statements)
		s.readers = newPool(readers, c.Readers, e, true, &s.statements)
		if s.schema, err = migrate(ctx, writer, e, s.log); err != nil {
			return errors.Join(err, s.Close())
		}
		if err := s.begin(ctx); err != nil {
			return errors.Join(err, s.Close())
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", e.place, e.explain(err))
	}
	return s, nil
}

// openToRead connects to read, and sees whether what is there can be read.
func (s *Store) openToRead(ctx context.Context, n int) error {
	readers, err := s.engine.connect(true)
	if err != nil {
		return err
	}
	s.readers = newPool(readers, n, s.engine, true, &s.statements)
	if s.schema, err = readable(ctx, readers, s.engine, s.log); err != nil {
		return errors.Join(err, s.Close())
	}
	return nil
}

// engine returns the engine of the database that is named.
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
	s.listening.Do(func() {}) // nobody starts to listen any more
	s.listener.Wait()
	err := s.readers.close()
	if s.writer != nil {
		// The writer goes last, so that SQLite folds the log into the data file.
		err = errors.Join(err, s.writer.close())
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
// the connection dies meanwhile, f runs once more on another, so it must set
// anew whatever it sets.
func (s *Store) read(ctx context.Context, op, subject string, f func(*session) error) error {
	err := s.readers.do(ctx, f)
	if errors.Is(err, errLost) {
		err = s.readers.do(ctx, f)
	}
	return s.wrap(op, subject, s.steady(err))
}

// readOnce is read for an f that hands out what it reads and cannot take it
// back.
func (s *Store) readOnce(ctx context.Context, op, subject string, f func(*session) error) error {
	return s.wrap(op, subject, s.steady(s.readers.do(ctx, f)))
}

// steady is the error of a reading, or that it cannot be relied on.
func (s *Store) steady(err error) error {
	if err == nil && s.engine.steady != nil {
		return s.engine.steady()
	}
	return err
}

// write runs f in the one transaction that may change the data. It is never
// run twice: nobody could know what the first time has done.
func (s *Store) write(ctx context.Context, op, subject string, f func(*session) error) error {
	if s.writer == nil {
		return s.wrap(op, subject, errOnlyRead)
	}
	entered := false
	err := s.writer.do(ctx, func(t *session) error {
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
	return s.wrap(op, subject, err)
}

// errOnlyRead is the error of whatever would write to a store opened to read.
var errOnlyRead = errors.New("it was opened to be read only")

// bigSave is from how many rows on the statistics are looked after.
const bigSave = 100

// optimize looks after the engine's statistics once rows were stored. What was
// stored is, whether or not it succeeds.
func (s *Store) optimize(ctx context.Context, stored int) {
	if stored < bigSave {
		return
	}
	t, _, err := s.writer.get(ctx)
	if err == nil {
		err = s.engine.optimize(ctx, t.conn, stored)
		s.writer.put(t, err == nil)
	}
	if err != nil && ctx.Err() == nil {
		s.log.Warn("statistics not updated", "err", s.engine.explain(err))
	}
}

// wrap says what was tried with what when it failed.
func (s *Store) wrap(op, subject string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s %s: %w", op, subject, s.engine.explain(err))
}

// now is the present moment as the store keeps times.
func (s *Store) now() time.Time { return s.clock().UTC().Truncate(time.Second) }
