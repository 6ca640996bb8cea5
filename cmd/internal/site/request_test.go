package site

import (
	"bytes"
	"context"
	"errors"
	"mime/multipart"
	"net/http/httptest"
	"testing"
	"time"
)

// What is kept is made from a request that does not identify the reader,
// because it is for everybody.
func TestAnonymous(t *testing.T) {
	r := httptest.NewRequest("POST", "https://vielfalt.example/wer?a=b", nil)
	r.Header.Set("Cookie", "vielfalt_session=x")
	r.Header.Set("Authorization", "Bearer x")
	got := (&Request{http: r, ctx: t.Context(), Lang: "de"}).anonymous()
	h := got.http
	if len(h.Header) > 0 || h.RemoteAddr != "" || h.Host != "" || h.TLS != nil || h.Method != "GET" || h.URL.String() != "/wer" {
		t.Errorf("it shows %+v", h)
	}
	if got.own() != "/wer" || got.Lang != "de" {
		t.Errorf("it is for %s in %s", got.own(), got.Lang)
	}
}

// TestArrived: the time in which something arrived is not taken from that for the
// answer, and whoever leaves still ends it.
func TestArrived(t *testing.T) {
	leaves, leave := context.WithCancel(t.Context())
	late, cancel := context.WithDeadline(context.WithValue(leaves, key{}, "kept"), time.Unix(0, 0))
	defer cancel()
	rq := &Request{http: httptest.NewRequest("POST", "/", nil).WithContext(leaves), ctx: late}
	defer (&Site{Config: Config{Away: func() bool { return false }}}).Arrived(rq)()
	if err := rq.ctx.Err(); err != nil || rq.ctx.Value(key{}) != "kept" {
		t.Errorf("%v, %v", err, rq.ctx.Value(key{}))
	}
	leave()
	<-rq.ctx.Done()
}

type key struct{}

// TestParseUpload: of files no more is kept than is asked for, the words behind them
// are read, and are bounded too.
func TestParseUpload(t *testing.T) {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, name := range []string{"a", "b"} {
		part, err := w.CreateFormFile(name, "x.png")
		if err == nil {
			_, err = part.Write(make([]byte, 1000))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.WriteField("alt", "Ein Foyer"), w.Close()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		kept, typed int64
		a, b        int
		code        int
	}{{1500, 9, 1000, 500, 0}, {0, 9, 0, 0, 0}, {9999, 8, 0, 0, 413}} {
		r := httptest.NewRequest("POST", "/", bytes.NewReader(body.Bytes()))
		r.Header.Set("Content-Type", w.FormDataContentType())
		rq := &Request{http: r}
		files, err := rq.ParseUpload(c.kept, c.typed)
		if c.code != 0 {
			if Status(err) != c.code {
				t.Errorf("%+v: %v", c, err)
			}
			continue
		}
		if err != nil || len(files["a"]) != c.a || len(files["b"]) != c.b || rq.Field("alt") != "Ein Foyer" {
			t.Errorf("%+v: %d, %d bytes, %q, %v", c, len(files["a"]), len(files["b"]), rq.Field("alt"), err)
		}
	}
}
