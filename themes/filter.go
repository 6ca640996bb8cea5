package themes

// A Choice is a value of a filter.
type Choice struct {
	Title  string
	Value  string
	URL    string // of the page with the value chosen, or dropped if it already is
	N      int    // how many results; 0 if nothing is counted
	Chosen bool
}

// A Filter is a group of choices.
type Filter struct {
	Title   string
	Name    string // of the query parameter
	Choices []Choice
	More    *Filter // choices that are rarely wanted; nil if there are none
}

// A WrongFilter is an unknown filter, or an unknown value of one, in an
// address, together with what is known.
type WrongFilter struct {
	Name, Value string // an empty value means that the filter itself is unknown
	Nearest     *Link  // nil if nothing is similar
	Known       []Link
}

// A Pager leads through a long list.
type Pager struct {
	Page, Pages    int
	Total          int
	Previous, Next string // addresses; empty at the ends
}
