package desk

import (
	"context"
	"sync"
	"time"
)

// Turns let a few at a time do what takes memory, and of these each person some: who
// sends much waits for its own end, and not everybody else.
type turns struct {
	all  chan struct{}
	each int // of one person

	mu  sync.Mutex
	own map[string]*share // of those who have a turn or wait for one
}

// A share is what one person takes of the turns.
type share struct {
	taken chan struct{}
	users int // who hold or wait
}

func newTurns(all, each int) *turns {
	return &turns{all: make(chan struct{}, all), each: each, own: make(map[string]*share)}
}

// take waits for a turn of somebody, at most that long, and reports whether it is
// there. Whoever called it calls leave once it is over.
func (t *turns) take(ctx context.Context, who string, wait time.Duration) (leave func(), ok bool) {
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	s := t.shareOf(who)
	select {
	case s.taken <- struct{}{}:
	case <-ctx.Done():
		t.release(who, s)
		return func() {}, false
	}
	select {
	case t.all <- struct{}{}:
		return func() { <-t.all; <-s.taken; t.release(who, s) }, true
	case <-ctx.Done():
		<-s.taken
		t.release(who, s)
		return func() {}, false
	}
}

// shareOf returns the share of a person, who is one more of its users.
func (t *turns) shareOf(who string) *share {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.own[who]
	if s == nil {
		s = &share{taken: make(chan struct{}, t.each)}
		t.own[who] = s
	}
	s.users++
	return s
}

// release takes away one user of a share, and forgets it after the last.
func (t *turns) release(who string, s *share) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if s.users--; s.users == 0 {
		delete(t.own, who)
	}
}
