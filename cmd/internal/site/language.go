package site

import (
	"context"
	"net/http"
	"strings"

	"vielfalt/themes/locale"
)

// Prefix is what the addresses of an interface language begin with.
func Prefix(lang string) string {
	if lang == locale.Languages()[0] {
		return ""
	}
	return "/" + lang
}

type languageKey struct{}

// inLanguage takes the language's prefix off the path.
func (s *Site) inLanguage(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, lang := range locale.Languages()[1:] {
			p := Prefix(lang)
			if r.URL.Path != p && !strings.HasPrefix(r.URL.Path, p+"/") {
				continue
			}
			r2 := r.WithContext(context.WithValue(r.Context(), languageKey{}, lang))
			u := *r.URL
			u.Path = strings.TrimPrefix(u.Path, p)
			u.RawPath = strings.TrimPrefix(u.RawPath, p)
			if u.Path == "" {
				u.Path = "/"
			}
			r2.URL = &u
			next.ServeHTTP(w, r2)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func language(r *http.Request) string {
	if l, ok := r.Context().Value(languageKey{}).(string); ok {
		return l
	}
	return locale.Languages()[0]
}
