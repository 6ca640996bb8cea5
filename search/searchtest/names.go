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

// Language returns the language with the names of the shipped days, with which the
// judged queries are asked.
var Language = sync.OnceValues(func() (*german.Language, error) {
	c, texts, err := shipped()
	if err != nil {
		return nil, err
	}
	return german.New(german.DayNames(c, texts))
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
