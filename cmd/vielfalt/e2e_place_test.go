package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"vielfalt/content/contenttest"
)

// A reading is everything a service says: its answers, by address.
type reading map[string]string

// linkPattern finds addresses on pages, except those with a query, which are
// endless.
var linkPattern = regexp.MustCompile(`(?:href|src)="(/[^"#?]*)["#]`)

// readAll follows the links of the service on the content that the flags name,
// with a stopped clock, and returns its answers.
func readAll(t *testing.T, flags ...string) reading {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	log, done := newLogbook(), make(chan int, 1)
	go func() {
		args := append([]string{"serve", "--addr", "127.0.0.1:0", "--base-url", "https://vielfalt.example"}, flags...)
		code := run(ctx, args, io.Discard, log, func() time.Time { return december })
		log.end()
		done <- code
	}()
	defer func() {
		stop()
		<-done
	}()
	p := &service{url: "http://" + log.wait(t, `msg=listening addr=(\S+)`)}
	p.ready(t)
	out := make(reading)
	next := []string{"/", "/en/", "/robots.txt", "/suche?q=Fest", "/api/v1/search?q=Fest", "/api/v1/articles", "/api/v1/occurrences", "/api/v1/observances",
		"/feeds/beitraege.rss", "/feeds/beitraege.atom", "/feeds/beitraege.json", "/feeds/beitraege.atom?tradition=jewish", "/feeds/kalender.ics", "/feeds/termine.ics"}
	for len(next) > 0 {
		path := next[0]
		next = next[1:]
		// The calendar goes on forever in both directions, and days are alike.
		if strings.Contains(path, "/kalender/tage/") && !strings.Contains(path, "/jewish/") && !strings.Contains(path, "/islamic/") {
			continue
		}
		if _, ok := out[path]; ok || strings.Contains(path, "/kalender/19") || strings.Contains(path, "/kalender/20") && !strings.Contains(path, "/kalender/2026/12") {
			continue
		}
		a, err := http.Get(p.url + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(a.Body)
		a.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		out[path] = fmt.Sprint(a.StatusCode, a.Header["Content-Type"], a.Header["Etag"], a.Header["Last-Modified"], "\n", string(body))
		if strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") {
			for _, m := range linkPattern.FindAllStringSubmatch(string(body), -1) {
				next = append(next, m[1])
			}
		}
	}
	return out
}

// same reports where one reading differs from another.
func (r reading) same(t *testing.T, where string, other reading) {
	t.Helper()
	articles := 0
	for path := range r {
		if strings.HasPrefix(path, "/beitraege/") {
			articles++
		}
	}
	if articles < 20 || len(r) != len(other) {
		t.Errorf("%s: %d addresses, %d before, %d of them articles", where, len(other), len(r), articles)
	}
	var differ []string
	for path, text := range r {
		if other[path] != text {
			differ = append(differ, path)
		}
	}
	slices.Sort(differ)
	for _, path := range differ[:min(len(differ), 5)] {
		t.Errorf("%s: %s is another:\n%.600s\nbefore:\n%.600s", where, path, other[path], r[path])
	}
	if len(differ) > 5 {
		t.Errorf("%s: %d addresses in all differ", where, len(differ))
	}
}

// succeed runs a command, which must succeed.
func succeed(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(t.Context(), args, &out, &errs, func() time.Time { return december }); code != exitDone {
		t.Fatalf("%q: exit code %d: %s%s", args[:1], code, out.String(), errs.String())
	}
	return out.String()
}

