package traditions

import (
	"testing"

	"vielfalt/calendar"
)

// Fasts, seasons and runs of days have a true first and last day, also where
// another observance ends them.
func TestPeriods(t *testing.T) {
	for _, tt := range []struct {
		id          calendar.ID
		convention  string
		first, last string
		period      bool
	}{
		{"islamic/ramadan-beginn", "", "2026-02-19", "2026-03-19", true},
		{"islamic/ramadan-beginn", "umm-al-qura", "2026-02-18", "2026-03-19", true},
		{"islamic/ramadan-beginn", "", "2030-01-05", "2030-02-03", true},
		{"islamic/ramadan-beginn", "", "2030-12-26", "2031-01-23", true},
		{"islamic/ramadan-letzte-zehn-naechte", "", "2026-03-11", "2026-03-19", true},
		{"islamic/muharram-zehn-tage", "", "2026-06-17", "2026-06-26", true},
		{"islamic/dhul-hiddscha-zehn-tage", "", "2026-05-18", "2026-05-27", true},
		{"islamic/hadsch", "", "2026-05-25", "2026-05-30", true},
		{"islamic/eid-al-adha", "", "2026-05-27", "2026-05-30", false},
		{"alevi/muharrem-fasten-beginn", "", "2026-06-16", "2026-06-27", true},
		{"alevi/hizir-fasten-beginn", "", "2026-02-10", "2026-02-12", true},
		{"alevi/hizir-fasten-beginn", "cem-vakfi", "2026-02-13", "2026-02-15", true},
		{"alevi/maras-gedenken", "", "2026-12-19", "2026-12-26", true},
		{"alevi/kurban", "", "2026-05-27", "2026-05-30", false},
		{"yazidi/xidir-fasten", "", "2026-02-16", "2026-02-18", true},
		{"yazidi/ida-ezi-fasten-beginn", "", "2026-12-15", "2026-12-17", true},
		{"yazidi/cejna-cemaiye-beginn", "", "2026-10-06", "2026-10-12", false},
		{"bahai/ridvan", "", "2026-04-21", "2026-05-02", true},
		{"bahai/ayyam-i-ha-beginn", "", "2026-02-25", "2026-03-01", true},
		{"bahai/ayyam-i-ha-beginn", "", "2027-02-26", "2027-03-01", true},
		{"bahai/fastenbeginn", "", "2026-03-02", "2026-03-20", true},
		{"bahai/fastenbeginn", "western", "2014-03-02", "2014-03-20", true},
		{"persian-zoroastrian/nouruz-tage", "", "2026-03-21", "2026-04-02", true},
		{"civil/black-history-month", "", "2027-02-01", "2027-02-28", true},
		{"civil/black-history-month", "", "2028-02-01", "2028-02-29", true},
		{"civil/europaeischer-monat-der-vielfalt", "", "2027-05-01", "2027-05-31", true},
		{"civil/pride-month", "", "2027-06-01", "2027-06-30", true},
		{"civil/orange-days", "", "2026-11-25", "2026-12-10", true},
		{"civil/interkulturelle-woche-beginn", "", "2026-09-27", "2026-10-04", true},
		{"civil/wochen-gegen-rassismus-beginn", "", "2027-03-08", "2027-03-21", true},
		{"east-asian/neujahrstage-china", "", "2027-02-06", "2027-02-20", true},
		{"east-asian/tet", "", "2027-02-06", "2027-02-08", false},
	} {
		cal := allTraditions(t, nil)
		first, err := calendar.ParseDate(tt.first)
		if err != nil {
			t.Fatal(err)
		}
		got := cal.OfBy(tt.id, tt.convention, first, first)
		if len(got) != 1 || got[0].First != first || got[0].Last.String() != tt.last || got[0].Observance.Period != tt.period {
			t.Errorf("%s by %q: got %+v, want %s to %s", tt.id, tt.convention, got, tt.first, tt.last)
		}
	}
}

// What another observance ends does so in every year and by every convention,
// and never lasts longer than it says. Months of 31 days, which the published
// Umm al-Qura calendar has before 1380 AH, are the exception.
func TestEndsMeet(t *testing.T) {
	cal := allTraditions(t, nil)
	for _, tr := range cal.Traditions() {
		conventions := []string{""}
		for _, c := range tr.Conventions {
			conventions = append(conventions, c.ID)
		}
		for i := range tr.Observances {
			o := &tr.Observances[i]
			if o.End.Of == "" {
				continue
			}
			for _, c := range conventions {
				for _, k := range cal.OfBy(o.ID, c, calendar.NewDate(1961, 1, 1), calendar.NewDate(2100, 12, 31)) {
					d := k.Last - calendar.Date(o.End.Days)
					if end := cal.OfBy(o.End.Of, c, d, d); len(end) != 1 || end[0].First != d || k.Last < k.First || k.Last >= k.First+calendar.Date(o.Days) {
						t.Errorf("%q: %s is kept from %v to %v", c, o.ID, k.First, k.Last)
					}
				}
			}
		}
	}
}

