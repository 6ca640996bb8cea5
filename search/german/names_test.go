package german

import (
	"slices"
	"strings"
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/content/profile"
	"vielfalt/search"
)

// Names of days in any script find texts that call them otherwise; names that
// several days have widen none of them.
func TestDayNames(t *testing.T) {
	c, err := calendar.New(traditions.All("nw"), nil)
	if err != nil {
		t.Fatal(err)
	}
	records, err := profile.Load("nw", profile.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	l, err := New(DayNames(c, records))
	if err != nil {
		t.Fatal(err)
	}
	docs := []search.Document{{Title: "Pfingsten in der Gemeinde"}, {Title: "Das Opferfest beginnt"}, {Title: "Zum Zuckerfest"}, {Title: "Jom Kippur im Herbst"}}
	x := l.NewLexicon()
	x.Learn(docs...)
	var analyses []Analysis
	for _, d := range docs {
		a := x.Analyze(d)
		analyses = append(analyses, a)
		x.Add(a)
	}
	for query, want := range map[string]int{"Троица": 0, "Kurban Bayramı": 1, "יום כיפור": 3, "Day of Atonement": 3} {
		got := slices.IndexFunc(analyses, func(a Analysis) bool { return satisfies(x.Plan(query), a) })
		if got != want {
			t.Errorf("%q finds %d, want %d", query, got, want)
		}
	}
	// No name is in two groups, and none is a word of the language.
	seen := map[string]bool{}
	for _, g := range DayNames(c, records).Groups {
		for _, n := range g {
			words := texts(Words(n))
			if key := strings.Join(words, " "); seen[key] {
				t.Errorf("%q is in two groups", n)
			} else {
				seen[key] = true
			}
			if len(words) == 1 && good().has(words[0]) {
				t.Errorf("%q is a word of the language", n)
			}
		}
	}
}
