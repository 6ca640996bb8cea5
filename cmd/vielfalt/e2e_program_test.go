package main

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"vielfalt/content/contenttest"
)

// A logbook is what the program writes, for tests that wait for a line in it.
type logbook struct {
	mu     sync.Mutex
	text   bytes.Buffer
	more   chan struct{} // closed when something was added
	closed bool
}

func newLogbook() *logbook { return &logbook{more: make(chan struct{})} }

// Write implements io.Writer.
func (l *logbook) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	close(l.more)
	l.more = make(chan struct{})
	return l.text.Write(b)
}

// end means that nothing more will come.
func (l *logbook) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	close(l.more)
	l.more = make(chan struct{})
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// wait returns what the pattern's group matches, once it does.
func (l *logbook) wait(t testing.TB, pattern string) string {
	t.Helper()
	re := regexp.MustCompile(pattern)
	limit := time.After(30 * time.Second)
	for {
		l.mu.Lock()
		text, more, closed := l.text.String(), l.more, l.closed
		l.mu.Unlock()
		if m := re.FindStringSubmatch(text); m != nil {
			return m[len(m)-1]
		}
		if closed {
			t.Fatalf("the program ended without %q:\n%s", pattern, text)
		}
		select {
		case <-more:
		case <-limit:
			t.Fatalf("no %q within 30 s:\n%s", pattern, text)
		}
	}
}

// A service is the whole program, serving.
type service struct {
	url  string
	data string
	log  *logbook
	stop context.CancelFunc
	done chan int
}

// december is when the browser tests start: a day of Advent, the last before
// Hanukkah.
var december = time.Date(2026, time.December, 3, 9, 0, 0, 0, time.UTC)

// serve runs "vielfalt serve" on a free port until the test ends.
func serve(t testing.TB, data string, args ...string) *service {
	t.Helper()
	p := &service{data: data, log: newLogbook(), done: make(chan int, 1)}
	var ctx context.Context
	ctx, p.stop = context.WithCancel(context.Background())
	started := time.Now()
	now := func() time.Time { return december.Add(time.Since(started)) }
	go func() {
		code := run(ctx, append([]string{"serve", "--addr", "127.0.0.1:0", "--data", data}, args...), io.Discard, p.log, now)
		p.log.end()
		p.done <- code
	}()
	t.Cleanup(func() {
		p.stop()
		<-p.log.finished()
	})
	p.url = p.log.wait(t, `msg=listening .*url=(\S+)`)
	return p
}

// finished is closed when the program has ended.
func (l *logbook) finished() <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			l.mu.Lock()
			more, closed := l.more, l.closed
			l.mu.Unlock()
			if closed {
				return
			}
			<-more
		}
	}()
	return done
}

// get fetches a page without keeping the connection.
func (p *service) get(t testing.TB, path string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Close = true
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	body, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return a.StatusCode, string(body)
}

// ready waits until the index is built, as an operator's probe would.
func (p *service) ready(t testing.TB) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for limit := time.Now().Add(30 * time.Second); ; <-tick.C {
		if _, body := p.get(t, "/readyz"); strings.Contains(body, `"status":"ready"`) {
			return
		} else if time.Now().After(limit) {
			t.Fatalf("not ready within 30 s: %s", body)
		}
	}
}

// The first page is served within a few seconds of the first start, and shows
// something.
func TestFirstContact(t *testing.T) {
	began := time.Now()
	p := serve(t, filepath.Join(t.TempDir(), "new"), "--demo")
	code, body := p.get(t, "/")
	took := time.Since(began)
	if code != http.StatusOK {
		t.Fatalf("start page answers %d", code)
	}
	if took > 10*time.Second && !contenttest.RaceDetector {
		t.Errorf("first page came after %v", took)
	}
	if n := strings.Count(body, `class="teaser"`); n < 3 {
		t.Errorf("start page shows %d articles", n)
	}
	t.Logf("first page after %v", took.Round(time.Millisecond))
	p.ready(t)
	if _, body := p.get(t, "/suche?q=Zuckerfest"); !strings.Contains(body, "<mark>") {
		t.Error("search finds nothing once the index is ready")
	}
	p.stop()
	if code := <-p.done; code != exitDone {
		t.Errorf("exit code %d: %s", code, p.log)
	}
}

// Everything in flight is finished: first requests, then background work, then
// the stores.
func TestShutdownFinishesRequests(t *testing.T) {
	data := t.TempDir()
	// Libraries start goroutines that they keep.
	first := serve(t, data)
	first.ready(t)
	first.stop()
	if code := <-first.done; code != exitDone {
		t.Fatalf("exit code %d: %s", code, first.log)
	}
	before := runtime.NumGoroutine()

	p := serve(t, data)
	p.ready(t)
	u, err := url.Parse(p.url)
	if err != nil {
		t.Fatal(err)
	}
	unlock := lockDatabase(t, data)
	c, err := net.Dial("tcp", u.Host)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	sendReport(t, c, u.Host, "Während des Endes geschrieben.")
	answers := bufio.NewReader(c)
	p.stop()
	p.log.wait(t, "msg=stopping")
	select {
	case code := <-p.done:
		t.Fatalf("ended with %d while a request was in flight", code)
	default:
	}
	unlock()
	a, err := http.ReadResponse(answers, nil)
	if err != nil {
		t.Fatalf("request in flight was cut off: %v\n%s", err, p.log)
	}
	body, err := io.ReadAll(a.Body)
	if err != nil || a.StatusCode != http.StatusOK || !strings.Contains(string(body), "Vielen Dank") {
		t.Errorf("request in flight is answered %d, %v", a.StatusCode, err)
	}
	if code := <-p.done; code != exitDone {
		t.Errorf("exit code %d: %s", code, p.log)
	}
	if _, err := net.Dial("tcp", u.Host); err == nil {
		t.Error("somebody still listens")
	}
	var out bytes.Buffer
	if code := run(t.Context(), []string{"reports", "list", "--data", data}, &out, p.log, time.Now); code != exitDone || !strings.Contains(out.String(), "Während des Endes geschrieben.") {
		t.Errorf("what was sent during the end is not kept: %d %s", code, out.String())
	}
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for limit := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; <-tick.C {
		if time.Now().After(limit) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
	}
}

