package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"vielfalt/calendar"
)

const report1 = `Running 1s test @ http://127.0.0.1:8080/
  1 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   443.83us    1.05ms  17.41ms   95.10%
    Req/Sec    68.85k     9.31k   80.20k    70.00%
  Latency Distribution
     50%  170.00us
     75%  390.00us
     90%    0.98ms
     99%    5.04ms
  68529 requests in 1.00s, 9.02MB read
  Socket errors: connect 1, read 2, write 3, timeout 4
  Non-2xx or 3xx responses: 90
Requests/sec:  68500.25
Transfer/sec:      9.01MB
`

func TestParseWrk(t *testing.T) {
	clean := strings.NewReplacer("  Socket errors: connect 1, read 2, write 3, timeout 4\n", "", "  Non-2xx or 3xx responses: 90\n", "", "5.04ms", "1.20s").Replace(report1)
	for _, test := range []struct {
		name, out string
		want      leg
	}{
		{"with errors", report1, leg{68529, 68500.25, 170 * time.Microsecond, 5040 * time.Microsecond, 100}},
		{"without", clean, leg{68529, 68500.25, 170 * time.Microsecond, 1200 * time.Millisecond, 0}},
	} {
		got, err := parseWrk(test.out)
		if err != nil || got != test.want {
			t.Errorf("%s: got %+v, %v, want %+v", test.name, got, err, test.want)
		}
	}
	for _, out := range []string{"", "unable to connect to 127.0.0.1:1 Connection refused\n"} {
		if l, err := parseWrk(out); err == nil {
			t.Errorf("%q is read as %+v", out, l)
		}
	}
}

func TestParseStat(t *testing.T) {
	const stat = "42 (a (strange) name) S 1 42 42 0 -1 4194560 1044 0 0 0 150 25 0 0 20 0 8 0 12345 1 1"
	got, err := parseStat(stat)
	if want := 1750 * time.Millisecond; err != nil || got != want {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	if _, err := parseStat("42 (x) S"); err == nil {
		t.Error("half a line is read")
	}
}

func TestPercentile(t *testing.T) {
	var hundred []time.Duration
	for i := range 100 {
		hundred = append(hundred, time.Duration(100-i)*time.Millisecond)
	}
	for _, test := range []struct {
		all   []time.Duration
		share float64
		want  time.Duration
	}{
		{nil, 0.99, 0},
		{hundred[:1], 0.5, 100 * time.Millisecond},
		{hundred, 0.5, 50 * time.Millisecond},
		{hundred, 0.99, 99 * time.Millisecond},
		{hundred, 1, 100 * time.Millisecond},
		{hundred, 0, time.Millisecond},
		{hundred[:3], 0.5, 99 * time.Millisecond},
	} {
		if got := percentile(test.all, test.share); got != test.want {
			t.Errorf("percentile(%d values, %v) = %v, want %v", len(test.all), test.share, got, test.want)
		}
	}
	if hundred[0] != 100*time.Millisecond {
		t.Error("percentile changes the order of what it is given")
	}
}

var someDay = calendar.NewDate(2026, time.November, 22)

func TestCorpusIsTheSameForASeed(t *testing.T) {
	read := func(seed uint64) string {
		folder := t.TempDir()
		if err := newCorpus(seed, someDay).write(folder, 0, 1500, true); err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		files, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			b, err := os.ReadFile(folder + "/" + f.Name())
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&all, "== %s\n%s", f.Name(), b)
		}
		return all.String()
	}
	first := read(1)
	if first != read(1) {
		t.Error("the same seed makes up different content")
	}
	if first == read(2) {
		t.Error("another seed makes up the same content")
	}
	if n := strings.Count(first, "== articles-"); n != 2 {
		t.Errorf("1,500 articles are in %d files", n)
	}
}

