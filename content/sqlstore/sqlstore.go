package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// Config says where the data is and what the store needs of the rest.
type Config struct {
	// Path is the data file. It is created if it does not exist; its folder
	// must exist.
	Path string
	// Planner turns schedules into editions.
	Planner content.Planner
	// Now is the clock; nil means time.Now.
	Now func() time.Time
	// Log receives what an operator should know; nil means nothing.
	Log *slog.Logger
	// Known reports whether an observance exists; nil accepts all.
	Known func(calendar.ID) bool
	// Readers is the number of reading connections; 0 means 4.
	Readers int
}

// A Store implements content.Store. It is safe for concurrent use.
type Store struct {
	planner    content.Planner
	clock      func() time.Time
	log        *slog.Logger
	known      func(calendar.ID) bool
	readers    *pool
	writer     *pool
	statements atomic.Int64
	bell       bell // rings when this store has entered changes
}

var _ content.Store = (*Store)(nil)

// Open opens the data file, creating it or bringing it to the present schema
// first. A file written by a newer program is content.ErrNewerSchema.
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
	s := &Store{planner: c.Planner, clock: c.Now, log: c.Log, known: c.Known}
	var readers, writer *sql.DB
	err := locked(ctx, c.Path, func() (err error) {
		if writer, err = openSQLite(c.Path, false); err != nil {
			return err
		}
		if readers, err = openSQLite(c.Path, true); err != nil {
			return errors.Join(err, writer.Close())
		}
		s.writer = newPool(writer, 1, "BEGIN IMMEDIATE", &s.statements)
		s.readers = newPool(readers, c.Readers, "BEGIN", &s.statements)
		if err := migrate(ctx, writer, s.log); err != nil {
			return errors.Join(err, s.Close())
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("open data file %s: %w", c.Path, explain(err))
	}
	return s, nil
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
	// The writer goes last, so that it folds the log into the data file.
	if err := errors.Join(s.readers.close(), s.writer.close()); err != nil {
		return fmt.Errorf("close store: %w", explain(err))
	}
	return nil
}

// Statements returns how many statements the store has run since it was
// opened.
func (s *Store) Statements() int64 { return s.statements.Load() }

// read runs f in a transaction that sees one state of the data throughout.
func (s *Store) read(ctx context.Context, op, subject string, f func(*session) error) error {
	return wrap(op, subject, s.readers.do(ctx, f))
}

// write runs f in the one transaction that may change the data.
func (s *Store) write(ctx context.Context, op, subject string, f func(*session) error) error {
	entered := false
	err := s.writer.do(ctx, func(t *session) error {
		t.entered = false
		err := f(t)
		entered = t.entered
		return err
	})
	if err == nil && entered {
		s.bell.ring()
	}
	return wrap(op, subject, err)
}

// wrap says what was tried with what when it failed.
func wrap(op, subject string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s %s: %w", op, subject, explain(err))
}

// now is the present moment as the store keeps times.
func (s *Store) now() time.Time { return s.clock().UTC().Truncate(time.Second) }
