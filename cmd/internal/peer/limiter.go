package peer

import (
	"context"
	"log/slog"
	"net/netip"
	"sync"
	"time"

	"vielfalt/content"
)

// A Rule is how often something may be done within one window of time: by one
// sender, from one network (see [Sender], [Network]), and by everyone together.
type Rule struct {
	Name                 string
	Sender, Network, All int
	Within               time.Duration // a day is a multiple of it
}

// limits returns what the rule means for an address.
func (r Rule) limits(a netip.Addr) []content.Limit {
	limit := func(by, of string, most int) content.Limit {
		return content.Limit{Name: r.Name + " by " + by, Of: of, Most: most, Within: r.Within}
	}
	return []content.Limit{
		limit("sender", Sender(a).String(), r.Sender),
		limit("network", Network(a).String(), r.Network),
		limit("all", "", r.All),
	}
}

// A Tallier is what a Limiter needs of [content.Tallier].
type Tallier interface {
	Tally(ctx context.Context, limits ...content.Limit) (until time.Time, err error)
}

// A Limiter enforces rules across all replicas. What the store cannot count it
// counts on its own, so that at least no single process admits more than a rule
// allows. The zero value is not usable: the first three fields are required.
type Limiter struct {
	Tallier Tallier
	Now     func() time.Time
	Log     *slog.Logger

	mu    sync.Mutex
	seen  map[content.Limit]tally
	sweep time.Time // when seen is next cleared of what is over
}

// mostRemembered bounds how many senders can be refused from memory.
const mostRemembered = 10_000

// A tally is what this process knows of a limit in the current window.
type tally struct {
	n     int
	until time.Time
}

// Admit counts one more request and returns 0 if the rule allows it, or else
// how long the sender must wait. Once a limit is used up, the store is not
// asked again within the window: refusing must be cheap.
func (l *Limiter) Admit(ctx context.Context, r Rule, from netip.Addr) (wait time.Duration) {
	limits, now := r.limits(from), l.Now()
	if wait := l.refused(limits, now); wait > 0 {
		return wait
	}
	until, err := l.Tallier.Tally(ctx, limits...)
	if err != nil {
		l.Log.Warn("limits are counted by this process alone", "rule", r.Name, "err", err)
	}
	l.count(limits, now, until)
	return max(until.Sub(now), 0)
}

// refused returns how long the answer is no, as far as this process knows.
func (l *Limiter) refused(limits []content.Limit, now time.Time) (wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, k := range limits {
		if t := l.seen[k]; t.n >= k.Most && now.Before(t.until) {
			wait = max(wait, t.until.Sub(now))
		}
	}
	return wait
}

// count remembers what was admitted or, if until is set, what was refused.
func (l *Limiter) count(limits []content.Limit, now, until time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.seen == nil || !now.Before(l.sweep) {
		kept := make(map[content.Limit]tally)
		for k, t := range l.seen {
			if now.Before(t.until) {
				kept[k] = t
			}
		}
		l.seen, l.sweep = kept, now.Add(time.Minute)
	}
	if !until.IsZero() {
		if len(l.seen) > mostRemembered {
			return // the store goes on refusing
		}
		// The store does not say which of them is used up; the narrowest
		// concerns only this sender, and asking again for others does no harm.
		k := limits[0]
		l.seen[k] = tally{n: k.Most, until: until}
		return
	}
	for _, k := range limits {
		t := l.seen[k]
		if !now.Before(t.until) {
			t = tally{until: k.Window(now)}
		}
		t.n++
		l.seen[k] = t
	}
}
