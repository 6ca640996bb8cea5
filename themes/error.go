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
}

// Template implements Page.
func (*ErrorPage) Template() string { return "error" }
