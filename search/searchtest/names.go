package searchtest

import (
	"sync"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/content/profile"
	"vielfalt/search"
	"vielfalt/search/german"
)

// home is the Land whose holidays are among the days.
const home = "nw"

// DayNames returns the names of the shipped days, with which the judged queries are
// asked.
var DayNames = sync.OnceValues(func() (german.Synonyms, error) {
	c, texts, err := shipped()
	if err != nil {
		return german.Synonyms{}, err
	}
	return german.DayNames(c, texts), nil
})

// Days returns the documents of the shipped days.
func Days() ([]search.Document, error) {
	c, texts, err := shipped()
	if err != nil {
		return nil, err
	}
	return search.DayDocuments(c, texts), nil
}

func shipped() (*calendar.Calendar, *profile.Set, error) {
	c, err := calendar.New(traditions.All(home), nil)
	if err != nil {
		return nil, nil, err
	}
	texts, err := profile.Load(home, profile.Shipped())
	return c, texts, err
}
