package tibetan

import (
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
)

func TestConversions(t *testing.T) {
	rows := calendartest.Records(t, "testdata/conversions-tibetan-phugpa.csv")
	for _, rec := range rows {
		d := calendartest.Date(t, rec, "gregorian")
		want := Day{calendartest.Int(t, rec, "year"), calendartest.Int(t, rec, "month"), rec["leap_month"] == "1", calendartest.Int(t, rec, "day"), rec["leap_day"] == "1"}
		if got := FromDate(d); got != want {
			t.Errorf("%v is %+v, want %+v", d, got, want)
		}
		if back := ToDate(want); back != d {
			t.Errorf("%v goes back to %v", d, back)
		}
	}
	t.Logf("conversions-tibetan-phugpa: %d rows", len(rows))
}

func TestRoundTrip(t *testing.T) {
	before := FromDate(calendar.MinDate - 1)
	for d := calendar.MinDate; d <= calendar.MaxDate; d++ {
		day := FromDate(d)
		if back := ToDate(day); back != d {
			t.Fatalf("day %d is %+v, which is day %d", d, day, back)
		}
		if day.LeapDay && (before.Day != day.Day || before.LeapDay) {
			t.Fatalf("%+v follows %+v", day, before)
		}
		if n := (day.Day - before.Day + 30) % 30; !day.LeapDay && n != 1 && n != 2 {
			t.Fatalf("%+v follows %+v", day, before)
		}
		if day.LeapMonth && !HasLeapMonth(day.Year, day.Month) {
			t.Fatalf("%+v is in a leap month that is none", day)
		}
		before = day
	}
}

func TestConformance(t *testing.T) {
	for _, r := range []calendar.Rule{Losar(), On(4, 15), On(9, 22), On(12, 30)} {
		calendartest.Conforms(t, r)
	}
}

// Other almanacs have these days a month earlier (that of 2024 with one more
// day in between) or a day later.
func TestBounds(t *testing.T) {
	for _, tt := range []struct {
		rule                   Rule
		year                   int
		date, earliest, latest string
	}{
		{Losar(), 2157, "2030-03-05", "2030-02-03", "2030-03-05"},
		{Losar(), 2163, "2036-02-27", "2036-02-27", "2036-02-28"},
		{On(4, 15), 2143, "2016-06-20", "2016-05-21", "2016-06-20"},
		{On(6, 4), 2151, "2024-08-08", "2024-07-09", "2024-08-08"},
	} {
		k := tt.rule.occurrence(tt.year)
		if k.First.String() != tt.date || k.Earliest.String() != tt.earliest || k.Latest.String() != tt.latest || k.Certainty != calendar.Computed {
			t.Errorf("got %+v, want %v", k, tt)
		}
	}
	if k := Losar().occurrence(2153); k.First.String() != "2026-02-18" || k.Certainty != calendar.Exact {
		t.Errorf("got %+v", k)
	}
}
