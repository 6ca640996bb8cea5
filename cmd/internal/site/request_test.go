package site

import (
	"context"
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
