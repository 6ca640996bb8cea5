package ready

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

// An answer is sent whole, in the coding the reader prefers, and states the
// coding and the length.
func TestCodings(t *testing.T) {
	large := strings.Repeat("Zuckerfest ", 500)
	for _, c := range []struct {
		accept, body, coding string
		gzip                 bool
	}{
		{"", large, "", false},
		{"gzip", large, "gzip", true},
		{"br", large, "br", false},
		{"gzip, deflate, br", large, "br", true},
		{"gzip;q=1.0, br;q=0.5", large, "gzip", true},
		{"br;q=0, gzip", large, "gzip", true},
		{"gzip;q=0", large, "", false},
		{"*", large, "br", true},
		{"*;q=0.5, br;q=0", large, "gzip", true},
		{"identity", large, "", false},
		{"GZIP", large, "gzip", true},
		{"Deflate, BR", large, "br", false},
		{"BR;Q=0.5, GZip;Q=0", large, "br", false},
		{"gzip", strings.Repeat("x", Smallest), "gzip", true},
		{"gzip", strings.Repeat("x", Smallest-1), "", true},
	} {
		a := Rendering{Header: http.Header{"Content-Type": {"text/plain"}}, Body: []byte(c.body)}.Answer(nil)
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			r := httptest.NewRequest(method, "/", nil)
			if c.accept != "" {
				r.Header.Set("Accept-Encoding", c.accept)
			}
			w := httptest.NewRecorder()
			if status, err := a.Write(w, r, noon); status != http.StatusOK || err != nil {
				t.Fatal(status, err)
			}
			h, sent := w.Header(), w.Body.Bytes()
			if h.Get("Content-Encoding") != c.coding || h.Get("Vary") != "Accept-Encoding" || h.Get("Content-Type") != "text/plain" || h.Get("Cache-Control") != "no-cache" {
				t.Errorf("%s %q: headers are %v", method, c.accept, h)
			}
			if AcceptsGzip(r) != c.gzip {
				t.Errorf("%q accepts gzip: %v", c.accept, !c.gzip)
			}
			if method == http.MethodHead {
				if len(sent) != 0 {
					t.Errorf("%q: a head has a body", c.accept)
				}
				continue
			}
			if h.Get("Content-Length") != strconv.Itoa(len(sent)) {
				t.Errorf("%q: %d bytes are sent, said to be %s", c.accept, len(sent), h.Get("Content-Length"))
			}
			var z io.Reader = bytes.NewReader(sent)
			var err error
			switch c.coding {
			case "gzip":
				z, err = gzip.NewReader(z)
			case "br":
				z = brotli.NewReader(z)
			}
			if err != nil {
				t.Fatal(err)
			}
			if read, err := io.ReadAll(z); string(read) != c.body || err != nil {
				t.Errorf("%q: %d bytes are read, %v", c.accept, len(read), err)
			}
		}
	}
}

// An answer that nobody may keep says so when it is sent.
func TestOwnCacheControl(t *testing.T) {
	a := Rendering{Header: http.Header{"Cache-Control": {"private, no-store"}}, Body: []byte("x")}.Answer(nil)
	w := httptest.NewRecorder()
	if _, err := a.Write(w, httptest.NewRequest(http.MethodGet, "/", nil), noon.Add(time.Hour)); err != nil || w.Header().Get("Cache-Control") != "private, no-store" {
		t.Errorf("%v, %v", w.Header(), err)
	}
	if w.Header().Get("Last-Modified") != "" {
		t.Error("what has no date is sent with one")
	}
}
