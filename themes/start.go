package themes

import (
	"vielfalt/content"
)

// StartPage is the first page.
type StartPage struct {
	Base
	TodaysEntries []Entry
	Running       []Entry // periods that neither begin nor end today
	Next          []Entry // of those that have weight
	Important     string  // address of all that have
	Articles      []*content.Article
	Events        []*content.Event
	Brochures     []*content.Brochure
}

// Template implements Page.
func (*StartPage) Template() string { return "start" }
