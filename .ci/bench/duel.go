package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// A target is what one row of the table asks for.
type target struct {
	name  string
	uris  []string // if several, asked for in turn
	gzip  bool
	fresh bool // the reader already has it
	// alone marks what cannot be held ready, because every answer is different.
	alone bool

	// Bars; zero means none.
	leastRate  float64       // requests per second against the bare handler
	mostCPU    time.Duration // per request
	mostGrowth float64       // of CPU per request, from the smallest size to each larger one
}

// The hot bars are those of everything that can be held ready.
const (
	hotRate   = 0.80
	hotCPU    = 1.25 // against the bare handler
	manyRate  = 0.70
	freshRate = 0.90
	hotGrowth = 1.25
)

// targets returns the rows of the table for a service with n articles.
func targets(articles []string, n, year int) []target {
	list, feed, ics := "/beitraege", "/feeds/beitraege.atom", "/feeds/kalender.ics"
	out := []target{
		{name: "start page", uris: []string{"/"}, leastRate: hotRate},
		{name: "article", uris: articles[:1], leastRate: hotRate},
		{name: "list of articles", uris: []string{list}, leastRate: hotRate},
		{name: "tradition", uris: []string{"/traditionen/jewish"}, leastRate: hotRate},
		{name: "feed, Atom", uris: []string{feed}, leastRate: hotRate},
		{name: "calendar, a year", uris: []string{fmt.Sprintf("/kalender/%d", year)}, leastRate: hotRate},
		{name: "calendar, a month", uris: []string{fmt.Sprintf("/kalender/%d/3", year)}, leastRate: hotRate},
		{name: "calendar, a day", uris: []string{fmt.Sprintf("/kalender/%d/3/9", year)}, leastRate: hotRate},
		{name: "calendar, ICS", uris: []string{ics}, leastRate: hotRate},
		{name: "start page, gzip", uris: []string{"/"}, gzip: true, leastRate: hotRate},
		{name: "list, gzip", uris: []string{list}, gzip: true, leastRate: hotRate},
		{name: "feed, 304", uris: []string{feed}, fresh: true, leastRate: freshRate},
		{name: "ICS, 304", uris: []string{ics}, fresh: true, leastRate: freshRate},
		{name: fmt.Sprintf("%d articles in turn", len(articles)), uris: articles, leastRate: manyRate},
	}
	for i := range out {
		out[i].mostGrowth = hotGrowth
	}
	return append(out,
		target{name: "search, common word", uris: commonQueries(), alone: true, mostCPU: 5 * time.Millisecond, mostGrowth: 3},
		target{name: "search, rare word", uris: rareQueries(n), alone: true, mostCPU: time.Millisecond, mostGrowth: 3},
		target{name: "date check, page", uris: checkQueries("/terminpruefung?datum=", year), alone: true, mostCPU: 2 * time.Millisecond},
		target{name: "date check, JSON", uris: checkQueries("/api/v1/date-check?date=", year), alone: true, mostCPU: time.Millisecond},
		target{name: "all days of a year", uris: yearQueries(), alone: true, mostCPU: time.Millisecond},
	)
}

// someQueries is the least number of different queries before one repeats, so
// that no answer can still be cached.
const someQueries = 10_000

// commonQueries returns queries for words that are in three of ten articles.
func commonQueries() []string {
	var out []string
	for i := 0; len(out) < someQueries; i++ {
		for _, w := range themes {
			out = append(out, fmt.Sprintf("/api/v1/search?q=%s&limit=%d&offset=%d", url.QueryEscape(w), 10+i%20, i/20))
		}
	}
	return out
}

// rareQueries returns queries for words that are in one article each.
func rareQueries(n int) []string {
	var out []string
	for i := 0; len(out) < someQueries; i++ {
		out = append(out, fmt.Sprintf("/api/v1/search?q=%s&limit=%d", placeName(i%n), 10+i/n))
	}
	return out
}

// yearQueries returns queries for everything kept in a year.
func yearQueries() []string {
	var out []string
	for y := 1600; y < 2600; y++ {
		out = append(out, fmt.Sprintf("/api/v1/occurrences?from=%d-01-01&to=%d-12-31", y, y))
	}
	return out
}

