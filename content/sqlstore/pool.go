package sqlstore

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"sync"
	"sync/atomic"

	"vielfalt/content"
)

var errClosed = fmt.Errorf("%w: it is closed", content.ErrUnavailable)

// A pool holds a fixed number of sessions. database/sql has a pool of its own,
// but prepares statements on whatever connection is free; here each connection
// keeps its own prepared statements, and a transaction needs only one
// connection.
type pool struct {
	db         *sql.DB
	engine     *engine
	reader     bool
	slots      chan *session // nil: not connected yet
	closed     chan struct{}
	closeOnce  sync.Once
	statements *atomic.Int64
}

func newPool(db *sql.DB, n int, e *engine, reader bool, statements *atomic.Int64) *pool {
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	p := &pool{db: db, engine: e, reader: reader, slots: make(chan *session, n), closed: make(chan struct{}), statements: statements}
	for range n {
		p.slots <- nil
	}
	return p
}

// do runs f in a transaction of its own and commits it unless f fails. If the
// connection dies, the error is errLost, unless ctx ended.
func (p *pool) do(ctx context.Context, f func(*session) error) error {
	s, err := p.begin(ctx)
	if err != nil {
		return err
	}
	usable := false
	defer func() { p.put(s, usable) }()
	err = f(s)
	// Once begun, the end must not depend on the caller's patience.
	end := context.WithoutCancel(ctx)
	if p.engine.endWithin > 0 {
		var cancel context.CancelFunc
		end, cancel = context.WithTimeout(end, p.engine.endWithin)
		defer cancel()
	}
	if err == nil {
		_, err = s.exec(end, "COMMIT")
		switch {
		case err == nil:
			usable = true
			return nil
		case p.reader:
			return nil // everything was read, and there is nothing to undo
		case !p.alive(s):
			return fmt.Errorf("%w: %w", errUnknown, err)
		}
	}
	_, rollback := s.conn.ExecContext(end, "ROLLBACK")
	usable = rollback == nil && p.alive(s)
	return p.lost(ctx, s, err)
}

// read is do for reading. If the engine says that what was read cannot be
// relied on, that is the error.
func (p *pool) read(ctx context.Context, f func(*session) error) error {
	err := p.do(ctx, f)
	if p.engine.steady != nil {
		if e := p.engine.steady(); e != nil {
			return e
		}
	}
	return err
}

// begin returns a session within a transaction. A connection kept from earlier
// may have died unnoticed (the server was restarted, an idle connection was
// cut), so if one does not begin, a fresh one is tried.
func (p *pool) begin(ctx context.Context) (*session, error) {
	for {
		s, fresh, err := p.get(ctx)
		if err != nil {
			return nil, err
		}
		if err = p.engine.begin(ctx, s, p.reader); err == nil {
			return s, nil
		}
		err = p.lost(ctx, s, err)
		p.put(s, false)
		if fresh || p.engine.alive == nil || ctx.Err() != nil {
			return nil, err
		}
	}
}

func (p *pool) alive(s *session) bool { return p.engine.alive == nil || p.engine.alive(s.conn) }

// lost returns why the connection died, if it did: because ctx ended, or on its
// own.
func (p *pool) lost(ctx context.Context, s *session, err error) error {
	switch {
	case p.alive(s):
		return err
	case ctx.Err() != nil:
		return fmt.Errorf("%w: %w", ctx.Err(), err)
	}
	return fmt.Errorf("%w: %w", errLost, err)
}

// get returns a session, and whether its connection was only just made.
func (p *pool) get(ctx context.Context) (s *session, fresh bool, err error) {
	select {
	case <-p.closed:
		return nil, false, errClosed
	default:
	}
	select {
	case <-p.closed:
		return nil, false, errClosed
	case <-ctx.Done():
		return nil, false, ctx.Err()
	case s := <-p.slots:
		if s != nil {
			return s, false, nil
		}
		conn, err := p.db.Conn(ctx)
		if err != nil {
			p.slots <- nil
			return nil, false, err
		}
		return &session{conn: conn, bind: p.engine.bind, statements: p.statements, prepared: map[string]*sql.Stmt{}}, true, nil
	}
}

// put returns a session to the pool; an unusable one is thrown away.
func (p *pool) put(s *session, usable bool) {
	if !usable {
		s.drop()
		s = nil
	}
	p.slots <- s
}

// close waits for every session to be returned and closes it.
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
	bind       func(string) string
	statements *atomic.Int64
	prepared   map[string]*sql.Stmt
	entered    bool // the transaction has entered changes
}

// maxPrepared bounds the statements that a connection keeps. Filters make
// several hundred different ones possible; few are in use.
const maxPrepared = 200

func (s *session) close() {
	s.forget()
	s.conn.Close()
}

// drop closes a connection whose state is unknown, so that database/sql does
// not hand it out again.
func (s *session) drop() {
	s.forget() // first: a driver may not tolerate statements that outlive their connection
	_ = s.conn.Raw(func(any) error { return driver.ErrBadConn })
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
	stmt, err := s.conn.PrepareContext(ctx, s.bind(text))
	if err != nil {
		return nil, fmt.Errorf("prepare %.60q: %w", text, err)
	}
	s.prepared[text] = stmt
	return stmt, nil
}

// exec runs a statement and returns how many rows it affected.
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

// each runs a query and calls f for each row. A search text may be anything;
// one that cannot be stored is searched for in a form that is not stored
// either.
func (s *session) each(ctx context.Context, f func(scan func(...any) error) error, text string, args ...any) error {
	s.statements.Add(1)
	stmt, err := s.prepare(ctx, text)
	if err != nil {
		return err
	}
	for i, a := range args {
		if text, ok := a.(string); ok {
			args[i] = content.Storable(text)
		}
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
