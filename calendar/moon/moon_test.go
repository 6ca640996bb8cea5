package moon

import (
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
)

func TestFirstFullMoonOfMay(t *testing.T) {
	for _, rec := range calendartest.Records(t, "testdata/full-moons-of-may.csv") {
		d := calendartest.Date(t, rec, "date")
		got := FirstFull(time.May, calendar.Berlin).Dates(calendar.NewDate(d.Year(), 1, 1), calendar.NewDate(d.Year(), 12, 31))
		if len(got) != 1 || got[0].First != d || got[0].Year != d.Year() {
			t.Errorf("got %+v, want %v", got, d)
		}
	}
}

func TestConformance(t *testing.T) {
	calendartest.Conforms(t, FirstFull(time.May, calendar.Berlin))
	calendartest.Conforms(t, FirstFull(time.December, time.UTC))
}