// checkQueries returns a question about each day of a few years.
func checkQueries(uri string, year int) []string {
	var out []string
	for d := time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC); d.Year() < year+5; d = d.AddDate(0, 0, 1) {
		out = append(out, uri+d.Format(time.DateOnly))
	}
	return out
}

// A side is one of the two servers, over all rounds of a target.
type side struct {
	rates    []float64
	p50, p99 []time.Duration
	requests int
	errors   int
	cpu      time.Duration
}

func (s *side) add(l leg, cpu time.Duration) {
	s.rates, s.p50, s.p99 = append(s.rates, l.rate), append(s.p50, l.p50), append(s.p99, l.p99)
	s.requests += l.requests
	s.errors += l.errors
	s.cpu += cpu
}

// cpuPerRequest returns what an answer costs.
func (s *side) cpuPerRequest() time.Duration {
	if s.requests == 0 {
		return 0
	}
	return s.cpu / time.Duration(s.requests)
}

// A duel is a row of the table.
type duel struct {
	target
	service, bare side
	different     string // how the two servers' answers differ
}

// rateRatio returns the median of the rounds' ratios, because the two legs of a
// round run under the same conditions.
func (d *duel) rateRatio() float64 {
	var all []float64
	for i := range d.bare.rates {
		all = append(all, d.service.rates[i]/d.bare.rates[i])
	}
	return median(all)
}

func (d *duel) cpuRatio() float64 {
	return float64(d.service.cpuPerRequest()) / float64(d.bare.cpuPerRequest())
}

// justChanged is how long a page may lack Last-Modified, which cannot
// distinguish changes within one second.
const justChanged = 3 * time.Second

// fight drives the service and the bare handler in turn over all targets, or
// just the service. Every address is requested once before it is driven.
func fight(ctx context.Context, w *wrk, s *service, all []target, rounds int, withBare bool, say func(string, ...any)) ([]*duel, error) {
	select {
	case <-ctx.Done():
	case <-time.After(justChanged):
	}
	held := make(answers)
	for _, t := range all {
		if t.alone {
			continue
		}
		for _, uri := range t.uris {
			if err := held.capture(ctx, s.site, ask{uri, t.gzip}); err != nil {
				return nil, err
			}
		}
	}
	var b *process
	if withBare {
		var err error
		if b, err = serveBare(ctx, held); err != nil {
			return nil, err
		}
		defer b.stop()
	}
	// check compares both before and after, in case an edition began meanwhile.
	check := func(d *duel) error {
		if d.alone || b == nil {
			return nil
		}
		for _, uri := range d.uris[:min(len(d.uris), 20)] {
			for _, from := range []site{s.site, b.site} {
				different, err := held.differ(ctx, from, ask{uri, d.gzip})
				if err != nil {
					return err
				}
				if different != "" {
					d.different = uri + ": " + different
				}
			}
		}
		return nil
	}
	var out []*duel
	for _, t := range all {
		say("%s …", t.name)
		d := &duel{target: t}
		if err := check(d); err != nil {
			return nil, err
		}
		header := ask{Gzip: t.gzip}.header()
		if t.fresh {
			header = append(header, "If-None-Match: "+held[ask{t.uris[0], t.gzip}].Header.Get("ETag"))
			if a, err := s.get(ctx, t.uris[0], header...); err != nil || a.Status != http.StatusNotModified {
				return nil, fmt.Errorf("%s: no 304 (%v)", t.uris[0], err)
			}
		}
		drive := func(p *process, to *side, after int) error {
			before, err := cpuTime(p.pid)
			if err != nil {
				return err
			}
			l, err := w.run(ctx, p.base, t.uris, after, header)
			if err != nil {
				return err
			}
			now, err := cpuTime(p.pid)
			if err != nil {
				return err
			}
			to.add(l, now-before)
			return rest(ctx, p.pid)
		}
		for range rounds {
			// Queries continue where the previous round ended.
			if err := drive(s.process, &d.service, d.service.requests); err != nil {
				return nil, err
			}
			if b == nil || t.alone {
				continue
			}
			if err := drive(b, &d.bare, 0); err != nil {
				return nil, err
			}
		}
		if err := check(d); err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}
