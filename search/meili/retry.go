package meili

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"time"
)

// A request that fails is sent again, mostTries times in all, as long as no more
// than retryWithin has passed. Together with a last one that waits as long as it
// may, two seconds are not exceeded.
const (
	mostTries   = 3
	firstPause  = 40 * time.Millisecond
	retryWithin = 200 * time.Millisecond
)

// A retrier sends requests again that fail fast: because the server is just being
// restarted, or has closed the connection. Requests of this package may come
// twice, unless their context says otherwise.
type retrier struct{ next http.RoundTripper }

type onceKey struct{}

// once returns a context whose requests are never sent again.
func once(ctx context.Context) context.Context { return context.WithValue(ctx, onceKey{}, true) }

// RoundTrip implements http.RoundTripper.
func (t retrier) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx := r.Context()
	if ctx.Value(onceKey{}) != nil {
		return t.next.RoundTrip(r)
	}
	body, err := read(r)
	if err != nil {
		return nil, err
	}
	began, pause := time.Now(), firstPause
	for try := 1; ; try++ {
		again := r.Clone(ctx)
		if body != nil {
			again.Body, again.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		}
		response, err := t.next.RoundTrip(again)
		if !failed(response, err) || try == mostTries || time.Since(began) > retryWithin || ctx.Err() != nil {
			return response, err
		}
		if response != nil {
			if response.Header.Get("Retry-After") != "" { // in seconds, which nobody waits
				return response, nil
			}
			_ = response.Body.Close() // its failure is known already
		}
		select {
		case <-time.After(pause/2 + rand.N(pause)):
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
		pause *= 2
	}
}

// read returns the body of a request; nil if it has none.
func read(r *http.Request) ([]byte, error) {
	if r.Body == nil {
		return nil, nil
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, fmt.Errorf("read request: %w", err)
	}
	return body, nil
}
