package web_test

import (
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/words"
	"vielfalt/content/profile"
	"vielfalt/themes/locale"
)

var tags = regexp.MustCompile(`<[^>]*>`)

// plain returns the text of a page, a feed or a calendar on one line.
func plain(body string) string {
	body = strings.NewReplacer("\r\n ", "", `\;`, ";", `\,`, ",", `\n`, " ").Replace(body)
	return strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(html.UnescapeString(body), " "))), " ")
}

// Whatever shows a day says the same of it: when it is, how sure that is, why
// it may be another, and which day of it this one is.
func TestTheSameEverywhere(t *testing.T) {
	s := newSite(t, nil)
	catalogue, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	german := catalogue["de"]
	for _, tt := range []struct {
		id   calendar.ID
		on   string
		days string // when it is kept
		sure string // what is said of that; empty if it is fixed
		part string // which day of it it is; empty if it has one
	}{
		{"islamic/eid-al-fitr", "2027-03-09", "9. bis 11. März 2027", "angekündigt von der Diyanet; nach Sichtung auch ab 10. März", "Tag 1 von 3"},
		{"islamic/ramadan-beginn", "2027-02-22", "8. Februar bis 8. März 2027", "angekündigt von der Diyanet; nach Sichtung auch ab 9. Februar", "Tag 15 von 29"},
		{"jewish/pessach", "2027-04-25", "22. bis 29. April 2027", "", "Tag 4 von 8"},
		{"islamic/tasua", "2029-05-23", "23. Mai 2029", "voraussichtlich nach Sichtung in Nadschaf (schiitisch); nach Sichtung auch am 22. Mai oder 24. Mai", ""},
		{"hindu/diwali", "2027-10-29", "29. Oktober 2027", "voraussichtlich", ""},
		{"christian-western/karfreitag", "2027-03-26", "26. März 2027", "", ""},
		{"alevi/hizir-fasten-beginn", "2027-02-10", "9. bis 11. Februar 2027", "voraussichtlich", "Tag 2 von 3"},
		{"civil/interkulturelle-woche-beginn", "2026-09-29", "27. September bis 4. Oktober 2026", "angekündigt vom Vorbereitungsausschuss der Interkulturellen Woche", "Tag 3 von 8"},
	} {
		d, err := calendar.ParseDate(tt.on)
		if err != nil {
			t.Fatal(err)
		}
		all := s.calendar.Occurrences(d, d, calendar.Filter{})
		i := slices.IndexFunc(all, func(o calendar.Occurrence) bool { return o.Observance.ID == tt.id })
		if i < 0 {
			t.Errorf("%s is not kept on %s", tt.id, tt.on)
			continue
		}
		o := all[i]
		sure := words.Sure(s.calendar, o, "de")
		if !strings.HasPrefix(sure, tt.sure) || tt.sure == "" && sure != "" {
			t.Errorf("%s: %q, want %q", tt.id, sure, tt.sure)
		}
		if got := german.Range(o.First, o.Last); got != tt.days {
			t.Errorf("%s: %s, want %s", tt.id, got, tt.days)
		}
		s.clock.set(d.At(9, 0, calendar.Berlin).In(time.UTC))
		year, month, day := d.Gregorian()
		name := o.Observance.Name.German
		path := "/kalender/tage/" + string(tt.id)
		band := ""
		if o.Length() > 1 {
			band = german.Day(o.First) + " bis " + german.Day(o.Last)
		}
		upper := ""
		if sure != "" {
			upper = strings.ToUpper(sure[:1]) + sure[1:]
		}
		for where, want := range map[string][]string{
			path:        {tt.days, sure, tt.part},
			"/":         {name, tt.part},
			"/kalender": {name, tt.part},
			fmt.Sprintf("/kalender/%d/%d", year, month):         {name, band},
			fmt.Sprintf("/kalender/%d/%d/%d", year, month, day): {name, tt.part},
			"/feeds/kalender.atom":                              {name + ": " + tt.days},
			"/feeds/kalender.ics":                               {upper},
			path + ".ics?zeitraum=1":                            {fmt.Sprintf("DTSTART;VALUE=DATE:%s", strings.ReplaceAll(o.First.String(), "-", "")), fmt.Sprintf("DTEND;VALUE=DATE:%s", strings.ReplaceAll((o.Last+1).String(), "-", "")), upper},
			"/suche?q=" + name:                                  {tt.days, sure},
			"/traditionen/" + tt.id.Tradition():                 {name, sure},
		} {
			where = strings.ReplaceAll(where, " ", "+")
			got := plain(s.get(t, where).Body.String())
			for _, w := range want {
				if strings.Contains(where, ".atom") && o.First < d-30 {
					continue // feeds are of the last month
				}
				if !strings.Contains(got, w) {
					t.Errorf("%s on %s at %s: there is no %q", tt.id, tt.on, where, w)
				}
			}
		}
		var answer struct {
			Occurrences []struct {
				ID                            calendar.ID
				First, Last, Earliest, Latest string
				Sure, Certainty, Cause        string
			}
		}
		body := s.get(t, fmt.Sprintf("/api/v1/occurrences?from=%s&to=%s", tt.on, tt.on)).Body.Bytes()
		if err := json.Unmarshal(body, &answer); err != nil {
			t.Fatal(err)
		}
		found := false
		for _, k := range answer.Occurrences {
			found = found || k.ID == tt.id && k.First == o.First.String() && k.Last == o.Last.String() && k.Sure == sure && k.Certainty == string(o.Certainty) && k.Cause == string(o.Cause)
		}
		if !found {
			t.Errorf("%s on %s: the JSON interface says otherwise: %s", tt.id, tt.on, body)
		}
		if testing.Verbose() {
			t.Logf("%s on %s: %s, %s %s", tt.id, tt.on, tt.days, sure, tt.part)
		}
	}
}

