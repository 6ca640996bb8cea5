package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"sync"
	"time"
)

// How many callers request made-up addresses, how many such addresses there
// are, and how many readers request the start page meanwhile.
const (
	mixCallers   = 200
	mixAddresses = 10_000
	mixReaders   = 8
)

// Bars: what the mix may cost, and how much longer readers of a hot page may
// wait than all the callers would for that page alone.
const (
	mixMemory = 400e6
	mixRatio  = 3
)

// A mixResult is how the program fares while many callers request addresses
// that nobody has requested before.
type mixResult struct {
	alone, hot, mix leg
	memory          memory
}

// mixed makes up addresses that all have an answer, each a different one.
func mixed(d *rand.Rand, n, year int) []string {
	traditions := []string{"christian-western", "christian-orthodox", "jewish", "islamic", "alevi", "yazidi", "bahai", "hindu", "sikh", "buddhist", "civil", "de-nw"}
	some := func(of string, most int) string {
		q := url.Values{}
		for _, i := range d.Perm(len(traditions))[:2+d.IntN(most)] {
			q.Add("tradition", traditions[i])
		}
		return of + "?" + q.Encode()
	}
	out := make([]string, n)
	for i := range out {
		switch i % 10 {
		case 0, 1, 2, 3:
			out[i] = some("/feeds/kalender.ics", 8)
		case 4, 5:
			out[i] = fmt.Sprintf("/beitraege?thema=junk%d", i)
		case 6, 7:
			out[i] = some(fmt.Sprintf("/kalender/%d/%d", year-100+d.IntN(150), 1+d.IntN(12)), 4)
		case 8:
			out[i] = fmt.Sprintf("/feeds/beitraege.rss?thema=junk%d", i)
		default:
			out[i] = some(fmt.Sprintf("/kalender/%d.pdf", year), 4)
		}
	}
	return out
}

// mix measures a mixResult.
func (o *options) mix(ctx context.Context, w *wrk, s *service) (*mixResult, error) {
	r := &mixResult{}
	crowd := *w
	crowd.connections = mixCallers
	var err error
	if r.alone, err = crowd.run(ctx, s.base, []string{"/"}, 0, nil); err != nil {
		return nil, err
	}
	if err := rest(ctx, s.pid); err != nil {
		return nil, err
	}
	few := *w
	few.connections = mixReaders
	crowd.duration += 4 * time.Second
	addresses := mixed(rand.New(rand.NewPCG(o.seed, 0)), mixAddresses, time.Now().Year())
	watch := watchMemory(s.pid)
	var asking sync.WaitGroup
	var failed error
	asking.Go(func() { r.mix, failed = crowd.run(ctx, s.base, addresses, 0, []string{"Accept-Encoding: br"}) })
	select {
	case <-ctx.Done():
	case <-time.After(2 * time.Second): // by now the crowd is at work
	}
	r.hot, err = few.run(ctx, s.base, []string{"/"}, 0, nil)
	asking.Wait()
	r.memory = watch.end()
	if failed != nil {
		err = failed
	}
	return r, err
}

// report writes how readers fare alongside the crowd.
func (m *mixResult) report(r *report) {
	t := table{head: []string{"who asks", "req/s", "p50, ms", "p99, ms", "errors"}}
	row := func(name string, l leg) {
		t.add(name, fmt.Sprintf("%.0f", l.rate), fmt.Sprintf("%.1f", l.p50.Seconds()*1e3), fmt.Sprintf("%.1f", l.p99.Seconds()*1e3), l.errors)
	}
	row(fmt.Sprintf("%d for the start page", mixCallers), m.alone)
	row(fmt.Sprintf("%d for the start page, beside", mixReaders), m.hot)
	row(fmt.Sprintf("%d for %s made-up addresses", mixCallers, thousands(mixAddresses)), m.mix)
	r.section("Made-up addresses", t)
	r.line("\nreaders' p99 beside the crowd against that of the crowd alone: %s\n",
		strings.TrimSpace(r.judge("hot p99 beside made-up addresses", m.hot.p99.Seconds()/m.alone.p99.Seconds(), "%.2f", atMost(mixRatio))))
	r.line("RSS at most, MB: %s", r.judge("RSS under made-up addresses, MB", float64(m.memory.rss)/1e6, "%.0f", atMost(mixMemory/1e6)))
	if m.hot.errors > 0 {
		r.wrong = append(r.wrong, fmt.Sprintf("made-up addresses: %d readers of the start page were not answered", m.hot.errors))
	}
}
