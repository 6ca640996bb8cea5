package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A soak is a mixed load over a long time, during which every answer is judged.
type soak struct {
	program  *program
	site     site
	ops      string // "" if not known
	pid      int    // 0 for a program that somebody else started
	data     string
	folder   string // for what is imported
	corpus   *corpus
	articles int // how many articles the corpus has
	duration time.Duration
	rate     float64
	say      func(string, ...any)

	tally   tally
	pending sync.WaitGroup // expectations for moments to come
}

// A vital is what a running program occupies; -1 means not known.
type vital struct {
	memory
	goroutines, descriptors float64
}

// vitals reads the metrics and, for a program started here, asks the kernel.
func (k *soak) vitals(ctx context.Context) vital {
	v := vital{memory{-1, -1}, -1, -1}
	if k.ops != "" {
		if a, err := newSite(k.ops).get(ctx, "/metrics", "Connection: close"); err == nil {
			text := string(a.Body)
			for name, to := range map[string]*float64{"go_goroutines": &v.goroutines, "process_open_fds": &v.descriptors} {
				if n, ok := metric(text, name); ok {
					*to = n
				}
			}
			if n, ok := metric(text, "process_resident_memory_bytes"); ok {
				v.rss = int64(n)
			}
		}
	}
	if k.pid != 0 {
		if n, err := rss(k.pid); err == nil {
			v.rss = n
		}
		if n, err := pss(k.pid); err == nil {
			v.pss = n
		}
		if list, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", k.pid)); err == nil {
			v.descriptors = float64(len(list))
		}
	}
	return v
}

// A sample is what happened between two looks.
type sample struct {
	waits    []time.Duration
	failures map[string]int
	vital
}

// A soaked is how a soak went.
type soaked struct {
	every         time.Duration
	samples       []sample
	before, after vital // measured without load
	batches       int   // imports
}

// Parameters of a soak.
const (
	soakWarm    = 10 * time.Second // of load before measuring starts
	soakSettle  = 20 * time.Second // for open connections and files to be closed
	soakImports = 20 * time.Second
	// visibleWithin is how long after an import pages may still show the
	// previous state.
	visibleWithin = time.Second
	// ahead is how long before an edition begins it is looked for: long enough
	// for the answer to arrive before it may be seen.
	ahead = 300 * time.Millisecond
)

// run soaks. The program must be ready.
func (k *soak) run(ctx context.Context) (*soaked, error) {
	addresses, err := k.site.articles(ctx, 1000)
	if err != nil {
		return nil, err
	}
	habits := append(readers(addresses, time.Now().Year()), searchers(k.articles)...)
	crowd := &crowd{site: k.site, habits: habits, seed: k.corpus.seed}
	out := &soaked{every: max(time.Second, min(time.Minute, k.duration/8))}

	// What is opened once and kept open is not a leak.
	k.say("warming up for %v", soakWarm)
	warm, cold := context.WithTimeout(ctx, soakWarm)
	crowd.visit(ctx, warm, k.rate, &tally{})
	cold()
	out.before = k.settle(ctx, nil)

	load, stop := context.WithTimeout(ctx, k.duration)
	defer stop()
	var busy sync.WaitGroup
	busy.Go(func() { crowd.visit(ctx, load, k.rate, &k.tally) })
	var editorErr error
	busy.Go(func() { out.batches, editorErr = k.edit(ctx, load) })
	look := time.NewTicker(out.every)
	defer look.Stop()
	for load.Err() == nil {
		select {
		case <-load.Done():
		case <-look.C:
			out.samples = append(out.samples, k.sample(ctx, len(out.samples)+1))
		}
	}
	busy.Wait()
	k.pending.Wait()
	if waits, failures := k.tally.take(); len(out.samples) > 0 { // what came after the last sample
		last := &out.samples[len(out.samples)-1]
		last.waits = append(last.waits, waits...)
		if last.failures == nil {
			last.failures = make(map[string]int)
		}
		for reason, n := range failures {
			last.failures[reason] += n
		}
	}
	out.after = k.settle(ctx, &out.before)
	return out, errors.Join(ctx.Err(), editorErr)
}

