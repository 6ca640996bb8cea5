package web_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"vielfalt/content"
)

// TestSeries: a list shows three of a series, and the others below them.
func TestSeries(t *testing.T) {
	s := newSite(t, nil)
	weekly := func(name string, n int) {
		for i := range n {
			start := at.Add(time.Duration(i+1) * 7 * 24 * time.Hour)
			s.save(t, &content.Event{
				Item:  content.Item{ID: fmt.Sprintf("%s-%d", strings.ToLower(name), i), State: content.Approved, Text: content.Text{Lang: "de", Title: name}},
				Start: start, End: start.Add(time.Hour), Place: "Foyer",
			})
		}
	}
	weekly("Chor", 7)
	weekly("Yoga", 4) // one more would take no less room
	body := s.get(t, "/termine").Body.String()
	open, hidden := regexp.MustCompile(`(?s)<details>.*?</details>`).ReplaceAllString(body, ""), strings.Join(regexp.MustCompile(`(?s)<details>.*?</details>`).FindAllString(body, -1), "")
	count := func(s, name string) int { return strings.Count(s, `href="/termine/`+name+"-") }
	if count(open, "chor") != 3 || count(hidden, "chor") != 4 || count(open, "yoga") != 4 {
		t.Errorf("%d and %d of one, %d of the other", count(open, "chor"), count(hidden, "chor"), count(open, "yoga"))
	}
	if want := "<summary>4 weitere Termine „Chor“ bis 8. Mai 2026</summary>"; !strings.Contains(hidden, want) {
		t.Errorf("%s is not in %s", want, hidden)
	}
	if strings.Contains(body, "Kalender zum Abonnieren") {
		t.Error("a list that has all says that there are more")
	}
	weekly("Schach", 210)
	if body := s.get(t, "/termine").Body.String(); !strings.Contains(body, "weitere Termine stehen im Kalender zum Abonnieren.") {
		t.Error("a list that has not all does not say so")
	}
}
