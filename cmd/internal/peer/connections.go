package peer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"sync/atomic"
)

// Connections shares out the connections of a server, so that who holds many and
// does nothing with them keeps nobody out. When all are taken, the one of which
// nothing has been heard for longest gives way, first among those of the sender
// that has most; only while a request is in hand on every one do others wait.
// No sender holds more than a quarter: beyond that its own give way. Proxies may
// hold all; for them the quarter counts requests in hand by forwarded sender.
//
// A server uses all of its parts: Listen, State, Context, and Handler.
type Connections struct {
	max, share int
	proxies    Proxies
	log        *slog.Logger

	mu      sync.Mutex
	room    sync.Cond    // something has changed for who waits for room
	waiting atomic.Int32 // how many do
	open    map[*conn]struct{}
	held    map[netip.Prefix]int // open connections by sender
	inHand  map[netip.Prefix]int // requests by forwarded sender
	closed  bool

	ticks   atomic.Int64 // orders what happens to connections
	evicted atomic.Int64
	refused atomic.Int64
}

// NewConnections returns one for at most a number of connections, at least 1.
func NewConnections(most int, proxies Proxies, log *slog.Logger) *Connections {
	c := &Connections{
		max: most, share: max(most/4, 1), proxies: proxies, log: log,
		open: make(map[*conn]struct{}), held: make(map[netip.Prefix]int), inHand: make(map[netip.Prefix]int),
	}
	c.room.L = &c.mu
	return c
}

// Evicted returns how many connections had to give way, and Refused how many
// connections and requests were one too many of their sender.
func (c *Connections) Evicted() int64 { return c.evicted.Load() }

// Refused is told of with Evicted.
func (c *Connections) Refused() int64 { return c.refused.Load() }

// A conn is a connection with what it is doing.
type conn struct {
	net.Conn
	of     *Connections
	sender netip.Prefix
	proxy  bool
	phase  atomic.Int32
	since  atomic.Int64 // tick of the last change
	once   sync.Once
}

// Phases of a connection.
const (
	idle    = iota // nothing is in hand: it is new, between requests, or its request is not complete
	busy           // a handler works on a request
	leaving        // it gives way
)

// Close gives the place of the connection back.
func (x *conn) Close() error {
	x.once.Do(func() {
		x.of.mu.Lock()
		defer x.of.mu.Unlock()
		x.of.leave(x)
	})
	return x.Conn.Close()
}

// leave takes a connection from the books. The caller holds the lock.
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

// Listen returns a listener that gives out the connections of another.
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
			if !errors.Is(err, net.ErrClosed) { // the server tries again, once a second at most
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

// Close implements net.Listener. Who waits for room does not any more.
func (l *listener) Close() error {
	err := l.Listener.Close()
	l.of.mu.Lock()
	defer l.of.mu.Unlock()
	l.of.closed = true
	l.of.room.Broadcast()
	return err
}

// admit finds room for a connection. It is false if its sender has its share and
// a request in hand on each.
func (c *Connections) admit(x *conn) (bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !x.proxy && c.held[x.sender] >= c.share && !c.evict(&x.sender) {
		c.refused.Add(1)
		return false, nil
	}
	c.waiting.Add(1) // before looking, so that nobody becomes idle unseen
	defer c.waiting.Add(-1)
	for len(c.open) >= c.max && !c.evict(nil) {
		if c.closed {
			return false, fmt.Errorf("accept: %w", net.ErrClosed)
		}
		c.room.Wait()
	}
	c.open[x] = struct{}{}
	c.held[x.sender]++
	return true, nil
}

// evict closes the connection that gives way, of one sender or of all, if there
// is one on which nothing is in hand. The caller holds the lock.
func (c *Connections) evict(sender *netip.Prefix) bool {
	for {
		var last *conn
		for x := range c.open {
			if x.phase.Load() == idle && (sender == nil || x.sender == *sender) && (last == nil || c.before(x, last)) {
				last = x
			}
		}
		if last == nil {
			return false
		}
		if last.phase.CompareAndSwap(idle, leaving) {
			c.leave(last)
			c.evicted.Add(1)
			last.Conn.Close() // its server notices, and has nothing to give back
			return true
		}
	}
}

// before reports whether a connection gives way before another: first of who has
// most, then of whom nothing was heard for longer.
func (c *Connections) before(x, y *conn) bool {
	if n, m := c.weight(x), c.weight(y); n != m {
		return n > m
	}
	return x.since.Load() < y.since.Load()
}

// weight is how many connections a sender has. Those of a proxy are its readers'.
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
	// Not before: when a handler returns, its answer is yet to be sent.
	if s == http.StateIdle && x.phase.CompareAndSwap(busy, idle) && c.waiting.Load() > 0 {
		c.mu.Lock()
		c.room.Broadcast()
		c.mu.Unlock()
	}
}

type connKey struct{}

// Context is for http.Server.ConnContext.
func (c *Connections) Context(ctx context.Context, n net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, n)
}

// Handler answers with next, or with 429 those of whom a proxy sends more at a
// time than their share.
func (c *Connections) Handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x, ok := r.Context().Value(connKey{}).(*conn)
		if !ok {
			next.ServeHTTP(w, r)
			return
		}
		x.phase.CompareAndSwap(idle, busy)
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

// begin takes a request of a forwarded sender in hand, unless it has its share.
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
