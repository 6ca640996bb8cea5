package peer

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// A street is a network in memory whose callers have the addresses they claim.
type street struct {
	calls  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func newStreet() *street { return &street{calls: make(chan net.Conn), closed: make(chan struct{})} }

type end struct {
	net.Conn
	remote net.Addr
}

func (e end) RemoteAddr() net.Addr { return e.remote }

func (s *street) Accept() (net.Conn, error) {
	select {
	case c := <-s.calls:
		return c, nil
	case <-s.closed:
		return nil, fmt.Errorf("accept: %w", net.ErrClosed)
	}
}

func (s *street) Close() error {
	s.once.Do(func() { close(s.closed) })
	return nil
}

func (s *street) Addr() net.Addr { return &net.TCPAddr{} }

// A town is a server on a street.
type town struct {
	*Connections
	t       *testing.T
	street  *street
	server  *http.Server
	release chan struct{} // what /slow waits for
	slow    atomic.Int64  // how many wait
	forms   atomic.Int64  // how many forms were read, of which each waits for release
}

// large is the length of /large.
const large = 1 << 20

func newTown(t *testing.T, most int, proxies ...string) *town {
	t.Helper()
	c := NewConnections(most, parse(t, proxies...), slog.New(slog.DiscardHandler))
	w := &town{Connections: c, t: t, street: newStreet(), release: make(chan struct{})}
	w.server = &http.Server{ConnState: c.State, ConnContext: c.Context, Handler: c.Handler(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/slow" {
			w.slow.Add(1)
			<-w.release
			w.slow.Add(-1)
		}
		if r.URL.Path == "/form" {
			if _, err := io.Copy(io.Discard, r.Body); err != nil {
				return
			}
			w.forms.Add(1)
			<-w.release
		}
		if r.URL.Path == "/large" {
			rw.Write(make([]byte, large))
			return
		}
		io.WriteString(rw, "ok")
	}))}
	done := make(chan error)
	go func() { done <- w.server.Serve(c.Listen(w.street)) }()
	t.Cleanup(func() {
		select {
		case <-w.release:
		default:
			close(w.release)
		}
		w.server.Close()
		if err := <-done; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
		w.until("every place is given back", func() bool {
			w.mu.Lock()
			defer w.mu.Unlock()
			return len(w.open) == 0 && len(w.held) == 0 && len(w.inHand) == 0
		})
	})
	return w
}

func (w *town) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.open)
}

func (w *town) until(what string, holds func() bool) {
	w.t.Helper()
	for limit := time.Now().Add(10 * time.Second); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(limit) {
			w.t.Fatalf("%s: not within 10 s", what)
		}
	}
}

// call connects from an address.
func (w *town) call(from string) net.Conn {
	w.t.Helper()
	ours, theirs := net.Pipe()
	w.t.Cleanup(func() { ours.Close() })
	select {
	case w.street.calls <- end{theirs, net.TCPAddrFromAddrPort(netip.MustParseAddrPort(from + ":1"))}:
	case <-time.After(10 * time.Second):
		w.t.Fatal("nobody answers the door")
	}
	return ours
}

// ask sends a request and returns the status, 0 if the connection is gone.
func ask(c net.Conn, path string, headers ...string) int {
	c.SetDeadline(time.Now().Add(10 * time.Second))
	if _, err := fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: x\r\n%s\r\n", path, strings.Join(append(headers, ""), "\r\n")); err != nil {
		return 0
	}
	b := make([]byte, 4096)
	n := 0
	for !bytes.Contains(b[:n], []byte("\r\n\r\nok")) {
		m, err := c.Read(b[n:])
		if n += m; err != nil || n == len(b) || bytes.Contains(b[:n], []byte(" 429 ")) {
			break
		}
	}
	var code int
	fmt.Sscanf(string(b[:n]), "HTTP/1.1 %d", &code)
	return code
}

// Idle connections give way, those of the sender with most first, and nobody
// waits.
func TestIdleGiveWay(t *testing.T) {
	w := newTown(t, 8)
	reader := w.call("192.0.2.1")
	if code := ask(reader, "/"); code != 200 {
		t.Fatalf("answered %d", code)
	}
	w.until("between requests", func() bool { return w.count() == 1 })
	var idlers []net.Conn
	for i := range 40 {
		idlers = append(idlers, w.call(fmt.Sprintf("198.51.100.%d", i/2)))
		// From another address each time: to the server, a connection that has
		// its answer may not be gone yet.
		if c := w.call(fmt.Sprintf("203.0.113.%d", i)); ask(c, "/") != 200 {
			t.Fatalf("a reader is not served beside %d idle connections", len(idlers))
		} else {
			c.Close()
		}
	}
	if n := w.count(); n > 8 {
		t.Errorf("%d are open", n)
	}
	if w.Evicted() == 0 {
		t.Error("nobody gave way")
	}
}

