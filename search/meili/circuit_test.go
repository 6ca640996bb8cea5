package meili

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vielfalt/search"
)

// A stub answers requests without a network.
type stub func(*http.Request) (*http.Response, error)

func (f stub) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func answer(status int) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(""))}
}

// A clock is set by tests.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// send sends a request through rt, and returns the status it got, or 0.
func send(t *testing.T, rt http.RoundTripper, ctx context.Context) (int, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://search.invalid/", strings.NewReader("asked"))
	if err != nil {
		t.Fatal(err)
	}
	response, err := rt.RoundTrip(r)
	if err != nil {
		return 0, err
	}
	return response.StatusCode, response.Body.Close()
}

// After five failures in a row nothing is sent for ten seconds; then one request
// is, and decides.
func TestCircuit(t *testing.T) {
	status, sent := http.StatusServiceUnavailable, 0
	c := &clock{at: time.Date(2026, 11, 29, 8, 0, 0, 0, time.UTC)}
	rt := &circuit{now: c.now, next: stub(func(*http.Request) (*http.Response, error) {
		sent++
		if status == 0 {
			return nil, errors.New("away")
		}
		return answer(status), nil
	})}
	ask := func(want bool) {
		t.Helper()
		before := sent
		_, err := send(t, rt, t.Context())
		var p *search.Pause
		switch paused := errors.As(err, &p); {
		case sent > before != want, paused == want:
			t.Errorf("sent %t, %v, want sent %t", sent > before, err, want)
		case paused && !errors.Is(err, search.ErrUnavailable):
			t.Errorf("%v is not ErrUnavailable", err)
		}
	}
	ask(true)
	ask(true)
	status = 0
	ask(true)
	ask(true)
	status = http.StatusBadRequest // an answer, whatever it says
	ask(true)
	status = http.StatusTooManyRequests
	for range mostFailures {
		ask(true)
	}
	ask(false)
	_, err := send(t, rt, t.Context())
	if p := (*search.Pause)(nil); !errors.As(err, &p) || !p.Until.Equal(c.now().Add(openFor)) {
		t.Errorf("%v does not say until when, which is %v", err, c.now().Add(openFor))
	}
	c.pass(openFor - time.Second)
	ask(false)
	c.pass(time.Second)
	ask(true) // and fails
	ask(false)
	c.pass(openFor)
	status = http.StatusOK
	ask(true)
	ask(true)
	status = http.StatusInternalServerError
	for range mostFailures - 1 {
		ask(true)
	}
	status = http.StatusOK
	ask(true) // what failed before does not count any more
}

// While the one request is on its way, others fail at once.
func TestCircuitProbes(t *testing.T) {
	asked, release := make(chan struct{}), make(chan error)
	c := &clock{at: time.Date(2026, 11, 29, 8, 0, 0, 0, time.UTC)}
	failures, out := 0, atomic.Bool{}
	rt := &circuit{now: c.now, next: stub(func(*http.Request) (*http.Response, error) {
		if failures++; failures <= mostFailures {
			return answer(http.StatusBadGateway), nil
		}
		if !out.CompareAndSwap(false, true) {
			return nil, errors.New("sent beside the first")
		}
		defer out.Store(false)
		asked <- struct{}{}
		return answer(http.StatusOK), <-release
	})}
	for range mostFailures {
		if _, err := send(t, rt, t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	c.pass(openFor)
	for _, outcome := range []error{errors.New("given up"), nil} {
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() {
			_, err := send(t, rt, ctx)
			done <- err
		}()
		<-asked
		if _, err := send(t, rt, t.Context()); !errors.As(err, new(*search.Pause)) {
			t.Errorf("a second request = %v while the first is out, want a pause", err)
		}
		if outcome != nil {
			cancel() // which says nothing about the server: another may try
		}
		release <- outcome
		if err := <-done; !errors.Is(err, outcome) {
			t.Errorf("the first = %v, want %v", err, outcome)
		}
		cancel()
	}
	go func() { <-asked; release <- nil }()
	if status, err := send(t, rt, t.Context()); status != http.StatusOK || err != nil {
		t.Errorf("after an answer: %d, %v", status, err)
	}
}

// A reader who goes away is no failure of the server; a search that takes too
// long is.
func TestCircuitKnowsWhoFailed(t *testing.T) {
	sent := 0
	rt := &circuit{now: time.Now, next: stub(func(r *http.Request) (*http.Response, error) {
		sent++
		<-r.Context().Done()
		return nil, r.Context().Err()
	})}
	for cause, want := range map[error]int{errors.New("a reader went away"): 2 * mostFailures, errSlow: mostFailures} {
		sent, rt.failures = 0, 0
		for range 2 * mostFailures {
			ctx, cancel := context.WithCancelCause(t.Context())
			cancel(cause)
			if _, err := send(t, rt, ctx); err == nil {
				t.Error("no error")
			}
		}
		if sent != want {
			t.Errorf("%v: %d were sent, want %d", cause, sent, want)
		}
	}
}

// Who asks how the server is gets an answer from it, which lets everybody in.
func TestCircuitLetsThrough(t *testing.T) {
	status := http.StatusBadGateway
	rt := &circuit{now: time.Now, next: stub(func(*http.Request) (*http.Response, error) { return answer(status), nil })}
	for range mostFailures {
		if _, err := send(t, rt, t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := send(t, rt, through(t.Context())); got != status {
		t.Errorf("let through: %d, %v, want %d", got, err, status)
	}
	if _, err := send(t, rt, t.Context()); err == nil {
		t.Error("a failure lets others in")
	}
	status = http.StatusOK
	if got, err := send(t, rt, through(t.Context())); got != status {
		t.Errorf("let through: %d, %v, want %d", got, err, status)
	}
	if got, err := send(t, rt, t.Context()); got != status {
		t.Errorf("after an answer: %d, %v, want %d", got, err, status)
	}
}
