package ready

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/andybalholm/brotli"
)

// A Rendering is an answer as it was rendered, with status 200.
type Rendering struct {
	// Name says what kind of answer it is, for statistics.
	Name string
	// Header holds what describes the body, and whatever else is sent with it
	// to every reader. Validators, length and encoding are added.
	Header http.Header
	Body   []byte
	// Modified is a moment, in UTC, at or after the last change of the body,
	// known without looking at the body.
	Modified time.Time
	// Until is when the body ceases to be true on its own; zero if it never
	// does.
	Until time.Time
}

// An Answer is a rendering ready to be sent. It is safe for concurrent use.
type Answer struct {
	mark
	name     string
	fields   []field
	control  []string // Cache-Control
	body     []byte
	length   []string
	tag      string
	tags     []string
	modified time.Time
	date     []string
	size     int64              // bytes it takes in the cache
	grown    func(bytes int64)  // called when a compressed form is added; may be nil
	gate     *Gate              // entered to compress; may be nil
	forms    [len(codings)]form // the compressed ones
}

// A field is a header field whose value is in the form net/http wants, so that
// nothing is allocated for each reader.
type field struct {
	name  string
	value []string
}

// A coding is a way to compress a body.
type coding struct {
	name     string
	compress func(io.Writer) io.WriteCloser
}

// codings lists the offered codings, better ones first. Bodies are compressed
// once, so it may take a while.
var codings = [...]coding{
	{"br", func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, 5) }},
	{"gzip", func(w io.Writer) io.WriteCloser {
		z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
		if err != nil {
			panic(err) // the level is a constant, so this cannot fail
		}
		return z
	}},
}

// A form is a compressed body, made when first requested.
type form struct {
	once   sync.Once
	body   []byte // nil: not worth it
	length []string
	coding []string
}

// Smallest is the size in bytes from which compression is worth it.
const Smallest = 1000

// overhead is roughly what an answer takes in addition to its bytes.
const overhead = 1200

var (
	vary    = []string{"Accept-Encoding"}
	noCache = []string{"no-cache"}
)

// Answer returns the rendering as an answer that no cache keeps. Compressing it
// passes the gate; nil if nothing needs to be bounded.
func (r Rendering) Answer(g *Gate) *Answer {
	a := newAnswer(r)
	a.gate = g
	return a
}

// Name returns the kind of answer, as given by its rendering.
func (a *Answer) Name() string { return a.name }

func newAnswer(r Rendering) *Answer {
	sum := sha256.Sum256(r.Body)
	a := &Answer{
		name: r.Name, body: bytes.Clone(r.Body), // the buffer it was rendered into may be twice as large
		length: []string{strconv.Itoa(len(r.Body))},
		// Weak, because all codings of the body share the tag.
		tag:  `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`,
		size: int64(len(r.Body)) + overhead,
	}
	a.tags = []string{a.tag}
	a.control = noCache
	for name, value := range r.Header {
		if name == "Cache-Control" {
			a.control = value
		} else {
			a.fields = append(a.fields, field{name, value})
		}
	}
	a.validated(r.Modified)
	return a
}

// validated sets when the answer last changed.
func (a *Answer) validated(modified time.Time) {
	a.modified = modified.UTC().Truncate(time.Second)
	if !modified.IsZero() {
		a.date = []string{a.modified.Format(http.TimeFormat)}
	}
}

// settled is how long after its last change an answer is sent without a date:
// dates count in seconds, and there may be another change within the same
// second, or before this one is heard of.
const settled = 3 * time.Second

// Write sends the answer, or tells the reader it has it already, and returns
// the status. A HEAD request gets no body.
func (a *Answer) Write(w http.ResponseWriter, r *http.Request, at time.Time) (status int, err error) {
	h := w.Header()
	h["Vary"] = vary
	h["Etag"] = a.tags
	h["Cache-Control"] = a.control
	dated := a.date != nil && at.Sub(a.modified) > settled
	if dated {
		h["Last-Modified"] = a.date
	}
	if a.held(r, dated) {
		// The reader already has the fields that describe the body (RFC 9110,
		// 15.4.5).
		w.WriteHeader(http.StatusNotModified)
		return http.StatusNotModified, nil
	}
	for _, f := range a.fields {
		h[f.name] = f.value
	}
	body, length := a.body, a.length
	if len(body) >= Smallest {
		if f := a.form(r.Header["Accept-Encoding"]); f != nil && f.body != nil {
			body, length = f.body, f.length
			h["Content-Encoding"] = f.coding
		}
	}
	h["Content-Length"] = length
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, err = w.Write(body)
	}
	return http.StatusOK, err
}

// held reports whether the reader has the answer already. Either validator
// suffices; if both are sent, the entity tag wins.
func (a *Answer) held(r *http.Request, dated bool) bool {
	if match := r.Header["If-None-Match"]; len(match) > 0 {
		for _, line := range match {
			for t := range strings.SplitSeq(line, ",") {
				if t = strings.TrimSpace(t); t == "*" || strings.TrimPrefix(t, "W/") == a.tag[len("W/"):] {
					return true
				}
			}
		}
		return false
	}
	if since := r.Header.Get("If-Modified-Since"); dated && since != "" {
		t, err := http.ParseTime(since)
		return err == nil && !a.modified.After(t)
	}
	return false
}

// form returns the compressed form the reader prefers; nil for none.
func (a *Answer) form(accept []string) *form {
	i := preferred(accept)
	if i < 0 {
		return nil
	}
	f := &a.forms[i]
	f.once.Do(func() {
		defer a.gate.Compute()()
		var b bytes.Buffer
		z := codings[i].compress(&b)
		_, err := z.Write(a.body)
		if errors.Join(err, z.Close()) != nil || b.Len() >= len(a.body) {
			return
		}
		f.body = bytes.Clone(b.Bytes())
		f.length, f.coding = []string{strconv.Itoa(b.Len())}, []string{codings[i].name}
		if a.grown != nil {
			a.grown(int64(b.Len()))
		}
	})
	return f
}

// AcceptsGzip reports whether a reader accepts gzip.
func AcceptsGzip(r *http.Request) bool {
	q := qualities(r.Header["Accept-Encoding"])
	return q[len(q)-1] > 0
}

// preferred returns the index of the coding a reader prefers, the first of
// equals; -1 if it accepts none of them.
func preferred(accept []string) int {
	best, found := 0.0, -1
	for i, q := range qualities(accept) {
		if q > best {
			best, found = q, i
		}
	}
	return found
}

// qualities returns how much a reader prefers each of the codings, from 0 to 1
// (RFC 9110, section 12.5.3). Names count whatever their case: proxies and old
// programs write GZIP.
func qualities(accept []string) [len(codings)]float64 {
	var quality [len(codings)]float64
	others := 0.0
	for i := range quality {
		quality[i] = -1
	}
	for _, line := range accept {
		for part := range strings.SplitSeq(line, ",") {
			name, params, _ := strings.Cut(strings.TrimSpace(part), ";")
			q := 1.0
			if k, v, _ := strings.Cut(strings.TrimSpace(params), "="); strings.EqualFold(k, "q") {
				if f, err := strconv.ParseFloat(v, 64); err == nil {
					q = f
				}
			}
			name = strings.TrimSpace(name)
			if name == "*" {
				others = q
			}
			for i := range codings {
				if strings.EqualFold(codings[i].name, name) {
					quality[i] = q
				}
			}
		}
	}
	for i := range quality {
		if quality[i] < 0 {
			quality[i] = others // "*" stands for what is not named
		}
	}
	return quality
}
