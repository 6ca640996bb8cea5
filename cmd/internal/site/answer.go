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

// answer registers an answer that depends on its address, on the parameters
// named, and on what is visible; rendering sees no other parameters.
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
			// The rendering may outlive the reader who asked for it first, and is
			// for everybody.
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

// bounded makes something for one request once there is a place and a processor
// for it. It must not be sent from within: readers may be slow.
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

// rendered renders an answer. A mistake in the program ends in an error.
func (s *Site) rendered(name string, rq *Request, render func(*Request) (ready.Rendering, error)) (r ready.Rendering, err error) {
	err = panics.Catch(func() (err error) {
		r, err = s.completed(name, rq, render)
		return err
	})
	return r, err
}

// completed renders an answer and adds what all have in common.
func (s *Site) completed(name string, rq *Request, render func(*Request) (ready.Rendering, error)) (r ready.Rendering, err error) {
	// Every page may say when something is kept. What is kept of the calendar is
	// asked for here, after the rendering began to count changes.
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
	// Every page may say what day it is, and calendars begin with a month. With
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
	return r, nil
}

// hot answers from ready bytes, if the address is written as the site itself
// writes it, without asking the router. It reports whether it did.
func (s *Site) hot(w http.ResponseWriter, r *http.Request, at time.Time) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	a, ok := s.Answers.Get(r.RequestURI, at)
	if !ok {
		return false
	}
	status, _ := a.Write(w, r, at) // the reader may have gone
	s.Observe(a.Name(), status, s.Now().Sub(at))
	return true
}
