package publish_test

import (
	"log/slog"
	"slices"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/own"
	"vielfalt/calendar/traditions"
	"vielfalt/cmd/internal/publish"
	"vielfalt/content/markup"
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
		c, err := own.Calendar(all, nil, days, nil, nil)
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
	// A process that knows nothing of the days before removes what is gone as well.
	now = shown("", own.Day{ID: "haus/waffeltag", Name: calendar.Name{German: "Waffeltag"}, Kind: calendar.ActionDay, Days: 1, Begin: calendar.Midnight, Rule: rule})
	s.save(t, article("d", start, start.Add(time.Hour)))
	want(t, "own day once more", find("Waffeltag"), "haus/waffeltag")
	now = shown("")
	s.follower = &publish.Follower{
		Name: "local", Index: s.index, Source: s.store, Calendar: s.follower.Calendar, Profiles: s.follower.Profiles, Plain: markup.Plain, Now: s.clock, Log: slog.New(slog.DiscardHandler),
	}
	want(t, "own day that went meanwhile", find("Waffeltag"))
	want(t, "other days", find("Almosen"), "islamic/eid-al-fitr")
}
