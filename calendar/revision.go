package calendar

import "time"

// A Revision says how often people changed a date, and when last. It only
// grows: withdrawing a confirmation is one more change.
type Revision struct {
	// N counts entries, changes and withdrawals; 0 means none.
	N int
	// At is the moment of the last one, in UTC and whole seconds.
	At time.Time
	// Before is the day that counted until then; 0 if there was none, or if it
	// was the same.
	Before Date
}

// Then adds the changes counted by another revision, for a date that depends on
// both.
func (r Revision) Then(s Revision) Revision {
	out := Revision{N: r.N + s.N, At: s.At, Before: s.Before}
	if s.N == 0 || r.At.After(s.At) {
		out.At, out.Before = r.At, r.Before
	}
	return out
}
