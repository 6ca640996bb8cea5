package german

import (
	"testing"

	"vielfalt/content"
	"vielfalt/search"
)

// What is called as the query comes before what only begins with it, whatever stands
// behind the dash; and the day whose name it is before others that have it among more.
func TestCalledAsTheQuery(t *testing.T) {
	for _, c := range []struct {
		query         string
		first, second search.Document
	}{
		{"Weihnachten", search.Document{Title: "Weihnachten – das Fest, das fast alle kennen"}, search.Document{Title: "Weihnachten am 7. Januar"}},
		{"Ostern", search.Document{Type: content.TypeDay, Title: "Ostersonntag", Names: []string{"Ostern", "Osterfest"}}, search.Document{Type: content.TypeDay, Title: "Koptisches Ostern", Names: []string{"Fasika"}}},
	} {
		x := lexicon(t, c.first.Title, c.second.Title, "Ostern Osterfest Fasika")
		p := x.Plan(c.query)
		if a, b := p.Score(c.first), p.Score(c.second); a <= b {
			t.Errorf("%s: %q has %g, %q has %g", c.query, c.first.Title, a, c.second.Title, b)
		}
	}
}
