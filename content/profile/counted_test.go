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
	inwords "vielfalt/calendar/words"
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
	if checked < 8 && os.Getenv("READ") == "" {
		t.Errorf("only %d counts were found", checked)
	}
}

// otherDays are days that texts name beside their own: twins by another calendar,
// days that are confused with it, days until which something lasts.
var otherDays = map[calendar.ID][]string{
	"buddhist/parinirvana-tag":                       {"8. Februar"},
	"christian-oriental/akitu":                       {"1. Oktober"},
	"christian-oriental/entschlafung-koptisch":       {"7. August"},
	"christian-oriental/sahak-und-mesrop":            {"Sonntag"},
	"christian-oriental/sayfo":                       {"7. August"},
	"christian-oriental/weihnachten-syrisch":         {"6. Januar"},
	"christian-orthodox/allerheiligen":               {"1. November"},
	"christian-orthodox/georgstag-julianisch":        {"23. April"},
	"christian-orthodox/neujahr-julianisch":          {"1. Januar", "31. Dezember"},
	"christian-orthodox/nikolaus-julianisch":         {"6. Dezember"},
	"christian-orthodox/nikolaus-neukalendarisch":    {"19. Dezember"},
	"christian-orthodox/sava":                        {"14. Januar"},
	"christian-orthodox/weihnachten-julianisch":      {"25. Dezember", "19. Januar"},
	"christian-orthodox/weihnachten-neukalendarisch": {"7. Januar"},
	"christian-western/tag-der-schoepfung":           {"4. Oktober"},
	"christian-western/weihnachten":                  {"7. Januar"},
	"civil/antikriegstag":                            {"21. September"},
	"civil/europatag":                                {"5. Mai"},
	"civil/gewalt-gegen-frauen":                      {"10. Dezember"},
	"civil/hiroshima-gedenken":                       {"9. August"},
	"civil/internationaler-kindertag":                {"20. September"},
	"civil/internationaler-maennertag":               {"3. November"},
	"civil/muttertag":                                {"Freitag"},
	"civil/tag-der-kinderrechte":                     {"20. September"},
	"civil/weltfriedenstag":                          {"1. September", "1. Januar"},
	"civil/weltkindertag":                            {"1. Juni"},
	"civil/weltmaennertag":                           {"19. November"},
	"de/erster-weihnachtstag":                        {"7. Januar"},
	"persian-zoroastrian/mehregan":                   {"2. Oktober"},
	"persian-zoroastrian/tirgan":                     {"1. Juli"},
	"sikh/guru-nanak-gurpurab":                       {"14. April"},
	"yazidi/xidir-fasten":                            {"Freitag"},
}

var (
	dayAndMonth = regexp.MustCompile(`(\d{1,2}\. (?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember))( \d{3,4})?`)
	weekdays    = regexp.MustCompile(`\b(Sonntag|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag)s?\b`)
)

// Days of the year and of the week that a text names, without a year, are its
// own, the day before or the day after, in one year or another; or they are
// listed above as others.
func TestDaysNamed(t *testing.T) {
	cal, err := calendar.New(traditions.All("nw"), nil)
	if err != nil {
		t.Fatal(err)
	}
	for id, p := range shipped(t) {
		own := make(map[string]bool)
		for _, o := range p.Observances {
			for _, land := range lands(o) {
				for _, k := range cal.Of(land, calendar.NewDate(1990, time.January, 1), calendar.NewDate(2060, time.December, 31)) {
					for d := k.First - 1; d <= k.Last+1; d++ {
						own[inwords.Day(d, d.Year(), "de")], own[germanWeekdays[d.Weekday()]] = true, true
					}
				}
			}
		}
		texts := slices.Clone(p.Plain)
		for part, s := range prose(p) {
			if part == "text" || part == "kept_by" || part == "notes" {
				texts = append(texts, s.Text)
			}
		}
		for _, text := range texts {
			var named []string
			for _, m := range dayAndMonth.FindAllStringSubmatch(text, -1) {
				if m[2] == "" { // a day in the past has its year
					named = append(named, m[1])
				}
			}
			for _, m := range weekdays.FindAllStringSubmatch(text, -1) {
				named = append(named, m[1])
			}
			for _, day := range named {
				if !own[day] && !slices.ContainsFunc(p.Observances, func(o calendar.ID) bool { return slices.Contains(otherDays[o], day) }) {
					t.Errorf("%s never falls on %s: %q", id, day, text)
				}
			}
		}
	}
}

// lands returns the public holidays of all Länder for which a shared profile
// stands, or the observance itself.
func lands(id calendar.ID) []calendar.ID {
	if id.Tradition() != "de" {
		return []calendar.ID{id}
	}
	var out []calendar.ID
	for _, l := range calendar.Laender() {
		out = append(out, calendar.ID(l.Tradition()+"/"+id.Slug()))
	}
	return out
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

var germanWeekdays = []string{"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"}
