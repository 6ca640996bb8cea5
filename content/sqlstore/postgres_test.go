package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"vielfalt/content"
)

// databaseURL names the variable with the address of a PostgreSQL database in
// which tests may create schemas.
const databaseURL = "VIELFALT_TEST_DATABASE_URL"

// database creates an empty schema and returns its address. The schema is
// removed when the test ends. Without a server it skips the test. Connections
// carry the schema's name, so that a test can tell its own.
func database(t testing.TB) string {
	t.Helper()
	address := os.Getenv(databaseURL)
	if address == "" {
		t.Skipf("%s is not set: it names a PostgreSQL database in which tests may make schemas", databaseURL)
	}
	schema := fmt.Sprintf("vielfalt_test_%x", rand.Uint64())
	admin(t, nil, "CREATE SCHEMA "+schema)
	t.Cleanup(func() { admin(t, nil, "DROP SCHEMA "+schema+" CASCADE") })
	return with(address, "search_path="+schema+"&application_name="+schema)
}

// with adds parameters to an address.
func with(address, parameters string) string {
	if strings.Contains(address, "?") {
		return address + "&" + parameters
	}
	return address + "?" + parameters
}

// admin runs a statement outside all stores, and reads the one value it returns
// if dest is not nil.
func admin(t testing.TB, dest any, text string, args ...any) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context()) // it is also used to clean up
	conn, err := pgx.Connect(ctx, os.Getenv(databaseURL))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if dest != nil {
		err = conn.QueryRow(ctx, text, args...).Scan(dest)
	} else {
		_, err = conn.Exec(ctx, text, args...)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// named is the name that the connections of an address carry.
func named(address string) string { return address[strings.LastIndex(address, "=")+1:] }

// kill ends those connections of an address that a condition holds for, waits
// until they are gone, and returns how many there were.
func kill(t *testing.T, address, condition string) (n int) {
	t.Helper()
	admin(t, &n, `SELECT COUNT(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE application_name = $1 AND `+condition, named(address))
	return n
}

func TestNumbered(t *testing.T) {
	for text, want := range map[string]string{
		"SELECT 1":                           "SELECT 1",
		"a = ? AND b IN (?, ?)":              "a = $1 AND b IN ($2, $3)",
		`a = '?' AND "b?" = ? AND c = '''?'`: `a = '?' AND "b?" = $1 AND c = '''?'`,
		`'"?' || ? || "'?"`:                  `'"?' || $1 || "'?"`,
		"ä ? ö ?":                            "ä $1 ö $2",
	} {
		if got := numbered(text); got != want {
			t.Errorf("%s becomes %s, want %s", text, got, want)
		}
	}
}

// TestOrderOfChanges: however many processes write, a reader of the change log
// sees every number, in order.
func TestOrderOfChanges(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		ctx := t.Context()
		const stores, writers, saves = 3, 3, 8
		reader := start(t, c)
		var wg sync.WaitGroup
		for i := range stores {
			s := start(t, c)
			for j := range writers {
				wg.Go(func() {
					for k := range saves {
						if err := s.Save(ctx, "test", batch((i*writers+j)*saves+k)...); err != nil {
							t.Error(err)
						}
					}
				})
			}
		}
		for last := int64(0); last < stores*writers*saves*batchSize; {
			if err := reader.Await(ctx, last); err != nil {
				t.Fatal(err)
			}
			changes, err := reader.Changes(ctx, last, 1000)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range changes {
				if c.Seq != last+1 {
					t.Fatalf("change %d follows %d", c.Seq, last)
				}
				last = c.Seq
			}
		}
		wg.Wait()
	})
}

// TestKilledConnections: readers and editors do not notice connections that
// died while unused.
func TestKilledConnections(t *testing.T) {
	ctx := t.Context()
	c := onPostgres(t)
	s := start(t, c)
	for i := range 3 {
		if err := s.Save(ctx, "test", batch(i)...); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for range 8 { // all readers are connected
			wg.Go(func() {
				if _, total, err := content.List[*content.Brochure](ctx, s, s.now(), content.Query{}); total != (i+1)*batchSize || err != nil {
					t.Errorf("sees %d, %v", total, err)
				}
			})
		}
		wg.Wait()
		if n := kill(t, c.URL, "TRUE"); n < 2 {
			t.Errorf("%d connections were killed", n)
		}
	}
}

