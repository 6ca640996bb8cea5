package peer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"strings"
	"testing"
	"time"

	"vielfalt/content"
)

// A notebook counts as a store does.
type notebook struct {
	now   func() time.Time
	n     map[string]int
	err   error
	asked int
}

func (b *notebook) Tally(_ context.Context, limits ...content.Limit) (until time.Time, err error) {
	b.asked++
	if b.err != nil {
		return time.Time{}, b.err
	}
	key := func(l content.Limit) string { return fmt.Sprint(l.Name, l.Of, l.Window(b.now())) }
	for _, l := range limits {
		if b.n[key(l)] >= l.Most {
			until = l.Window(b.now())
		}
	}
	if until.IsZero() {
		for _, l := range limits {
			b.n[key(l)]++
		}
	}
	return until, nil
}

var rule = Rule{Name: "report", Sender: 3, Network: 6, All: 8, Within: time.Hour}

// A stand has two replicas sharing a store.
type stand struct {
	clock    time.Time
	store    *notebook
	log      bytes.Buffer
	replicas [2]*Limiter
}

func newStand() *stand {
	s := &stand{clock: time.Date(2026, time.March, 20, 9, 20, 0, 0, time.UTC)}
	now := func() time.Time { return s.clock }
	s.store = &notebook{now: now, n: map[string]int{}}
	for i := range s.replicas {
		s.replicas[i] = &Limiter{Tallier: s.store, Now: now, Log: slog.New(slog.NewTextHandler(&s.log, nil))}
	}
	return s
}

// admitted tries n times from each address, each time on another replica, and
// returns how often it succeeded.
func (s *stand) admitted(t *testing.T, n int, from ...string) (ok int) {
	t.Helper()
	for i := range n {
		for _, a := range from {
			if s.replicas[i%2].Admit(t.Context(), rule, netip.MustParseAddr(a)) == 0 {
				ok++
			}
		}
	}
	return ok
}

func TestLimits(t *testing.T) {
	for name, c := range map[string]struct {
		from []string
		want int
	}{
		"one sender":        {[]string{"192.0.2.1"}, 3},
		"one machine":       {[]string{"2001:db8:1:1::1", "2001:db8:1:1:ffff::2"}, 3},
		"neighbours":        {[]string{"192.0.2.1", "192.0.2.2", "192.0.2.3"}, 6},
		"one line":          {[]string{"2001:db8:1:1::1", "2001:db8:1:2::1", "2001:db8:1:3::1"}, 6},
		"everybody":         {[]string{"192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1"}, 8},
		"neither nor other": {[]string{"192.0.2.1", "198.51.100.1"}, 6},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStand()
			if got := s.admitted(t, 10, c.from...); got != c.want {
				t.Errorf("%d were admitted, want %d", got, c.want)
			}
			if wait := s.replicas[0].Admit(t.Context(), rule, netip.MustParseAddr(c.from[0])); wait != 40*time.Minute {
				t.Errorf("told to wait %v", wait)
			}
			s.clock = s.clock.Add(40 * time.Minute)
			if got := s.admitted(t, 1, c.from[0]); got != 1 {
				t.Error("the next hour is not another")
			}
		})
	}
}

// Refusing a flood costs the store nothing.
func TestRefusingIsCheap(t *testing.T) {
	s := newStand()
	s.admitted(t, 1000, "192.0.2.1")
	if s.store.asked > 5 {
		t.Errorf("the store was asked %d times", s.store.asked)
	}
	other := rule
	other.Name = "receipt"
	if wait := s.replicas[0].Admit(t.Context(), other, netip.MustParseAddr("192.0.2.1")); wait != 0 {
		t.Errorf("one rule uses up another: %v", wait)
	}
}

// Without the store each process counts on its own, and no further.
func TestLimitsWithoutStore(t *testing.T) {
	s := newStand()
	s.store.err = errors.New("away")
	if got := s.admitted(t, 10, "192.0.2.1"); got != 6 {
		t.Errorf("%d were admitted by two processes, want 3 by each", got)
	}
	if !strings.Contains(s.log.String(), "level=WARN") || strings.Contains(s.log.String(), "192.0.2.1") {
		t.Errorf("logged: %s", s.log.String())
	}
	s.store.err = nil
	if got := s.admitted(t, 10, "192.0.2.1"); got != 0 {
		t.Errorf("once the store is back %d more were admitted", got)
	}
}

// Windows that are over are forgotten.
func TestLimiterForgets(t *testing.T) {
	s := newStand()
	for i := range 200 {
		s.clock = s.clock.Add(time.Hour)
		s.admitted(t, 1, fmt.Sprintf("192.0.%d.1", i))
	}
	if n := len(s.replicas[0].seen); n > 6 {
		t.Errorf("%d limits are remembered", n)
	}
}
