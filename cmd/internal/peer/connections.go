package peer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

// stall is how long a reader of an answer may take none of it before the
// connection can give way. The answer is sent in pieces, so even a slow reader
// takes some.
const (
	stall = 5 * time.Second
	piece = 128 << 10
)

// Connections shares out the connections of a server, so that a sender who
// holds many idle ones keeps nobody out. When all are taken, one gives way: of
// the sender that has the most, the one that has been silent longest. Newcomers
// wait only while a request is in hand on every connection. A request is in
// hand from when it has arrived whole until its answer is sent, or until the
// reader has taken none of the answer for a while. No sender holds more than a
// quarter: beyond that its own connections give way. Proxies may hold all; for
// them the quarter limits the requests in hand of each forwarded sender.
//
// When the listener is closed, only requests in hand are completed.
//
// A server must use all of its parts: Listen, State, Context, and Handler.
type Connections struct {
	max, share int
	proxies    Proxies
	log        *slog.Logger
	began      time.Time // times are measured from here

	mu      sync.Mutex
	room    sync.Cond    // signals a change to those waiting for room
	waiting atomic.Int32 // how many are waiting
	open    map[*conn]struct{}
	held    map[netip.Prefix]int // open connections by sender
	inHand  map[netip.Prefix]int // requests by forwarded sender
	closed  atomic.Bool          // set with the lock held

	ticks   atomic.Int64 // numbers what happens to connections, in order
	evicted atomic.Int64
	refused atomic.Int64
}

// NewConnections shares out at most that many connections, at least 1.
func NewConnections(most int, proxies Proxies, log *slog.Logger) *Connections {
	c := &Connections{
		max: most, share: max(most/4, 1), proxies: proxies, log: log, began: time.Now(),
		open: make(map[*conn]struct{}), held: make(map[netip.Prefix]int), inHand: make(map[netip.Prefix]int),
	}
	c.room.L = &c.mu
	return c
}

// Evicted returns how many connections had to give way.
func (c *Connections) Evicted() int64 { return c.evicted.Load() }

// Refused returns how many connections and requests were refused because their
// sender already had its share.
func (c *Connections) Refused() int64 { return c.refused.Load() }

// Open returns how many connections are open.
func (c *Connections) Open() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.open)
}

// A conn is a connection and what it is doing.
type conn struct {
	net.Conn
	of     *Connections
	sender netip.Prefix
	proxy  bool
	phase  atomic.Int32
	since  atomic.Int64 // tick of the last change
	write  atomic.Int64 // when the write in progress began, relative to Connections.began; 0 for none
	unread atomic.Bool  // the handler has returned without reading the whole body
	once   sync.Once
}

// Phases of a connection.
const (
	idle    = iota // nothing is in hand: it is new, between requests, or its request has not arrived whole
	busy           // a request is in hand
	leaving        // it is giving way
)

// Read implements net.Conn.
func (x *conn) Read(b []byte) (int, error) {
	if x.unread.Load() { // the answer is sent, and the server is waiting for the rest of the body
		x.rest()
	}
	return x.Conn.Read(b)
}

// Write implements net.Conn. It notes when the write began, for stalled.
func (x *conn) Write(b []byte) (n int, err error) {
	for {
		x.write.Store(max(int64(time.Since(x.of.began)), 1))
		m, err := x.Conn.Write(b[n:min(n+piece, len(b))])
		if n += m; err != nil || n == len(b) {
			x.write.Store(0)
			return n, err
		}
	}
}

// stalled reports whether the reader of an answer has stopped taking it.
func (x *conn) stalled() bool {
	began := x.write.Load()
	return began > 0 && time.Since(x.of.began)-time.Duration(began) >= stall
}

