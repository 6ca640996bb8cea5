package web

import (
	"errors"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// shown returns the record at the address that a request names in its variable.
// A former address leads to the route's present one.
func shown[R content.Record](s *server, rq *site.Request, route, variable string) (R, error) {
	r, err := content.Show[R](rq.Context(), s.Reader, rq.At, rq.Variable(variable))
	if err != nil {
		var none R
		return none, s.missing(rq, none.Description().Type, route, variable, err)
	}
	return r, nil
}

// nowShown is how many links stand in place of what is not visible.
const nowShown = 5

// missing returns what to answer instead of err if that says that there is
// nothing at an address: where it is now, or when it shows again. Of what nobody
// has seen, it finds out no more than of an address that does not exist.
func (s *server) missing(rq *site.Request, t content.Type, route, variable string, err error) error {
	if !errors.Is(err, content.ErrNotFound) {
		return err
	}
	address := rq.Variable(variable)
	seen, e := s.Reader.Seen(rq.Context(), rq.At, t, address)
	switch {
	case errors.Is(e, content.ErrNotFound):
		return err
	case e != nil:
		return e
	case seen.Visible && seen.Slug == address: // since just now
		return err
	case seen.Visible:
		return site.Moved(s.Path(rq.Lang, route, variable, seen.Slug))
	}
	q := content.Query{Limit: nowShown}
	if content.Describe(t).Order == content.ByStart {
		q.StartsFrom = rq.At
	}
	list, _, e := s.Reader.List(rq.Context(), rq.At, t, q)
	if e != nil {
		return e
	}
	var now []themes.Link
	for _, r := range list {
		now = append(now, themes.Link{Title: r.Base().Title, URL: s.ItemPath(rq.Lang, r.Base())})
	}
	return site.Gone(seen, now)
}
