package web_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"vielfalt/cmd/internal/ready"
)

// BenchmarkReady measures what one more reader costs, compared with a handler
// that writes the same bytes and knows nothing else.
func BenchmarkReady(b *testing.B) {
	s := newSite(b, nil)
	s.watch.Lease = 1 << 40 // as Run keeps it
	for _, c := range []struct{ name, path string }{
		{"start", "/"}, {"article", "/beitraege/zuckerfest"}, {"list", "/beitraege"}, {"tradition", "/traditionen/jewish"},
		{"feed", "/feeds/beitraege.atom"}, {"year", "/kalender/2026"}, {"ics", "/feeds/kalender.ics"},
	} {
		first := s.get(b, c.path)
		body, header := first.Body.Bytes(), first.Header()
		bare := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			for k, v := range header {
				h[k] = v
			}
			if r.Header.Get("If-None-Match") == header.Get("ETag") {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			_, _ = w.Write(body)
		})
		for _, condition := range []string{"", header.Get("ETag")} {
			name := c.name
			if condition != "" {
				name += "-304"
			}
			for _, h := range []struct {
				name string
				http.Handler
			}{{"site", s}, {"bare", bare}} {
				b.Run(name+"/"+h.name, func(b *testing.B) {
					r := httptest.NewRequest(http.MethodGet, c.path, nil)
					if condition != "" {
						r.Header.Set("If-None-Match", condition)
					}
					b.ReportAllocs()
					for b.Loop() {
						h.ServeHTTP(&discard{header: http.Header{}}, r)
					}
				})
			}
		}
	}
}

// BenchmarkRendered measures what the first reader after a change costs.
func BenchmarkRendered(b *testing.B) {
	s := newSite(b, nil)
	for _, c := range []struct{ name, path string }{
		{"start", "/"}, {"article", "/beitraege/zuckerfest"}, {"list", "/beitraege"}, {"tradition", "/traditionen/jewish"},
		{"feed", "/feeds/beitraege.atom"}, {"month", "/kalender/2026/3"}, {"year", "/kalender/2026"}, {"ics", "/feeds/kalender.ics"},
		{"search", "/suche?q=Zuckerfest"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.config.Answers.Clear(at)
				s.get(b, c.path)
			}
		})
	}
}

// BenchmarkCompressed measures the extra cost for the first reader who asks for
// a coding.
func BenchmarkCompressed(b *testing.B) {
	s := newSite(b, nil)
	body := s.get(b, "/beitraege").Body.Bytes()
	for _, coding := range []string{"br", "gzip"} {
		b.Run(coding, func(b *testing.B) {
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.Header.Set("Accept-Encoding", coding)
			var sent int
			for b.Loop() {
				w := &discard{header: http.Header{}}
				if _, err := (ready.Rendering{Body: body}).Answer(nil).Write(w, r, at); err != nil {
					b.Fatal(err)
				}
				sent = w.n
			}
			b.ReportMetric(float64(sent)/float64(len(body)), "ratio")
		})
	}
}

// discard is an answer nobody reads.
type discard struct {
	header http.Header
	n      int
}

func (d *discard) Header() http.Header { return d.header }
func (d *discard) WriteHeader(int)     {}
func (d *discard) Write(b []byte) (int, error) {
	d.n += len(b)
	return len(b), nil
}
