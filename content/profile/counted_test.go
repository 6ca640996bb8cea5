package profile_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
)

// numbers are those that texts write as words.
var numbers = []string{
	"null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn",
}

// counts reads a number of days or weeks in a German text.
func counts(word string) (n int, ok bool) {
	word = strings.ToLower(word)
	for i, w := range numbers {
		if word == w || i == 1 && (word == "einen" || word == "eine") {
			return i, true
		}
	}
	n, ok = map[string]int{"zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "55": 55}[word]
	return n, ok
}

var counted = regexp.MustCompile(`(?:(?P<n>\pL+|\d+) (?P<unit>Tage|Tag|Wochen|Woche)|am (?P<one>Tag)) (?P<dir>nach|vor) (?:(?:dem|der|den) )?(?P<of>[\p{Lu}][^.,;:]*)`)

// What texts count from another day is what the calendar counts: "zehn Tage nach
// Rosch ha-Schana" must be ten, in every year.
func TestDaysCounted(t *testing.T) {
	cal, err := calendar.New(traditions.All("nw"), nil)
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for id, p := range shipped(t) {
		texts := slices.Clone(p.Plain)
		for part, s := range prose(p) {
			if part == "text" || part == "kept_by" {
				texts = append(texts, s.Text)
			}
		}
		for _, text := range texts {
			for _, m := range counted.FindAllStringSubmatch(text, -1) {
				n, ok := 1, true
				if m[3] == "" {
					n, ok = counts(m[1])
				}
				others := named(cal, m[5])
				before, _, _ := strings.Cut(text, m[0])
				vague := strings.HasSuffix(before, " oder ") || strings.HasSuffix(before, " oft ") || strings.HasSuffix(before, "manchmal ")
				if !ok || vague || len(others) == 0 || slices.Contains(elsewhere, m[0]) || slices.ContainsFunc(others, func(o calendar.ID) bool { return slices.Contains(p.Observances, o) }) {
					continue
				}
				slack := 0
				switch {
				case strings.HasPrefix(m[2], "Woche"):
					n, slack = n*7, 2
				case n >= 7:
					slack = 1 // for those who count the first day
				}
				if m[4] == "vor" {
					n = -n
				}
				checked++
				if !slices.ContainsFunc(others, func(o calendar.ID) bool { return apart(cal, p.Observances, o, n, slack) }) {
					t.Errorf("%s: %q: so it is in no calendar, counted from %v", id, strings.TrimSpace(m[0]), others)
				}
			}
		}
	}
	if checked < 12 && os.Getenv("READ") == "" {
		t.Errorf("only %d counts were found", checked)
	}
}

// elsewhere are counts of something else than the day that they stand with.
var elsewhere = []string{
	"eine Woche nach Pfingsten beginnt und je nach Ostertermin verschieden lang dauert", // the fast before the feast of the Apostles
}

// named returns the observances whose name a text begins with; of several names
// the longest counts.
func named(cal *calendar.Calendar, text string) (best []calendar.ID) {
	longest := 4 // bytes
	for _, tr := range cal.Traditions() {
		if strings.HasPrefix(tr.ID, "de-") {
			continue
		}
		for _, o := range tr.Observances {
			for _, name := range append([]string{o.Name.German}, o.Name.Also...) {
				name, _, _ = strings.Cut(name, " (")
				if !strings.HasPrefix(text+" ", name+" ") || len(name) < longest {
					continue
				}
				if len(name) > longest {
					best, longest = nil, len(name)
				}
				best = append(best, o.ID)
			}
		}
	}
	return best
}

// apart reports whether one of some observances is n days from another in each
// year.
func apart(cal *calendar.Calendar, ids []calendar.ID, other calendar.ID, n, slack int) bool {
	from, to := calendar.NewDate(2024, time.January, 1), calendar.NewDate(2034, time.December, 31)
	return slices.ContainsFunc(ids, func(id calendar.ID) bool {
		return !slices.ContainsFunc(cal.Of(id, from, to), func(o calendar.Occurrence) bool {
			return !slices.ContainsFunc(cal.Of(other, o.First-400, o.First+400), func(x calendar.Occurrence) bool {
				off := int(o.First-x.First) - n
				return max(off, -off) <= slack
			})
		})
	})
}
