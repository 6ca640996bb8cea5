package traditions

import (
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
)

// Single years before 2015 are known, those between them are not.
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