// settle waits until connections are closed, and as long as more is open than
// expected, but not forever.
func (k *soak) settle(ctx context.Context, expected *vital) vital {
	k.site.client.CloseIdleConnections()
	limit := time.Now().Add(soakSettle)
	for {
		select {
		case <-ctx.Done():
		case <-time.After(2 * time.Second):
		}
		v := k.vitals(ctx)
		if ctx.Err() != nil || expected == nil || time.Now().After(limit) ||
			v.goroutines <= expected.goroutines+few && v.descriptors <= expected.descriptors+few {
			return v
		}
	}
}

// few is by how much the numbers of goroutines and descriptors may differ from
// those at the start.
const few = 5

// sample takes what was counted since the last one, and reports it.
func (k *soak) sample(ctx context.Context, n int) sample {
	s := sample{vital: k.vitals(ctx)}
	s.waits, s.failures = k.tally.take()
	k.say("%3d: %d requests, %d wrong, p50 %s, p99 %s, RSS %s, PSS %s, %.0f goroutines, %.0f descriptors", n,
		len(s.waits), total(s.failures), milliseconds(percentile(s.waits, 0.5)), milliseconds(percentile(s.waits, 0.99)),
		megabytes(s.rss), megabytes(s.pss), s.goroutines, s.descriptors)
	if len(s.failures) > 0 {
		k.say("     %s", strings.Join(told(s.failures), "; "))
	}
	return s
}

// edit imports a few articles every now and then until stop ends: new ones,
// changed ones, withdrawn ones, and some that are visible only for a while. It
// returns how many batches it imported.
func (k *soak) edit(ctx, stop context.Context) (batches int, err error) {
	began := time.Now().Unix()
	prefix := "dauer-" + strconv.FormatInt(began, 36) + "-"
	next := 1_000_000 + int(began%100_000)*10 // places that no earlier soak named
	type piece struct {
		record
		number int
	}
	made := func() piece {
		r := k.corpus.article(next)
		r.ID, r.Publish = fmt.Sprintf("%s%07d", prefix, next), nil
		next++
		return piece{r, next - 1}
	}
	var live []piece
	tick := time.NewTicker(min(soakImports, max(time.Second, k.duration/3)))
	defer tick.Stop()
	for ; ; batches++ {
		var fresh, changed, withdrawn, timed []piece
		for range 3 {
			fresh = append(fresh, made())
		}
		if len(live) > 6 {
			withdrawn, live = slices.Clone(live[:2]), live[2:]
		}
		for i := range min(3, len(live)) {
			p := &live[len(live)-1-i]
			p.Body += fmt.Sprintf("\n\nFassung %d.\n", batches)
			changed = append(changed, *p)
		}
		from := time.Now().Truncate(time.Second).Add(8 * time.Second)
		until := from.Add(8 * time.Second)
		for range 2 {
			p := made()
			p.Publish = between(from, until)
			timed = append(timed, p)
		}
		var records []record
		for _, list := range [][]piece{fresh, changed, timed} {
			for _, p := range list {
				records = append(records, p.record)
			}
		}
		for _, p := range withdrawn {
			p.State = "withdrawn"
			records = append(records, p.record)
		}
		name := filepath.Join(k.folder, "edit.jsonl")
		if err := writeRecords(name, records...); err != nil {
			return batches, err
		}
		if _, _, err := k.program.importPath(ctx, k.data, name); err != nil {
			return batches, err
		}
		done := time.Now().Add(visibleWithin)
		for _, p := range fresh {
			k.expect(stop, expectation{what: "new article", at: done, seen: true}, surfaces(p.ID, p.number)...)
		}
		for _, p := range changed {
			k.expect(stop, expectation{what: "changed article", at: done, seen: true},
				surface{"page", view{"/beitraege/" + p.ID, fmt.Sprintf("Fassung %d.", batches)}})
		}
		for _, p := range withdrawn {
			k.expect(stop, expectation{what: "withdrawn article", at: done}, surfaces(p.ID, p.number)...)
		}
		for _, p := range timed {
			all := surfaces(p.ID, p.number)
			k.expect(stop, expectation{what: "edition before its time", at: from.Add(-ahead), end: from}, all...)
			k.expect(stop, expectation{what: "edition in its time", at: from.Add(visibleWithin), seen: true}, all...)
			k.expect(stop, expectation{what: "edition after its time", at: until.Add(visibleWithin)}, all...)
		}
		live = append(live, fresh...)
		select {
		case <-stop.Done():
			return batches + 1, nil
		case <-tick.C:
		}
	}
}

