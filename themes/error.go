package themes

// ErrorPage says what went wrong and what to do.
type ErrorPage struct {
	Base
	Status    int
	Key       string // of the message: "error.404"
	RequestID string // for 500 only
	// Wrong names the unknown filter in the address; nil if that is not the
	// problem.
	Wrong *WrongFilter
	// Next is the day on which what was here shows again, in words; empty if
	// that is not planned. Now is what shows instead.
	Next string
	Now  []Link
}

// Template implements Page.
func (*ErrorPage) Template() string { return "error" }
