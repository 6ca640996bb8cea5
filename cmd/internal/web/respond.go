package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"vielfalt/calendar"
	"vielfalt/calendar/ical"
	"vielfalt/cmd/internal/ready"
	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/themes"
)

// A request is a request with what every handler wants to know of it.
type request struct {
	*http.Request
	ctx   context.Context
	lang  string
	at    time.Time // the moment of viewing
	query url.Values
	stamp content.Stamp // of everything visible; set for pages and feeds that are rendered
	// standing says how far the answer of the index can be relied on; nil while it
	// was not asked.
	standing *search.Standing
	// calendar is the one in use throughout.
	calendar *calendar.Calendar
}

// today is the civil day of viewing in Berlin.
func (r *request) today() calendar.Date { return calendar.DateOf(r.at.In(calendar.Berlin)) }

func (r *request) variable(name string) string { return mux.Vars(r.Request)[name] }

// A statusError is an answer other than 200 with a reason for the log.
type statusError struct {
	status int
	reason string
}

func (e statusError) Error() string { return e.reason }

var errNotFound = statusError{http.StatusNotFound, "no such address"}

func badRequest(format string, args ...any) error {
	return statusError{http.StatusBadRequest, fmt.Sprintf(format, args...)}
}

// status maps an error to the status of its answer.
func status(err error) int {
	var se statusError
	var problems content.Problems
	switch {
	case errors.As(err, &se):
		return se.status
	case errors.As(err, &strayError{}):
		return http.StatusNotFound
	case errors.Is(err, content.ErrNotFound):
		return http.StatusNotFound
	case errors.Is(err, content.ErrDenied):
		return http.StatusForbidden
	case errors.Is(err, content.ErrConflict):
		return http.StatusConflict
	case errors.As(err, &problems):
		return http.StatusUnprocessableEntity
	case errors.Is(err, ready.ErrBusy), errors.Is(err, search.ErrUnavailable), errors.Is(err, content.ErrUnavailable), errors.Is(err, content.ErrDiskFull), errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// A panicError is a mistake in the program, with where it happened.
type panicError struct {
	value any
	stack []byte
}

func (e panicError) Error() string { return fmt.Sprintf("panic: %v", e.value) }

type handlerFunc func(w http.ResponseWriter, r *request) error

// get registers a handler that writes its answer itself. It is fresh unless it
// is said to be otherwise.
func (s *Server) get(r *mux.Router, name, path string, h handlerFunc) {
	if _, said := s.keepings[name]; !said {
		s.keepings[name] = fresh
	}
	r.Handle(path, s.handle(name, []string{http.MethodGet, http.MethodHead}, h)).Name(name)
}

// patience is how long an answer that is not ready may take. It is less than
// proxies commonly wait.
const patience = 15 * time.Second

// impatience is patience while the store is known to be away: it is tried, but
// readers who wait for nothing hold connections that others could use.
const impatience = 2 * time.Second

// limited bounds the time a handler may spend on the store and the index.
func (s *Server) limited(h handlerFunc) handlerFunc {
	return func(w http.ResponseWriter, rq *request) error {
		ctx, cancel := s.patient(rq.ctx)
		defer cancel()
		rq.ctx = ctx
		return h(w, rq)
	}
}

// patient bounds the time a question to the store may take.
func (s *Server) patient(ctx context.Context) (context.Context, context.CancelFunc) {
	if s.Away() {
		return context.WithTimeout(ctx, impatience)
	}
	return context.WithTimeout(ctx, patience)
}

// A keeping says what becomes of the answers of a route, once they are made. It
// belongs to the route and never depends on who asks.
type keeping int

const (
	// kept: public, made once and sent as ready bytes until something changes.
	kept keeping = iota
	// fresh: public, made for each request, as searches and forms are.
	fresh
	// personal: for one reader, made for each request, kept nowhere.
	personal
)

// unkept is the Cache-Control of what nobody may keep.
func (k keeping) unkept() string {
	if k == personal {
		return "private, no-store"
	}
	return "no-store"
}

// answer registers an answer that depends on its address, on the parameters
// named, and on what is visible; rendering sees no other parameters.
func (s *Server) answer(r *mux.Router, k keeping, name, path string, params []string, render func(*request) (ready.Rendering, error)) {
	s.keepings[name] = k
	s.get(r, name, path, s.limited(func(w http.ResponseWriter, rq *request) error {
		query, err := s.parameters(rq, params)
		if err != nil {
			return err
		}
		rq.query = query
		var a *ready.Answer
		if k == kept {
			// The rendering may outlive the reader who asked for it first, and is
			// for everybody.
			nobody := rq.anonymous()
			a, err = s.Answers.Render(rq.ctx, address(nobody.address(), rq.query), rq.at, func(ctx context.Context) (ready.Rendering, error) {
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
		_, err = a.Write(w, rq.Request, rq.at)
		return err
	}))
}

// made makes an answer for one request.
func (s *Server) made(k keeping, name string, rq *request, render func(*request) (ready.Rendering, error)) (*ready.Answer, error) {
	var r ready.Rendering
	err := s.bounded(rq, func(rq *request) (err error) {
		r, err = s.rendered(name, rq, render)
		return err
	})
	if err != nil {
		return nil, err
	}
	if k == personal {
		r.Header.Set("Cache-Control", k.unkept())
	}
	return r.Answer(s.Gate), nil
}

// bounded makes something for one request once there is a place and a processor
// for it. It must not be sent from within: readers may be slow.
func (s *Server) bounded(rq *request, build func(*request) error) error {
	ctx, leave, err := s.Gate.Enter(rq.ctx)
	if err != nil {
		return err
	}
	defer leave()
	own := *rq
	own.ctx = ctx
	return build(&own)
}

// anonymous returns the request without anything that says who asks.
func (r *request) anonymous() *request {
	own := *r
	own.Request = (&http.Request{Method: http.MethodGet, URL: &url.URL{Path: r.URL.Path}, Header: http.Header{}}).WithContext(r.Request.Context())
	return &own
}

// address is the path of a request as the site writes it, without a query.
func (r *request) address() string {
	return prefix(r.lang) + (&url.URL{Path: r.URL.Path}).EscapedPath()
}

// rendered renders an answer and adds what all have in common.
func (s *Server) rendered(name string, rq *request, render func(*request) (ready.Rendering, error)) (r ready.Rendering, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = panicError{v, debug.Stack()}
		}
	}()
	// Every page may say when something is kept. What is kept of the calendar is
	// asked for here, after the rendering began to count changes.
	ready.Depends(rq.ctx, content.TypeDate, content.TypeDay)
	rq.calendar = s.Calendar()
	if rq.stamp, err = s.Reader.Stamp(rq.ctx, rq.at); err != nil {
		return r, err
	}
	if r, err = render(rq); err != nil {
		if status(err) < http.StatusInternalServerError {
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
	r.Until = (rq.today() + 1).At(0, 0, calendar.Berlin)
	r.Modified = rq.today().At(0, 0, calendar.Berlin)
	sunset := ical.Sunset(rq.today(), s.Region.Seat)
	if rq.at.Before(sunset) {
		r.Until = sunset
	} else {
		r.Modified = sunset
	}
	for _, t := range []time.Time{rq.stamp.Edge, s.Released} {
		if r.Modified.Before(t) {
			r.Modified = t
		}
	}
	return r, nil
}

// hot answers from ready bytes, if the address is written as the site itself
// writes it, without asking the router. It reports whether it did.
func (s *Server) hot(w http.ResponseWriter, r *http.Request, at time.Time) bool {
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

// page registers a page that depends on the parameters named.
func (s *Server) page(r *mux.Router, k keeping, name, path string, build func(*request) (themes.Page, error), params ...string) {
	s.answer(r, k, name, path, params, func(rq *request) (ready.Rendering, error) {
		p, err := build(rq)
		if err != nil {
			return ready.Rendering{}, err
		}
		body, err := s.renderer.Render(rq.lang, p)
		return ready.Rendering{Header: pageHeader(rq), Body: body}, err
	})
}

func pageHeader(rq *request) http.Header {
	return http.Header{"Content-Type": {"text/html; charset=utf-8"}, "Content-Language": {rq.lang}}
}

// form registers a page with a form that is sent to its own address. It is fresh,
// or personal where the answer is for nobody but who sent the form.
func (s *Server) form(r *mux.Router, k keeping, name, path string, show func(*request) (themes.Page, error), send handlerFunc) {
	s.keepings[name] = k
	h := s.handle(name, []string{http.MethodGet, http.MethodHead, http.MethodPost}, s.limited(func(w http.ResponseWriter, rq *request) error {
		w.Header().Set("Cache-Control", k.unkept())
		if rq.Method != http.MethodPost {
			p, err := show(rq)
			if err != nil {
				return err
			}
			return s.render(w, rq, http.StatusOK, p)
		}
		if err := s.guard.Check(rq.Request); err != nil {
			return statusError{http.StatusForbidden, "cross-origin form"}
		}
		rq.Body = http.MaxBytesReader(w, rq.Body, 64<<10)
		return send(w, rq)
	}))
	r.Handle(path, h).Name(name)
}

// feed registers a feed or a calendar that depends on the parameters named.
func (s *Server) feed(r *mux.Router, k keeping, name, path string, build func(*request) (feedAnswer, error), params ...string) {
	s.answer(r, k, name, path, params, func(rq *request) (ready.Rendering, error) {
		a, err := build(rq)
		h := http.Header{"Content-Type": {a.mediaType}}
		if a.fileName != "" {
			h["Content-Disposition"] = []string{`inline; filename="` + a.fileName + `"`}
		}
		return ready.Rendering{Header: h, Body: a.body}, err
	})
}

type feedAnswer struct {
	mediaType string
	fileName  string
	body      []byte
}

// api registers a part of the JSON interface that knows the parameters named. Its
// answers are fresh.
func (s *Server) api(r *mux.Router, name, path string, h func(*request) (any, error), params ...string) {
	s.apiParams[path] = params
	s.get(r, name, path, s.limited(func(w http.ResponseWriter, rq *request) error {
		query, err := s.strict(rq, params)
		if err != nil {
			return err
		}
		rq.query = query
		var body []byte
		err = s.bounded(rq, func(rq *request) error {
			v, err := h(rq)
			if err != nil {
				return err
			}
			body, err = encoded(v)
			return err
		})
		if err != nil {
			return err
		}
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("Content-Type", "application/json")
		return s.write(w, rq.Request, http.StatusOK, body)
	}))
}

// handle is the one place where errors become answers and requests are counted.
func (s *Server) handle(name string, methods []string, h handlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := s.Now()
		sw := &statusWriter{ResponseWriter: w}
		for name, value := range s.fixed {
			w.Header()[name] = value
		}
		rq := &request{Request: r, ctx: r.Context(), lang: language(r), at: start.UTC(), calendar: s.Calendar()}
		err := func() (err error) {
			defer func() {
				if v := recover(); v != nil {
					if v == http.ErrAbortHandler {
						panic(v)
					}
					err = panicError{v, debug.Stack()}
				}
			}()
			if !slices.Contains(methods, r.Method) {
				w.Header().Set("Allow", strings.Join(methods, ", "))
				return statusError{http.StatusMethodNotAllowed, "method " + strconv.Quote(r.Method)}
			}
			if rq.query, err = url.ParseQuery(r.URL.RawQuery); err != nil {
				return badRequest("query cannot be read")
			}
			return h(sw, rq)
		}()
		if err != nil {
			s.fail(sw, rq, name, err)
		}
		s.Observe(name, sw.status, s.Now().Sub(start))
	})
}

// fail answers an error: as JSON for programs, as a page for people. Errors of
// our own are logged here and nowhere else, without what the reader typed.
func (s *Server) fail(w *statusWriter, rq *request, route string, err error) {
	if rq.Context().Err() != nil && w.status == 0 {
		w.status = 499 // the reader has gone
		return
	}
	code := status(err)
	id := ""
	// Of what there is no place for, a line each would be one more thing to make;
	// the numbers by status tell of it.
	if code >= 500 && !errors.Is(err, ready.ErrBusy) {
		id = rand.Text()[:12]
		attrs := []any{"route", route, "status", code, "request", id, "err", err}
		if p := (panicError{}); errors.As(err, &p) {
			attrs = append(attrs, "stack", string(p.stack))
		}
		level := slog.LevelError
		if code == http.StatusServiceUnavailable {
			level = slog.LevelWarn // something outside is away, and its own line says what
		}
		s.Log.Log(rq.Context(), level, "request failed", attrs...)
	}
	if w.status != 0 {
		return // the answer has begun, there is nothing left to say
	}
	h := w.Header()
	for _, name := range []string{"ETag", "Last-Modified", "Content-Disposition"} {
		h.Del(name)
	}
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", policy) // a file may have had its own
	if code == http.StatusServiceUnavailable {
		h.Set("Retry-After", "10")
	}
	if strings.HasPrefix(rq.URL.Path, "/api/") {
		problem := map[string]any{"title": http.StatusText(code), "status": code}
		if code < 500 {
			problem["detail"] = err.Error()
		} else {
			problem["instance"] = id
		}
		_ = s.writeJSON(w, rq.Request, code, "application/problem+json", problem)
		return
	}
	key := "error." + strconv.Itoa(code)
	words := s.renderer.Printer(rq.lang)
	if !words.Has(key) {
		key = "error.500"
	}
	p := &themes.ErrorPage{Base: s.base(rq, words.T(key+".title"), ""), Status: code, Key: key, RequestID: id}
	p.Canonical = ""
	p.Path = "/"
	if e := (strayError{}); errors.As(err, &e) {
		p.Wrong = s.wrong(rq, e)
	}
	if e := s.render(w, rq, code, p); e != nil && w.status == 0 {
		http.Error(w, http.StatusText(code), code)
	}
}

// base fills what all pages have in common.
func (s *Server) base(rq *request, title, section string) themes.Base {
	path := (&url.URL{Path: rq.URL.Path}).EscapedPath()
	site := s.site
	for i := range rq.calendar.Traditions() {
		site.Traditions = append(site.Traditions, &rq.calendar.Traditions()[i])
	}
	return themes.Base{
		Title: title, Section: section, Path: path, Canonical: s.absolute(prefix(rq.lang) + path),
		Now: rq.at, Site: site,
	}
}

// relied says on a page how far what was searched for can be relied on.
func (r *request) relied(b *themes.Base) {
	if r.standing == nil {
		return
	}
	b.Degraded = r.standing.Degraded
	if !r.standing.Complete {
		b.Incomplete = r.standing
	}
}

// missing is the error of a feed in which something that is visible may be
// missing. A reader of feeds comes again, and would not be told otherwise.
func (r *request) missing() error {
	if r.standing == nil || r.standing.Complete {
		return nil
	}
	return fmt.Errorf("%w: it is being built", search.ErrUnavailable)
}

// withQuery adds the page's own parameters to its address.
func withQuery(b *themes.Base, q url.Values) {
	if e := q.Encode(); e != "" {
		b.Narrowed = true
		b.Path += "?" + e
		b.Canonical += "?" + e
	}
	if q.Get("q") != "" {
		b.Canonical = "" // results are not to be indexed
	}
}

// render writes a page that is not kept.
func (s *Server) render(w http.ResponseWriter, rq *request, code int, p themes.Page) error {
	done := s.Gate.Compute()
	body, err := s.renderer.Render(rq.lang, p)
	done()
	if err != nil {
		return err
	}
	for name, value := range pageHeader(rq) {
		w.Header()[name] = value
	}
	return s.write(w, rq.Request, code, body)
}

// write sends a body, compressed if the reader can read it so.
func (s *Server) write(w http.ResponseWriter, r *http.Request, code int, body []byte) error {
	h := w.Header()
	h.Set("Vary", "Accept-Encoding")
	if len(body) >= ready.Smallest && ready.AcceptsGzip(r) {
		small, err := s.gzipped(body)
		if err != nil {
			return err
		}
		body = small
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(code)
	if r.Method == http.MethodHead {
		return nil
	}
	_, err := w.Write(body)
	return err
}

// gzipped compresses a body that is sent once.
func (s *Server) gzipped(body []byte) ([]byte, error) {
	defer s.Gate.Compute()()
	z, ok := s.gzips.Get().(*gzip.Writer)
	if !ok {
		z = gzip.NewWriter(nil)
	}
	defer s.gzips.Put(z)
	var b bytes.Buffer
	z.Reset(&b)
	_, err := z.Write(body)
	err = errors.Join(err, z.Close())
	return b.Bytes(), err
}

func (s *Server) writeJSON(w http.ResponseWriter, r *http.Request, code int, mediaType string, v any) error {
	body, err := encoded(v)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", mediaType)
	return s.write(w, r, code, body)
}

// encoded is a value as JSON.
func encoded(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}

// A statusWriter remembers the status of the answer.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(code int) {
	if w.status == 0 {
		w.status = code
	}
	w.ResponseWriter.WriteHeader(code)
}

func (w *statusWriter) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// policy is the Content-Security-Policy of everything: nothing from elsewhere,
// nothing inline.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"

// fixedHeader returns the headers every answer carries.
func fixedHeader(base *url.URL) http.Header {
	h := http.Header{}
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	if base.Scheme == "https" {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
	return h
}
