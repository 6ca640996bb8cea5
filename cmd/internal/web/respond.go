package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"vielfalt/calendar"
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
	stamp content.Stamp // of everything visible; set for pages and feeds
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
	case errors.Is(err, content.ErrNotFound):
		return http.StatusNotFound
	case errors.Is(err, content.ErrDenied):
		return http.StatusForbidden
	case errors.Is(err, content.ErrConflict):
		return http.StatusConflict
	case errors.As(err, &problems):
		return http.StatusUnprocessableEntity
	case errors.Is(err, search.ErrUnavailable):
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

// get registers a handler that writes its answer itself.
func (s *Server) get(r *mux.Router, name, path string, h handlerFunc) {
	r.Handle(path, s.handle(name, []string{http.MethodGet, http.MethodHead}, h)).Name(name)
}

// page registers a page. Whether the reader has it already is decided before
// anything is asked of the store but its stamp.
func (s *Server) page(r *mux.Router, name, path string, build func(*request) (themes.Page, error)) {
	s.get(r, name, path, func(w http.ResponseWriter, rq *request) error {
		w.Header().Set("Cache-Control", "no-cache")
		tag, modified := s.pageValidators(rq)
		if name != "search" && !searched(rq) && fresh(w, rq, tag, modified) {
			return nil
		}
		p, err := build(rq)
		if err != nil {
			return err
		}
		return s.render(w, rq, http.StatusOK, p)
	})
}

// form registers a page with a form that is sent to its own address.
func (s *Server) form(r *mux.Router, name, path string, show func(*request) (themes.Page, error), send handlerFunc) {
	guard := http.NewCrossOriginProtection()
	h := s.handle(name, []string{http.MethodGet, http.MethodHead, http.MethodPost}, func(w http.ResponseWriter, rq *request) error {
		w.Header().Set("Cache-Control", "no-store")
		if rq.Method != http.MethodPost {
			p, err := show(rq)
			if err != nil {
				return err
			}
			return s.render(w, rq, http.StatusOK, p)
		}
		if err := guard.Check(rq.Request); err != nil {
			return statusError{http.StatusForbidden, "cross-origin form"}
		}
		rq.Body = http.MaxBytesReader(w, rq.Body, 64<<10)
		return send(w, rq)
	})
	r.Handle(path, h).Name(name)
}

// feed registers a feed or a calendar: bytes that change only when what is
// visible does.
func (s *Server) feed(r *mux.Router, name, path string, build func(*request) (feedAnswer, error)) {
	s.get(r, name, path, func(w http.ResponseWriter, rq *request) error {
		tag, modified := s.feedValidators(rq)
		if !searched(rq) && fresh(w, rq, tag, modified) {
			return nil
		}
		a, err := build(rq)
		if err != nil {
			return err
		}
		if searched(rq) {
			sum := sha256.Sum256(a.body)
			if fresh(w, rq, hex.EncodeToString(sum[:8]), time.Time{}) {
				return nil
			}
		}
		h := w.Header()
		h.Set("Content-Type", a.mediaType)
		if a.fileName != "" {
			h.Set("Content-Disposition", `inline; filename="`+a.fileName+`"`)
		}
		return write(w, rq.Request, http.StatusOK, a.body)
	})
}

// searched reports whether an answer depends on the index, which may know more
// a moment later while nothing visible has changed.
func searched(rq *request) bool { return rq.query.Get("q") != "" }

type feedAnswer struct {
	mediaType string
	fileName  string
	body      []byte
}

// api registers a part of the JSON interface.
func (s *Server) api(r *mux.Router, name, path string, h func(*request) (any, error)) {
	s.get(r, name, path, func(w http.ResponseWriter, rq *request) error {
		v, err := h(rq)
		if err != nil {
			return err
		}
		w.Header().Set("Cache-Control", "no-cache")
		return writeJSON(w, rq.Request, http.StatusOK, "application/json", v)
	})
}

