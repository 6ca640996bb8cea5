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
	Poster        string  // address of the year to be hung up
	PosterYear    int
	Articles      []*content.Article
	Events        []*content.Event
	Brochures     []*content.Brochure
}

// Template implements Page.
func (*StartPage) Template() string { return "start" }
