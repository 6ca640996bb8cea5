package themes

import (
	"vielfalt/content"
)

// StartPage is the first page.
type StartPage struct {
	Base
	TodaysEntries []Entry
	Next          []Entry
	Articles      []*content.Article
	Events        []*content.Event
	Brochures     []*content.Brochure
}

// Template implements Page.
func (*StartPage) Template() string { return "start" }
