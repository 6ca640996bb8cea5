package site

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"vielfalt/cmd/internal/panics"
)

// handle is the one place where errors become answers and requests are counted.
func (s *Site) handle(name string, methods []string, h Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := s.Now()
		sw := &statusWriter{ResponseWriter: w}
		for name, value := range s.fixed {
			w.Header()[name] = value
		}
		lang := language(r)
		rq := &Request{http: r, ctx: r.Context(), Lang: lang, Words: s.renderer.Printer(lang), At: start.UTC(), Calendar: s.Calendar()}
		err := panics.Catch(func() (err error) {
			if !slices.Contains(methods, r.Method) {
				w.Header().Set("Allow", strings.Join(methods, ", "))
				return Refuse(http.StatusMethodNotAllowed, "method "+strconv.Quote(r.Method), "")
			}
			if rq.Query, err = url.ParseQuery(r.URL.RawQuery); err != nil {
				return BadRequest("query cannot be read")
			}
			return h(sw, rq)
		})
		if err != nil {
			s.fail(sw, rq, name, err)
		}
		s.Observe(name, sw.status, s.Now().Sub(start))
	})
}

// patience is how long an answer that is not ready may take. It is less than
// what proxies commonly allow.
const patience = 15 * time.Second

// impatience replaces patience while the store is known to be away: it is still
// tried, but readers who wait in vain hold connections that others could use.
const impatience = 2 * time.Second

// limited bounds the time a handler may spend on the store and the index.
func (s *Site) limited(h Handler) Handler {
	return func(w http.ResponseWriter, rq *Request) error {
		ctx, cancel := s.Patient(rq.ctx)
		defer cancel()
		rq.ctx = ctx
		return h(w, rq)
	}
}

// Arriving lets what a request sends take that long to arrive, from now on.
func Arriving(w http.ResponseWriter, within time.Duration) {
	// What cannot be told so has other bounds.
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(within))
}

// Arrived bounds the time for the answer to a request anew, once what was sent with
// it has arrived, however long that took.
func (s *Site) Arrived(rq *Request) (done func()) {
	ctx, cancel := s.Patient(context.WithoutCancel(rq.ctx))
	stop := context.AfterFunc(rq.http.Context(), cancel)
	rq.ctx = ctx
	return func() {
		stop()
		cancel()
	}
}

// Patient bounds the time a question to the store may take.
func (s *Site) Patient(ctx context.Context) (context.Context, context.CancelFunc) {
	if s.Away() {
		return context.WithTimeout(ctx, impatience)
	}
	return context.WithTimeout(ctx, patience)
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