// An expectation is whether something is to be seen at a future moment.
type expectation struct {
	what string
	at   time.Time
	seen bool
	// end is when the opposite becomes right; zero means never. An answer that
	// arrives later proves nothing.
	end time.Time
}

// expect looks at each surface when the moment has come, unless stop ends
// first.
func (k *soak) expect(stop context.Context, e expectation, where ...surface) {
	for _, w := range where {
		k.pending.Go(func() {
			select {
			case <-stop.Done():
				return
			case <-time.After(time.Until(e.at)):
			}
			seen, err := k.site.sees(stop, w.view)
			if stop.Err() != nil || !e.end.IsZero() && !time.Now().Before(e.end) {
				return
			}
			reason := ""
			switch {
			case err != nil:
				reason = err.Error()
			case seen && !e.seen:
				reason = "is seen"
			case !seen && e.seen:
				reason = "is not seen"
			default:
				return
			}
			k.tally.wrong(e.what + ", " + w.name + ": " + reason)
			k.say("     %s, %s %s: %s", e.what, w.view.uri, w.view.mark, reason)
		})
	}
}

// quarters returns the samples of the first and of the last quarter.
func (s *soaked) quarters() (first, last []sample) {
	n := max(1, len(s.samples)/4)
	return s.samples[:min(n, len(s.samples))], s.samples[max(0, len(s.samples)-n):]
}

// over returns the p99 and the maximum memory of samples: PSS, or RSS if PSS is
// not known.
func over(samples []sample) (p99 time.Duration, most int64) {
	var waits []time.Duration
	for _, s := range samples {
		waits = append(waits, s.waits...)
		if s.pss >= 0 {
			most = max(most, s.pss)
		} else {
			most = max(most, s.rss)
		}
	}
	return percentile(waits, 0.99), most
}

// failures returns the failures of all samples.
func (s *soaked) failures() map[string]int {
	sum := make(map[string]int)
	for _, m := range s.samples {
		for reason, n := range m.failures {
			sum[reason] += n
		}
	}
	return sum
}

// The bars of a soak, last quarter against first.
const (
	soakP99    = 1.5
	soakMemory = 1.2
)

// report judges a soak.
func (s *soaked) report(r *report) {
	t := table{head: []string{"until", "requests", "wrong", "p50", "p99", "RSS", "PSS", "goroutines", "descriptors"}}
	number := func(v float64) string {
		if v < 0 {
			return "–"
		}
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	requests := 0
	for i, m := range s.samples {
		requests += len(m.waits)
		t.add(time.Duration(i+1)*s.every, len(m.waits), total(m.failures), milliseconds(percentile(m.waits, 0.5)), milliseconds(percentile(m.waits, 0.99)),
			megabytes(m.rss), megabytes(m.pss), number(m.goroutines), number(m.descriptors))
	}
	r.section("Soak", t)

	failures := s.failures()
	first, last := s.quarters()
	p99First, memoryFirst := over(first)
	p99Last, memoryLast := over(last)
	verdicts := table{head: []string{"figure", "measured", "because"}}
	verdicts.add("requests", requests, "")
	verdicts.add("imports", s.batches, "")
	verdicts.add("wrong answers", r.judge("wrong answers", float64(total(failures)), "%.0f", atMost(0)), "")
	for _, v := range []struct {
		name          string
		before, after float64
	}{{"goroutines", s.before.goroutines, s.after.goroutines}, {"descriptors", s.before.descriptors, s.after.descriptors}} {
		if v.before >= 0 {
			verdicts.add(v.name+" after the load", r.judge(v.name+" after the load", v.after, "%.0f", atMost(v.before+few)), fmt.Sprintf("%.0f before it", v.before))
		}
	}
	if p99First > 0 {
		verdicts.add("p99, last quarter against first", r.judge("p99 over time", float64(p99Last)/float64(p99First), "%.2f", atMost(soakP99)),
			milliseconds(p99First)+" → "+milliseconds(p99Last))
	}
	if memoryFirst > 0 {
		verdicts.add("memory, last quarter against first", r.judge("memory over time", float64(memoryLast)/float64(memoryFirst), "%.2f", atMost(soakMemory)),
			megabytes(memoryFirst)+" → "+megabytes(memoryLast))
	}
	r.section("Verdict", verdicts)
	r.list("Wrong answers", told(failures))
}
