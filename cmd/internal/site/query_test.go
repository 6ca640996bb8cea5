package site

import (
	"context"
	"net/url"
	"reflect"
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/content"
	"vielfalt/content/profile"
	"vielfalt/search"
	"vielfalt/themes/locale"
)

type foundNothing struct{}

func (foundNothing) Search(context.Context, search.Query) (search.Result, search.Standing, error) {
	return search.Result{}, search.Standing{Complete: true}, nil
}

func (foundNothing) Suggest(context.Context, string, int) ([]search.Suggestion, search.Standing, error) {
	return nil, search.Standing{}, nil
}

// Every filter of the table narrows something: an address that knows it, and a
// query that does not, would show everything.
func TestEveryFilterNarrows(t *testing.T) {
	c, err := calendar.New(traditions.All("nw"), nil)
	if err != nil {
		t.Fatal(err)
	}
	words, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	profiles, err := profile.Load("nw", profile.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	s := &Site{Config: Config{Search: foundNothing{}, Profiles: func() *profile.Set { return profiles }, Calendar: func() *calendar.Calendar { return c }}}
	asked := func(q url.Values) []any {
		rq := &Request{ctx: t.Context(), Query: q, Calendar: c, Lang: "de", Words: words["de"]}
		f, _ := s.CalendarFilter(rq)
		x, _ := SearchQuery(rq)
		l, _, _, err := s.ListQuery(rq, content.TypeArticle)
		if err != nil {
			t.Fatal(err)
		}
		return []any{f, x, l}
	}
	everything := asked(url.Values{})
	n := 0
	for _, p := range params {
		if !p.filter {
			continue
		}
		n++
		value := "2026"
		if p.choices != nil {
			value = p.choices(words["de"], c)[0].Value
		}
		if got := asked(url.Values{p.name: {value}}); reflect.DeepEqual(got, everything) {
			t.Errorf("%s=%s narrows nothing: see query.go", p.name, value)
		}
	}
	if n < 7 {
		t.Errorf("%d filters", n)
	}
}