// Whatever tells of a day says the same greeting, or the same reason why there
// is none, the same advice and the same law.
func TestTheSameWordsEverywhere(t *testing.T) {
	s := newSite(t, nil)
	catalogue, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	profiles := shippedRecords()
	german := catalogue["de"]
	for _, tt := range []struct {
		id calendar.ID
		on string // its first day
	}{
		{"islamic/eid-al-fitr", "2027-03-09"},           // greetings in other scripts
		{"jewish/jom-kippur", "2027-10-11"},             // a right to be away
		{"christian-western/karfreitag", "2027-03-26"},  // a silent day
		{"christian-western/rosenmontag", "2027-02-08"}, // off duty in a part of the Land
		{"civil/holocaust-gedenktag", "2027-01-27"},     // nothing is wished
		{"civil/tag-der-erde", "2027-04-22"},
		{"alevi/asure", "2027-06-17"},
	} {
		r, ok := profiles.Of(tt.id)
		if !ok {
			t.Errorf("%s has no profile", tt.id)
			continue
		}
		d, err := calendar.ParseDate(tt.on)
		if err != nil {
			t.Fatal(err)
		}
		o, ok := s.calendar.Observance(tt.id)
		if !ok {
			t.Fatalf("there is no %s", tt.id)
		}
		s.clock.set(d.At(9, 0, calendar.Berlin).In(time.UTC))
		var said, greetings []string
		advised := []profile.Advice{r.Work.Meetings.Advice, r.Work.Travel.Advice, r.Work.Catering.Advice}
		for _, w := range r.Greeting.Say {
			greetings = append(greetings, w.Text)
		}
		said = append(said, greetings...)
		if instead := r.Greeting.Instead.String(); instead != "" {
			said = append(said, instead)
		}
		if len(said) == 0 {
			t.Errorf("%s says neither what to say nor why not", tt.id)
		}
		for _, a := range advised {
			if slices.Max(advised) != slices.Min(advised) || a != profile.NoEffect { // in short, what means nothing is left out
				said = append(said, german.T("record.advice."+string(a)))
			}
		}
		for _, l := range r.Law.Status {
			said = append(said, german.T("record.law."+string(l)))
		}
		said = append(said, r.Law.Section)
		path := "/kalender/tage/" + string(tt.id)
		for _, where := range []string{path, path + ".ics", "/feeds/kalender.atom", "/suche?q=" + url.QueryEscape(o.Name.German)} {
			got := plain(s.get(t, where).Body.String())
			for _, w := range said {
				if !strings.Contains(got, plain(w)) {
					t.Errorf("%s at %s: there is no %q", tt.id, where, w)
				}
			}
		}
		var answer struct {
			Observances []struct {
				ID     calendar.ID
				Record struct {
					Greetings                  []string
					Instead                    string
					Meetings, Travel, Catering profile.Advice
					Law                        []profile.Status
					Section                    string `json:"law_section"`
				}
			}
		}
		if err := json.Unmarshal(s.get(t, "/api/v1/observances?tradition="+tt.id.Tradition()).Body.Bytes(), &answer); err != nil {
			t.Fatal(err)
		}
		found := false
		for _, k := range answer.Observances {
			found = found || k.ID == tt.id && slices.Equal(k.Record.Greetings, greetings) && k.Record.Instead == r.Greeting.Instead.String() &&
				slices.Equal([]profile.Advice{k.Record.Meetings, k.Record.Travel, k.Record.Catering}, advised) &&
				slices.Equal(k.Record.Law, r.Law.Status) && k.Record.Section == r.Law.Section
		}
		if !found {
			t.Errorf("%s: the JSON interface says otherwise", tt.id)
		}
	}
}
