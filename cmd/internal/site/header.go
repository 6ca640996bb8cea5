package site

import (
	"net/http"
	"net/url"
	"strings"

	"vielfalt/themes"
	"vielfalt/themes/locale"
)

// policy is the Content-Security-Policy of every answer: nothing from
// elsewhere, nothing inline.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"

// fixedHeader returns the headers every answer carries.
func fixedHeader(base *url.URL) http.Header {
	h := http.Header{}
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	if base.Scheme == "https" {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
	return h
}

// Embeddable adds a kept page that the origins in Config.EmbedFrom, and nobody
// else, may show in a frame.
func (r Routes) Embeddable(name, path string, build func(*Request) (themes.Page, error), params ...string) {
	r.Page(Kept, name, path, build, params...)
	for _, lang := range locale.Languages() {
		r.site.embeddable[Prefix(lang)+path] = true
	}
}

// embedPolicy is the Content-Security-Policy of embeddable pages. They run no
// script where others show them.
func embedPolicy(origins []string) string {
	if len(origins) == 0 {
		return policy
	}
	return strings.NewReplacer("frame-ancestors 'none'", "frame-ancestors "+strings.Join(origins, " "), "script-src 'self'", "script-src 'none'").Replace(policy)
}

// An embedWriter says who may show an answer in a frame. It does so once the
// status is known, because an error is never framed. "Not modified" says it as
// well: browsers put its headers in place of those they have kept, which may be
// from before a change of the setting.
type embedWriter struct {
	http.ResponseWriter
	policy []string
	framed bool // by somebody
}

// WriteHeader implements http.ResponseWriter.
func (w embedWriter) WriteHeader(code int) {
	if code == http.StatusOK || code == http.StatusNotModified {
		w.Header()["Content-Security-Policy"] = w.policy
		if w.framed {
			w.Header().Del("X-Frame-Options") // it cannot name an origin
		}
	}
	w.ResponseWriter.WriteHeader(code)
}

// Unwrap lets http.ResponseController reach the connection.
func (w embedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
