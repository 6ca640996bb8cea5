package publish

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// Claims is what a Claim needs of the store.
type Claims interface {
	Claim(ctx context.Context, name, holder string, lasts time.Duration) (bool, error)
	Release(ctx context.Context, name, holder string) error
}

// A Claim lets one of several processes do what must happen once. Its holder
// renews it; when that process dies or stalls, it expires and another process
// takes over.
type Claim struct {
	Store        Claims
	Name, Holder string
	Now          func() time.Time
	Log          *slog.Logger

	mu      sync.Mutex
	renewed time.Time // zero while it is not held
}

// lasts is how long a claim lasts, and renewEvery how often it is renewed or
// tried for.
const (
	lasts      = 15 * time.Second
	renewEvery = lasts / 5
)

// Held reports whether this process holds the claim. A renewal older than the
// claim lasts does not count.
func (c *Claim) Held() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.renewed.IsZero() && c.Now().Sub(c.renewed) < lasts
}

// Renew tries for the claim, or renews it.
func (c *Claim) Renew(ctx context.Context) error {
	asked := c.Now()
	held, err := c.Store.Claim(ctx, c.Name, c.Holder, lasts)
	if err != nil {
		return err // a claim that is held lasts until it expires
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if held == c.renewed.IsZero() {
		c.Log.Info("claim", "name", c.Name, "held", held)
	}
	c.renewed = time.Time{}
	if held {
		c.renewed = asked
	}
	return nil
}

// Run renews the claim until ctx ends, and then gives it up, so that nobody has
// to wait for it to expire.
func (c *Claim) Run(ctx context.Context) {
	for ctx.Err() == nil {
		if err := c.Renew(ctx); err != nil && ctx.Err() == nil {
			c.Log.Warn("claim not renewed", "name", c.Name, "err", err)
		}
		pause(ctx, renewEvery)
	}
	c.mu.Lock()
	c.renewed = time.Time{}
	c.mu.Unlock()
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), renewEvery)
	defer cancel()
	if err := c.Store.Release(limit, c.Name, c.Holder); err != nil {
		c.Log.Warn("claim not given back", "name", c.Name, "err", err)
	}
}
