package traditions

import (
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
)

// The days on which buildings are flagged are those of the list, and on each of
// them it is said how.
func TestFlagDays(t *testing.T) {
	cal, err := calendar.New(All("nw"), nil)
	if err != nil {
		t.Fatal(err)
	}
	flagged := make(map[calendar.Date]calendar.Flag)
	first, last := calendar.NewDate(2027, 1, 1), calendar.NewDate(2027, 12, 31)
	for _, o := range cal.Occurrences(first, last, calendar.Filter{Flagged: true}) {
		flagged[o.First] = o.Observance.Flag
	}
	n := 0
	for _, rec := range calendartest.Records(t, "testdata/flag-days-nw.csv") {
		if rec["pflicht_nrw"] != "ja" || rec["tag"] == "Wahltage" {
			continue // by an order, or entered by hand
		}
		day := calendar.NewDate(2027, 11, 14) // Volkstrauertag
		if at, err := time.Parse("01-02", rec["tag"]); err == nil {
			day = calendar.NewDate(2027, at.Month(), at.Day())
		}
		want := calendar.FullMast
		if rec["halbmast"] == "ja" {
			want = calendar.HalfMast
		} else if rec["tag"] == "05-09" {
			want = calendar.EuropeFirst
		}
		if flagged[day] != want {
			t.Errorf("%s: %q, want %q", rec["name"], flagged[day], want)
		}
		n++
	}
	if len(flagged) != n || n < 9 {
		t.Errorf("%d days are flagged, %d are in the list", len(flagged), n)
	}
	for _, tr := range All("by") {
		for _, o := range tr.Observances {
			if o.Flag != "" {
				t.Errorf("%s is flagged in another Land", o.ID)
			}
		}
	}
}
