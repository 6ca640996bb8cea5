package web_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"vielfalt/content"
)

// impatient is a store that is asked by those who wait only so long.
type impatient struct {
	content.Reader
	asked func(left time.Duration)
}

func (r impatient) Stamp(ctx context.Context, at time.Time) (content.Stamp, error) {
	left := time.Duration(1<<63 - 1) // for ever
	if end, bounded := ctx.Deadline(); bounded {
		left = time.Until(end)
	}
	r.asked(left)
	return r.Reader.Stamp(ctx, at)
}

// Nobody waits for the store longer than proxies do, and only a moment for what
// is made for one request while the store is known to be away.
func TestPatience(t *testing.T) {
	base := newSite(t, nil)
	for _, c := range []struct {
		name        string
		away        bool
		path        string
		least, most time.Duration
	}{
		{"kept", false, "/beitraege", 5 * time.Second, 20 * time.Second},
		{"fresh", false, "/suche?q=Fest", 5 * time.Second, 20 * time.Second},
		{"fresh while the store is away", true, "/suche?q=Fest", 500 * time.Millisecond, 5 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			asked := 0
			s := base.with(t, func(cfg *config) {
				cfg.Away = func() bool { return c.away }
				cfg.Reader = impatient{base.store, func(left time.Duration) {
					asked++
					if left < c.least || left > c.most {
						t.Errorf("%s waits for %v", c.path, left)
					}
				}}
			})
			if w := s.get(t, c.path); w.Code != http.StatusOK || asked == 0 {
				t.Errorf("%s answers %d, asked %d times", c.path, w.Code, asked)
			}
		})
	}
}
