package ready

import (
	"context"
	"fmt"
	"time"

	"vielfalt/cmd/internal/panics"
	"vielfalt/content"
)

// maxRenewals is how many answers may be waiting to be renewed without a reader
// waiting for them. Beyond that, readers wait.
const maxRenewals = 1000

// errClosed is returned when an answer that is not ready is asked for after Close.
var errClosed = fmt.Errorf("ready answers are closed: %w", content.ErrUnavailable)

// Close ends everything being rendered, including in the background, and
// returns when nothing of it asks the store any longer. Ready answers remain.
func (c *Cache) Close() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.end()
	c.work.Wait()
}

// spawn runs f in the background. It must be called with the lock held, and
// reports whether f will run.
func (c *Cache) spawn(f func()) bool {
	if c.closed {
		return false
	}
	c.work.Go(f)
	return true
}

// run runs something that many may wait for. It ends neither with the first of
// them nor, if it panics, with the process, but after a while or with the
// cache.
func (c *Cache) run(ctx context.Context, f func(context.Context) error) error {
	c.mu.Lock()
	if c.closed {
		c.mu.Unlock()
		return errClosed
	}
	c.work.Add(1)
	c.mu.Unlock()
	defer c.work.Done()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	defer context.AfterFunc(c.life, cancel)()
	return panics.Catch(func() error { return f(ctx) })
}

// turn waits until nothing else is being made in the background, so that
// readers who wait find a processor, and reports false if the cache is closed
// first.
func (c *Cache) turn() (done func(), ok bool) {
	select {
	case c.renewal <- struct{}{}:
		return func() { <-c.renewal }, c.life.Err() == nil
	case <-c.life.Done():
		return func() {}, false
	}
}

// rest waits, and reports false if the cache is closed first.
func (c *Cache) rest(d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-c.life.Done():
		return false
	}
}
