package themes

// A Choice is a value of a filter.
type Choice struct {
	Title  string
	Value  string
	URL    string // of the page with the value chosen, or dropped if it is chosen
	N      int    // how many results; 0 where nothing is counted
	Chosen bool
}

// A Filter is a group of choices.
type Filter struct {
	Title   string
	Name    string // of the query parameter
	Choices []Choice
}

// A WrongFilter is a filter, or a value of one, that an address has and that is
// not known, with what is.
type WrongFilter struct {
	Name, Value string // an empty value: the filter itself is not known
	Nearest     *Link  // nil where nothing is like it
	Known       []Link
}

// A Pager leads through a long list.
type Pager struct {
	Page, Pages    int
	Total          int
	Previous, Next string // addresses; empty at the ends
}
