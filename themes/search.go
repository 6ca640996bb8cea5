package themes

import (
	"vielfalt/content"
	"vielfalt/search"
)

// SearchPage shows the results of a search.
type SearchPage struct {
	Base
	Query    string
	Searched bool
	// Days are the observances whose names were searched for, and About is what
	// is said of the first, see [About].
	Days       []DateBox
	About      []string
	Results    []Result
	Pager      Pager
	Filters    []Filter
	DidYouMean *Link
	// Without are the words that were left out because nothing has all of them.
	Without []string
}

// Template implements Page.
func (*SearchPage) Template() string { return "search" }

// A Result is a hit, ready to be shown.
type Result struct {
	search.Hit
	URL     string
	TextURL string // the page of a brochure as text, if URL opens the file
	Item    *content.Item
	Contact *content.Contact // for contacts only
	Event   *content.Event   // for events only
}
