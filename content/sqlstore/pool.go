package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

var errClosed = errors.New("the store is closed")

// A pool holds a fixed number of sessions. database/sql has a pool of its own,
// but prepares statements on whatever connection is free; here each
// connection keeps its own prepared statements, and a transaction needs one
// connection only.
type pool struct {
	db         *sql.DB
	begin      string        // statement that opens a transaction
	slots      chan *session // nil: not connected yet
	closed     chan struct{}
	closeOnce  sync.Once
	statements *atomic.Int64
}

func newPool(db *sql.DB, n int, begin string, statements *atomic.Int64) *pool {
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	p := &pool{db: db, begin: begin, slots: make(chan *session, n), closed: make(chan struct{}), statements: statements}
	for range n {
		p.slots <- nil
	}
	return p
}

// do runs f in a transaction of its own and commits it unless f fails.
func (p *pool) do(ctx context.Context, f func(*session) error) (err error) {
	s, err := p.get(ctx)
	if err != nil {
		return err
	}
	usable := false
	defer func() { p.put(s, usable) }()
	if _, err := s.exec(ctx, p.begin); err != nil {
		return err
	}
	// Once begun, the end must not depend on the caller's patience.
	end := context.WithoutCancel(ctx)
	if err := f(s); err != nil {
		_, rollback := s.conn.ExecContext(end, "ROLLBACK")
		usable = rollback == nil
		return err
	}
	if _, err := s.exec(end, "COMMIT"); err != nil {
		_, rollback := s.conn.ExecContext(end, "ROLLBACK")
		usable = rollback == nil
		return err
	}
	usable = true
	return nil
}

func (p *pool) get(ctx context.Context) (*session, error) {
	select {
	case <-p.closed:
		return nil, errClosed
	default:
	}
	select {
	case <-p.closed:
		return nil, errClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	case s := <-p.slots:
		if s != nil {
			return s, nil
		}
		conn, err := p.db.Conn(ctx)
		if err != nil {
			p.slots <- nil
			return nil, err
		}
		return &session{conn: conn, statements: p.statements, prepared: map[string]*sql.Stmt{}}, nil
	}
}

func (p *pool) put(s *session, usable bool) {
	if !usable {
		s.close()
		s = nil
	}
	p.slots <- s
}

// close waits for every session to come back and closes it.
func (p *pool) close() error {
	var err error
	p.closeOnce.Do(func() {
		close(p.closed)
		for range cap(p.slots) {
			if s := <-p.slots; s != nil {
				s.close()
			}
		}
		err = p.db.Close()
	})
	return err
}

// A session is a connection with its prepared statements, used by one
// goroutine at a time and always within a transaction.
type session struct {
	conn       *sql.Conn
	statements *atomic.Int64
	prepared   map[string]*sql.Stmt
	entered    bool // the transaction has entered changes
}

// maxPrepared bounds the statements a connection keeps. Filters make several
// hundred texts possible; few are in use.
const maxPrepared = 200

func (s *session) close() {
	s.forget()
	s.conn.Close()
}

func (s *session) forget() {
	for _, stmt := range s.prepared {
		stmt.Close()
	}
	clear(s.prepared)
}

func (s *session) prepare(ctx context.Context, text string) (*sql.Stmt, error) {
	if stmt := s.prepared[text]; stmt != nil {
		return stmt, nil
	}
	if len(s.prepared) >= maxPrepared {
		s.forget()
	}
	stmt, err := s.conn.PrepareContext(ctx, text)
	if err != nil {
		return nil, fmt.Errorf("prepare %.60q: %w", text, err)
	}
	s.prepared[text] = stmt
	return stmt, nil
}

// exec runs a statement and says how many rows it touched.
func (s *session) exec(ctx context.Context, text string, args ...any) (int64, error) {
	s.statements.Add(1)
	stmt, err := s.prepare(ctx, text)
	if err != nil {
		return 0, err
	}
	res, err := stmt.ExecContext(ctx, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// each runs a query and calls f for each row.
func (s *session) each(ctx context.Context, f func(scan func(...any) error) error, text string, args ...any) error {
	s.statements.Add(1)
	stmt, err := s.prepare(ctx, text)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// one runs a query for one row and reports whether there is one.
func (s *session) one(ctx context.Context, dest []any, text string, args ...any) (bool, error) {
	found := false
	err := s.each(ctx, func(scan func(...any) error) error {
		if found {
			return nil
		}
		found = true
		return scan(dest...)
	}, text, args...)
	return found, err
}