// suicide kills the connection of a session.
func suicide(t *testing.T, s *session) {
	t.Helper()
	var pid int
	if _, err := s.one(t.Context(), []any{&pid}, "SELECT pg_backend_pid()"); err != nil {
		t.Error(err)
	}
	var done bool
	admin(t, &done, "SELECT pg_terminate_backend($1, 10000)", pid)
}

// TestKilledWithinTransaction: reads are repeated once, writes never.
func TestKilledWithinTransaction(t *testing.T) {
	ctx := t.Context()
	s := start(t, onPostgres(t))
	runs := 0
	err := s.read(ctx, "read", "x", func(t1 *session) error {
		if runs++; runs == 1 {
			suicide(t, t1)
		}
		_, err := t1.meta(ctx, "x")
		return err
	})
	if err != nil || runs != 2 {
		t.Errorf("read %d times: %v", runs, err)
	}
	runs = 0
	err = s.write(ctx, "write", "x", func(t1 *session) error {
		runs++
		if err := t1.setMeta(ctx, "x", "y"); err != nil {
			return err
		}
		suicide(t, t1)
		return t1.setMeta(ctx, "x", "z")
	})
	if !errors.Is(err, content.ErrUnavailable) || runs != 1 {
		t.Errorf("written %d times: %v", runs, err)
	}
	// A connection that dies during commit may or may not have stored it.
	err = s.write(ctx, "write", "x", func(t1 *session) error {
		suicide(t, t1)
		return nil
	})
	if !errors.Is(err, content.ErrUnavailable) || !strings.Contains(err.Error(), "look whether it was stored") {
		t.Errorf("lost at the end: %v", err)
	}
	err = s.write(ctx, "write", "x", func(t1 *session) error {
		v, err := t1.meta(ctx, "x")
		if v != "" {
			t.Errorf("half of it was stored: %q", v)
		}
		return err
	})
	if err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// TestKilledListener: whoever awaits changes hears of them even if the
// connection that reports them dies.
func TestKilledListener(t *testing.T) {
	ctx := t.Context()
	c := onPostgres(t)
	s, other := start(t, c), start(t, c)
	s.engine.pollEvery = time.Hour // there is nothing else to report changes
	for i := range 3 {
		last, err := s.LastChange(ctx)
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan error)
		go func() { done <- s.Await(ctx, last) }()
		// Wait for the listener, and kill it every other time.
		for n := 0; n == 0; {
			admin(t, &n, `SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = $1 AND query LIKE 'LISTEN %'`, named(c.URL))
		}
		if i%2 == 1 && kill(t, c.URL, "query LIKE 'LISTEN %'") == 0 {
			t.Error("nothing was killed")
		}
		if err := other.Save(ctx, "test", batch(i)...); err != nil {
			t.Fatal(err)
		}
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
}

// TestConnections: a store never uses more connections than it says, and
// returns them.
func TestConnections(t *testing.T) {
	ctx := t.Context()
	c := onPostgres(t)
	c.Readers = 3
	s, err := Open(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	count := func() (n int) {
		admin(t, &n, `SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = $1`, named(c.URL))
		return n
	}
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			if err := s.Save(ctx, "test", batch(i)...); err != nil {
				t.Error(err)
			}
			for range 10 {
				if err := s.Await(ctx, 0); err != nil {
					t.Error(err)
				}
				if _, _, err := content.List[*content.Brochure](ctx, s, s.now(), content.Query{}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	most := 0
	for range 20 {
		most = max(most, count())
	}
	wg.Wait()
	if most > c.Readers+2 {
		t.Errorf("%d connections", most)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	for n := count(); n > 0; n = count() { // until the test times out
	}
}

// TestCancelled: readers that leave half way do no harm to those who stay.
func TestCancelled(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		s := start(t, c)
		if err := s.Save(t.Context(), "test", batch(0)...); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for i := range 40 {
			wg.Go(func() {
				ctx, cancel := context.WithCancel(t.Context())
				err := s.read(ctx, "read", "x", func(t1 *session) error {
					if _, err := t1.meta(ctx, "x"); err != nil {
						return err
					}
					if i%2 == 0 {
						cancel()
					}
					_, err := t1.meta(ctx, "y")
					return err
				})
				cancel()
				if i%2 == 0 && !errors.Is(err, context.Canceled) || i%2 == 1 && err != nil {
					t.Errorf("reader %d: %v", i, err)
				}
				if errors.Is(err, content.ErrUnavailable) {
					t.Errorf("a reader who left is taken for a database that is away: %v", err)
				}
			})
		}
		wg.Wait()
		ctx, cancel := context.WithCancel(t.Context())
		err := s.write(ctx, "write", "x", func(t1 *session) error {
			if err := t1.setMeta(ctx, "x", "y"); err != nil {
				return err
			}
			cancel()
			return t1.setMeta(ctx, "x", "z")
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("a writer who left: %v", err)
		}
		if err := s.Save(t.Context(), "test", batch(1)...); err != nil {
			t.Error(err)
		}
	})
}

// TestReadOnlyServer: a server that has become a standby is still read from,
// and its refusal of writes is not taken for a mistake of the caller's.
func TestReadOnlyServer(t *testing.T) {
	ctx := t.Context()
	c := onPostgres(t)
	start(t, c)
	c.URL = strings.Replace(c.URL, "application_name", "default_transaction_read_only=on&application_name", 1)
	s := start(t, c)
	if _, err := s.LastChange(ctx); err != nil {
		t.Error(err)
	}
	err := s.Save(ctx, "test", batch(0)...)
	if !errors.Is(err, content.ErrUnavailable) || !strings.Contains(err.Error(), "target_session_attrs=read-write") {
		t.Errorf("got error %v", err)
	}
}

// TestSeveralHosts: of several servers, the one that accepts writes is used.
func TestSeveralHosts(t *testing.T) {
	c := onPostgres(t)
	mark := "@"
	if !strings.Contains(c.URL, mark) {
		mark = "//"
	}
	c.URL = strings.Replace(c.URL, mark, mark+"127.0.0.1:1,", 1)
	c.URL = strings.Replace(c.URL, "application_name", "target_session_attrs=read-write&application_name", 1)
	s := start(t, c)
	if err := s.Save(t.Context(), "test", batch(0)...); err != nil {
		t.Error(err)
	}
}

// TestSecrets: no error and no log line repeats a password, however the address
// is mistyped.
func TestSecrets(t *testing.T) {
	var logged strings.Builder
	log := slog.New(slog.NewTextHandler(&logged, nil))
	for address, want := range map[string]error{ // nil if the address cannot be parsed
		"postgres://u:geheim@127.0.0.1:1/db":                      content.ErrUnavailable,
		"postgres://u:geheim@127.0.0.1:1,127.0.0.1:2/db":          content.ErrUnavailable,
		"postgres://127.0.0.1:1/db?user=u&password=geheim":        content.ErrUnavailable,
		"postgres://u:geheim@/db?host=/nowhere":                   content.ErrUnavailable,
		"postgres://u:gehe/im@127.0.0.1:1/geheim":                 nil,
		"postgres://u:1?geheim@127.0.0.1:1/db":                    nil,
		"postgres://u:1#geheim@127.0.0.1:1/db":                    nil,
		"postgres://u:geheim%@127.0.0.1:1/db":                     nil,
		"postgres://u:geheim@127.0.0.1:port/db":                   nil,
		"postgres://u:geheim@127.0.0.1:1/db?sslmode=geheim":       nil,
		"postgres://u:geheim@127.0.0.1:1/db?connect_timeout=bald": nil,
		"mysql://u:geheim@127.0.0.1:1/db":                         nil,
		"host=127.0.0.1 password=geheim":                          nil,
	} {
		s, err := Open(t.Context(), Config{URL: address, Log: log})
		if err == nil {
			s.Close()
			t.Errorf("%s was opened", address)
			continue
		}
		if want != nil != errors.Is(err, content.ErrUnavailable) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", address, err)
		}
		if strings.Contains(err.Error(), "geh") || strings.Contains(err.Error(), "im@") {
			t.Errorf("%s: the error repeats the password: %v", address, err)
		}
		var parse *pgconn.ParseConfigError
		if errors.As(err, &parse) {
			t.Errorf("%s: the error holds the address", address)
		}
	}
	if strings.Contains(logged.String(), "geheim") {
		t.Errorf("logged:\n%s", logged.String())
	}
}

func TestConfig(t *testing.T) {
	for _, c := range []Config{{}, {Path: "x.db", URL: "postgres://localhost/x"}} {
		if s, err := Open(t.Context(), c); err == nil {
			s.Close()
			t.Errorf("%+v was opened", c)
		}
	}
	for address, want := range map[string]time.Duration{
		"postgres://localhost/x":                    connectTimeout,
		"postgres://localhost/x?connect_timeout=17": 17 * time.Second,
	} {
		c, err := parseAddress(address)
		if err != nil || c.ConnectTimeout != want {
			t.Errorf("%s: %+v, %v", address, c, err)
		}
	}
	c, err := parseAddress("postgres://localhost/x?jit=on")
	if err != nil || c.RuntimeParams["jit"] != "on" || c.RuntimeParams["application_name"] != "vielfalt" {
		t.Errorf("%+v, %v", c.RuntimeParams, err)
	}
}

// TestExplainPostgres: operators are told what to do, and what may pass on its
// own is distinguished from what will not.
func TestExplainPostgres(t *testing.T) {
	for code, want := range map[string]struct {
		sentence string
		is       error
	}{
		"23505": {"", content.ErrConflict},
		"53300": {"max_connections", content.ErrUnavailable},
		"57P03": {"starting up", content.ErrUnavailable},
		"57P01": {"restarted", content.ErrUnavailable},
		"25006": {"only reads", content.ErrUnavailable},
		"40001": {"try again", content.ErrUnavailable},
		"08006": {"try again", content.ErrUnavailable},
		"53100": {"on the database server the disk is full", content.ErrDiskFull},
		"28P01": {"user and password", nil},
		"3D000": {"create it first", nil},
		"42501": {"permission", nil},
		"42601": {"", nil}, // a mistake in this program
	} {
		err := explainPostgres(fmt.Errorf("prepare: %w", &pgconn.PgError{Code: code, Message: "original"}))
		if !strings.Contains(err.Error(), want.sentence) || !strings.Contains(err.Error(), "original") {
			t.Errorf("%s: %v", code, err)
		}
		for _, is := range []error{content.ErrConflict, content.ErrUnavailable, content.ErrDiskFull} {
			if errors.Is(err, is) != (is == want.is) {
				t.Errorf("%s: %v is %v: %v", code, err, is, errors.Is(err, is))
			}
		}
	}
}

// TestBetweenEngines: what leaves one engine arrives in the other, and back.
func TestBetweenEngines(t *testing.T) {
	ctx := t.Context()
	from := start(t, onSQLite(t))
	for i := range 3 {
		if err := from.Save(ctx, "test", batch(i)...); err != nil {
			t.Fatal(err)
		}
	}
	a := &content.Article{Item: content.Item{ID: "ähm", State: content.Approved, Text: content.Text{Lang: content.German, Title: "Ä", Body: "€ 😀"}}}
	for i, id := range []string{"a-a", "a", "aa", "a0", "z", "b-0"} { // an order that languages disagree about
		b := *a
		b.ID, b.Tags = id, []string{"Öl", "öl 😀", fmt.Sprint(i)}
		if err := from.Save(ctx, "test", &b); err != nil {
			t.Fatal(err)
		}
	}
	if err := from.SaveReport(ctx, &content.Report{Kind: content.MissingReport, Message: "x"}); err != nil {
		t.Fatal(err)
	}
	rows := func(s *Store) (out []content.Row) {
		if err := s.Snapshot(ctx, func(r content.Row) error { out = append(out, r); return nil }); err != nil {
			t.Fatal(err)
		}
		return out
	}
	want := rows(from)
	for _, place := range []Config{onPostgres(t), onSQLite(t)} {
		to := start(t, place)
		err := to.Restore(ctx, func(yield func(content.Row, error) bool) {
			stopped := errors.New("stopped")
			err := from.Snapshot(ctx, func(r content.Row) error {
				if !yield(r, nil) {
					return stopped
				}
				return nil
			})
			if err != nil && !errors.Is(err, stopped) {
				yield(content.Row{}, err)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.EqualFunc(rows(to), want, func(a, b content.Row) bool {
			return a.Table == b.Table && slices.Equal(a.Values, b.Values)
		}) {
			t.Error("something arrived otherwise")
		}
		from = to
	}
}
