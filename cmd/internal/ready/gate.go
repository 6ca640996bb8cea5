package ready

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

// ErrBusy means that so much is being made at the moment that there is not even
// a place to wait. Trying a little later may help.
var ErrBusy = errors.New("too much is being made at the moment")

// A Gate bounds what is made at the same time, so that no mix of requests can
// take all the memory or starve readers whose answers are ready. Each answer
// being made holds a place throughout, which bounds memory, and a processor
// only while it is not waiting for the store: a slow store keeps nobody from
// making what does not need it.
//
// It is safe for concurrent use. A nil Gate lets everything through.
type Gate struct {
	places     chan struct{}
	processors chan struct{}
	waiting    atomic.Int64 // waiting for a place
	mostWait   int64
}

// NewGate returns a gate at which that many answers can be in the making, that
// many of them using a processor. Four times as many as there are places may
// wait for one.
func NewGate(places, processors int) *Gate {
	return &Gate{places: make(chan struct{}, places), processors: make(chan struct{}, processors), mostWait: 4 * int64(places)}
}

// A pass is the right to make an answer, carried in its context.
type pass struct {
	gate *Gate
	mu   sync.Mutex
	away int  // how many of its goroutines are waiting for something outside
	held bool // a processor
}

type passKey struct{}

// Enter waits for a place and a processor, at most until ctx ends, and returns
// the context in which to make the answer and a function to call when it is
// made. If too many are already waiting, the error is ErrBusy.
func (g *Gate) Enter(ctx context.Context) (context.Context, func(), error) {
	if g == nil {
		return ctx, func() {}, nil
	}
	select {
	case g.places <- struct{}{}:
	default:
		if g.waiting.Add(1) > g.mostWait {
			g.waiting.Add(-1)
			return nil, nil, ErrBusy
		}
		select {
		case g.places <- struct{}{}:
			g.waiting.Add(-1)
		case <-ctx.Done():
			g.waiting.Add(-1)
			return nil, nil, fmt.Errorf("wait for a place: %w", ctx.Err())
		}
	}
	select {
	case g.processors <- struct{}{}:
	case <-ctx.Done():
		<-g.places
		return nil, nil, fmt.Errorf("wait for a processor: %w", ctx.Err())
	}
	p := &pass{gate: g, held: true}
	return context.WithValue(ctx, passKey{}, p), p.leave, nil
}

func (p *pass) leave() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held {
		p.held = false
		<-p.gate.processors
	}
	<-p.gate.places
}

// Outside notes that the work in ctx waits for something outside this process,
// or for something with limits of its own, such as the store, until the
// returned function is called. Others may use the processor meanwhile.
func Outside(ctx context.Context) (back func()) {
	p, ok := ctx.Value(passKey{}).(*pass)
	if !ok {
		return func() {}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.away++; p.away == 1 && p.held {
		p.held = false
		<-p.gate.processors
	}
	return func() { p.back(ctx) }
}

// back takes a processor again. If ctx ends before one is free, the caller goes
// on without, because all it can do is give up.
func (p *pass) back(ctx context.Context) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.away--; p.away > 0 {
		return
	}
	select {
	case p.gate.processors <- struct{}{}:
		p.held = true
	case <-ctx.Done():
	}
}

// Compute waits for a processor and returns a function that releases it. It is
// for short work that needs no place: it must not wait for anything.
func (g *Gate) Compute() (done func()) {
	if g == nil {
		return func() {}
	}
	g.processors <- struct{}{}
	return func() { <-g.processors }
}
