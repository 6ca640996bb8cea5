package site

import (
	"context"
	"net/http"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/ical"
	"vielfalt/cmd/internal/panics"
	"vielfalt/cmd/internal/ready"
	"vielfalt/content"
)

// answer registers an answer that depends on nothing but its address, the named
// parameters and what is visible; rendering sees no other parameters.
func (r Routes) answer(k Keeping, name, path string, params []string, render func(*Request) (ready.Rendering, error)) {
	s := r.site
	s.keepings[name] = k
	r.Get(name, path, s.limited(func(w http.ResponseWriter, rq *Request) error {
		query, err := s.parameters(rq, params)
		if err != nil {
			return err
		}
		rq.Query = query
		var a *ready.Answer
		if k == Kept {
			// The rendering may outlive the reader who asked first, and its
			// result is for everybody.
			nobody := rq.anonymous()
			a, err = s.Answers.Render(rq.ctx, Address(nobody.own(), rq.Query), rq.At, func(ctx context.Context) (ready.Rendering, error) {
				own := *nobody
				own.ctx = ctx
				return s.rendered(name, &own, render)
			})
		} else {
			a, err = s.made(k, name, rq, render)
		}
		if err != nil {
			return err
		}
		_, err = a.Write(w, rq.http, rq.At)
		return err
	}))
}

// made makes an answer for one request.
func (s *Site) made(k Keeping, name string, rq *Request, render func(*Request) (ready.Rendering, error)) (*ready.Answer, error) {
	var r ready.Rendering
	err := s.bounded(rq, func(rq *Request) (err error) {
		r, err = s.rendered(name, rq, render)
		return err
	})
	if err != nil {
		return nil, err
	}
	if k == Personal {
		r.Header.Set("Cache-Control", k.unkept())
	}
	return r.Answer(s.Gate), nil
}

// bounded builds something for one request once a place and a processor are
// free. It must not be used to send the result: readers may be slow.
func (s *Site) bounded(rq *Request, build func(*Request) error) error {
	ctx, leave, err := s.Gate.Enter(rq.ctx)
	if err != nil {
		return err
	}
	defer leave()
	own := *rq
	own.ctx = ctx
	return build(&own)
}

// rendered renders an answer. A panic becomes an error.
func (s *Site) rendered(name string, rq *Request, render func(*Request) (ready.Rendering, error)) (r ready.Rendering, err error) {
	err = panics.Catch(func() (err error) {
		r, err = s.completed(name, rq, render)
		return err
	})
	return r, err
}

// completed renders an answer and adds what all answers have in common.
func (s *Site) completed(name string, rq *Request, render func(*Request) (ready.Rendering, error)) (r ready.Rendering, err error) {
	// Any page may say when something is kept. The calendar is fetched here,
	// after the rendering has started to count changes.
	ready.Depends(rq.ctx, content.TypeDate, content.TypeDay)
	rq.Calendar = s.Calendar()
	if rq.Stamp, err = s.Reader.Stamp(rq.ctx, rq.At); err != nil {
		return r, err
	}
	if r, err = render(rq); err != nil {
		if Status(err) < http.StatusInternalServerError {
			err = ready.Refusal{Err: err}
		}
		return r, err
	}
	r.Name = name
	for name, value := range s.fixed {
		r.Header[name] = value
	}
	// Any page may say what day it is, and calendars begin with a month. At
	// sunset, the days of half of the traditions begin and end.
	r.Until = (rq.Today() + 1).At(0, 0, calendar.Berlin)
	r.Modified = rq.Today().At(0, 0, calendar.Berlin)
	sunset := ical.Sunset(rq.Today(), s.Region.Seat)
	if rq.At.Before(sunset) {
		r.Until = sunset
	} else {
		r.Modified = sunset
	}
	for _, t := range []time.Time{rq.Stamp.Edge, s.Released} {
		if r.Modified.Before(t) {
			r.Modified = t
		}
	}
	if rq.Standing != nil {
		// The index decides, and nobody knows when it last learned something: who
		// asks only whether something has changed since a moment must be told all.
		r.Modified = time.Time{}
	}
	return r, nil
}

// hot answers from ready bytes without asking the router, provided the address
// is written as the site itself writes it. It reports whether it did.
func (s *Site) hot(w http.ResponseWriter, r *http.Request, at time.Time) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	a, ok := s.Answers.Get(r.RequestURI, at)
	if !ok {
		return false
	}
	status, _ := a.Write(w, r, at) // the reader may be gone
	s.Observe(a.Name(), status, s.Now().Sub(at))
	return true
}
