package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func freePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

func execDatabase(t testing.TB, address, text string) {
	t.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(text); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
}

// A siege is a service on a PostgreSQL server to which things happen.
type siege struct {
	*process
	t       *testing.T
	cluster *cluster
	flags   []string
	hot     map[string]string // tags of ready pages, by path
}

func newSiege(t *testing.T, settings ...string) *siege {
	c := newCluster(t, settings...)
	s := &siege{t: t, cluster: c, flags: []string{"--data", t.TempDir(), "--database-url", c.url()}}
	s.process = launch(t, append([]string{"--demo"}, s.flags...)...)
	s.process.ready(t)
	s.warm()
	return s
}

// warm requests the pages that readers have open.
func (s *siege) warm() {
	s.t.Helper()
	s.hot = map[string]string{}
	for _, path := range []string{"/", "/beitraege", "/beitraege/chanukka", "/feeds/beitraege.atom", "/feeds/kalender.ics", "/kalender/2026"} {
		a := fetch(s.t.Context(), s.url+path)
		if a.code != http.StatusOK {
			s.t.Fatalf("%s answers %d", path, a.code)
		}
		s.hot[path] = a.tag
	}
}

// shows waits until an imported article is everywhere.
func (s *siege) shows(id string) {
	s.t.Helper()
	for path, text := range map[string]string{
		"/beitraege/" + id: "Fenchelsuppe " + id, "/": "Fenchelsuppe " + id, "/beitraege": "Fenchelsuppe " + id,
		"/feeds/beitraege.atom": "Fenchelsuppe " + id, "/suche?q=Fenchelsuppe": `href="/beitraege/` + id + `"`,
	} {
		eventually(s.t, 5*time.Second, path, func() bool { return strings.Contains(fetch(s.t.Context(), s.url+path).body, text) })
	}
}

// standsFirm checks that ready pages are sent at once and unchanged, that
// others are refused politely, and that /readyz says what is wrong.
func (s *siege) standsFirm() {
	s.t.Helper()
	for path, tag := range s.hot {
		began := time.Now()
		a := fetch(s.t.Context(), s.url+path)
		if a.code != http.StatusOK || a.tag != tag {
			s.t.Errorf("%s answers %d, the same as before: %v", path, a.code, a.tag == tag)
		}
		if d := time.Since(began); d > 10*time.Second {
			s.t.Errorf("%s took %v", path, d)
		}
		if a := fetch(s.t.Context(), s.url+path, "If-None-Match", tag); a.code != http.StatusNotModified {
			s.t.Errorf("%s with its tag answers %d", path, a.code)
		}
	}
	if a := fetch(s.t.Context(), s.url+"/kontakte?dezernat=99"); a.code != http.StatusServiceUnavailable || a.wait == "" {
		s.t.Errorf("what is not ready answers %d, come again after %q", a.code, a.wait)
	} else if strings.Contains(a.body, "postgres") || strings.Contains(a.body, "goroutine") {
		s.t.Errorf("readers are told %s", a.body)
	}
	var health struct {
		Status string
		Checks []struct {
			Name, Detail, Advice string
			OK                   bool
		}
	}
	if err := json.Unmarshal([]byte(fetch(s.t.Context(), s.url+"/readyz").body), &health); err != nil {
		s.t.Fatal(err)
	}
	if c := health.Checks[0]; health.Status == "ready" || c.OK || c.Detail == "" || c.Advice == "" {
		s.t.Errorf("/readyz says %+v", health)
	}
	if c := health.Checks[1]; c.Name != "files" || !c.OK {
		s.t.Errorf("what the database lacks is said of %+v", c)
	}
}

// recovers checks that everything works again, and that new content shows.
func (s *siege) recovers(id string) {
	s.t.Helper()
	ctx := s.t.Context()
	d := eventually(s.t, 30*time.Second, "what is not ready is answered again", func() bool { return fetch(ctx, s.url+"/kontakte?dezernat=99").code == http.StatusOK })
	s.t.Logf("answered again after %v", d.Round(time.Millisecond))
	eventually(s.t, 30*time.Second, "ready", func() bool { return strings.Contains(fetch(ctx, s.url+"/readyz").body, `"status":"ready"`) })
	importing(s.t, id, "", s.flags...)
	s.shows(id)
	for range 20 { // no dead session is left to trip over
		if a := fetch(ctx, s.url+"/api/v1/articles"); a.code != http.StatusOK {
			s.t.Errorf("later answers %d", a.code)
		}
	}
	s.warm()
}

