package themes

import (
	"vielfalt/calendar"
	"vielfalt/content"
)

// TraditionsPage lists the traditions.
type TraditionsPage struct {
	Base
	Traditions []TraditionSummary
}

// Template implements Page.
func (*TraditionsPage) Template() string { return "traditions" }

// TraditionPage shows one tradition.
type TraditionPage struct {
	Base
	Tradition *calendar.Tradition
	// Convention is the one in use, if there are several.
	Convention *calendar.Convention
	Entries    []Entry // of the coming twelve months
	// Observances are all that have a page of their own, Former those that are
	// known not to be kept any more.
	Observances []*calendar.Observance
	Former      []DateBox
	Articles    []*content.Article
}

// Template implements Page.
func (*TraditionPage) Template() string { return "tradition" }

// A TraditionSummary is a tradition in the list of all.
type TraditionSummary struct {
	*calendar.Tradition
	Next     *Entry
	Articles int
}
