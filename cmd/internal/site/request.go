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

// A Request is what handlers know of a request. It is not the one of net/http,
// whose context ends with the reader: the answer may be for others as well.
type Request struct {
	Lang  string // of the interface
	Words *locale.Printer
	At    time.Time // the moment of viewing
	// Query holds the parameters that the route knows, read and put in order.
	Query url.Values
	// Stamp is that of everything visible; set for what is rendered.
	Stamp content.Stamp
	// Standing says how far the answer of the index can be relied on; nil while it
	// was not asked.
	Standing *search.Standing
	// Calendar is the one in use throughout.
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
// them. modified is zero where that is not known.
func (r *Request) ServeContent(w http.ResponseWriter, modified time.Time, body io.ReadSeeker) {
	http.ServeContent(w, r.http, "", modified, body)
}

// Relied says on a page how far what was searched for can be relied on.
func (r *Request) Relied(b *themes.Base) {
	if r.Standing == nil {
		return
	}
	b.Degraded = r.Standing.Degraded
	if !r.Standing.Complete {
		b.Incomplete = r.Standing
	}
}

// Missing is the error of a feed in which something that is visible may be
// missing. A reader of feeds comes again, and would not be told otherwise.
func (r *Request) Missing() error {
	if r.Standing == nil || r.Standing.Complete {
		return nil
	}
	return fmt.Errorf("%w: it is being built", search.ErrUnavailable)
}

// anonymous returns the request without anything that says who asks.
func (r *Request) anonymous() *Request {
	own := *r
	own.http = (&http.Request{Method: http.MethodGet, URL: &url.URL{Path: r.Path()}, Header: http.Header{}}).WithContext(r.http.Context())
	return &own
}
