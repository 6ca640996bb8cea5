package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"slices"
	"sync"
	"time"
)

// openLoop calls shoot at a fixed rate until ctx ends, whether or not earlier
// calls have returned, and then waits for all of them. due is when a call
// should have begun: a server that stalls for a second makes everybody wait who
// would have come in that second, not just one.
func openLoop(ctx context.Context, rate float64, shoot func(i int, due time.Time)) {
	var running sync.WaitGroup
	defer running.Wait()
	began := time.Now()
	for i := 0; ; i++ {
		due := began.Add(time.Duration(float64(i) / rate * float64(time.Second)))
		wait := time.NewTimer(time.Until(due))
		select {
		case <-ctx.Done():
			wait.Stop()
			return
		case <-wait.C:
		}
		running.Go(func() { shoot(i, due) })
	}
}

// A habit is what a share of the readers do.
type habit struct {
	name   string
	weight int
	uri    func(*rand.Rand) string
	gzip   bool
	again  bool // with the entity tag from last time
}

// fixed always asks for the same address.
func fixed(uri string) func(*rand.Rand) string { return func(*rand.Rand) string { return uri } }

// one asks for one of several addresses at random.
func one(uris []string) func(*rand.Rand) string {
	return func(d *rand.Rand) string { return uris[d.IntN(len(uris))] }
}

// readers returns the habits of people who read pages and programs that fetch
// feeds.
func readers(articles []string, year int) []habit {
	return []habit{
		{name: "start page", weight: 10, uri: fixed("/"), gzip: true},
		{name: "article", weight: 20, uri: one(articles)},
		{name: "article, gzip", weight: 20, uri: one(articles), gzip: true},
		{name: "list", weight: 8, uri: fixed("/beitraege"), gzip: true},
		{name: "later page of the list", weight: 4, uri: func(d *rand.Rand) string { return fmt.Sprintf("/beitraege?seite=%d", 2+d.IntN(5)) }},
		{name: "tradition", weight: 6, uri: one([]string{"/traditionen/jewish", "/traditionen/islamic", "/traditionen/christian-western"}), gzip: true},
		{name: "year", weight: 4, uri: fixed(fmt.Sprintf("/kalender/%d", year)), gzip: true},
		{name: "month", weight: 4, uri: func(d *rand.Rand) string { return fmt.Sprintf("/kalender/%d/%d", year, 1+d.IntN(12)) }},
		{name: "page again", weight: 8, uri: one([]string{"/", "/beitraege", "/termine"}), gzip: true, again: true},
		{name: "feed", weight: 4, uri: one([]string{"/feeds/beitraege.atom", "/feeds/beitraege.rss", "/feeds/beitraege.json"}), gzip: true},
		{name: "feed again", weight: 8, uri: one([]string{"/feeds/beitraege.atom", "/feeds/beitraege.rss"}), gzip: true, again: true},
		{name: "ICS again", weight: 4, uri: one([]string{"/feeds/kalender.ics", "/feeds/termine.ics"}), again: true},
	}
}

// searchers returns the habits of people who search and programs that ask for
// data.
func searchers(articles int) []habit {
	words := func(d *rand.Rand) string {
		if d.IntN(2) == 0 {
			return themes[d.IntN(len(themes))]
		}
		return placeName(d.IntN(articles))
	}
	return []habit{
		{name: "search", weight: 5, uri: func(d *rand.Rand) string { return "/suche?q=" + url.QueryEscape(words(d)) }, gzip: true},
		{name: "search by program", weight: 3, uri: func(d *rand.Rand) string { return "/api/v1/search?q=" + url.QueryEscape(words(d)) }},
		{name: "articles by program", weight: 3, uri: func(d *rand.Rand) string { return fmt.Sprintf("/api/v1/articles?limit=20&offset=%d", 20*d.IntN(5)) }},
		{name: "days by program", weight: 2, uri: func(d *rand.Rand) string {
			return fmt.Sprintf("/api/v1/occurrences?from=%d-01-01&tradition=jewish", 2020+d.IntN(20))
		}},
	}
}

// A crowd sends requests to a site by its habits, and remembers entity tags as
// browsers do.
type crowd struct {
	site
	habits []habit
	seed   uint64
	tags   sync.Map // ask → entity tag
}