// A confirmed feast ends the fast before it.
func TestConfirmedFeastEndsTheFast(t *testing.T) {
	feast := calendar.NewDate(2027, 3, 10)
	cal := allTraditions(t, nil).With(calendar.Confirmation{Observance: "islamic/eid-al-fitr", Year: 1448, First: feast, Certainty: calendar.Confirmed})
	for _, id := range []calendar.ID{"islamic/ramadan-beginn", "islamic/ramadan-letzte-zehn-naechte"} {
		if got := cal.Of(id, feast-1, feast); len(got) != 1 || got[0].Last != feast-1 {
			t.Errorf("%s: got %+v", id, got)
		}
	}
}

// Days of commemoration are not kept before what they commemorate.
func TestNotBeforeTheyWereKept(t *testing.T) {
	cal := allTraditions(t, nil)
	for id, since := range map[calendar.ID]int{
		"alevi/sivas-gedenken": 1993, "alevi/gazi-gedenken": 1995, "alevi/dersim-gedenken": 1937, "alevi/corum-gedenken": 1980,
		"alevi/maras-gedenken": 1978, "alevi/haci-bektas-veli-gedenken": 1964, "yazidi/genozid-gedenken": 2014,
		"persian-zoroastrian/halabja-gedenken": 1988, "bahai/ridvan": 1863, "bahai/hinscheiden-bahaullah": 1892,
		"bahai/maertyrertod-des-bab": 1850, "bahai/hinscheiden-abdul-baha": 1921, "bahai/erklaerung-des-bab": 1844,
	} {
		got := cal.Of(id, calendar.NewDate(1583, 1, 1), calendar.NewDate(2100, 1, 1))
		if len(got) == 0 || got[0].First.Year() != since {
			t.Errorf("%s is kept from %v on, want %d", id, got[:min(1, len(got))], since)
		}
	}
}

// Where communities differ, a day says so, and both days are within its bounds.
func TestWhatCommunitiesKeepDifferently(t *testing.T) {
	for _, tt := range []struct {
		id                      calendar.ID
		convention              string
		first, earliest, latest string
		certainty               calendar.Certainty
		cause                   calendar.Cause
	}{
		{"alevi/hizir-fasten-beginn", "", "2026-02-10", "2026-02-10", "2026-02-13", calendar.Computed, calendar.Custom},
		{"alevi/hizir-fasten-beginn", "cem-vakfi", "2026-02-13", "2026-02-10", "2026-02-13", calendar.Computed, calendar.Custom},
		{"alevi/hizir-fasten-ende", "", "2026-02-12", "2026-02-12", "2026-02-15", calendar.Computed, calendar.Custom},
		{"alevi/abdal-musa", "", "2026-06-06", "2026-05-30", "2026-06-13", calendar.Computed, calendar.Organiser},
		{"islamic/eid-al-fitr", "", "2027-03-09", "2027-03-09", "2027-03-10", calendar.Announced, calendar.Sighting},
		{"islamic/tasua", "", "2029-05-23", "2029-05-22", "2029-05-24", calendar.Computed, calendar.Sighting},
		{"persian-zoroastrian/tirgan", "", "2026-07-04", "2026-07-04", "2026-07-04", calendar.Exact, ""},
		{"persian-zoroastrian/tirgan", "zoroastrisch", "2026-07-01", "2026-07-01", "2026-07-01", calendar.Exact, ""},
		{"persian-zoroastrian/mehregan", "zoroastrisch", "1998-10-02", "1998-10-02", "1998-10-02", calendar.Exact, ""},
		{"bahai/naw-ruz", "", "2026-03-21", "2026-03-21", "2026-03-21", calendar.Exact, ""},
	} {
		first, err := calendar.ParseDate(tt.first)
		if err != nil {
			t.Fatal(err)
		}
		all := allTraditions(t, nil).OfBy(tt.id, tt.convention, first, first)
		if len(all) != 1 {
			t.Errorf("%s on %s: got %d", tt.id, tt.first, len(all))
			continue
		}
		k := all[0]
		if k.First != first || k.Earliest.String() != tt.earliest || k.Latest.String() != tt.latest || k.Certainty != tt.certainty || k.Cause != tt.cause {
			t.Errorf("got %+v, want %+v", k, tt)
		}
	}
}

// What is the same for people is one entry, where it is the same day.
func TestOneEntry(t *testing.T) {
	cal := allTraditions(t, nil)
	for _, tt := range []struct {
		whole, twin calendar.ID
		day         string
		joined      bool
	}{
		{"alevi/hizir-fasten-beginn", "alevi/hizir-fasten-ende", "2026-02-12", true},
		{"islamic/eid-al-adha", "alevi/kurban", "2026-05-27", true},
		{"islamic/aschura", "islamic/aschura-schiitisch", "2026-06-26", false},
		{"islamic/aschura", "islamic/aschura-schiitisch", "2029-05-24", true},
		{"civil/interkulturelle-woche-beginn", "civil/interkulturelle-woche-ende", "2026-10-04", true},
	} {
		d, _ := calendar.ParseDate(tt.day)
		apart := false
		for _, k := range cal.Occurrences(d, d, calendar.Filter{}) {
			apart = apart || k.Observance.ID == tt.twin
		}
		if apart == tt.joined {
			t.Errorf("%s: %s and %s are one entry: %v", tt.day, tt.whole, tt.twin, !apart)
		}
	}
}
