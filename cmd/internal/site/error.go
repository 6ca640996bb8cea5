package site

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"vielfalt/cmd/internal/ready"
	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/themes"
)

// A statusError is an answer other than 200, with a reason for the log.
type statusError struct {
	status int
	reason string
	key    string // of the message for people; empty for that of the status
}

func (e statusError) Error() string { return e.reason }

// ErrNotFound is returned for an address where there is nothing.
var ErrNotFound error = statusError{status: http.StatusNotFound, reason: "no such address"}

// BadRequest returns the error of a request that cannot be understood; the
// message is for programs.
func BadRequest(format string, args ...any) error {
	return statusError{status: http.StatusBadRequest, reason: fmt.Sprintf(format, args...)}
}

// Refuse returns the error of an answer with a status from 400 to 499. The
// reason is for programs; key and key.title are the messages for people, empty
// for those that the status has.
func Refuse(status int, reason, key string) error { return statusError{status, reason, key} }

// Status maps an error to the status of its answer.
func Status(err error) int {
	var se statusError
	var gone goneError
	var problems content.Problems
	switch {
	case errors.As(err, &se):
		return se.status
	case errors.As(err, &strayError{}):
		return http.StatusNotFound
	case errors.As(err, &movedError{}):
		return http.StatusMovedPermanently
	case errors.As(err, &gone):
		return gone.status()
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

// fail answers an error: as JSON for programs, as a page for people. Our own
// errors are logged here and nowhere else, without what the reader typed.
func (s *Site) fail(w *statusWriter, rq *Request, route string, err error) {
	if rq.http.Context().Err() != nil && w.status == 0 {
		w.status = 499 // the reader is gone
		return
	}
	code := Status(err)
	id := ""
	// When there is no place left, a log line for each refusal would only add
	// to the load; the counts by status show it.
	if code >= 500 && !errors.Is(err, ready.ErrBusy) {
		id = rand.Text()[:12]
		attrs := []any{"route", route, "status", code, "request", id, "err", err}
		level := slog.LevelError
		if code == http.StatusServiceUnavailable {
			level = slog.LevelWarn // something outside is away, and a log line of its own says what
		}
		s.Log.Log(rq.http.Context(), level, "request failed", attrs...)
	}
	if w.status != 0 {
		return // the answer has begun; it is too late to say anything
	}
	h := w.Header()
	for _, name := range []string{"ETag", "Last-Modified", "Content-Disposition"} {
		h.Del(name)
	}
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", policy) // a file may have set its own
	if code == http.StatusServiceUnavailable {
		h.Set("Retry-After", "10")
	}
	if e := (movedError{}); errors.As(err, &e) {
		if h.Set("Location", e.to); rq.http.URL.RawQuery != "" {
			h.Set("Location", e.to+"?"+rq.http.URL.RawQuery)
		}
		_ = s.Write(w, rq, code, nil) // the reader may be gone
		return
	}
	if strings.HasPrefix(rq.http.URL.Path, "/api/") {
		problem := map[string]any{"title": http.StatusText(code), "status": code}
		if code < 500 {
			problem["detail"] = err.Error()
		} else {
			problem["instance"] = id
		}
		_ = s.WriteJSON(w, rq, code, "application/problem+json", problem)
		return
	}
	key := "error." + strconv.Itoa(code)
	words := rq.Words
	if !words.Has(key) {
		key = "error.500"
	}
	if se := (statusError{}); errors.As(err, &se) && se.key != "" {
		key = se.key
	}
	gone := goneError{}
	isGone := errors.As(err, &gone)
	if isGone {
		key = gone.key()
	}
	p := &themes.ErrorPage{Base: s.Base(rq, words.T(key+".title"), ""), Status: code, Key: key, RequestID: id}
	p.Canonical = ""
	p.Path = "/"
	if e := (strayError{}); errors.As(err, &e) {
		p.Wrong = s.wrong(rq, e)
	}
	if isGone {
		gone.tell(rq, p)
	}
	if e := s.Render(w, rq, code, p); e != nil && w.status == 0 {
		http.Error(w, http.StatusText(code), code)
	}
}
