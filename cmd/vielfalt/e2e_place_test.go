package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// A reading is everything a service says: answers by address.
type reading map[string]string

// linkPattern finds addresses on pages, but for those with a query, of which
// there is no end.
var linkPattern = regexp.MustCompile(`(?:href|src)="(/[^"#?]*)["#]`)

// readAll follows the links of the service on the content that flags name, at a
// moment that does not pass, and returns what it answers.
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
		// The calendar goes on for ever in both directions.
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

// same reports what one reading has other than another.
func (r reading) same(t *testing.T, where string, other reading) {
	t.Helper()
	if len(r) < 200 || len(r) != len(other) {
		t.Errorf("%s: %d addresses, %d before", where, len(other), len(r))
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

// command runs a command, which must succeed.
func command(t *testing.T, args ...string) string {
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
	dir := filepath.Join(t.TempDir(), "data")
	s := serve(t, dir, "--demo")
	s.stop()
	if code := <-s.done; code != exitDone {
		t.Fatal(s.log)
	}
	return dir
}

// Readers see no difference after a backup was restored: pages, feeds,
// calendars, files are the same byte for byte.
func TestRestoredSiteIsTheSame(t *testing.T) {
	dir := demoContent(t)
	before := readAll(t, "--data", dir)
	t.Logf("%d addresses", len(before))
	file, restored := filepath.Join(t.TempDir(), "backup.tar.gz"), filepath.Join(t.TempDir(), "restored")
	command(t, "backup", "--data", dir, file)
	command(t, "restore", "--data", restored, file)
	before.same(t, "restored", readAll(t, "--data", restored))
}
