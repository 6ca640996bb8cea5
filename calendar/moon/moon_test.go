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
	calendartest.Conforms(t, FullNear(FirstFull(time.May, calendar.Berlin), time.UTC))
}

// In 1942 the moon was full two seconds from midnight: the first full moon of
// May is the one of 30 May or that of the first hours of 1 May.
func TestFullAtMidnight(t *testing.T) {
	got := FirstFull(time.May, calendar.Berlin).Dates(calendar.NewDate(1942, 1, 1), calendar.NewDate(1942, 12, 31))
	if len(got) != 1 {
		t.Fatal(got)
	}
	k := got[0]
	if k.First != calendar.NewDate(1942, 5, 30) || k.Earliest != calendar.NewDate(1942, 5, 1) || k.Latest != k.First ||
		k.Certainty != calendar.Computed || k.Cause != calendar.Border {
		t.Errorf("got %+v", k)
	}
}
