package publish

import (
	"context"
	"sync"
	"time"
)

// A Pace lets work that can wait give way to readers: it rests in proportion to
// how long it worked, as long as somebody asked for something meanwhile.
type Pace struct {
	// Asked counts what readers have asked for so far.
	Asked func() int64

	mu   sync.Mutex
	last int64
}

const (
	// restFor is how long the work rests for each moment it worked.
	restFor = 0.5
	// mostRest is how long it rests at most, so that it gets on.
	mostRest = 50 * time.Millisecond
)

// Rest is called between pieces of work with how long the last one took. It
// reports whether there are readers to give way to.
func (p *Pace) Rest(ctx context.Context, took time.Duration) bool {
	if p == nil {
		return false
	}
	asked := p.Asked()
	p.mu.Lock()
	busy := asked != p.last
	p.last = asked
	p.mu.Unlock()
	if busy {
		pause(ctx, min(time.Duration(restFor*float64(took)), mostRest))
	}
	return busy
}
