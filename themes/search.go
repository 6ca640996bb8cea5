package themes

import (
	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/search"
)

// SearchPage shows the results of a search.
type SearchPage struct {
	Base
	Query    string
	Searched bool
	// Answer is what is asked for, if that can be answered outright; else nil.
	Answer *Answer
	// Days are the observances whose names were searched for, and About is what
	// is said of the first, see [About].
	Days       []DateBox
	About      []string
	Results    []Result
	More       bool // there are more results than the pager counts
	Pager      Pager
	Filters    []Filter
	DidYouMean *Link
	// Without are the words that were left out because nothing has all of them.
	Without []string
}

// Template implements Page.
func (*SearchPage) Template() string { return "search" }

// An Answer answers a search outright, in a few lines.
type Answer struct {
	Guess string // the name that was meant, if another was typed
	Lines []AnswerLine
}

// An AnswerLine is a line of an answer.
type AnswerLine struct {
	Name, Text string // what it is about, and the rest of the line
	URL        string // where more is to be read
	// Contact is whom it is about, or nil; First the field that was asked for:
	// "phone", "mail", "room" or empty.
	Contact *content.Contact
	First   string
}

// A Result is a hit, ready to be shown.
type Result struct {
	search.Hit
	URL     string
	TextURL string // the page of a brochure as text, if URL opens the file
	Item    *content.Item    // nil for days
	Contact *content.Contact // for contacts only
	Event   *content.Event   // for events only
	// Observance is for days only; Next is when it is kept next, nil if that is not
	// known.
	Observance *calendar.Observance
	Next       *calendar.Occurrence
}
