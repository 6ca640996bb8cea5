package meili

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"vielfalt/search"
)

// After mostFailures in a row, the server is left alone for openFor.
const (
	mostFailures = 5
	openFor      = 10 * time.Second
)

// A circuit leaves a server alone that has failed several times in a row:
// requests then fail at once, so that nobody waits for it. After a while one
// request is let through, and its outcome decides for all.
type circuit struct {
	next http.RoundTripper
	now  func() time.Time

	mu       sync.Mutex
	failures int       // in a row; the circuit is open from mostFailures on
	until    time.Time // no request is let through before, while it is open
	probing  bool      // the one request is on its way
}

type throughKey struct{}

// through returns a context whose requests are let through an open circuit, and
// close it if they are answered.
func through(ctx context.Context) context.Context { return context.WithValue(ctx, throughKey{}, true) }

// RoundTrip implements http.RoundTripper. While the circuit is open the error is
// a search.Pause.
func (c *circuit) RoundTrip(r *http.Request) (*http.Response, error) {
	probe, err := c.enter(r.Context())
	if err != nil {
		if r.Body != nil {
			_ = r.Body.Close() // as a RoundTripper must, whatever comes of it
		}
		return nil, err
	}
	response, err := c.next.RoundTrip(r)
	c.leave(r.Context(), probe, failed(response, err))
	return response, err
}

// enter returns an error if the server is to be left alone, and whether the
// request is the one that decides.
func (c *circuit) enter(ctx context.Context) (probe bool, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.failures < mostFailures, ctx.Value(throughKey{}) != nil:
		return false, nil
	case c.probing, c.now().Before(c.until):
		return false, &search.Pause{Until: c.until}
	}
	c.probing = true
	return true, nil
}

// leave notes how a request ended. One that somebody gave up says nothing about
// the server.
func (c *circuit) leave(ctx context.Context, probe, failed bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if probe {
		c.probing = false
	}
	switch {
	case !failed:
		c.failures = 0
	case ctx.Err() == nil || errors.Is(context.Cause(ctx), errSlow):
		if c.failures++; c.failures >= mostFailures {
			c.until = c.now().Add(openFor)
		}
	}
}

// failed reports whether the outcome of a request means that the server is away,
// slow or overloaded.
func failed(r *http.Response, err error) bool {
	return err != nil || r.StatusCode >= 500 || r.StatusCode == http.StatusTooManyRequests || r.StatusCode == http.StatusRequestTimeout
}
