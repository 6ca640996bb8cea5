package publish

import (
	"context"
	"sync"
	"time"
)

// A Pace lets work that can wait give way to readers: between pieces it rests
// for each reader who came meanwhile, so that a few readers hardly delay it.
type Pace struct {
	// Asked returns how many requests readers have made so far.
	Asked func() int64

	mu   sync.Mutex
	last int64
}

const (
	// restForEach is how long the work rests for each reader.
	restForEach = 5 * time.Millisecond
	// mostRest is the longest it rests; it also never rests longer than half
	// the time it worked, so that it makes progress.
	mostRest = 50 * time.Millisecond
)

// Rest is called between pieces of work with how long the last one took. It
// reports whether readers are so many that pieces should be small.
func (p *Pace) Rest(ctx context.Context, took time.Duration) bool {
	if p == nil {
		return false
	}
	asked := p.Asked()
	p.mu.Lock()
	wanted := time.Duration(asked-p.last) * restForEach
	p.last = asked
	p.mu.Unlock()
	if wanted > 0 {
		pause(ctx, min(wanted, took/2, mostRest))
	}
	return wanted > took/10
}