// demoContent returns a data folder with the sample content.
func demoContent(t *testing.T) string {
	t.Helper()
	dir, a := filepath.Join(t.TempDir(), "data"), testApp(t)
	s := openStore(t, a, dir)
	if err := errors.Join(fillDemo(a, s, "test", slog.New(slog.DiscardHandler)), s.Close()); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Readers see no difference after a backup has been restored, nor after the content
// has moved to PostgreSQL, and back, or its files to a bucket: pages, feeds, calendars
// and files are the same, byte for byte.
func TestSiteIsTheSameElsewhere(t *testing.T) {
	contenttest.Slow(t)
	dir := demoContent(t)
	before := readAll(t, "--data", dir)
	t.Logf("%d addresses", len(before))
	t.Run("restored", func(t *testing.T) {
		file, restored := filepath.Join(t.TempDir(), "backup.tar.gz"), filepath.Join(t.TempDir(), "restored")
		succeed(t, "backup", "--data", dir, file)
		succeed(t, "restore", "--data", restored, file)
		before.same(t, "restored", readAll(t, "--data", restored))
	})
	t.Run("files", func(t *testing.T) {
		address, key, secret := contenttest.S3(t)
		moved := filepath.Join(t.TempDir(), "moved")
		said := succeed(t, "move", "--data", dir, "--to-data", moved, "--files-to", address, "--files-to-key", key, "--files-to-secret", secret)
		if strings.Contains(said, secret) || !strings.Contains(said, "--files-url "+address) {
			t.Error(said)
		}
		flags := []string{"--data", moved, "--files-url", address, "--files-key", key, "--files-secret", secret}
		if list, _ := filepath.Glob(filepath.Join(moved, "files", "*", "*")); len(list) > 0 {
			t.Errorf("files in the folder too: %q", list)
		}
		before.same(t, "bucket", readAll(t, flags...))
		if check := succeed(t, append([]string{"check"}, flags...)...); strings.Contains(check, "error") {
			t.Error(check)
		}
	})
	// The last: it leaves the content of the folder behind.
	t.Run("PostgreSQL", func(t *testing.T) {
		database := database(t)
		said := succeed(t, "move", "--data", dir, "--to", database)
		if !strings.Contains(said, "content     equal, ") || strings.Contains(said, "DIFFERS") {
			t.Error(said)
		}
		before.same(t, "PostgreSQL", readAll(t, "--data", dir, "--database-url", database))
		check := succeed(t, "check", "--data", dir, "--database-url", database)
		if strings.Contains(check, "error") {
			t.Error(check)
		}
		back := filepath.Join(t.TempDir(), "back")
		succeed(t, "move", "--data", dir, "--database-url", database, "--to-data", back)
		before.same(t, "back in SQLite", readAll(t, "--data", back))
		// A backup is the same wherever it is taken.
		one, two := filepath.Join(t.TempDir(), "one"), filepath.Join(t.TempDir(), "two")
		succeed(t, "backup", "--data", back, one)
		succeed(t, "backup", "--data", dir, "--database-url", database, two)
		a, err1 := os.ReadFile(one)
		b, err2 := os.ReadFile(two)
		if err1 != nil || err2 != nil || !bytes.Equal(a, b) {
			t.Errorf("the backups differ: %d and %d bytes, %v, %v", len(a), len(b), err1, err2)
		}
	})
}

// A service is checked from outside; what is wrong is reported with advice.
func TestCheckService(t *testing.T) {
	p := serve(t, filepath.Join(t.TempDir(), "data"), "--demo")
	p.ready(t)
	check := func(address string) (int, string) {
		var out, errs bytes.Buffer
		code := run(t.Context(), []string{"check", "--timeout", "30s", address}, &out, &errs, time.Now)
		return code, out.String() + errs.String()
	}
	if code, text := check(p.url + "/"); code != exitDone || strings.Count(text, "ok  ") != 8 || strings.Contains(text, "what to do") {
		t.Errorf("exit code %d:\n%s", code, text)
	}
	target, err := url.Parse(p.url)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		spoil func(*http.Response) // what a proxy does to an answer
		want  string
	}{
		{"not ready", func(a *http.Response) {
			if a.Request.URL.Path == "/readyz" {
				a.StatusCode = http.StatusServiceUnavailable
				a.Body = io.NopCloser(strings.NewReader(`{"status":"not ready","checks":[{"name":"database","ok":false,"needed":true,"detail":"it is away","advice":"start it"}]}`))
			}
		}, "error    ready      database: it is away\n                    what to do: start it"},
		{"degraded", func(a *http.Response) {
			if a.Request.URL.Path == "/readyz" {
				a.Body = io.NopCloser(strings.NewReader(`{"status":"degraded","checks":[{"name":"search","ok":false,"detail":"it is away","advice":"start it"}]}`))
			}
		}, "warning  ready      search: it is away"},
		{"headers", func(a *http.Response) { a.Header.Del("Content-Security-Policy") }, "error    headers    missing: Content-Security-Policy"},
		{"no tag", func(a *http.Response) { a.Header.Del("Etag") }, "error    caching    the start page has no ETag"},
		{"conditions", func(a *http.Response) {
			if a.StatusCode == http.StatusNotModified {
				a.StatusCode = http.StatusOK
			}
		}, "error    caching    the start page is sent again"},
		{"feed", func(a *http.Response) {
			if strings.HasSuffix(a.Request.URL.Path, ".atom") {
				a.Body = io.NopCloser(strings.NewReader("<feed><entry></feed>"))
			}
		}, "error    feed       /feeds/beitraege.atom is no XML"},
		{"calendar", func(a *http.Response) {
			if strings.HasSuffix(a.Request.URL.Path, ".ics") {
				a.Header.Set("Content-Type", "text/html")
			}
		}, `error    calendar   /feeds/kalender.ics is "text/html" instead of text/calendar`},
		{"cookie", func(a *http.Response) { a.Header.Set("Set-Cookie", "track=1") }, "error    cookies    set by /"},
		{"gone", func(a *http.Response) { a.StatusCode = http.StatusNotFound }, "error    service    /healthz answers with status 404"},
	} {
		proxy := httptest.NewServer(&httputil.ReverseProxy{
			Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target); r.Out.Header.Set("Accept-Encoding", "identity") },
			ModifyResponse: func(a *http.Response) error {
				c.spoil(a)
				a.Header.Del("Content-Length")
				return nil
			},
		})
		code, text := check(proxy.URL)
		proxy.Close()
		if wrong := strings.HasPrefix(c.want, "error"); !strings.Contains(text, c.want) || wrong != (code == exitFailed) {
			t.Errorf("%s: exit code %d:\n%s\nwant %s", c.name, code, text, c.want)
		}
	}
}