func TestPostgresStopped(t *testing.T) {
	s := newSiege(t)
	until := time.Now().Add(6 * time.Second).Truncate(time.Second).Add(time.Second)
	importing(t, "endet", fmt.Sprintf("publish: {until: %s}\n", until.Format(time.RFC3339)), s.flags...)
	s.shows("endet")
	s.warm()
	s.cluster.end()
	s.standsFirm()
	// While the database is away, editions still end.
	<-time.After(time.Until(until))
	for _, path := range []string{"/beitraege/endet", "/beitraege", "/", "/feeds/beitraege.atom"} {
		if a := fetch(t.Context(), s.url+path); strings.Contains(a.body, "Fenchelsuppe endet") {
			t.Errorf("%s shows what has ended", path)
		}
	}
	if a := fetch(t.Context(), s.url+"/beitraege/chanukka"); a.code != http.StatusOK {
		t.Errorf("what has not ended answers %d", a.code)
	}
	s.cluster.begin()
	s.recovers("zurueck")
	// A restart while nobody is looking goes unnoticed.
	s.cluster.run("pg_ctl", "restart", "--wait", "--pgdata", s.cluster.dir, "--mode", "fast")
	for range 20 {
		if a := fetch(t.Context(), s.url+"/api/v1/articles"); a.code != http.StatusOK {
			t.Errorf("after a restart answers %d", a.code)
		}
	}
	s.recovers("neu-gestartet")
}

func TestPostgresHangs(t *testing.T) {
	s := newSiege(t)
	s.cluster.signal(freeze)
	t.Cleanup(func() { s.cluster.signal(thaw) })
	fetch(t.Context(), s.url+"/") // the first request may take a second
	s.standsFirm()
	s.cluster.signal(thaw)
	s.recovers("weiter")
}

func TestPostgresConnectionsExhausted(t *testing.T) {
	s := newSiege(t, "max_connections=16")
	admin, err := sql.Open("pgx", s.cluster.url())
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	// Somebody else takes all connections there are, and the service loses its
	// own.
	var held []*sql.Conn
	take := func() {
		for {
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
			c, err := admin.Conn(ctx)
			cancel()
			if err != nil {
				return
			}
			held = append(held, c)
		}
	}
	take()
	if len(held) == 0 {
		t.Fatal("no connection")
	}
	eventually(t, 20*time.Second, "all taken", func() bool {
		const ours = "FROM pg_stat_activity WHERE application_name LIKE 'vielfalt%' AND pid <> pg_backend_pid()"
		if _, err := held[0].ExecContext(t.Context(), "SELECT pg_terminate_backend(pid) "+ours); err != nil {
			t.Fatal(err)
		}
		take() // before the service comes back for them
		var left int
		if err := held[0].QueryRowContext(t.Context(), "SELECT COUNT(*) "+ours).Scan(&left); err != nil {
			t.Fatal(err)
		}
		return left == 0
	})
	fetch(t.Context(), s.url+"/") // the first request notices
	s.standsFirm()
	for _, c := range held {
		c.Close()
	}
	admin.SetMaxIdleConns(0)
	s.recovers("platz")
}

func TestPostgresFailsOver(t *testing.T) {
	primary := newCluster(t, "wal_level=replica", "max_wal_senders=4", "hot_standby=on")
	standby := &cluster{t: t, bin: primary.bin, dir: filepath.Join(filepath.Dir(primary.dir), "standby"), port: freePort(t)}
	primary.run("pg_basebackup", "--pgdata", standby.dir, "--write-recovery-conf", "--checkpoint", "fast", "--dbname", primary.url())
	standby.begin("hot_standby=on")
	both := fmt.Sprintf("postgres://vielfalt@127.0.0.1:%s,127.0.0.1:%s/postgres?target_session_attrs=read-write", primary.port, standby.port)
	s := &siege{t: t, cluster: standby, flags: []string{"--data", t.TempDir(), "--database-url", both}}
	s.process = launch(t, append([]string{"--demo"}, s.flags...)...)
	s.process.ready(t)
	s.warm()
	importing(t, "vorher", "", s.flags...)
	// What the standby has not received yet would be lost with the primary.
	db, err := sql.Open("pgx", standby.url())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	eventually(t, 20*time.Second, "replicated", func() bool {
		var n int
		return db.QueryRow("SELECT COUNT(*) FROM items WHERE id = 'vorher'").Scan(&n) == nil && n == 1
	})
	s.shows("vorher")
	s.warm()
	primary.end()
	s.standsFirm()
	standby.run("pg_ctl", "promote", "--wait", "--pgdata", standby.dir)
	s.recovers("nachher")
	if a := fetch(t.Context(), s.url+"/beitraege/vorher"); a.code != http.StatusOK {
		t.Errorf("what was written before is gone: %d", a.code)
	}
}