// handle is the one place where errors become answers and requests are counted.
func (s *Server) handle(name string, methods []string, h handlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := s.Now()
		sw := &statusWriter{ResponseWriter: w}
		rq := &request{Request: r, ctx: r.Context(), lang: language(r), at: start.UTC()}
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
	if rq.ctx.Err() != nil && w.status == 0 {
		w.status = 499 // the reader has gone
		return
	}
	code := status(err)
	id := ""
	if code >= 500 {
		id = rand.Text()[:12]
		attrs := []any{"route", route, "status", code, "request", id, "err", err}
		if p := (panicError{}); errors.As(err, &p) {
			attrs = append(attrs, "stack", string(p.stack))
		}
		s.Log.Error("request failed", attrs...)
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
	if strings.HasPrefix(rq.URL.Path, "/api/") {
		problem := map[string]any{"title": http.StatusText(code), "status": code}
		if code < 500 {
			problem["detail"] = err.Error()
		} else {
			problem["instance"] = id
		}
		_ = writeJSON(w, rq.Request, code, "application/problem+json", problem)
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
	if e := s.render(w, rq, code, p); e != nil && w.status == 0 {
		http.Error(w, http.StatusText(code), code)
	}
}

// base fills what all pages have in common.
func (s *Server) base(rq *request, title, section string) themes.Base {
	path := (&url.URL{Path: rq.URL.Path}).EscapedPath()
	return themes.Base{
		Title: title, Section: section, Path: path, Canonical: s.absolute(prefix(rq.lang) + path),
		Now: rq.at, Site: s.site, Degraded: s.Search.Degraded(),
	}
}

// withQuery adds the page's own parameters to its address.
func withQuery(b *themes.Base, q url.Values) {
	if e := q.Encode(); e != "" {
		b.Narrowed = true
		b.Path += "?" + e
		b.Canonical += "?" + e
	}
}

// render writes a page.
func (s *Server) render(w http.ResponseWriter, rq *request, code int, p themes.Page) error {
	body, err := s.renderer.Render(rq.lang, p)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", rq.lang)
	return write(w, rq.Request, code, body)
}

// pageValidators returns what a page's bytes depend on: everything visible,
// the day, the program.
func (s *Server) pageValidators(rq *request) (tag string, modified time.Time) {
	tag, modified = s.feedValidators(rq)
	if tag == "" {
		return "", time.Time{}
	}
	midnight := rq.today().At(0, 0, calendar.Berlin)
	if modified.Before(midnight) {
		modified = midnight
	}
	if s.Search.Degraded() {
		tag += "-d"
	}
	return fmt.Sprintf("%s-%d", tag, rq.today()), modified
}

// feedValidators returns what a feed's bytes depend on: everything visible,
// the month (which moves the window of calendars), the program.
func (s *Server) feedValidators(rq *request) (tag string, modified time.Time) {
	stamp, err := s.Reader.Stamp(rq.ctx, rq.at)
	if err != nil {
		return "", time.Time{} // the handler will meet the same error and say so
	}
	rq.stamp = stamp
	year, month, _ := rq.today().Gregorian()
	begin := calendar.NewDate(year, month, 1).At(0, 0, calendar.Berlin)
	modified = stamp.Edge
	for _, t := range []time.Time{begin, s.started} {
		if modified.Before(t) {
			modified = t
		}
	}
	return fmt.Sprintf("%s-%d-%d-%d%02d", s.build, stamp.Change, stamp.Edge.Unix(), year, month), modified.UTC().Truncate(time.Second)
}

// fresh sets the validators and answers 304 if the reader has the page
// already. Each validator counts alone; the entity tag wins where both come. A
// zero time is no validator.
func fresh(w http.ResponseWriter, rq *request, tag string, modified time.Time) bool {
	if tag == "" {
		return false
	}
	tag = `W/"` + tag + `"`
	h := w.Header()
	h.Set("ETag", tag)
	if !modified.IsZero() {
		h.Set("Last-Modified", modified.Format(http.TimeFormat))
	}
	h.Set("Cache-Control", "no-cache")
	h.Set("Vary", "Accept-Encoding")
	match := false
	if inm := rq.Header.Get("If-None-Match"); inm != "" {
		for _, t := range strings.Split(inm, ",") {
			t = strings.TrimSpace(t)
			match = match || t == "*" || strings.TrimPrefix(t, "W/") == strings.TrimPrefix(tag, "W/")
		}
	} else if ims, err := http.ParseTime(rq.Header.Get("If-Modified-Since")); err == nil && !modified.IsZero() {
		// Within the same second more may still change.
		match = !modified.After(ims) && rq.at.Sub(modified) > time.Second
	}
	if match {
		w.WriteHeader(http.StatusNotModified)
	}
	return match
}

// smallest is the size in bytes from which compression is worth it.
const smallest = 1000

// write sends a body, compressed if the reader can read it so.
func write(w http.ResponseWriter, r *http.Request, code int, body []byte) error {
	h := w.Header()
	h.Set("Vary", "Accept-Encoding")
	if len(body) >= smallest && acceptsGzip(r) {
		var b bytes.Buffer
		z, err := gzip.NewWriterLevel(&b, gzip.DefaultCompression)
		if err != nil {
			return err
		}
		if _, err := z.Write(body); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		body = b.Bytes()
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

func acceptsGzip(r *http.Request) bool {
	others := false
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		coding, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		q, err := strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(params), "q="), 64)
		wanted := err != nil || q > 0
		switch strings.TrimSpace(coding) {
		case "gzip":
			return wanted // counts before "*", wherever it stands
		case "*":
			others = wanted
		}
	}
	return others
}

func writeJSON(w http.ResponseWriter, r *http.Request, code int, mediaType string, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	w.Header().Set("Content-Type", mediaType)
	return write(w, r, code, b.Bytes())
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

// guard sets the headers every answer carries.
func (s *Server) guard(next http.Handler) http.Handler {
	secure := s.BaseURL.Scheme == "https"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
		if secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}
