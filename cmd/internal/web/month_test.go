package web_test

import (
	"strings"
	"testing"
	"time"
)

// Numbers, bands and entries are rows of their own: who hears a cell hears its
// day.
func TestMonthTableNamesTheDayOfEachCell(t *testing.T) {
	s := wholeSite(t)
	a := s.page(t, "/kalender/2026/3")
	cells := 0
	for _, td := range a.all(t, "table.month .entries-row td") {
		if text := strings.TrimSpace(textOf(td)); text != "" {
			cells++
			if day, _, ok := strings.Cut(text, ". März:"); !ok || len(day) > 2 {
				t.Errorf("a cell begins with %.30q", text)
			}
		}
	}
	if cells < 10 {
		t.Errorf("%d cells have entries", cells)
	}
}

// Whoever wants to hang up a year late in another one wants the next.
func TestWallPlannerOffered(t *testing.T) {
	s := wholeSite(t)
	for _, one := range []struct {
		now        time.Time
		path, want string
	}{
		{time.Date(2026, time.March, 20, 9, 0, 0, 0, time.UTC), "/kalender", "2026"},
		{time.Date(2026, time.November, 26, 9, 0, 0, 0, time.UTC), "/kalender", "2027"},
		{time.Date(2026, time.November, 26, 9, 0, 0, 0, time.UTC), "/kalender/2026/12", "2027"},
		{time.Date(2026, time.November, 26, 9, 0, 0, 0, time.UTC), "/kalender/2026", "2026"},
		{time.Date(2026, time.November, 26, 9, 0, 0, 0, time.UTC), "/kalender/2027/3", "2027"},
	} {
		s.clock.set(one.now)
		link := s.page(t, one.path).all(t, "a.calbar-poster")
		if len(link) != 1 || textOf(link[0]) != "Wandkalender "+one.want || !strings.Contains(attribute(link[0], "href"), one.want+".pdf") {
			t.Errorf("%s in %v offers %v", one.path, one.now, link)
		}
	}
}

// Whoever comes for the wall planner finds it on the first page.
func TestStartOffersTheWallPlanner(t *testing.T) {
	s := wholeSite(t)
	s.clock.set(time.Date(2026, time.November, 26, 9, 0, 0, 0, time.UTC))
	for _, link := range s.page(t, "/").all(t, "p.more a") {
		if textOf(link) == "Wandkalender 2027" && attribute(link, "href") == "/kalender/2027.pdf?format=a3" {
			return
		}
	}
	t.Error("there is no link to the wall planner")
}

// The list ends after three months, and says where it goes on with what was
// chosen.
func TestListGoesOn(t *testing.T) {
	s := wholeSite(t)
	a := s.page(t, "/kalender?tradition=islamic")
	a.must(t, `body contains Weiter: Juni 2026`)
	var on []string
	for _, link := range append(a.all(t, ".calbar a"), a.all(t, "p.more a")...) {
		if href := attribute(link, "href"); strings.HasPrefix(href, "/kalender/2026/") && strings.HasSuffix(href, "?tradition=islamic") {
			on = append(on, textOf(link))
		}
	}
	if got := strings.Join(on, ", "); got != "April 2026 ›, Monat, Weiter: Juni 2026" {
		t.Errorf("links to months: %s", got)
	}
}

// On a narrow screen a month shows first what has weight, as the list does,
// unless something is chosen.
func TestMonthIsFoldedOnNarrowScreens(t *testing.T) {
	s := wholeSite(t)
	if n := len(s.page(t, "/kalender/2026/3").all(t, ".month-list .weighed")); n != 1 {
		t.Errorf("%d lists are folded", n)
	}
	if n := len(s.page(t, "/kalender/2026/3?tradition=islamic").all(t, ".month-list .weighed")); n != 0 {
		t.Error("what was chosen is folded")
	}
}
