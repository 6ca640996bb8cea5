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
	Days    []DateBox
	About   []string
	Results []Result
	Related []Result // of what the query leads to
	More    bool     // there are more results than the pager counts
	Pager   Pager
	Filters []Filter
	// Coming is the list of the events that are coming and have the query; empty if no
	// result is an event.
	Coming string
	// Widely is where the same is searched for without filters; empty if there are
	// none.
	Widely string
	// Corrected is what was searched for in place of a misspelt query, and
	// DidYouMean what it was taken for, which is a guess; Insist is where the query is
	// searched for as it is. At most one is not nil.
	Corrected, DidYouMean *Link
	Insist                string
	// Without are the words that were left out because nothing has all of them.
	Without []string
	// Nothing says why there are no results. Near are words that are spelt like those
	// that nothing has, Themes those of contacts, and Missing is where to say what is
	// missing.
	Nothing search.Nothing
	Near    []Link
	Themes  []Link
	Missing string
	// Soon are days of the next month, for whoever has not said what to search for.
	Soon []DateBox
}

// Template implements Page.
func (*SearchPage) Template() string { return "search" }

// An Answer answers a search outright, in a few lines.
type Answer struct {
	Guess string // the name that was meant, if another was typed
	Lines []AnswerLine
	Whole bool // there is nothing else to look for
}

// An AnswerLine is a line of an answer.
type AnswerLine struct {
	Name, Text string // what it is about, and the rest of the line
	URL        string // where more is to be read
	All        string // what is there, if the line names only some of it
	// Contact is whom it is about, or nil; First the field that was asked for:
	// "phone", "mail", "room" or empty.
	Contact *content.Contact
	First   string
}

// A Result is a hit, ready to be shown.
type Result struct {
	search.Hit
	// Pages are further pages of the same brochure.
	Pages   []Result
	Dates   []Result // further events of the same series
	Pinned  bool     // somebody put it first for this search
	URL     string
	TextURL string           // the page of a brochure as text, if URL opens the file
	Item    *content.Item    // nil for days
	Contact *content.Contact // for contacts only
	Event   *content.Event   // for events only
	// Observance is for days only; Next is when it is kept next, nil if that is not
	// known.
	Observance *calendar.Observance
	Next       *calendar.Occurrence
}
