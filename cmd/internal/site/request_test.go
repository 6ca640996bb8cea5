package site

import (
	"net/http/httptest"
	"testing"
)

// What is kept is made from a request that says nothing of who asks, because it is
// for everybody.
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
