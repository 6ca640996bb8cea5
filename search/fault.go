package search

import (
	"fmt"
	"time"
)

// A Fault is why an index is unavailable until somebody does something about
// it. It holds neither keys nor what was looked for, may be shown to whoever
// runs the service, and is ErrUnavailable.
type Fault struct {
	Detail string // what is wrong
	Advice string // what to do about it
}

// Error says what is wrong and what to do.
func (f *Fault) Error() string { return f.Detail + "; " + f.Advice }

// Unwrap returns ErrUnavailable.
func (*Fault) Unwrap() error { return ErrUnavailable }

// A Pause means that an index is not even asked, because it has failed several
// times in a row. It is ErrUnavailable.
type Pause struct {
	Until time.Time // before which it is pointless to try again
}

// Error says until when the index is not asked.
func (p *Pause) Error() string {
	return fmt.Sprintf("not asked until %s, after failing several times in a row: %v", p.Until.Format(time.TimeOnly), ErrUnavailable)
}

// Unwrap returns ErrUnavailable.
func (*Pause) Unwrap() error { return ErrUnavailable }
