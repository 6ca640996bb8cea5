package calendar

import "time"

// A Revision says how often people changed a date, and when last. It never goes
// back: an entry that is taken back is one more change.
type Revision struct {
	// N counts what was entered, changed and taken back; 0 means never.
	N int
	// At is the moment of the last of them, UTC and in whole seconds.
	At time.Time
	// Before is the day that counted until then; 0 where there was none, or it
	// was the same.
	Before Date
}

// Then adds the changes that another revision counts, as of something the date
// rests on as well.
func (r Revision) Then(s Revision) Revision {
	out := Revision{N: r.N + s.N, At: s.At, Before: s.Before}
	if s.N == 0 || r.At.After(s.At) {
		out.At, out.Before = r.At, r.Before
	}
	return out
}
