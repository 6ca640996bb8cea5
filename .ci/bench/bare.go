package main

import (
	"context"
	"encoding/gob"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
)

// bareArgument makes this program the bare handler.
const bareArgument = "-bare"

// An ask is what an answer depends on, apart from whether the reader already
// has it.
type ask struct {
	URI  string
	Gzip bool
}

// header returns the header lines that go with the ask's address.
func (a ask) header() []string {
	if a.Gzip {
		return []string{"Accept-Encoding: gzip"}
	}
	return nil
}

// answers holds ready-made answers of a service.
type answers map[ask]*answer

// capture stores the service's answer, and its answer to readers who already
// have it.
func (as answers) capture(ctx context.Context, s site, q ask) error {
	a, err := s.get(ctx, q.URI, q.header()...)
	if err != nil {
		return err
	}
	if a.Status != http.StatusOK {
		return fmt.Errorf("%s answers %d", q.URI, a.Status)
	}
	a.Header.Del("Date") // every server sends its own
	if tag := a.Header.Get("ETag"); tag != "" {
		a.NotModified, err = s.get(ctx, q.URI, append(q.header(), "If-None-Match: "+tag)...)
		if err != nil {
			return err
		}
		if a.NotModified.Status != http.StatusNotModified {
			return fmt.Errorf("%s answers %d to a reader who has it", q.URI, a.NotModified.Status)
		}
		a.NotModified.Header.Del("Date")
	}
	as[q] = a
	return nil
}

// differ compares a server's answers with those held, byte by byte, and says
// how they differ; it returns "" if they do not.
func (as answers) differ(ctx context.Context, s site, q ask) (string, error) {
	now := make(answers)
	if err := now.capture(ctx, s, q); err != nil {
		return "", err
	}
	for got, want := now[q], as[q]; ; got, want = got.NotModified, want.NotModified {
		switch {
		case got == nil && want == nil:
			return "", nil
		case got == nil || want == nil:
			return "only one of both knows validators", nil
		case got.Status != want.Status:
			return fmt.Sprintf("status %d, not %d", got.Status, want.Status), nil
		case string(got.Body) != string(want.Body):
			return fmt.Sprintf("%d bytes that are not the same as the %d held", len(got.Body), len(want.Body)), nil
		}
		for _, name := range slices.Sorted(maps.Keys(join(got.Header, want.Header))) {
			if !slices.Equal(got.Header[name], want.Header[name]) {
				return fmt.Sprintf("header %s is %q, not %q", name, got.Header[name], want.Header[name]), nil
			}
		}
	}
}

// join returns the fields of both headers.
func join(a, b http.Header) http.Header {
	both := maps.Clone(a)
	maps.Copy(both, b)
	return both
}

// ServeHTTP implements http.Handler: it looks up an answer and writes it,
// nothing else.
func (as answers) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a := as[ask{r.RequestURI, strings.Contains(r.Header.Get("Accept-Encoding"), "gzip")}]
	if a == nil {
		http.NotFound(w, r)
		return
	}
	if tag := r.Header.Get("If-None-Match"); tag != "" && a.NotModified != nil && tag == a.Header.Get("ETag") {
		a = a.NotModified
	}
	maps.Copy(w.Header(), a.Header)
	w.WriteHeader(a.Status)
	_, _ = w.Write(a.Body) // a reader who has left needs no answer
}

// bare is the process that holds answers. It reads them from in, writes its
// address to out, and ends when in does, so that it cannot outlive its parent.
func bare(in io.Reader, out io.Writer) error {
	held := make(answers)
	if err := gob.NewDecoder(in).Decode(&held); err != nil {
		return fmt.Errorf("read answers: %w", err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(out, l.Addr()); err != nil {
		return err
	}
	go func() {
		_, _ = io.Copy(io.Discard, in)
		os.Exit(0)
	}()
	return http.Serve(l, held)
}