// The sender with the most gives way first, whoever came first.
func TestWhoHasMostGivesWay(t *testing.T) {
	w := newTown(t, 8)
	var few, many []net.Conn
	for _, a := range []string{"192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5", "192.0.2.6"} {
		few = append(few, w.call(a))
	}
	for range 2 {
		many = append(many, w.call("198.51.100.1"))
	}
	w.until("all are there", func() bool { return w.count() == 8 })
	if code := ask(w.call("203.0.113.9"), "/"); code != 200 {
		t.Fatalf("answered %d", code)
	}
	for i, c := range few {
		if code := ask(c, "/"); code != 200 {
			t.Errorf("the connection of reader %d gave way: %d", i, code)
		}
	}
	if code := ask(many[0], "/"); code != 0 {
		t.Error("the first of who has two did not give way")
	}
}

// Nobody has more than a quarter: idle connections are replaced, and while a
// request is in hand on each, further ones are closed at once. Others do not
// notice.
func TestShare(t *testing.T) {
	w := newTown(t, 16)
	for range 100 {
		w.call("192.0.2.1")
	}
	w.until("a quarter", func() bool { return w.count() == 4 })
	for range 4 {
		go ask(w.call("192.0.2.1"), "/slow")
	}
	w.until("in hand", func() bool { return w.slow.Load() == 4 })
	more := w.call("192.0.2.1")
	if code := ask(more, "/"); code != 0 {
		t.Errorf("a fifth connection is answered %d", code)
	}
	if w.Refused() == 0 {
		t.Error("nothing was refused")
	}
	for _, a := range []string{"192.0.2.2", "2001:db8::1"} {
		if strings.Contains(a, ":") {
			a = "[" + a + "]"
		}
		if code := ask(w.call(a), "/"); code != 200 {
			t.Errorf("%s is answered %d", a, code)
		}
	}
}

// While a request is in hand on every connection, others wait and come in turn.
func TestWaitForRoom(t *testing.T) {
	w := newTown(t, 4)
	for i := range 4 {
		go ask(w.call(fmt.Sprintf("192.0.2.%d", i)), "/slow")
	}
	w.until("in hand", func() bool { return w.slow.Load() == 4 })
	answered := make(chan int)
	c := w.call("203.0.113.9")
	go func() { answered <- ask(c, "/") }()
	w.until("waiting", func() bool { return w.waiting.Load() == 1 })
	select {
	case code := <-answered:
		t.Fatalf("answered %d beyond the limit", code)
	default:
	}
	close(w.release) // they become idle, and nobody closes
	if code := <-answered; code != 200 {
		t.Errorf("answered %d", code)
	}
}

// Bodies are announced, and the rest of them never arrives.
var unfinished = map[string]string{
	"announced to a page":       "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n",
	"announced to a large page": "GET /large HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n",
	"chunks":                    "GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
	"asks whether to send":      "HEAD / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1000\r\n\r\n",
	"half a form":               "POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\na=b",
	"form nobody reads":         "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\na=b",
}

// flood sends something on as many connections as allowed, and reads what comes
// back.
func (w *town) flood(send string) {
	for i := range w.max {
		c := w.call(fmt.Sprintf("192.0.2.%d", i))
		go io.Copy(io.Discard, c)
		if _, err := io.WriteString(c, send); err != nil {
			w.t.Fatal(err)
		}
	}
}

// A connection that does not send the announced body gives way.
func TestUnfinishedGiveWay(t *testing.T) {
	for name, send := range unfinished {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newTown(t, 8)
				w.flood(send)
				synctest.Wait()
				began := time.Now()
				for i := range 12 {
					if code := ask(w.call(fmt.Sprintf("203.0.113.%d", i)), "/"); code != 200 {
						t.Fatalf("a reader is answered %d", code)
					}
				}
				if d := time.Since(began); d > 0 {
					t.Errorf("readers wait %v", d)
				}
				if n := w.forms.Load(); n > 0 {
					t.Errorf("%d are taken for whole", n)
				}
			})
		})
	}
}

