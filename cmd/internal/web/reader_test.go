package web_test

import (
	"context"
	"net/http"
	"reflect"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// Every question to the store is asked in the context of the request or of the
// rendering it belongs to. In any other context nothing would bound how long it
// takes, and what the answer depends on would not be noted, so the answer would
// be kept even after that has changed.
func TestQuestionsBelongToTheirRequest(t *testing.T) {
	asked := map[string]bool{}
	s := wholeSite(t)
	s.sync(t)
	watched := s.with(t, func(c *config) {
		c.Reader = watchedReader{c.Reader, func(ctx context.Context, method string) {
			asked[method] = true
			if _, bounded := ctx.Deadline(); !bounded {
				t.Errorf("%s is asked in a context of its own", method)
			}
		}}
	})
	for name, path := range s.addresses(t) {
		for _, p := range []string{path, "/en" + path} {
			if w := watched.get(t, p); w.Code != http.StatusOK {
				t.Errorf("%s: %s answers %d", name, p, w.Code)
			}
		}
	}
	watched.get(t, "/beitraege?thema=Fastn")
	methods := reflect.TypeFor[content.Reader]()
	for i := range methods.NumMethod() {
		if m := methods.Method(i).Name; !asked[m] && m != "Seen" { // no page shows it yet
			t.Errorf("no route asks %s, or this test does not watch it", m)
		}
	}
}

// A watchedReader reports every question.
type watchedReader struct {
	content.Reader
	tell func(ctx context.Context, method string)
}

func (r watchedReader) List(ctx context.Context, at time.Time, t content.Type, q content.Query) ([]content.Record, int, error) {
	r.tell(ctx, "List")
	return r.Reader.List(ctx, at, t, q)
}

func (r watchedReader) Show(ctx context.Context, at time.Time, t content.Type, address string) (content.Record, error) {
	r.tell(ctx, "Show")
	return r.Reader.Show(ctx, at, t, address)
}

func (r watchedReader) Withdrawn(ctx context.Context, at, since time.Time, t content.Type, q content.Query) ([]content.Withdrawal, error) {
	r.tell(ctx, "Withdrawn")
	return r.Reader.Withdrawn(ctx, at, since, t, q)
}

func (r watchedReader) Picture(ctx context.Context, at time.Time, hash string) (content.Picture, error) {
	r.tell(ctx, "Picture")
	return r.Reader.Picture(ctx, at, hash)
}

func (r watchedReader) Visible(ctx context.Context, at time.Time, ids []string) (map[string]*content.Item, error) {
	r.tell(ctx, "Visible")
	return r.Reader.Visible(ctx, at, ids)
}

func (r watchedReader) Counts(ctx context.Context, at time.Time, t content.Type, by content.Facet) ([]content.Count, error) {
	r.tell(ctx, "Counts")
	return r.Reader.Counts(ctx, at, t, by)
}

func (r watchedReader) Observed(ctx context.Context, at time.Time) (map[calendar.ID]string, error) {
	r.tell(ctx, "Observed")
	return r.Reader.Observed(ctx, at)
}

func (r watchedReader) Stamp(ctx context.Context, at time.Time) (content.Stamp, error) {
	r.tell(ctx, "Stamp")
	return r.Reader.Stamp(ctx, at)
}
