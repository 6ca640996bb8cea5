package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"vielfalt/content"
)

const (
	// writerLock is the number of the advisory lock that the writing
	// transaction holds, of all processes, together with the schema's name.
	writerLock = 0x7669656c // "viel"
	// migrationLock is the number of that of migrations.
	migrationLock = writerLock<<32 | 1
	// channel is where changes are told of.
	channel = "vielfalt_changes"
)

// silence is how long a server may leave unanswered what was sent to it before
// it counts as gone with its machine.
const silence = 20 * time.Second

// connectTimeout bounds the connection to one host where the address says
// nothing else.
const connectTimeout = 5 * time.Second

// sessionParameters are set for every connection, unless the address says
// otherwise. A process that died together with its machine must not hold the
// writer's lock for the two hours that TCP waits by default. Nobody waits longer
// for a lock than SQLite waits, least of all a migration behind which readers
// queue.
var sessionParameters = map[string]string{
	"application_name":                    "vielfalt",
	"tcp_keepalives_idle":                 "15", // seconds
	"tcp_keepalives_interval":             "5",
	"tcp_keepalives_count":                "3",
	"tcp_user_timeout":                    "30s",
	"idle_in_transaction_session_timeout": "60s",
	"lock_timeout":                        "10s",
	"jit":                                 "off", // compiling takes longer than the queries here
}

// errReadOnly says that the server takes no writes.
var errReadOnly = errors.New("the database only reads")

// postgresEngine keeps everything in the schema that the address leads to. One
// transaction writes at a time, of all processes that share it, so that the
// numbers of changes become visible in ascending order.
func postgresEngine(address string) (*engine, error) {
	config, err := parseAddress(address)
	if err != nil {
		return nil, err
	}
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockID(migrationLock), lock.WithLockTimeout(1, 300))
	if err != nil {
		return nil, err
	}
	saved, analyzed := 0, 0
	return &engine{
		place:    fmt.Sprintf("database %s at %s", config.Database, hosts(config)),
		dialect:  goose.DialectPostgres,
		folder:   "postgres",
		connect:  func(bool) (*sql.DB, error) { return stdlib.OpenDB(*config), nil },
		alone:    func(_ context.Context, f func() error) error { return f() },
		locker:   []goose.ProviderOption{goose.WithSessionLocker(locker)},
		hasTable: `SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = ?`,
		bind:     numbered,
		begin:    beginPostgres,
		alive: func(conn *sql.Conn) bool {
			alive := false
			_ = conn.Raw(func(c any) error {
				alive = !c.(*stdlib.Conn).Conn().IsClosed()
				return nil
			})
			return alive
		},
		endWithin: 30 * time.Second,
		notify:    `SELECT pg_notify('` + channel + `', '')::text`,
		listen: func(ctx context.Context, log *slog.Logger, ring func()) {
			listen(ctx, config, log, ring)
		},
		pollEvery: 2 * time.Second,
		// The server looks after its statistics by itself, but only minutes
		// after the first import. Later it is in time.
		optimize: func(ctx context.Context, conn *sql.Conn, n int) error {
			if saved += n; saved < 2*analyzed {
				return nil
			}
			analyzed = saved
			_, err := conn.ExecContext(ctx, "ANALYZE items, item_values, editions, events")
			return err
		},
		// The tables are written anew without what was deleted. What the server keeps
		// of its past for a standby and for backups is its operator's.
		erase: func(ctx context.Context, conn *sql.Conn, _ bool, tables string) error {
			_, err := conn.ExecContext(ctx, "VACUUM (FULL) "+tables)
			return err
		},
		explain: explainPostgres,
	}, nil
}

// parseAddress reads postgres://user:password@host:5432/name?… Its error
// repeats nothing of the address: where it cannot be read, nobody knows which
// part is the password.
func parseAddress(address string) (*pgx.ConnConfig, error) {
	unreadable := errors.New("the database URL cannot be read; it must look like postgres://user:password@host:5432/name, " +
		"with special characters of the password as %XX")
	_, rest, ok := strings.Cut(address, "://")
	if !ok || !strings.HasPrefix(address, "postgres") {
		return nil, unreadable
	}
	// A password with one of /?# in it would be taken for a host and a path.
	if i := strings.IndexAny(rest, "/?#"); i >= 0 && strings.ContainsAny(rest[i:], "@#") {
		return nil, unreadable
	}
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, unreadable
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = connectTimeout
	}
	config.DialFunc = (&net.Dialer{
		Timeout:         config.ConnectTimeout,
		KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: 15 * time.Second, Interval: 5 * time.Second, Count: 3},
		Control:         limitSilence,
	}).DialContext
	for name, value := range sessionParameters {
		if _, ok := config.RuntimeParams[name]; !ok {
			config.RuntimeParams[name] = value
		}
	}
	return config, nil
}

// hosts lists the servers of an address.
func hosts(c *pgx.ConnConfig) string {
	all := []string{c.Host}
	for _, f := range c.Fallbacks {
		if f.Host != all[len(all)-1] {
			all = append(all, f.Host)
		}
	}
	return strings.Join(all, ", ")
}

