package meili

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// What fails fast is sent again, as it was, after pauses that differ; what would
// not get better, or must not happen twice, is not.
func TestRetries(t *testing.T) {
	plain := func(ctx context.Context) context.Context { return ctx }
	away := errors.New("away")
	for name, c := range map[string]struct {
		statuses []int // one after the other, 0 for no answer
		takes    time.Duration
		header   string
		ctx      func(context.Context) context.Context
		sent     int
	}{
		"answered":         {statuses: []int{200}, sent: 1},
		"refused":          {statuses: []int{400}, sent: 1},
		"once unavailable": {statuses: []int{503, 202}, sent: 2},
		"twice":            {statuses: []int{429, 0, 200}, sent: 3},
		"always":           {statuses: []int{500, 502, 504, 200}, sent: 3},
		"never there":      {statuses: []int{0, 0, 0, 0}, sent: 3},
		"slow":             {statuses: []int{0, 200}, takes: retryWithin + time.Millisecond, sent: 1},
		"says when":        {statuses: []int{503, 200}, header: "10", sent: 1},
		"only once":        {statuses: []int{503, 200}, ctx: once, sent: 1},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				if c.ctx == nil {
					c.ctx = plain
				}
				sent := 0
				var last time.Time
				rt := retrier{stub(func(r *http.Request) (*http.Response, error) {
					if body, err := io.ReadAll(r.Body); string(body) != "asked" || err != nil {
						t.Errorf("attempt %d sends %q, %v", sent+1, body, err)
					}
					if rest := time.Since(last); sent > 0 && (rest < firstPause/2 || rest > 3*firstPause) {
						t.Errorf("rests %v before attempt %d", rest, sent+1)
					}
					status := c.statuses[sent]
					sent++
					time.Sleep(c.takes)
					last = time.Now()
					if status == 0 {
						return nil, away
					}
					response := answer(status)
					if c.header != "" {
						response.Header.Set("Retry-After", c.header)
					}
					return response, nil
				})}
				status, err := send(t, rt, c.ctx(t.Context()))
				if want := c.statuses[c.sent-1]; sent != c.sent || status != want || want == 0 && !errors.Is(err, away) {
					t.Errorf("%d, %v after %d attempts, want %d after %d", status, err, sent, want, c.sent)
				}
			})
		})
	}
}

// Those who were turned away together do not come back together.
func TestRetriesAreSpread(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		var rests []time.Duration
		for range 20 {
			rt := retrier{stub(func(*http.Request) (*http.Response, error) { return answer(503), nil })}
			if _, err := send(t, rt, t.Context()); err != nil {
				t.Fatal(err)
			}
			rests = append(rests, time.Since(began))
			began = time.Now()
		}
		slices.Sort(rests)
		if n := len(slices.Compact(rests)); n < 10 {
			t.Errorf("20 requests have %d different pauses", n)
		}
	})
}

// A last attempt that begins as late as it may, and takes as long as it may,
// ends before the two seconds that search.Index promises.
func TestRetriesAreInTime(t *testing.T) {
	if most := retryWithin + 3*firstPause + dialTimeout + answerTimeout; most >= 2*time.Second {
		t.Errorf("a request may take %v", most)
	}
}

// Who gives up during a pause does not wait for its end.
func TestRetriesEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cause := errors.New("a reader went away")
		ctx, cancel := context.WithCancelCause(t.Context())
		rt := retrier{stub(func(*http.Request) (*http.Response, error) {
			time.AfterFunc(time.Millisecond, func() { cancel(cause) })
			return answer(503), nil
		})}
		began := time.Now()
		if _, err := send(t, rt, ctx); !errors.Is(err, cause) || time.Since(began) > time.Millisecond {
			t.Errorf("%v after %v, want %v at once", err, time.Since(began), cause)
		}
	})
}