// The texts are as long as real ones, common words are common, and rare ones
// are rare.
func TestCorpusIsLikeContent(t *testing.T) {
	c := newCorpus(1, someDay)
	const n = 2000
	with := make(map[string]int)
	traditions := make(map[string]bool)
	for i := range n {
		a := c.article(i)
		if words := len(strings.Fields(a.Body)); words < 150 || words > 400 {
			t.Errorf("article %d has %d words", i, words)
		}
		if strings.Contains(a.Body, "{") || strings.Contains(a.Body, "%!") {
			t.Errorf("article %d: %s", i, a.Body)
		}
		traditions[a.Traditions[0]] = true
		for _, w := range themes {
			if strings.Contains(a.Body, w) {
				with[w]++
			}
		}
		if !strings.Contains(a.Body, placeName(i)) || strings.Contains(a.Body, placeName(i+1)) {
			t.Errorf("article %d does not name its own place", i)
		}
	}
	for w, m := range with {
		if share := float64(m) / n; share < 0.2 || share > 0.4 {
			t.Errorf("%.0f %% of articles hold %q", 100*share, w)
		}
	}
	if len(traditions) < 3 {
		t.Errorf("articles are on %d traditions", len(traditions))
	}
}

func TestPlaceNamesDiffer(t *testing.T) {
	seen := make(map[string]int)
	for i := range 100_000 {
		name := placeName(i)
		if j, twice := seen[name]; twice {
			t.Fatalf("%d and %d are both called %s", i, j, name)
		}
		seen[name] = i
	}
}

func TestTable(t *testing.T) {
	tab := table{head: []string{"Größe", "n"}}
	tab.add("a|b", 1)
	tab.add("übrig")
	const want = `| Größe | n |
| ----- | - |
| a\|b  | 1 |
| übrig |   |
`
	if got := tab.String(); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

func TestJudge(t *testing.T) {
	var r report
	for _, test := range []struct {
		v    float64
		b    bar
		want string
	}{
		{1, bar{}, "1.00"},
		{1, atMost(1), "1.00 (≤ 1.00)"},
		{0.9, atLeast(0.8), "0.90 (≥ 0.80)"},
		{0.7, atLeast(0.8), "0.70 (≥ 0.80 **missed**)"},
	} {
		if got := r.judge("x", test.v, "%.2f", test.b); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
	if len(r.missed) != 1 {
		t.Errorf("%d bars are missed", len(r.missed))
	}
	for n, want := range map[int]bar{200: atMost(120), 1000: atMost(120), 1001: atMost(220), 50_000: atMost(380), 60_000: {}} {
		if got := bySize(n, memoryBars); got != want {
			t.Errorf("bar of memory at %d: got %v, want %v", n, got, want)
		}
	}
}

// page is a handler for a page with an entity tag.
func page(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("ETag", `W/"1"`)
	h.Set("Vary", "Accept-Encoding")
	h["X-Twice"] = []string{"a", "b"}
	if r.Header.Get("If-None-Match") == `W/"1"` {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", "text/html; charset=utf-8")
	if r.Header.Get("Accept-Encoding") == "gzip" {
		h.Set("Content-Encoding", "gzip")
		fmt.Fprint(w, "packed "+r.RequestURI)
		return
	}
	fmt.Fprint(w, "plain "+r.RequestURI)
}

// The bare handler answers as the service did, and a difference is noticed once
// the service answers otherwise.
func TestBareHandlerHoldsAnswers(t *testing.T) {
	now := http.HandlerFunc(page)
	origin := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { now(w, r) }))
	defer origin.Close()
	held := make(answers)
	asks := []ask{{"/a?b=c", false}, {"/a?b=c", true}, {"/", false}}
	for _, q := range asks {
		if err := held.capture(t.Context(), newSite(origin.URL), q); err != nil {
			t.Fatal(err)
		}
	}
	copied := httptest.NewServer(held)
	defer copied.Close()
	for _, q := range asks {
		if different, err := held.differ(t.Context(), newSite(copied.URL), q); different != "" || err != nil {
			t.Errorf("%v: %s, %v", q, different, err)
		}
	}
	if a, err := newSite(copied.URL).get(t.Context(), "/elsewhere"); err != nil || a.Status != http.StatusNotFound {
		t.Errorf("an address that is not held: %+v, %v", a, err)
	}
	now = func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-New", "1")
		page(w, r)
	}
	if different, err := held.differ(t.Context(), newSite(origin.URL), asks[0]); different == "" || err != nil {
		t.Errorf("another header is not noticed: %v", err)
	}
}

