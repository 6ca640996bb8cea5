package ready

import (
	"context"
	"strconv"
	"time"
)

// A flight is a rendering under way, with all who wait for it. It is abandoned
// if nobody is waiting any longer before it has begun; once begun it is
// finished, for those who come later.
type flight struct {
	name    string
	done    chan struct{} // closed when the rest is set
	answer  *Answer
	err     error
	waiting int  // guarded by the cache's lock, like begun
	begun   bool // it has its place at the gate
	abandon context.CancelFunc
}

// flightName keeps readers who come after a change from waiting for a rendering
// from before it.
func flightName(key string, generation uint64) string {
	return key + " " + strconv.FormatUint(generation, 36)
}

// board joins the flight that makes the answer under a key, and starts it if
// there is none. It must be called with the lock held.
func (c *Cache) board(ctx context.Context, key string, at time.Time, generation uint64, render func(context.Context) (Rendering, error)) *flight {
	name := flightName(key, generation)
	f := c.flights[name]
	if f == nil {
		f = &flight{name: name, done: make(chan struct{})}
		ctx, f.abandon = context.WithCancel(context.WithoutCancel(ctx))
		c.flights[name] = f
		if !c.spawn(func() { c.fly(ctx, f, key, at, generation, render) }) {
			delete(c.flights, name)
			f.abandon()
			f.err = errClosed
			close(f.done)
		}
	} else {
		c.stats.Shared++
	}
	f.waiting++
	return f
}

// alight gives up waiting for a flight.
func (c *Cache) alight(f *flight) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if f.waiting--; f.waiting == 0 && !f.begun {
		f.abandon()
		c.forgetFlight(f)
	}
}

// forgetFlight makes room for another flight. It must be called with the lock
// held.
func (c *Cache) forgetFlight(f *flight) {
	if c.flights[f.name] == f {
		delete(c.flights, f.name)
	}
}

// fly makes the answer.
func (c *Cache) fly(ctx context.Context, f *flight, key string, at time.Time, generation uint64, render func(context.Context) (Rendering, error)) {
	defer f.abandon() // nothing is left of it
	defer context.AfterFunc(c.life, f.abandon)()
	made, leave, err := c.gate.Enter(ctx)
	if err == nil {
		c.mu.Lock()
		f.begun = true
		c.mu.Unlock()
		f.answer, f.err = c.make(made, key, at, generation, render)
		leave()
	} else {
		f.answer, f.err = c.rescue(ctx, key, at, err)
	}
	c.mu.Lock()
	c.forgetFlight(f)
	c.mu.Unlock()
	close(f.done)
}