func beginPostgres(ctx context.Context, t *session, reader bool) error {
	if reader {
		_, err := t.exec(ctx, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
		return err
	}
	if _, err := t.exec(ctx, "BEGIN ISOLATION LEVEL READ COMMITTED"); err != nil {
		return err
	}
	var readOnly bool
	_, err := t.one(ctx, []any{new(string), &readOnly},
		`SELECT pg_advisory_xact_lock(?, hashtext(current_schema()))::text, current_setting('transaction_read_only') = 'on'`, writerLock)
	if err == nil && readOnly {
		err = errReadOnly // it was the primary when the connection was made
	}
	return err
}

// The pauses before a listener tries again, at least and at most.
const (
	leastPause = 100 * time.Millisecond
	mostPause  = 10 * time.Second
)

// listen calls ring for each notification until ctx ends. What happens while
// it is not connected is not told, so it rings once it is.
func listen(ctx context.Context, config *pgx.ConnConfig, log *slog.Logger, ring func()) {
	pause := leastPause
	for {
		err := listenOnce(ctx, config, func() {
			pause = leastPause
			ring()
		})
		if ctx.Err() != nil {
			return
		}
		if pause == leastPause {
			log.Warn("changes of other processes are noticed late, the connection that tells of them failed", "err", explainPostgres(err))
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
		pause = min(2*pause, mostPause)
	}
}

func listenOnce(ctx context.Context, config *pgx.ConnConfig, ring func()) error {
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return err
	}
	defer func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		conn.Close(ctx)
	}()
	if _, err := conn.Exec(ctx, "LISTEN "+channel); err != nil {
		return err
	}
	for {
		ring()
		if _, err := conn.WaitForNotification(ctx); err != nil {
			return err
		}
	}
}

func explainPostgres(err error) error {
	if errors.Is(err, context.Canceled) {
		return err // nobody waits any more, which says nothing of the database
	}
	if errors.Is(err, errUnknown) {
		return fmt.Errorf("%w: %w", content.ErrUnavailable, err)
	}
	if errors.Is(err, errReadOnly) {
		return unavailable("another server may have taken over; the address should name all of them and ask for target_session_attrs=read-write", err)
	}
	var connect *pgconn.ConnectError
	if errors.As(err, &connect) {
		err = oneLine{err}
	}
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return explainCode(e.Code, err)
	}
	if connect != nil {
		return unavailable("the database cannot be reached; it must run, and its address be right", err)
	}
	if errors.Is(err, errLost) {
		return unavailable("try again", err)
	}
	return err
}

// oneLine is an error about several servers, each of which has its line.
type oneLine struct{ error }

// Error implements error.
func (e oneLine) Error() string {
	return strings.NewReplacer(":\n\t", ": ", "\n\t", "; ").Replace(e.error.Error())
}

// Unwrap returns the error with its lines.
func (e oneLine) Unwrap() error { return e.error }

// explainCode explains an error by its SQLSTATE.
func explainCode(code string, err error) error {
	say := func(sentence string) error { return fmt.Errorf("%s: %w", sentence, err) }
	switch code {
	case "23505": // unique_violation
		return fmt.Errorf("%w: %w", content.ErrConflict, err)
	case "53300": // too_many_connections
		return unavailable("the database has no connection left; raise its max_connections or start fewer processes with fewer readers", err)
	case "57P03": // cannot_connect_now
		return unavailable("the database is starting up or shutting down, try again in a moment", err)
	case "57P01", "57P02": // admin_shutdown, crash_shutdown
		return unavailable("the database was shut down or is being restarted, try again in a moment", err)
	case "25P03", "57P05": // idle_in_transaction_session_timeout, idle_session_timeout
		return unavailable("the database gave up waiting for this program, try again", err)
	case "25006": // read_only_sql_transaction
		return unavailable("the database only reads; another server may have taken over, or its administrator has made it read-only", err)
	case "40001", "40P01", "55P03": // serialization_failure, deadlock_detected, lock_not_available
		return unavailable("somebody else has been working on the same data, try again", err)
	case "53200", "53400": // out_of_memory, configuration_limit_exceeded
		return unavailable("the database server has run out of memory or reached a limit of its configuration", err)
	case "57014": // query_canceled
		return unavailable("the database took too long for its statement_timeout, or somebody cancelled the query", err)
	case "53100": // disk_full
		return fmt.Errorf("on the database server %w: %w", content.ErrDiskFull, err)
	case "58030", "XX001", "XX002": // io_error, data_corrupted, index_corrupted
		return say("the database server cannot read or write its data; its administrator must look after it")
	case "28P01", "28000": // invalid_password, invalid_authorization_specification
		return say("the database does not accept this user and password")
	case "3D000": // invalid_catalog_name
		return say("there is no database of this name; create it first")
	case "3F000": // invalid_schema_name
		return say("the search path of the database user names no schema that exists; create one first")
	case "42501": // insufficient_privilege
		return say("the database user lacks a permission; it must own its schema")
	}
	if strings.HasPrefix(code, "08") { // connection_exception
		return unavailable("the connection to the database failed, try again", err)
	}
	return err
}