// lockDatabase keeps everybody from writing until it is unlocked.
func lockDatabase(t *testing.T, data string) (unlock func()) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(data, "vielfalt.db"))
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	unlock = sync.OnceFunc(func() { db.Close() })
	t.Cleanup(unlock)
	return unlock
}

// sendReport sends a complete form to a service of this process whose database
// is locked, and returns when the request is in hand.
func sendReport(t *testing.T, c net.Conn, host, message string) {
	t.Helper()
	form := url.Values{"message": {message}}.Encode()
	fmt.Fprintf(c, "POST /das-fehlt-uns HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\n"+
		"Content-Length: %d\r\nConnection: close\r\n\r\n%s", host, len(form), form)
	stacks := make([]byte, 4<<20)
	inHand := regexp.MustCompile(`(?s)database/sql\.[^\n]*\n(.[^\n]*\n)*[^\n]*\.sendReport\(`)
	limit := time.Now().Add(10 * time.Second)
	for tick := time.Tick(10 * time.Millisecond); !inHand.Match(stacks[:runtime.Stack(stacks, true)]); <-tick {
		if time.Now().After(limit) {
			t.Fatal("a form is not in hand within 10 s")
		}
	}
}

// A client that does not send a whole request, or does not take its answer,
// does not keep the program from ending, and that is not a failure.
func TestShutdownWaitsForNobodySlow(t *testing.T) {
	ops := "127.0.0.1:" + freePort(t)
	p := serve(t, t.TempDir(), "--shutdown-timeout", "30s", "--ops-addr", ops)
	p.ready(t)
	u, err := url.Parse(p.url)
	if err != nil {
		t.Fatal(err)
	}
	for host, sent := range map[string][]string{u.Host: {
		"", "GET / HTTP/1.1\r\nHos", "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n",
		"POST /das-fehlt-uns HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nmessage=",
	}, ops: {"", "GET /metrics HTTP/1.1\r\nHos"}} {
		for _, s := range sent {
			c, err := net.Dial("tcp", host)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if _, err := io.WriteString(c, s); err != nil {
				t.Fatal(err)
			}
		}
	}
	p.get(t, "/healthz") // they have been accepted
	began := time.Now()
	p.stop()
	if code := <-p.done; code != exitDone {
		t.Errorf("exit code %d: %s", code, p.log)
	}
	if d := time.Since(began); d > 4*time.Second {
		t.Errorf("the end takes %v", d)
	}
	if s := p.log.String(); strings.Contains(s, "in time") {
		t.Errorf("logged: %s", s)
	}
}

// A request that takes too long is cut off, which is reported but not a
// failure, and leaves background work its time.
func TestShutdownCutsRequests(t *testing.T) {
	data := t.TempDir()
	p := serve(t, data, "--shutdown-timeout", "4s")
	p.ready(t)
	u, err := url.Parse(p.url)
	if err != nil {
		t.Fatal(err)
	}
	defer lockDatabase(t, data)()
	c, err := net.Dial("tcp", u.Host)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	sendReport(t, c, u.Host, "Niemand nimmt es an.")
	began := time.Now()
	p.stop()
	p.log.wait(t, `level=WARN msg="(requests did not end in time and are cut" connections=1)`)
	if d := time.Since(began); d < 1500*time.Millisecond {
		t.Errorf("cut after %v", d)
	}
	if code := <-p.done; code != exitDone {
		t.Errorf("exit code %d: %s", code, p.log)
	}
	if s := p.log.String(); strings.Contains(s, "background work did not end") {
		t.Errorf("logged: %s", s)
	}
}

// A request that never ends does not keep the program from ending.
func TestShutdownHasALimit(t *testing.T) {
	p := serve(t, t.TempDir(), "--shutdown-timeout", "200ms")
	u, err := url.Parse(p.url)
	if err != nil {
		t.Fatal(err)
	}
	c, err := net.Dial("tcp", u.Host)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "POST /das-fehlt-uns HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n", u.Host)
	answer := bufio.NewReader(c)
	if line, err := answer.ReadString('\n'); err != nil || !strings.Contains(line, "100 Continue") {
		t.Fatalf("answered %q, %v", line, err)
	}
	p.stop()
	select {
	case <-p.done:
	case <-time.After(10 * time.Second):
		t.Fatal("the program waits for ever")
	}
	if err := c.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, answer); errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error("the reader's connection stays open")
	}
}
