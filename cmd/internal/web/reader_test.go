package web_test

import (
	"context"
	"net/http"
	"reflect"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/web"
	"vielfalt/content"
)

// Every question to the store is asked in the context of the request or of the
// rendering it belongs to. In any other nothing would bound how long it takes,
// and nobody would note what the answer depends on, so that it would be kept
// after that has changed.
func TestQuestionsBelongToTheirRequest(t *testing.T) {
	asked := map[string]bool{}
	s := wholeSite(t)
	s.sync(t)
	watched := s.with(t, func(c *web.Config) {
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
		if m := methods.Method(i).Name; !asked[m] && m != "Entries" { // which no page shows yet
			t.Errorf("no route asks %s, or this test does not watch it", m)
		}
	}
}

// A watchedReader tells of every question.
type watchedReader struct {
	content.Reader
	tell func(ctx context.Context, method string)
}

func (r watchedReader) Articles(ctx context.Context, at time.Time, q content.Query) ([]*content.Article, int, error) {
	r.tell(ctx, "Articles")
	return r.Reader.Articles(ctx, at, q)
}

func (r watchedReader) Article(ctx context.Context, at time.Time, slug string) (*content.Article, error) {
	r.tell(ctx, "Article")
	return r.Reader.Article(ctx, at, slug)
}

func (r watchedReader) Picture(ctx context.Context, at time.Time, hash string) (content.File, error) {
	r.tell(ctx, "Picture")
	return r.Reader.Picture(ctx, at, hash)
}

func (r watchedReader) Brochures(ctx context.Context, at time.Time, q content.Query) ([]*content.Brochure, int, error) {
	r.tell(ctx, "Brochures")
	return r.Reader.Brochures(ctx, at, q)
}

func (r watchedReader) Brochure(ctx context.Context, at time.Time, slug string) (*content.Brochure, error) {
	r.tell(ctx, "Brochure")
	return r.Reader.Brochure(ctx, at, slug)
}

func (r watchedReader) Contacts(ctx context.Context, at time.Time, q content.Query) ([]*content.Contact, int, error) {
	r.tell(ctx, "Contacts")
	return r.Reader.Contacts(ctx, at, q)
}

func (r watchedReader) Contact(ctx context.Context, at time.Time, id string) (*content.Contact, error) {
	r.tell(ctx, "Contact")
	return r.Reader.Contact(ctx, at, id)
}

func (r watchedReader) Events(ctx context.Context, at time.Time, q content.Query) ([]*content.Event, int, error) {
	r.tell(ctx, "Events")
	return r.Reader.Events(ctx, at, q)
}

func (r watchedReader) Event(ctx context.Context, at time.Time, slug string) (*content.Event, error) {
	r.tell(ctx, "Event")
	return r.Reader.Event(ctx, at, slug)
}

func (r watchedReader) Offers(ctx context.Context, at time.Time, q content.Query) ([]*content.Offer, int, error) {
	r.tell(ctx, "Offers")
	return r.Reader.Offers(ctx, at, q)
}

func (r watchedReader) Offer(ctx context.Context, at time.Time, slug string) (*content.Offer, error) {
	r.tell(ctx, "Offer")
	return r.Reader.Offer(ctx, at, slug)
}

func (r watchedReader) Visible(ctx context.Context, at time.Time, ids []string) (map[string]*content.Item, error) {
	r.tell(ctx, "Visible")
	return r.Reader.Visible(ctx, at, ids)
}

func (r watchedReader) Dezernate(ctx context.Context, at time.Time, t content.Type) ([]content.Count, error) {
	r.tell(ctx, "Dezernate")
	return r.Reader.Dezernate(ctx, at, t)
}

func (r watchedReader) Tags(ctx context.Context, at time.Time, t content.Type) ([]content.Count, error) {
	r.tell(ctx, "Tags")
	return r.Reader.Tags(ctx, at, t)
}

func (r watchedReader) Traditions(ctx context.Context, at time.Time, t content.Type) ([]content.Count, error) {
	r.tell(ctx, "Traditions")
	return r.Reader.Traditions(ctx, at, t)
}

func (r watchedReader) Observed(ctx context.Context, at time.Time) (map[calendar.ID]string, error) {
	r.tell(ctx, "Observed")
	return r.Reader.Observed(ctx, at)
}

func (r watchedReader) Stamp(ctx context.Context, at time.Time) (content.Stamp, error) {
	r.tell(ctx, "Stamp")
	return r.Reader.Stamp(ctx, at)
}