// A form that has arrived whole is in hand, and its connection goes on serving.
func TestFormsAreInHand(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newTown(t, 2)
		a, b := w.call("192.0.2.1"), w.call("192.0.2.2")
		codes := make(chan int, 2)
		for _, c := range []net.Conn{a, b} {
			go func() {
				io.WriteString(c, "POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\na=")
				time.Sleep(time.Second)
				io.WriteString(c, "b&c=")
				answer, err := http.ReadResponse(bufio.NewReader(c), nil)
				if err != nil || answer.Close {
					t.Errorf("answered %+v, %v", answer, err)
				}
				body, _ := io.ReadAll(answer.Body)
				if string(body) != "ok" {
					t.Errorf("answered %q", body)
				}
				codes <- answer.StatusCode
			}()
		}
		w.until("read", func() bool { return w.forms.Load() == 2 })
		late := w.call("203.0.113.9")
		time.Sleep(2 * stall)
		if w.Evicted() > 0 {
			t.Error("a request in hand gave way")
		}
		close(w.release)
		for range 2 {
			if code := <-codes; code != 200 {
				t.Errorf("answered %d", code)
			}
		}
		if code := ask(late, "/"); code != 200 {
			t.Errorf("who waited is answered %d", code)
		}
	})
}

// An answer to a request whose body is not read has arrived by the time its
// connection closes.
func TestUnreadBodies(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newTown(t, 2)
		c := w.call("192.0.2.1")
		go io.WriteString(c, "GET /large HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na=b")
		answer, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil || !answer.Close {
			t.Fatalf("answered %+v, %v", answer, err)
		}
		if n, err := io.Copy(io.Discard, answer.Body); n != large || err != nil {
			t.Errorf("%d bytes came, %v", n, err)
		}
	})
}

// A reader that requests something large and takes none of it gives way after a
// while; one that takes it slowly does not.
func TestStalledGiveWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newTown(t, 8)
		slow := w.call("198.51.100.1")
		got := make(chan int)
		go func() {
			io.WriteString(slow, "GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
			n := 0
			for b := make([]byte, piece); ; time.Sleep(stall / 2) {
				m, err := slow.Read(b)
				if n += m; err != nil {
					got <- n
					return
				}
			}
		}()
		synctest.Wait()
		for i := range 7 {
			io.WriteString(w.call(fmt.Sprintf("192.0.2.%d", i)), "GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
		}
		synctest.Wait()
		for i := range 20 {
			began := time.Now()
			if code := ask(w.call(fmt.Sprintf("203.0.113.%d", i)), "/"); code != 200 {
				t.Fatalf("a reader is answered %d", code)
			}
			switch d := time.Since(began); {
			case i == 0 && d < stall:
				t.Errorf("somebody gave way after %v", d)
			case i == 0 && d > stall+stall/5 || i > 0 && d > 0:
				t.Errorf("reader %d waits %v", i, d)
			}
		}
		// A connection that has long stalled gives way before one that has just
		// been opened.
		for i := range 8 {
			io.WriteString(w.call(fmt.Sprintf("192.0.2.%d", i)), "GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
		}
		time.Sleep(2 * stall)
		fresh := w.call("203.0.113.100")
		for i := range 3 {
			w.call(fmt.Sprintf("203.0.113.%d", 101+i))
		}
		synctest.Wait()
		if code := ask(fresh, "/"); code != 200 {
			t.Errorf("who has just come is answered %d", code)
		}
		if n := <-got; n < large {
			t.Errorf("who takes it slowly has got %d bytes", n)
		}
	})
}

// When the listener closes, only requests in hand are waited for.
func TestCloseFinishesWhatIsInHand(t *testing.T) {
	half := map[string]string{"nothing": "", "half a request": "GET / HTTP/1.1\r\nHost:", "between requests": "GET / HTTP/1.1\r\nHost: x\r\n\r\n"}
	maps.Copy(half, unfinished)
	for name, send := range half {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newTown(t, 8)
				w.flood(send)
				synctest.Wait()
				began := time.Now()
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				if err := w.server.Shutdown(ctx); err != nil || time.Since(began) > time.Second {
					t.Errorf("after %v: %v", time.Since(began), err)
				}
				if n := w.Open(); n > 0 {
					t.Errorf("%d are open", n)
				}
			})
		})
	}
	t.Run("in hand", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			w := newTown(t, 8)
			code := make(chan int)
			for i := range 3 {
				go func() { code <- ask(w.call(fmt.Sprintf("192.0.2.%d", i)), "/slow") }()
			}
			form := w.call("192.0.2.9") // asks for its body later
			w.until("in hand", func() bool { return w.slow.Load() == 3 })
			io.WriteString(form, "POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")
			w.until("in hand", func() bool { return w.slow.Load() == 4 })
			done := make(chan error)
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			go func() { done <- w.server.Shutdown(ctx) }()
			time.Sleep(time.Second)
			if n := w.Open(); n != 4 {
				t.Errorf("%d are open", n)
			}
			go io.Copy(io.Discard, form)
			close(w.release)
			for range 3 {
				if c := <-code; c != 200 {
					t.Errorf("answered %d", c)
				}
			}
			if err := <-done; err != nil {
				t.Error(err)
			}
		})
	})
}

