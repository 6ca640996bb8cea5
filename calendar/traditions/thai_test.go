package traditions

import (
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
	"vielfalt/calendar/chinese"
)

// Single years before 2015 are known; those in between are not.
func TestThaiDays(t *testing.T) {
	cal := allTraditions(t, nil)
	for slug := range thaiList {
		r := thai(slug)
		calendartest.Conforms(t, r)
		if n := len(r.Dates(calendar.MinDate, calendar.MaxDate)); n != 100 {
			t.Errorf("%s: %d days, want 100", slug, n)
		}
		id := calendar.ID("buddhist/" + slug)
		for year, want := range map[int]bool{1913: false, 1914: true, 1915: false, 1999: true, 2014: false, 2015: true, 2100: true, 2101: false} {
			if got := cal.Known(id, year); got != want {
				t.Errorf("%s in %d: known is %v, want %v", id, year, got, want)
			}
		}
	}
	if cal.Known("buddhist/vesakh-sri-lanka", 2027) || !cal.Known("buddhist/vesakh-sri-lanka", 2026) {
		t.Error("the days of Sri Lanka are known for 2015 to 2026")
	}
}

// All days published for South-East Asia follow the Chinese month.
func TestVesakOfSouthEastAsia(t *testing.T) {
	china := chinese.New(chinese.China())
	rows := 0
	for _, rec := range calendartest.Records(t, "testdata/published-buddhist.csv") {
		if rec["id"] != "vesakh-suedostasien" {
			continue
		}
		rows++
		d := calendartest.Date(t, rec, "date")
		if c := china.FromDate(d); c.Month != 4 || c.Leap || c.Day != 15 {
			t.Errorf("%v is %+v", d, c)
		}
	}
	if rows != 101 {
		t.Errorf("%d rows, want 101", rows)
	}
}
