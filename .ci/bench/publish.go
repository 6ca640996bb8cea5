package main

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"time"
)

// A surface is a place where an article is expected to appear.
type surface struct {
	name string
	view view
}

// surfaces returns the places where an article appears. id is also its slug,
// and the article names the i-th place.
func surfaces(id string, i int) []surface {
	link := "/beitraege/" + id + `"`
	return []surface{
		{"page", view{"/beitraege/" + id, id}},
		{"list", view{"/beitraege", link}},
		{"feed", view{"/feeds/beitraege.atom", link}},
		{"search", found(i, id)},
		{"API", view{"/api/v1/articles?limit=20", `"id":"` + id + `"`}},
	}
}

// An appearance is how punctual a surface was.
type appearance struct {
	name    string
	delays  []time.Duration // from due to seen
	early   int             // seen before it was due
	missing int             // not seen within mostWait
	errors  []error
}

// Parameters for watching publication.
const (
	publishLead = 8 * time.Second       // from the import to the first moment due
	publishGap  = 2 * time.Second       // from one moment due to the next
	lookEvery   = 10 * time.Millisecond // at each surface
	lookAhead   = time.Second           // before the moment due, to catch what is early
)

// publishLatency imports n articles, and an event with each, that are due one
// after another, and watches them appear while a crowd reads.
func publishLatency(ctx context.Context, p *program, s *service, c *corpus, data, folder string, n int, crowd *crowd, rate float64) ([]*appearance, error) {
	const first = 3_000_000 // number of the first one; nothing else uses these
	began := time.Now().Truncate(time.Second)
	due := func(k int) time.Time { return began.Add(publishLead + time.Duration(k)*publishGap) }
	var records []record
	var watched [][]surface
	for k := range n {
		r := c.article(first + k)
		r.ID, r.Publish = fmt.Sprintf("puenktlich-%03d", k), between(due(k), time.Time{})
		e := record{
			ID: fmt.Sprintf("termin-puenktlich-%03d", k), Type: "event", Title: "Pünktlicher Termin", Body: "Wir beginnen pünktlich.",
			Dezernat: "36", Start: due(k).Add(30 * 24 * time.Hour).UTC().Format(time.RFC3339), Place: "Großer Saal", Publish: between(due(k), time.Time{}),
		}
		records = append(records, r, e)
		watched = append(watched, append(surfaces(r.ID, first+k), surface{"ICS", view{"/feeds/termine.ics", e.ID}}))
	}
	file := filepath.Join(folder, "due.jsonl")
	if err := writeRecords(file, records...); err != nil {
		return nil, err
	}
	took, _, err := p.importPath(ctx, data, file)
	if err != nil {
		return nil, err
	}
	if late := time.Since(due(0)) + lookAhead; late > 0 {
		return nil, fmt.Errorf("importing took %v, until after the first article was due", took)
	}

	load, stop := context.WithCancel(ctx)
	defer stop()
	var light sync.WaitGroup
	light.Go(func() { crowd.visit(ctx, load, rate, &tally{}) })
	var out []*appearance
	for _, v := range watched[0] {
		out = append(out, &appearance{name: v.name})
	}
	var mu sync.Mutex
	var looking sync.WaitGroup
	for k := range n {
		for i, v := range watched[k] {
			looking.Go(func() {
				delay, err := lookFor(ctx, s.site, v.view, due(k))
				mu.Lock()
				defer mu.Unlock()
				switch to := out[i]; {
				case err != nil:
					to.errors = append(to.errors, err)
				case delay < 0:
					to.early++
				case delay > mostWait:
					to.missing++
				default:
					to.delays = append(to.delays, delay)
				}
			})
		}
	}
	looking.Wait()
	stop()
	light.Wait()
	return out, ctx.Err()
}

// lookFor polls a view until it shows its mark, and returns how long after the
// moment due that was: negative if before, more than mostWait if not at all.
func lookFor(ctx context.Context, s site, v view, due time.Time) (time.Duration, error) {
	next := due.Add(-lookAhead)
	for {
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-time.After(time.Until(next)):
		}
		seen, err := s.sees(ctx, v)
		delay := time.Since(due)
		if err != nil || seen || delay > mostWait {
			return delay, err
		}
		next = next.Add(lookEvery)
		if now := time.Now(); next.Before(now) {
			next = now
		}
	}
}