// An answer is sent whole before its connection may give way.
func TestAnswersAreNotCut(t *testing.T) {
	w := newTown(t, 4)
	var wg sync.WaitGroup
	var cut atomic.Int64
	for i := range 8 {
		wg.Go(func() {
			for range 100 {
				ours, theirs := net.Pipe()
				w.street.calls <- end{theirs, net.TCPAddrFromAddrPort(netip.MustParseAddrPort(fmt.Sprintf("192.0.2.%d:1", i)))}
				go func() {
					// Idle connections come and go all the while.
					fmt.Fprint(ours, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
				}()
				ours.SetDeadline(time.Now().Add(10 * time.Second))
				b, _ := io.ReadAll(ours)
				// Before the request is in hand the connection may give way;
				// once the answer has begun, it is sent.
				if len(b) > 0 && !bytes.HasSuffix(b, []byte("ok")) {
					cut.Add(1)
				}
				ours.Close()
			}
		})
	}
	wg.Wait()
	if cut.Load() > 0 {
		t.Errorf("%d answers were cut", cut.Load())
	}
}

// Behind a proxy the share limits the requests in hand of each forwarded
// sender.
func TestShareBehindProxy(t *testing.T) {
	w := newTown(t, 16, "10.0.0.0/8")
	for range 4 {
		go ask(w.call("10.0.0.1"), "/slow", "X-Forwarded-For: 192.0.2.1")
	}
	w.until("in hand", func() bool { return w.slow.Load() == 4 })
	c := w.call("10.0.0.1")
	if code := ask(c, "/", "X-Forwarded-For: 203.0.113.77, 192.0.2.1"); code != http.StatusTooManyRequests {
		t.Errorf("a fifth request is answered %d", code)
	}
	for range 8 { // more connections than a quarter
		if code := ask(w.call("10.0.0.1"), "/", "X-Forwarded-For: 192.0.2.2"); code != 200 {
			t.Errorf("another reader is answered %d", code)
		}
	}
	close(w.release)
	w.until("given back", func() bool { return ask(w.call("10.0.0.1"), "/", "X-Forwarded-For: 192.0.2.1") == 200 })
}

// A server that is stopping does not wait for room.
func TestCloseWhileWaiting(t *testing.T) {
	s := newStreet()
	c := NewConnections(1, nil, slog.New(slog.DiscardHandler))
	l := c.Listen(s)
	call := func() {
		ours, theirs := net.Pipe()
		t.Cleanup(func() { ours.Close() })
		s.calls <- end{theirs, &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1)}}
	}
	go call()
	first, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	first.(*conn).sender = netip.Prefix{} // its sender does not have its share
	first.(*conn).phase.Store(busy)
	c.mu.Lock()
	c.held = map[netip.Prefix]int{{}: 1}
	c.mu.Unlock()
	go call()
	done := make(chan error)
	go func() {
		_, err := l.Accept()
		done <- err
	}()
	for c.waiting.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	l.Close()
	select {
	case err := <-done:
		if !errors.Is(err, net.ErrClosed) {
			t.Errorf("ended with %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("waits on")
	}
}

func TestAcceptErrorsAreTold(t *testing.T) {
	var log bytes.Buffer
	c := NewConnections(1, nil, slog.New(slog.NewTextHandler(&log, nil)))
	l := c.Listen(failing{newStreet()})
	if _, err := l.Accept(); err == nil || !strings.Contains(log.String(), "level=WARN") || !strings.Contains(log.String(), "ulimit -n") {
		t.Errorf("%v; logged: %s", err, log.String())
	}
}

type failing struct{ *street }

func (failing) Accept() (net.Conn, error) { return nil, errors.New("too many open files") }

func TestAffordable(t *testing.T) {
	for descriptors, want := range map[int]int{1: 1, 64: 21, 256: 85, 1024: 832, 65536: 65344} {
		if got := Affordable(descriptors); got != want {
			t.Errorf("%d descriptors: %d connections, want %d", descriptors, got, want)
		}
	}
}
