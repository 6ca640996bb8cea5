package ready

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"vielfalt/content"
)

// A Cache keeps answers. It is safe for concurrent use.
type Cache struct {
	limit   int64         // bytes
	grace   time.Duration // how long after a change an answer may still be sent
	now     func() time.Time
	gate    *Gate
	asking  singleflight.Group // of values
	renewal chan struct{}      // held while an answer that nobody waits for is renewed

	life context.Context // ends with Close
	end  context.CancelFunc
	work sync.WaitGroup // everything being made; added to with the lock held

	mu     sync.Mutex
	closed bool
	// generation counts what the cache was told; changed, begun and ended hold,
	// by topic, the last generation in which it was told something about the
	// topic, for every generation after floor.
	generation, floor     uint64
	changed, begun, ended map[topic]uint64
	edge                  time.Time // the last one that passed
	values                map[string]*value
	renewing              map[string]bool    // keys
	flights               map[string]*flight // by name
	kept                  shelves
	stats                 Stats
}

// Stats are counts since the cache was created, and its present size.
type Stats struct {
	Hits     int64 // answers that were ready
	Rendered int64
	Shared   int64 // readers who waited for another reader's rendering
	Renewed  int64 // rendered again while readers were still sent the old answer
	Outlived int64 // old answers sent while the store was away
	Failed   int64
	Evicted  int64
	Entries  int64
	Bytes    int64
}

// Renderings that take longer than this are given up: the store hangs.
const patience = 15 * time.Second

// topicSize is roughly how many bytes a topic of an answer takes.
const topicSize = 64

// maxTopics is roughly how many topics are remembered about which the cache was
// told something. Beyond that, everything is taken to have changed.
const maxTopics = 50_000

// New returns an empty cache that keeps at most limit bytes of answers. For a
// time of grace after a change, readers are still sent the old answer while the
// new one is made; with 0 they wait for it. Every rendering passes the gate;
// nil bounds nothing. now is the clock.
func New(limit int64, grace time.Duration, gate *Gate, now func() time.Time) *Cache {
	c := &Cache{
		limit: limit, grace: grace, gate: gate, now: now, flights: map[string]*flight{}, kept: newShelves(limit), renewal: make(chan struct{}, 1), renewing: map[string]bool{},
		changed: map[topic]uint64{}, begun: map[topic]uint64{}, ended: map[topic]uint64{}, values: map[string]*value{},
	}
	c.life, c.end = context.WithCancel(context.Background())
	return c
}

// A mark records what something kept is made of, and when it was last found
// true.
type mark struct {
	generation uint64
	seen       time.Time // when it was last known to be true
	topics     []topic
	until      time.Time // when it ends on its own; zero if it does not
}

// A verdict is what has become of something kept.
type verdict int

const (
	// outdated: it shows what has ended.
	outdated verdict = iota
	// changed: it shows something that has changed since.
	changed
	// outlived: it lacks something that has begun, but says nothing false.
	outlived
	valid
)

// judge compares a mark with what the cache was told since. It must be called
// with the lock held.
func (c *Cache) judge(m *mark, at time.Time) verdict {
	if !m.until.IsZero() && !at.Before(m.until) || m.generation < c.floor {
		return outdated
	}
	v := valid
	if m.generation < c.generation {
		for _, t := range m.topics {
			switch {
			case c.ended[t] > m.generation:
				return outdated
			case c.changed[t] > m.generation:
				v = min(v, changed)
			case c.begun[t] > m.generation:
				v = min(v, outlived)
			}
		}
	}
	if v == valid {
		m.generation = c.generation
		if at.After(m.seen) {
			m.seen = at
		}
	}
	return v
}

// begunToo reports whether something has begun as well. It must be called with
// the lock held.
func (c *Cache) begunToo(m *mark) bool {
	for _, t := range m.topics {
		if c.begun[t] > m.generation {
			return true
		}
	}
	return false
}

// graceful reports whether a changed mark was true so recently that it may
// still be used. What begins or ends on its own does so on the second, without
// grace.
func (c *Cache) graceful(m *mark, at time.Time) bool {
	return c.grace > 0 && at.Sub(m.seen) < c.grace && c.judge(m, at) == changed && !c.begunToo(m)
}

