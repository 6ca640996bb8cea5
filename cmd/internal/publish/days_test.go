package publish_test

import (
	"slices"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/own"
	"vielfalt/calendar/traditions"
	"vielfalt/content/profile"
	"vielfalt/search"
)

// The days of the calendar are in the index, and follow it: own days come and go, and
// those of a tradition that is off are not there.
func TestDaysFollowTheCalendar(t *testing.T) {
	s := newSetting(t)
	texts, err := profile.Load("nw", profile.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	shown := func(off string, days ...own.Day) *calendar.Calendar {
		all := traditions.All("nw")
		for i := range all {
			all[i].Off = all[i].ID == off
		}
		c, err := own.Calendar(all, nil, days, nil)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	rule, err := own.ParseRule("09-21")
	if err != nil {
		t.Fatal(err)
	}
	now := shown("")
	s.follower.Calendar = func() *calendar.Calendar { return now }
	s.follower.Profiles = func() *profile.Set { return texts }
	find := func(text string) []string {
		t.Helper()
		if err := s.follower.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
		res, err := s.index.Search(t.Context(), search.Query{Text: text, Exact: true})
		if err != nil {
			t.Fatal(err)
		}
		items := []string{}
		for _, h := range res.Hits {
			items = append(items, h.Item)
		}
		slices.Sort(items)
		return items
	}
	s.save(t, article("a", start, start.Add(time.Hour)))
	want(t, "said of a day", find("Almosen"), "islamic/eid-al-fitr")
	want(t, "own day before it is", find("Waffeltag"))
	now = shown("", own.Day{ID: "haus/waffeltag", Name: calendar.Name{German: "Waffeltag"}, Kind: calendar.ActionDay, Days: 1, Begin: calendar.Midnight, Rule: rule})
	s.save(t, article("b", start, start.Add(time.Hour))) // as every change of dates, it is in the log
	want(t, "own day", find("Waffeltag"), "haus/waffeltag")
	now = shown("islamic")
	s.save(t, article("c", start, start.Add(time.Hour)))
	want(t, "own day that is gone", find("Waffeltag"))
	want(t, "day of a tradition that is off", find("Almosen"))
	// Another process, which knows nothing of the days before, finds them in place.
	position, err := s.index.Position(t.Context())
	if err != nil || position.Days == "" {
		t.Fatalf("position %+v, %v", position, err)
	}
	s.follower.Profiles = nil
	s.save(t, article("d", start, start.Add(time.Hour)))
	want(t, "without texts", find("Chanukka"), "jewish/chanukka")
}
