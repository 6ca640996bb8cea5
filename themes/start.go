package themes

import (
	"vielfalt/content"
)

// StartPage is the first page.
type StartPage struct {
	Base
	TodaysEntries []Entry
	Running       []Entry // periods that neither begin nor end today
	Next          []Entry
	Articles      []*content.Article
	Events        []*content.Event
	Brochures     []*content.Brochure
}

// Template implements Page.
func (*StartPage) Template() string { return "start" }