// Get returns the answer under a key if it is true at the given moment.
func (c *Cache) Get(key string, at time.Time) (*Answer, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	a := c.kept.use(key)
	if a == nil || c.judge(&a.mark, at) != valid {
		return nil, false
	}
	c.stats.Hits++
	return a, true
}

// Render returns the answer under a key, from render if no true one is kept.
// Callers that come meanwhile wait for the same rendering. The context passed
// to render does not end with the first caller's, but after a while.
func (c *Cache) Render(ctx context.Context, key string, at time.Time, render func(context.Context) (Rendering, error)) (*Answer, error) {
	c.mu.Lock()
	generation := c.generation
	a := c.kept.use(key)
	if a != nil {
		switch {
		case c.judge(&a.mark, at) == valid:
			c.stats.Hits++
			c.mu.Unlock()
			return a, nil
		case c.graceful(&a.mark, at) && (c.renewing[key] || len(c.renewing) < maxRenewals):
			c.stats.Hits++
			if !c.renewing[key] {
				c.renewing[key] = c.spawn(func() { c.renew(ctx, key, at, generation, render) })
			}
			c.mu.Unlock()
			return a, nil
		}
	}
	f := c.board(ctx, key, at, generation, render)
	c.mu.Unlock()
	select {
	case <-ctx.Done():
		c.alight(f)
		return c.rescue(ctx, key, at, ctx.Err())
	case <-f.done:
		return f.answer, f.err
	}
}

// renew makes an answer nobody waits for, one at a time, so that readers who
// wait for others find a processor.
func (c *Cache) renew(ctx context.Context, key string, at time.Time, generation uint64, render func(context.Context) (Rendering, error)) {
	done, ok := c.turn()
	defer done()
	if !ok {
		return
	}
	c.mu.Lock()
	f := c.board(ctx, key, at, generation, render)
	c.mu.Unlock()
	<-f.done // a reader who waits will get the error
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.renewing, key)
	c.stats.Renewed++
}

// make renders an answer and keeps it.
func (c *Cache) make(ctx context.Context, key string, at time.Time, generation uint64, render func(context.Context) (Rendering, error)) (*Answer, error) {
	if a, ok := c.Get(key, at); ok {
		return a, nil // kept since the caller looked
	}
	n := &notes{generation: generation, seen: at}
	var a *Answer
	err := c.run(context.WithValue(ctx, notesKey{}, n), func(ctx context.Context) error {
		r, err := render(ctx)
		if err != nil {
			a, err = c.rescue(ctx, key, at, err)
			return err
		}
		if n.unkept {
			a = r.Answer(c.gate)
			return nil
		}
		a = c.keep(key, at, r, mark{generation: n.generation, seen: n.seen, topics: n.topics, until: r.Until})
		return nil
	})
	return a, err
}

// rescue returns an old answer in place of an error if the store is away and
// the answer says nothing false.
func (c *Cache) rescue(ctx context.Context, key string, at time.Time, err error) (*Answer, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if a := c.kept.use(key); a != nil && (errors.Is(err, content.ErrUnavailable) || errors.Is(err, ErrBusy) || errors.Is(ctx.Err(), context.DeadlineExceeded)) && c.judge(&a.mark, at) >= outlived {
		c.stats.Outlived++
		return a, nil
	}
	// A reader who leaves does not make it a failure.
	if !errors.As(err, new(Refusal)) && !errors.Is(err, context.Canceled) {
		c.stats.Failed++
	}
	return nil, err
}

// keep turns a rendering into an answer and keeps it, unless it was outdated
// before it was done.
func (c *Cache) keep(key string, at time.Time, r Rendering, m mark) *Answer {
	a := newAnswer(r)
	a.mark, a.gate = m, c.gate
	a.size += int64(len(key)) + topicSize*int64(len(m.topics))
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stats.Rendered++
	old := c.kept.use(key)
	if old != nil && bytes.Equal(old.body, a.body) {
		a.validated(old.modified) // nothing a reader could see has changed
	}
	v := c.judge(&a.mark, at)
	late := v != valid && !c.graceful(&a.mark, at) || old != nil && old.generation > a.generation
	if at.Before(c.edge) || late || a.size > c.limit/8 {
		return a
	}
	a.grown = func(n int64) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.stats.Evicted += c.kept.grow(key, a, n)
	}
	c.stats.Evicted += c.kept.put(key, a)
	return a
}

