package moon

import (
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
	"vielfalt/calendar/internal/astro"
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

// If the moon is full seconds after the midnight that begins a month, the first
// full moon of the month may be the next one.
func TestFullAfterMidnight(t *testing.T) {
	full := astro.LunarPhaseAtOrAfter(180, astro.Moment(calendar.NewDate(2026, 5, 20))).Time()
	// A zone in which it is ten seconds past midnight on the next day.
	offset := 24*60*60 - (full.Hour()*3600 + full.Minute()*60 + full.Second()) + 10
	zone := time.FixedZone("", offset)
	got := FirstFull(time.June, zone).Dates(calendar.NewDate(2026, 1, 1), calendar.NewDate(2026, 12, 31))
	if len(got) != 1 || got[0].First != calendar.NewDate(2026, 6, 1) || got[0].Earliest != got[0].First ||
		got[0].Latest != calendar.NewDate(2026, 6, 30) || got[0].Cause != calendar.Border {
		t.Errorf("got %+v", got)
	}
}