// rest notes that nothing is in hand any longer, and wakes those waiting for
// that.
func (x *conn) rest() {
	c := x.of
	if !x.phase.CompareAndSwap(busy, idle) || c.waiting.Load() == 0 && !c.closed.Load() {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed.Load() {
		c.dismiss(x)
	}
	c.room.Broadcast()
}

// dismiss closes a connection if nothing is in hand. The caller holds the lock.
func (c *Connections) dismiss(x *conn) {
	if x.phase.CompareAndSwap(idle, leaving) {
		c.cut(x)
	}
}

// cut closes a connection that is leaving. The caller holds the lock.
func (c *Connections) cut(x *conn) {
	c.leave(x)
	x.Conn.Close() // its server notices; there is no error to return
}

// Close releases the connection's place.
func (x *conn) Close() error {
	x.once.Do(func() {
		x.of.mu.Lock()
		defer x.of.mu.Unlock()
		x.of.leave(x)
	})
	return x.Conn.Close()
}

// leave removes a connection from the books. The caller holds the lock.
func (c *Connections) leave(x *conn) {
	if _, ok := c.open[x]; !ok {
		return
	}
	delete(c.open, x)
	if c.held[x.sender]--; c.held[x.sender] <= 0 {
		delete(c.held, x.sender)
	}
	c.room.Broadcast()
}

// touch notes that something happened on a connection.
func (x *conn) touch() { x.since.Store(x.of.ticks.Add(1)) }

// Listen wraps a listener so that its connections are counted here.
func (c *Connections) Listen(l net.Listener) net.Listener { return &listener{Listener: l, of: c} }

type listener struct {
	net.Listener
	of *Connections
}

// Accept implements net.Listener.
func (l *listener) Accept() (net.Conn, error) {
	for {
		accepted, err := l.Listener.Accept()
		if err != nil {
			if !errors.Is(err, net.ErrClosed) { // the server tries again, at most once a second
				l.of.log.Warn("a connection could not be accepted; if there are too many open files, raise ulimit -n (LimitNOFILE in the service unit) or lower --max-connections", "err", err)
			}
			return nil, err
		}
		x := &conn{Conn: accepted, of: l.of}
		from := hostOf(accepted.RemoteAddr().String())
		x.sender, x.proxy = Sender(from), l.of.proxies.Contains(from)
		x.touch()
		switch ok, err := l.of.admit(x); {
		case err != nil:
			accepted.Close()
			return nil, err
		case ok:
			return x, nil
		}
		accepted.Close()
	}
}

// Close implements net.Listener. Nobody waits for room any longer, and
// connections on which nothing is in hand are closed, now and later.
func (l *listener) Close() error {
	err := l.Listener.Close()
	l.of.mu.Lock()
	defer l.of.mu.Unlock()
	l.of.closed.Store(true)
	for x := range l.of.open {
		l.of.dismiss(x)
	}
	l.of.room.Broadcast()
	return err
}

// admit finds room for a connection. It returns false if the sender already has
// its share, with a request in hand on each.
func (c *Connections) admit(x *conn) (bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !x.proxy && c.held[x.sender] >= c.share && !c.evict(&x.sender) {
		c.refused.Add(1)
		return false, nil
	}
	c.waiting.Add(1) // before looking, so that no connection becomes idle unnoticed
	defer c.waiting.Add(-1)
	for !c.closed.Load() && len(c.open) >= c.max && !c.evict(nil) {
		look := time.AfterFunc(stall/10, c.look) // nothing signals a stalled reader
		c.room.Wait()
		look.Stop()
	}
	if c.closed.Load() {
		return false, fmt.Errorf("accept: %w", net.ErrClosed)
	}
	c.open[x] = struct{}{}
	c.held[x.sender]++
	return true, nil
}

// look makes those who wait for room look again.
func (c *Connections) look() {
	c.mu.Lock() // whoever was about to wait is waiting by the time this is locked
	defer c.mu.Unlock()
	c.room.Broadcast()
}

// evict closes the connection that must give way, of one sender or of all, if
// nothing is in hand on any or a reader has stalled. Idle and stalled rank the
// same: if idle ones went first, newcomers who have not asked yet would be hit.
// The caller holds the lock.
func (c *Connections) evict(sender *netip.Prefix) bool {
	for {
		var last *conn
		var phase int32
		for x := range c.open {
			p := x.phase.Load()
			if (p == idle || p == busy && x.stalled()) && (sender == nil || x.sender == *sender) && (last == nil || c.before(x, last)) {
				last, phase = x, p
			}
		}
		if last == nil {
			return false
		}
		if last.phase.CompareAndSwap(phase, leaving) {
			c.evicted.Add(1)
			c.cut(last)
			return true
		}
	}
}

// before reports whether x gives way before y: the sender with more connections
// first, then the one that has been silent longer.
func (c *Connections) before(x, y *conn) bool {
	if n, m := c.weight(x), c.weight(y); n != m {
		return n > m
	}
	return x.since.Load() < y.since.Load()
}

// weight is how many connections a sender has. Those of a proxy belong to its
// readers, so each weighs 1.
func (c *Connections) weight(x *conn) int {
	if x.proxy {
		return 1
	}
	return c.held[x.sender]
}

// State is for http.Server.ConnState.
func (c *Connections) State(n net.Conn, s http.ConnState) {
	x, ok := n.(*conn)
	if !ok {
		return
	}
	x.touch()
	// Not earlier: when a handler returns, its answer is yet to be sent.
	if s == http.StateIdle {
		x.rest()
	}
}

type connKey struct{}

// Context is for http.Server.ConnContext.
func (c *Connections) Context(ctx context.Context, n net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, n)
}

