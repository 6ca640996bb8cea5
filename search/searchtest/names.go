package searchtest

import (
	"sync"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/content/profile"
	"vielfalt/search/german"
)

// home is the Land whose holidays are among the days.
const home = "nw"

// DayNames returns the names of the shipped days, with which the judged queries are
// asked.
var DayNames = sync.OnceValues(func() (german.Synonyms, error) {
	c, err := calendar.New(traditions.All(home), nil)
	if err != nil {
		return german.Synonyms{}, err
	}
	texts, err := profile.Load(home, profile.Shipped())
	if err != nil {
		return german.Synonyms{}, err
	}
	return german.DayNames(c, texts), nil
})
