package ready

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// slow is a rendering that counts how many like it are being made, and
// computing, at the same time.
type slow struct {
	making, computing, most, mostComputing atomic.Int64
	outside                                chan struct{} // what each waits for, if not nil
}

func most(now int64, most *atomic.Int64) {
	for m := most.Load(); now > m && !most.CompareAndSwap(m, now); m = most.Load() {
	}
}

func (s *slow) render(ctx context.Context) (Rendering, error) {
	most(s.making.Add(1), &s.most)
	defer s.making.Add(-1)
	compute := func() {
		most(s.computing.Add(1), &s.mostComputing)
		for range 1000 {
			_ = strings.Repeat("x", 100)
		}
		s.computing.Add(-1)
	}
	compute()
	if s.outside != nil {
		back := Outside(ctx)
		select {
		case <-s.outside:
		case <-ctx.Done():
		}
		back()
	}
	compute()
	return Rendering{Body: []byte("made")}, ctx.Err()
}

// However many ask for however many answers, only so many are made at a time,
// and fewer of them compute.
func TestGateBounds(t *testing.T) {
	c := New(1<<20, 0, NewGate(8, 2), fixed)
	s := &slow{outside: make(chan struct{})}
	close(s.outside)
	var all sync.WaitGroup
	for i := range 32 {
		all.Go(func() {
			for j := range 20 {
				if _, err := c.Render(t.Context(), fmt.Sprint(i, j), noon, s.render); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if s.most.Load() > 8 || s.mostComputing.Load() > 2 {
		t.Errorf("%d were made at a time, %d computed", s.most.Load(), s.mostComputing.Load())
	}
	// All places and processors are free again.
	if g := c.gate; len(g.places) != 0 || len(g.processors) != 0 || g.waiting.Load() != 0 {
		t.Errorf("%d places and %d processors are held, %d wait", len(g.places), len(g.processors), g.waiting.Load())
	}
}

// What waits for a slow store holds no processor: pages that do not need the
// store are made meanwhile.
func TestGateWhileTheStoreIsSlow(t *testing.T) {
	c := New(1<<20, 0, NewGate(8, 1), fixed)
	s := &slow{outside: make(chan struct{})}
	var all sync.WaitGroup
	for i := range 7 {
		all.Go(func() {
			if _, err := c.Render(t.Context(), fmt.Sprint(i), noon, s.render); err != nil {
				t.Error(err)
			}
		})
	}
	eventually(t, "all but one wait for the store", func() bool { return s.making.Load() == 7 && len(c.gate.processors) == 0 })
	quick := &slow{}
	if _, err := c.Render(t.Context(), "quick", noon, quick.render); err != nil {
		t.Error(err)
	}
	close(s.outside)
	all.Wait()
}

// If more wait for a place than could get one, they are told so at once; those
// who leave make room, and what nobody waits for any longer is never begun.
func TestGateBusy(t *testing.T) {
	c := New(1<<20, 0, NewGate(1, 1), fixed)
	s := &slow{outside: make(chan struct{})}
	ctx, leave := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for i := range 5 { // one is being made, four wait
		all.Go(func() { _, _ = c.Render(ctx, fmt.Sprint(i), noon, s.render) })
	}
	eventually(t, "four wait", func() bool { return c.gate.waiting.Load() == 4 })
	if _, err := c.Render(t.Context(), "more", noon, s.render); !errors.Is(err, ErrBusy) {
		t.Errorf("one more: %v", err)
	}
	leave()
	eventually(t, "who has gone waits no more", func() bool { return c.gate.waiting.Load() == 0 })
	all.Wait()
	close(s.outside)
	if _, err := c.Render(t.Context(), "more", noon, s.render); err != nil {
		t.Errorf("after they have gone: %v", err)
	}
	if n, failed := s.most.Load(), c.Stats().Failed; n != 1 || failed != 1 {
		t.Errorf("%d were made at a time, %d failed, not only the one that had no place", n, failed)
	}
	eventually(t, "no flight is left", func() bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		return len(c.flights) == 0
	})
}

// Somebody who asks for what was just abandoned is not told that it was.
func TestAbandonedAndAskedAgain(t *testing.T) {
	c := New(1<<20, 0, NewGate(1, 1), fixed)
	s := &slow{outside: make(chan struct{})}
	go func() { _, _ = c.Render(t.Context(), "first", noon, s.render) }()
	eventually(t, "the only place is taken", func() bool { return s.making.Load() == 1 })
	for range 50 {
		ctx, leave := context.WithCancel(t.Context())
		gone := make(chan struct{})
		go func() { defer close(gone); _, _ = c.Render(ctx, "second", noon, s.render) }()
		eventually(t, "it waits", func() bool { return c.gate.waiting.Load() == 1 })
		leave()
		<-gone
	}
	answered := make(chan error)
	go func() { _, err := c.Render(t.Context(), "second", noon, s.render); answered <- err }()
	close(s.outside)
	if err := <-answered; err != nil {
		t.Error(err)
	}
}

// A place is released whatever happens, and if a context ends, the one waiting
// gets no processor and releases none.
func TestOutsideEnds(t *testing.T) {
	g := NewGate(2, 1)
	ctx, cancel := context.WithCancel(t.Context())
	made, leave, err := g.Enter(ctx)
	if err != nil {
		t.Fatal(err)
	}
	first, second := Outside(made), Outside(made) // two of its goroutines
	_, other, err := g.Enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	first() // the second still waits
	cancel()
	second()
	leave()
	if len(g.processors) != 1 || len(g.places) != 1 {
		t.Errorf("%d processors and %d places are held", len(g.processors), len(g.places))
	}
	other()
	if len(g.processors) != 0 || len(g.places) != 0 {
		t.Errorf("%d processors and %d places are held", len(g.processors), len(g.places))
	}
	// Without a gate nothing waits.
	var none *Gate
	if _, leave, err := none.Enter(t.Context()); err != nil {
		t.Error(err)
	} else {
		leave()
	}
	none.Compute()()
	Outside(t.Context())()
}

// A large answer does not push out small ones requested as often: 130 addresses
// of a large calendar.
func TestLargeAndRare(t *testing.T) {
	const limit = 48 << 20
	c := New(limit, 0, nil, fixed)
	hot := make([]*page, 200)
	ask := func(i int) { hot[i].get(t, c, fmt.Sprint("/hot/", i), noon) }
	for i := range hot {
		hot[i] = &page{text: strings.Repeat("h", 15_000)}
		for range 3 {
			ask(i)
		}
	}
	body := strings.Repeat("x", 570_000)
	for i := range 130 {
		p := &page{text: body}
		for range 3 {
			p.get(t, c, fmt.Sprint("/junk/", i), noon)
		}
	}
	for i := range hot {
		if ask(i); hot[i].made != 1 {
			t.Fatalf("what is small was made %d times", hot[i].made)
		}
	}
	if s := c.Stats(); s.Bytes > limit || s.Evicted == 0 {
		t.Errorf("%+v", s)
	}
}

// What is popular stays, and gives way in the end when it is no longer popular.
func TestPopularityEnds(t *testing.T) {
	c := New(400_000, 0, nil, fixed)
	popular := &page{text: strings.Repeat("o", 5000)}
	ask := func(times int) int {
		for range times {
			popular.get(t, c, "/popular", noon)
		}
		return popular.made
	}
	others := func(n int) {
		for i := range n {
			p := &page{text: strings.Repeat("x", 5000)}
			for range 3 {
				p.get(t, c, fmt.Sprint("/", i), noon)
			}
		}
	}
	ask(20)
	others(150) // twice as many as there is room for
	if ask(1) != 1 {
		t.Error("what is popular had to make room for what is not")
	}
	ask(5000)
	others(60_000)
	if ask(1) == 1 {
		t.Error("what nobody asks for any more is still there")
	}
}

// The order holds whatever is put, used, resized and given up.
func TestShelfOrder(t *testing.T) {
	s := newShelves(1000)
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		key := strconv.Itoa(random.IntN(50))
		switch random.IntN(4) {
		case 0:
			s.put(key, &Answer{size: random.Int64N(90) + 1})
		case 1:
			if a := s.use(key); a != nil {
				s.grow(key, a, random.Int64N(7))
			}
		default:
			s.use(key)
		}
		var size int64
		n := 0
		for _, shelf := range []*shelf{&s.once, &s.again} {
			for j, x := range shelf.ordered {
				size += x.answer.size
				if x.index != j || shelf.slots[x.key] != x || x.rank > x.worth {
					t.Fatalf("slot %q: index %d at %d, rank %g, worth %g", x.key, x.index, j, x.rank, x.worth)
				}
			}
			n += len(shelf.ordered)
		}
		if size != s.size() || size > 1000 || n != s.len() {
			t.Fatalf("%d bytes are said to be %d; %d slots are %d", size, s.size(), n, s.len())
		}
	}
}

// Somebody who arrives just after the only one waiting has left is not told
// that it is over: the rendering begins for them.
func TestNobodyBoardsWhatWasAbandoned(t *testing.T) {
	for range 50 {
		g := NewGate(1, 1)
		c := New(1<<20, 0, g, fixed)
		_, leave, err := g.Enter(t.Context()) // so that nothing begins
		if err != nil {
			t.Fatal(err)
		}
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		p := &page{text: "x"}
		if _, err := c.Render(gone, "/", noon, p.render); !errors.Is(err, context.Canceled) {
			t.Fatalf("who has left is told %v", err)
		}
		answered := make(chan error, 1)
		go func() {
			_, err := c.Render(t.Context(), "/", noon, p.render)
			answered <- err
		}()
		leave()
		if err := <-answered; err != nil {
			t.Fatalf("who came after is told %v", err)
		}
	}
}