// shoot requests what the i-th reader wants. It returns an error if the answer
// is wrong.
func (c *crowd) shoot(ctx context.Context, i int) error {
	d := rand.New(rand.NewPCG(c.seed, uint64(i)))
	sum := 0
	for _, h := range c.habits {
		sum += h.weight
	}
	n := d.IntN(sum)
	var h habit
	for _, h = range c.habits {
		if n -= h.weight; n < 0 {
			break
		}
	}
	q := ask{h.uri(d), h.gzip}
	header := q.header()
	tag, again := c.tags.Load(q)
	if again = again && h.again; again {
		header = append(header, "If-None-Match: "+tag.(string))
	}
	a, err := c.get(ctx, q.URI, header...)
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%s: no answer within %v", h.name, mostWait)
	case err != nil:
		return fmt.Errorf("%s: connection: %w", h.name, err)
	case a.Status == http.StatusNotModified && again:
		return nil
	case a.Status != http.StatusOK:
		return fmt.Errorf("%s: status %d", h.name, a.Status)
	}
	if tag := a.Header.Get("ETag"); tag != "" {
		c.tags.Store(q, tag)
	}
	return nil
}

// A tally counts what readers experienced.
type tally struct {
	mu       sync.Mutex
	waits    []time.Duration
	failures map[string]int
}

// count adds an answer and how long a reader waited for it.
func (t *tally) count(wait time.Duration, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.waits = append(t.waits, wait)
	if err != nil {
		t.fail(err.Error())
	}
}

// wrong adds a failure that is not that of a single request.
func (t *tally) wrong(reason string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.fail(reason)
}

func (t *tally) fail(reason string) {
	if t.failures == nil {
		t.failures = make(map[string]int)
	}
	t.failures[reason]++
}

// take returns what was counted and resets the tally.
func (t *tally) take() (waits []time.Duration, failures map[string]int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	waits, failures = t.waits, t.failures
	t.waits, t.failures = nil, nil
	return waits, failures
}

func total(failures map[string]int) int {
	sum := 0
	for _, n := range failures {
		sum += n
	}
	return sum
}

// told lists failures with their counts.
func told(failures map[string]int) []string {
	var out []string
	for _, reason := range slices.Sorted(maps.Keys(failures)) {
		out = append(out, fmt.Sprintf("%d × %s", failures[reason], reason))
	}
	return out
}

// visit sends the crowd at a fixed rate until stop ends, and counts.
func (c *crowd) visit(ctx, stop context.Context, rate float64, t *tally) {
	openLoop(stop, rate, func(i int, due time.Time) {
		// Requests that have begun when it stops are finished, because readers
		// have waited for them.
		err := c.shoot(ctx, i)
		if ctx.Err() == nil {
			t.count(time.Since(due), err)
		}
	})
}

// A busyImport is what readers notice of an import.
type busyImport struct {
	added          int
	idle, busy     time.Duration // p99
	idleN, busyN   int
	failures       map[string]int
	took, allFound time.Duration // from the beginning of the import
	missing        error         // why not all were found
	memory         memory        // of the service during the import
}

// mostIndexing is how long to wait for articles imported under load to be
// found.
const mostIndexing = 3 * time.Minute

// importUnderLoad measures how long readers wait while nothing else happens,
// and then while added articles are imported and indexed.
func importUnderLoad(ctx context.Context, p *program, s *service, c *corpus, data, folder string, from, added int, crowd *crowd, rate float64, idle time.Duration) (*busyImport, error) {
	if err := c.write(folder, from, added, false); err != nil {
		return nil, err
	}
	out := &busyImport{added: added, failures: make(map[string]int)}
	var before, during tally
	quiet, done := context.WithTimeout(ctx, idle)
	defer done()
	crowd.visit(ctx, quiet, rate, &before)

	load, stop := context.WithCancel(ctx)
	defer stop()
	visited := make(chan struct{})
	go func() {
		defer close(visited)
		crowd.visit(ctx, load, rate, &during)
	}()
	watch := watchMemory(s.pid)
	began := time.Now()
	took, _, err := p.importPath(ctx, data, folder)
	if err == nil {
		// All are taken to be found once the last one and samples from all over
		// are.
		var views []view
		for n := range 20 {
			i := from + added*(n+1)/20 - 1
			if !forGood(i) {
				i--
			}
			views = append(views, found(i, c.article(i).ID))
		}
		_, out.missing = s.until(ctx, mostIndexing, views...)
	}
	out.took, out.allFound = took, time.Since(began)
	stop()
	<-visited
	out.memory = watch.end()
	for _, t := range []*tally{&before, &during} {
		for reason, n := range t.failures {
			out.failures[reason] += n
		}
	}
	out.idle, out.idleN = percentile(before.waits, 0.99), len(before.waits)
	out.busy, out.busyN = percentile(during.waits, 0.99), len(during.waits)
	return out, errors.Join(ctx.Err(), err)
}

// found returns the view of a search for the i-th place, which shows the record
// with the id.
func found(i int, id string) view {
	return view{"/api/v1/search?limit=10&q=" + placeName(i), `"id":"` + id + `"`}
}