// Requests queued behind a slow one count as waiting in the figures, too.
func TestOpenLoopCountsWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stop, cancel := context.WithTimeout(t.Context(), time.Second-time.Millisecond)
		defer cancel()
		var server sync.Mutex // which answers one at a time
		var count tally
		openLoop(stop, 10, func(i int, due time.Time) {
			if i == 0 {
				server.Lock()
				time.Sleep(time.Second)
				server.Unlock()
			} else {
				time.Sleep(100 * time.Millisecond)
			}
			count.count(time.Since(due), nil)
		})
		waits, _ := count.take()
		if len(waits) != 10 {
			t.Errorf("%d requests in a second at 10 a second", len(waits))
		}
		if most := slices.Max(waits); most != time.Second {
			t.Errorf("longest wait %v", most)
		}
	})
}

// A soak reports what is seen and should not be, and the other way round, but
// not what has become right meanwhile.
func TestSoakJudges(t *testing.T) {
	origin := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/there":
			fmt.Fprint(w, "BEGIN\r\nSUMMARY:a lo\r\n ng line\r\n")
		case "/broken":
			w.WriteHeader(http.StatusInternalServerError)
		default:
			http.NotFound(w, r)
		}
	}))
	defer origin.Close()
	there, gone, broken := surface{"page", view{"/there", "long"}}, surface{"page", view{"/gone", ""}}, surface{"page", view{"/broken", ""}}
	now := time.Now()
	for _, test := range []struct {
		name  string
		e     expectation
		where surface
		want  string
	}{
		{"seen as expected", expectation{at: now, seen: true}, there, ""},
		{"not seen as expected", expectation{at: now}, gone, ""},
		{"seen too early", expectation{what: "early", at: now, end: now.Add(time.Hour)}, there, "early, page: is seen"},
		{"seen, and meanwhile it may be", expectation{at: now, end: now}, there, ""},
		{"not seen", expectation{what: "new", at: now, seen: true}, gone, "new, page: is not seen"},
		{"an error", expectation{what: "new", at: now, seen: true}, broken, "new, page: /broken answers 500"},
	} {
		k := &soak{site: newSite(origin.URL), say: func(string, ...any) {}}
		k.expect(t.Context(), test.e, test.where)
		k.pending.Wait()
		_, failures := k.tally.take()
		if test.want == "" && len(failures) > 0 || test.want != "" && failures[test.want] != 1 {
			t.Errorf("%s: got %v, want %q", test.name, failures, test.want)
		}
	}
}

func TestSoakQuarters(t *testing.T) {
	var s soaked
	for i := range 8 {
		s.samples = append(s.samples, sample{waits: []time.Duration{time.Duration(i)}, vital: vital{memory: memory{rss: int64(i), pss: -1}}})
	}
	first, last := s.quarters()
	p99First, memoryFirst := over(first)
	p99Last, memoryLast := over(last)
	if p99First != 1 || memoryFirst != 1 || p99Last != 7 || memoryLast != 7 {
		t.Errorf("first %v, %d; last %v, %d", p99First, memoryFirst, p99Last, memoryLast)
	}
}

func TestMetric(t *testing.T) {
	const text = "# TYPE go_goroutines gauge\ngo_goroutines 12\ngo_goroutines_other 5\nbytes 1.5e+06\n"
	if v, ok := metric(text, "go_goroutines"); !ok || v != 12 {
		t.Errorf("got %v, %v", v, ok)
	}
	if v, ok := metric(text, "bytes"); !ok || v != 1.5e6 {
		t.Errorf("got %v, %v", v, ok)
	}
	if _, ok := metric(text, "nothing"); ok {
		t.Error("a number that is not there is read")
	}
}

func TestFlags(t *testing.T) {
	o, err := parse([]string{"-quick", "-rounds", "2", "-sizes", "5000,300", "-serve-flag", "--database-url=postgres://x/b{size}"}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if o.rounds != 2 || o.duration != time.Second || !slices.Equal(o.sizes, []int{300, 5000}) {
		t.Errorf("got %+v", o)
	}
	p := (&program{serveFlags: o.serveFlags}).forSize(300)
	if want := []string{"--database-url=postgres://x/b300"}; !slices.Equal(p.serveFlags, want) {
		t.Errorf("got %v, want %v", p.serveFlags, want)
	}
	for _, args := range [][]string{{"-sizes", "many"}, {"-url", "http://127.0.0.1:1"}, {"-serve-flag", "x=y"}, {"more"}, {"-rounds", "0"}} {
		if _, err := parse(args, io.Discard); err == nil || errors.Is(err, flag.ErrHelp) {
			t.Errorf("%v is taken", args)
		}
	}
}
