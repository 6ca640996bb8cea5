package german

import (
	"slices"
	"strings"
	"testing"

	"vielfalt/search"
)

// Names of days in any script find texts that call them otherwise.
func TestDayNames(t *testing.T) {
	docs := []search.Document{
		{Title: "Pfingsten in der Gemeinde"}, {Title: "Das Opferfest beginnt"}, {Title: "Zum Zuckerfest"}, {Title: "Jom Kippur im Herbst"},
		{Title: "Ramazan Bayramı im Amt"}, {Title: "Diwali, das Fest"}, {Title: "Chanukka beginnt"},
	}
	x := language(t).NewLexicon()
	x.Learn(docs...)
	var analyses []Analysis
	for _, d := range docs {
		a := x.Analyze(d)
		analyses = append(analyses, a)
		x.Add(a)
	}
	for query, want := range map[string][]int{
		"Троица": {0}, "Kurban Bayramı": {1}, "יום כיפור": {3}, "Day of Atonement": {3}, "Pentecost": {0}, "Eid el-Fitr": {2, 4},
		"Bayram":      {4},    // a word of that text, and no name of the other two
		"Lichterfest": {5, 6}, // a name of both
		"Diwali":      {5},    // which does not bring the other
		"Shavuot":     nil,
	} {
		var got []int
		for i, a := range analyses {
			if satisfies(x.Plan(query), a) {
				got = append(got, i)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q finds %d, want %d", query, got, want)
		}
	}
}

// Each name of a day leads to its texts, whatever they call it, and no name is in
// two groups or a word of the language.
func TestEachDayName(t *testing.T) {
	c, records, err := shippedDays()
	if err != nil {
		t.Fatal(err)
	}
	names := DayNames(c, records)
	seen := map[string]bool{}
	for _, g := range names.Groups {
		for _, n := range g {
			words := texts(Words(n))
			if key := strings.Join(words, " "); seen[key] {
				t.Errorf("%q is in two groups", n)
			} else {
				seen[key] = true
			}
			if len(words) == 1 && good().official(words[0]) {
				t.Errorf("%q is a word of the language", n)
			}
		}
	}
	x := language(t).NewLexicon()
	lead := map[string]int{} // folded name → the day's text
	var docs []search.Document
	for _, tr := range c.Traditions() {
		for i := range tr.Observances {
			o := &tr.Observances[i]
			doc := search.Document{Title: "Aus unserem Haus", Names: append([]string{o.Name.German, o.Name.English, o.Name.Original}, o.Name.Also...)}
			for _, n := range records.NamesOf(o) {
				if !strings.Contains(n.Text, " (") && sayable(texts(Words(n.Text))) {
					lead[n.Text] = len(docs)
				}
			}
			docs = append(docs, doc)
		}
	}
	x.Learn(docs...)
	var analyses []Analysis
	for _, d := range docs {
		a := x.Analyze(d)
		analyses = append(analyses, a)
		x.Add(a)
	}
	for name, at := range lead {
		if plan := x.Plan(name); !satisfies(plan, analyses[at]) {
			t.Errorf("%q does not lead to %q", name, docs[at].Names)
		}
	}
}
