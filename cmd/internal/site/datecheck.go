package site

import (
	"net/http"

	"vielfalt/calendar"
	"vielfalt/calendar/ical"
	"vielfalt/content"
	"vielfalt/content/datecheck"
)

// maxEvents is how many events of the house one check of dates looks at.
const maxEvents = 1000

// Events returns the visible events of the house that are on from one day to another, the
// first first and at most so many.
func (s *Site) Events(rq *Request, from, to calendar.Date, most int) ([]*content.Event, error) {
	found, _, err := content.List[*content.Event](rq.ctx, s.Reader, rq.At, content.Query{
		StartsFrom: from.At(0, 0, calendar.Berlin), StartsBefore: (to + 1).At(0, 0, calendar.Berlin), Limit: most,
	})
	return found, err
}

// Checker returns a value that answers whether days are all right for what
// somebody plans, and knows the events of the house from one day to another.
// link makes the address of a path.
func (s *Site) Checker(rq *Request, from, to calendar.Date, link func(path string) string) (*datecheck.Checker, error) {
	events, err := s.Events(rq, from, to, maxEvents)
	if err != nil {
		return nil, err
	}
	c := &datecheck.Checker{
		Calendar: rq.Calendar, Profiles: s.Profiles(), Region: s.Region, Workday: s.Workday, School: s.School, Today: rq.Today(), Lang: rq.Lang, Years: &s.years,
		Link: func(id calendar.ID) string { return link(s.ObservancePath(rq.Lang, id)) },
	}
	for _, e := range events {
		if !e.Cancelled {
			c.Events = append(c.Events, datecheck.Event{Title: e.Title, URL: link(s.ItemPath(rq.Lang, &e.Item)), Start: e.Start, End: e.End})
		}
	}
	return c, nil
}

// Planned returns the entries of a calendar that somebody sent.
func Planned(f ical.File) []datecheck.Planned {
	out := make([]datecheck.Planned, len(f.Planned))
	for i, p := range f.Planned {
		out[i] = datecheck.Planned{Title: p.Title, First: p.First, Last: p.Last, Start: p.Start, End: p.End}
	}
	return out
}

// PrivateJSON adds an address of the JSON interface whose answers are for
// whoever asks, and kept nowhere. GET knows the named parameters; what is sent
// with POST may have limit bytes and be of one media type, and only knows those
// of the parameters that posted names.
func (r Routes) PrivateJSON(name, path string, get func(*Request) (any, error), mediaType string, limit int64, post func(*Request, []byte) (any, error), params, posted []string) {
	s := r.site
	s.jsonParams[path], s.jsonPosted[path] = params, posted
	r.Personal(name, path, []string{http.MethodGet, http.MethodPost}, limit, func(w http.ResponseWriter, rq *Request) error {
		known := params
		if !rq.Reads() {
			known = posted
		}
		if err := strictNames(rq, known); err != nil {
			return err
		}
		query, err := s.strictValues(rq, known)
		if Status(err) == http.StatusBadRequest && err != nil {
			// It can be understood, and something in it cannot be.
			return Refuse(http.StatusUnprocessableEntity, err.Error(), "")
		}
		if err != nil {
			return err
		}
		rq.Query = query
		answer := get
		if !rq.Reads() {
			sent, err := rq.sent(mediaType)
			if err != nil {
				return err
			}
			answer = func(rq *Request) (any, error) { return post(rq, sent) }
		}
		body, err := s.jsonBody(rq, answer)
		if err != nil {
			return err
		}
		w.Header().Set("Content-Type", "application/json")
		return s.Write(w, rq, http.StatusOK, body)
	})
}
