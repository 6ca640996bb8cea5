package themes

// ErrorPage says what went wrong and what to do.
type ErrorPage struct {
	Base
	Status    int
	Key       string // of the message: "error.404"
	RequestID string // for 500 only
	// Wrong says which filter the address has that is not known; nil where that
	// is not what is wrong.
	Wrong *WrongFilter
}

// Template implements Page.
func (*ErrorPage) Template() string { return "error" }
