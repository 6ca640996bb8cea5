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
	for _, r := range []calendar.Rule{
		phugpa.Losar(), phugpa.On(4, 15), phugpa.On(9, 22), phugpa.On(12, 30),
		Tsurphu().Losar(), Tsurphu().On(9, 22), Bhutan().Losar(), Bhutan().On(4, 15), Bhutan().On(12, 30),
	} {
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
		{phugpa.Losar(), 2157, "2030-03-05", "2030-02-03", "2030-03-05"},
		{phugpa.Losar(), 2163, "2036-02-27", "2036-02-27", "2036-02-28"},
		{phugpa.On(4, 15), 2143, "2016-06-20", "2016-05-21", "2016-06-20"},
		{phugpa.On(6, 4), 2151, "2024-08-08", "2024-07-09", "2024-08-08"},
		{Bhutan().On(9, 22), 2148, "2021-10-27", "2021-10-27", "2021-10-28"}, // twice
		{Tsurphu().Losar(), 2152, "2025-02-28", "2025-01-30", "2025-03-01"},  // skipped
	} {
		k := tt.rule.occurrence(tt.year)
		if k.First.String() != tt.date || k.Earliest.String() != tt.earliest || k.Latest.String() != tt.latest || k.Certainty != calendar.Computed {
			t.Errorf("got %+v, want %v", k, tt)
		}
	}
	if k := phugpa.Losar().occurrence(2153); k.First.String() != "2026-02-18" || k.Certainty != calendar.Exact {
		t.Errorf("got %+v", k)
	}
}

// Days of the other schools: Losar of the Karma Kagyu Calendar (announcement of
// 17 January 2022, which names 2014, 2022 and 2030 as years in which it differs
// from the Phugpa one, which Bhutan shares in 2022), holidays of Bhutan for 2015
// (Swiss Agency for Development and Cooperation) and other years
// (vacanza/holidays 0.109, whose 376 days of Bhutan from 2007 to 2100 all agree),
// and days after Tsurphu leap months, evaluated with exact fractions after
// Janson. Those of 2008, 2010, 2011, 2014, 2021 and 2023 are the first of two
// that bear the number, that of 2083 is the one on which a skipped day passes.
func TestSchools(t *testing.T) {
	for _, tt := range []struct {
		rule Rule
		days []string
	}{
		{Tsurphu().Losar(), []string{"2014-01-31", "2022-02-02", "2023-02-21", "2024-02-10", "2030-02-03"}},
		{Tsurphu().On(4, 15), []string{"2003-06-14"}},
		{Tsurphu().On(6, 4), []string{"1992-08-02"}},
		{Tsurphu().On(9, 22), []string{"2008-11-19"}},
		{Phugpa().Losar(), []string{"2014-03-02", "2022-03-03", "2023-02-21", "2024-02-10", "2030-03-05"}},
		{Bhutan().Losar(), []string{"2010-02-14", "2011-02-03", "2015-02-19", "2016-02-09", "2022-03-03"}},
		{Bhutan().On(4, 15), []string{"2008-05-19", "2015-06-02", "2016-05-21", "2024-05-23"}},
		{Bhutan().On(6, 4), []string{"2015-07-20", "2016-07-08", "2023-07-21", "2083-07-18"}},
		{Bhutan().On(9, 22), []string{"2014-11-13", "2015-11-03", "2016-11-20", "2021-10-27"}},
	} {
		for _, day := range tt.days {
			d, err := calendar.ParseDate(day)
			if err != nil {
				t.Fatal(err)
			}
			got := tt.rule.Dates(calendar.NewDate(d.Year(), 1, 1), calendar.NewDate(d.Year(), 12, 31))
			if len(got) != 1 || got[0].First != d {
				t.Errorf("got %v, want %v", got, d)
			}
		}
	}
}
