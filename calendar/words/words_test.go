package words

import (
	"testing"
	"time"

	"vielfalt/calendar"
)

func TestSure(t *testing.T) {
	cal, err := calendar.New([]calendar.Tradition{{ID: "islamic", Conventions: []calendar.Convention{{ID: "umm-al-qura", Name: calendar.Name{German: "Umm al-Qura"}}}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	o := &calendar.Observance{ID: "islamic/eid-al-fitr"}
	march := func(d int) calendar.Date { return calendar.NewDate(2027, time.March, d) }
	for _, c := range []struct {
		certainty              calendar.Certainty
		by, convention         string
		cause                  calendar.Cause
		earliest, latest, last int // days of March; it begins on the 9th
		german, english        string
	}{
		{calendar.Exact, "", "", "", 9, 9, 9, "", ""},
		{calendar.Announced, "Diyanet", "diyanet", calendar.Sighting, 9, 10, 11, "angekündigt von der Diyanet; nach Sichtung auch ab 10. März", "announced by Diyanet; by sighting also from 10 March"},
		{calendar.Announced, "Rabbiner X", "", "", 9, 9, 9, "angekündigt von Rabbiner X", "announced by Rabbiner X"},
		{calendar.Computed, "", "umm-al-qura", calendar.Sighting, 8, 10, 9, "voraussichtlich nach Umm al-Qura; nach Sichtung auch am 8. März oder 10. März", "expected by Umm al-Qura; by sighting also on 8 March or 10 March"},
		{calendar.Computed, "", "", calendar.Organiser, 2, 16, 16, "voraussichtlich; die Veranstalter legen den Tag fest, möglich auch zwischen dem 2. März und dem 16. März", "expected; the organisers set the day, perhaps between 2 March and 16 March"},
		{calendar.Computed, "", "", calendar.Custom, 9, 13, 11, "voraussichtlich; je nach Brauch auch ab 13. März", "expected; by custom also from 13 March"},
		{calendar.Confirmed, "KRM", "", "", 9, 9, 9, "bestätigt vom KRM", "confirmed by KRM"},
		{calendar.Confirmed, "", "", "", 9, 9, 9, "bestätigt", "confirmed"},
	} {
		o := calendar.Occurrence{
			Observance: o, Convention: c.convention,
			First: march(9), Last: march(c.last), Certainty: c.certainty, By: c.by, Cause: c.cause, Earliest: march(c.earliest), Latest: march(c.latest),
		}
		if got := Sure(cal, o, "de"); got != c.german {
			t.Errorf("got %q, want %q", got, c.german)
		}
		if got := Sure(cal, o, "en"); got != c.english {
			t.Errorf("got %q, want %q", got, c.english)
		}
	}
}

// Every certainty, kind and cause has its words in both languages.
func TestComplete(t *testing.T) {
	for _, lang := range []string{"de", "en"} {
		for _, c := range calendar.Certainties() {
			if Certainty(c, lang) == "" {
				t.Errorf("%s: no word for %s", lang, c)
			}
		}
		for _, k := range calendar.Kinds() {
			if Kind(k, lang) == "" {
				t.Errorf("%s: no word for %s", lang, k)
			}
		}
		for _, f := range calendar.Flags() {
			if Flag(f, lang) == "" {
				t.Errorf("%s: no words for %s", lang, f)
			}
		}
		for _, c := range calendar.Causes() {
			if pick(causes[c], lang) == "" {
				t.Errorf("%s: no words for %s", lang, c)
			}
		}
	}
}