// Handler answers with next, or with 429 if a proxy forwards more requests of
// one sender at a time than its share.
func (c *Connections) Handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x, ok := r.Context().Value(connKey{}).(*conn)
		if !ok {
			next.ServeHTTP(w, r)
			return
		}
		if x.unread.Store(false); !x.phase.CompareAndSwap(idle, busy) {
			panic(http.ErrAbortHandler) // it gave way while its request was arriving, and must not be answered
		}
		if r.Body != nil && r.Body != http.NoBody {
			// The server does not wait for the rest of the body before
			// answering if the connection is closed afterwards.
			w.Header().Set("Connection", "close")
			b := &body{ReadCloser: r.Body, of: x, header: w.Header()}
			defer func() { x.unread.Store(!b.whole) }()
			r = r.WithContext(r.Context()) // a copy: the server needs its own body
			r.Body = b
		}
		if x.proxy {
			sender := Sender(c.proxies.From(r))
			if sender != x.sender {
				if !c.begin(sender) {
					c.refused.Add(1)
					w.Header().Set("Retry-After", "1")
					w.Header().Set("Cache-Control", "no-store")
					http.Error(w, "Zu viele Anfragen zugleich. / Too many requests at a time.", http.StatusTooManyRequests)
					return
				}
				defer c.end(sender)
			}
		}
		next.ServeHTTP(w, r)
	})
}

// A body is the body of a request. While a handler waits for it, the request is
// not in hand.
type body struct {
	io.ReadCloser
	of     *conn
	header http.Header // of the answer
	whole  bool        // it has been read to the end
}

// Read implements io.Reader.
func (b *body) Read(p []byte) (int, error) {
	if b.whole {
		return 0, io.EOF
	}
	b.of.rest()
	n, err := b.ReadCloser.Read(p)
	if !b.of.phase.CompareAndSwap(idle, busy) {
		return 0, fmt.Errorf("request: %w", net.ErrClosed) // it gave way
	}
	if err == io.EOF {
		b.whole = true
		b.header.Del("Connection")
	}
	return n, err
}

// begin takes a request of a forwarded sender in hand, unless that sender has
// its share already.
func (c *Connections) begin(sender netip.Prefix) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.inHand[sender] >= c.share {
		return false
	}
	c.inHand[sender]++
	return true
}

func (c *Connections) end(sender netip.Prefix) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.inHand[sender]--; c.inHand[sender] <= 0 {
		delete(c.inHand, sender)
	}
}