// A value is something kept that is not an answer: counts, which go into many
// answers and take the store long.
type value struct {
	mark
	held any
	ask  func(ctx context.Context, at time.Time) (any, error)
	// refreshing is set while it is asked for again in the background.
	refreshing bool
}

// value returns what is kept under a key, or asks for it and keeps it. While it
// is being asked for again, the old value is used; the rendering that uses it
// is then no truer, and not kept.
func (c *Cache) value(ctx context.Context, key string, t topic, at time.Time, ask func(context.Context, time.Time) (any, error)) (any, error) {
	c.mu.Lock()
	v := c.values[key]
	if v == nil {
		v = &value{mark: mark{topics: []topic{t}}, ask: ask}
		c.values[key] = v
	}
	if v.held != nil && (c.judge(&v.mark, at) == valid || v.refreshing && v.generation >= c.floor) {
		m, held := v.mark, v.held
		c.mu.Unlock()
		asOf(ctx, m)
		return held, nil
	}
	c.mu.Unlock()
	return c.askFor(ctx, key, v, at)
}

// askFor asks for a value and keeps it.
func (c *Cache) askFor(ctx context.Context, key string, v *value, at time.Time) (any, error) {
	c.mu.Lock()
	generation := c.generation
	c.mu.Unlock()
	ch := c.asking.DoChan(flightName(key, generation), func() (any, error) {
		var held any
		err := c.run(ctx, func(ctx context.Context) (err error) {
			held, err = v.ask(ctx, at)
			return err
		})
		if err != nil {
			return nil, err
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		if !at.Before(c.edge) && generation >= v.generation {
			v.held, v.generation, v.seen = held, generation, at
		}
		return held, nil
	})
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case r := <-ch:
		return r.Val, r.Err
	}
}

// refreshPause is how long a value that has meanwhile changed again is left
// alone before it is asked for once more.
const refreshPause = time.Second

// refresh asks for an outdated value until it is true again.
func (c *Cache) refresh(key string, v *value) {
	for {
		done, ok := c.turn()
		if !ok {
			done()
			return
		}
		_, err := c.askFor(c.life, key, v, c.now())
		done()
		c.mu.Lock()
		if v.refreshing = err == nil && c.judge(&v.mark, c.now()) != valid; !v.refreshing {
			c.mu.Unlock()
			return // after an error, the next caller that needs it asks
		}
		c.mu.Unlock()
		if !c.rest(refreshPause) {
			return
		}
	}
}

// Changed tells the cache what has changed.
func (c *Cache) Changed(changes []content.Change) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.generation++
	for _, x := range changes {
		if x.ID != "" {
			c.changed[item(x.ID)], c.changed[lists(x.Type)] = c.generation, c.generation
		}
	}
	c.forget()
	c.stir()
}

// stir has outdated values asked for again. It must be called with the lock
// held.
func (c *Cache) stir() {
	for key, v := range c.values {
		if c.grace > 0 && v.held != nil && !v.refreshing && c.judge(&v.mark, v.seen) != valid {
			v.refreshing = c.spawn(func() { c.refresh(key, v) })
		}
	}
}

// Passed tells the cache what began and ended on its own.
func (c *Cache) Passed(edges []content.Edge) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.generation++
	for _, e := range edges {
		told := c.ended
		if e.Begins {
			told = c.begun
		}
		told[item(e.ID)], told[lists(e.Type)] = c.generation, c.generation
		if e.At.After(c.edge) {
			c.edge = e.At
		}
	}
	c.forget()
	c.stir()
}

// Clear tells the cache that anything may have changed, and that the clock now
// stands at now, possibly earlier than before.
func (c *Cache) Clear(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.generation++
	c.outdate()
	c.edge = now.Truncate(time.Second)
}

// forget bounds how many topics are remembered.
func (c *Cache) forget() {
	if len(c.changed)+len(c.begun)+len(c.ended) > maxTopics {
		c.outdate()
	}
}

func (c *Cache) outdate() {
	c.floor = c.generation
	clear(c.changed)
	clear(c.begun)
	clear(c.ended)
}

// Stats returns the numbers of the cache.
func (c *Cache) Stats() Stats {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.stats
	s.Entries, s.Bytes = int64(c.kept.len()), c.kept.size()
	return s
}
