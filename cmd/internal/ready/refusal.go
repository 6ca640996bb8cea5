package ready

// A Refusal is an error that is an answer: there is no such page, or the
// request was not made as it must be. Nothing has failed.
type Refusal struct{ Err error }

// Error implements error.
func (r Refusal) Error() string { return r.Err.Error() }

// Unwrap returns the reason.
func (r Refusal) Unwrap() error { return r.Err }
