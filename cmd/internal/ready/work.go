package ready

import (
	"context"
	"fmt"
	"time"

	"vielfalt/cmd/internal/panics"
	"vielfalt/content"
)

// maxRenewals is how many answers may be waiting to be made anew without a
// reader who waits for them. Beyond, readers wait.
const maxRenewals = 1000

// errClosed is returned when an answer that is not ready is asked for after Close.
var errClosed = fmt.Errorf("ready answers are closed: %w", content.ErrUnavailable)

// Close ends all that is being rendered, also behind the readers' backs, and
// returns when nothing of it asks the store any more. What is ready remains.
func (c *Cache) Close() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.end()
	c.work.Wait()
}

// spawn does something behind the readers' backs. It must be called with the
// lock held, and reports whether it will be done.
func (c *Cache) spawn(f func()) bool {
	if c.closed {
		return false
	}
	c.work.Go(f)
	return true
}

// run does something that many may wait for, and that ends neither with the
// first of them nor the whole process if it panics, but after a while or with
// the cache.
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

// turn waits until nothing else is made behind the readers' backs, so that those
// who wait find a processor, and reports false if the cache is closed before.
func (c *Cache) turn() (done func(), ok bool) {
	select {
	case c.renewal <- struct{}{}:
		return func() { <-c.renewal }, c.life.Err() == nil
	case <-c.life.Done():
		return func() {}, false
	}
}

// rest waits, and reports false if the cache is closed before.
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
