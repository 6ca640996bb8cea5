package site

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/gorilla/mux"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/themes"
	"vielfalt/themes/locale"
)

// A Request is what handlers know of a request. It is not the one from
// net/http, whose context ends when the reader leaves: the answer may be for
// other readers as well.
type Request struct {
	Lang  string // of the interface
	Words *locale.Printer
	At    time.Time // the moment of viewing
	// Query holds the parameters that the route knows, read and in a fixed
	// order.
	Query url.Values
	// Stamp is the stamp of everything visible; set for whatever is rendered.
	Stamp content.Stamp
	// Standing says how far the answer of the index can be relied on; nil until
	// the index is asked.
	Standing *search.Standing
	// Over says that the index found more than search.MaxResults, of which those that
	// fit best are shown.
	Over bool
	// Calendar is the calendar used for the whole answer.
	Calendar *calendar.Calendar

	ctx  context.Context
	http *http.Request
}

// Context returns the context in which to ask the store and the index: it bounds
// how long they may take, and notes what the answer depends on.
func (r *Request) Context() context.Context { return r.ctx }

// Today is the civil day of viewing in Berlin.
func (r *Request) Today() calendar.Date { return calendar.DateOf(r.At.In(calendar.Berlin)) }

// Variable returns a part of the address that its route names.
func (r *Request) Variable(name string) string { return mux.Vars(r.http)[name] }

// Path is the address without query and language.
func (r *Request) Path() string { return r.http.URL.Path }

// own is the path as the site writes it, with the language.
func (r *Request) own() string {
	return Prefix(r.Lang) + (&url.URL{Path: r.Path()}).EscapedPath()
}

// ServeContent sends a file, with ranges, conditions and HEAD as net/http does
// them. modified is zero if it is not known.
func (r *Request) ServeContent(w http.ResponseWriter, modified time.Time, body io.ReadSeeker) {
	http.ServeContent(w, r.http, "", modified, body)
}

// Relied notes on a page how far its search results can be relied on.
func (r *Request) Relied(b *themes.Base) {
	if r.Standing == nil {
		return
	}
	b.Degraded, b.Over = r.Standing.Degraded, r.Over
	if !r.Standing.Complete {
		b.Incomplete = r.Standing
	}
}

// Missing returns the error of a feed that may lack something visible. A feed
// reader comes again, and could not be told in any other way.
func (r *Request) Missing() error {
	if r.Standing == nil || r.Standing.Complete {
		return nil
	}
	return fmt.Errorf("%w: it is being built", search.ErrUnavailable)
}

// anonymous returns the request without anything that identifies the reader.
func (r *Request) anonymous() *Request {
	own := *r
	own.http = (&http.Request{Method: http.MethodGet, URL: &url.URL{Path: r.Path()}, Header: http.Header{}}).WithContext(r.http.Context())
	return &own
}

// Elsewhere returns the request that a reader would make for another address of
// this site, without a language, at another moment. What is made of it is what
// readers would be sent there and then.
func (r *Request) Elsewhere(path string, query url.Values, at time.Time) *Request {
	own := *r.anonymous()
	own.http = (&http.Request{Method: http.MethodGet, URL: &url.URL{Path: path}, Header: http.Header{}}).WithContext(r.http.Context())
	own.Query, own.At = query, at
	return &own
}
