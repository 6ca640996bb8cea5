package julian

import (
	"slices"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
)

func TestConversions(t *testing.T) {
	rows := calendartest.Records(t, "testdata/conversions-julian.csv")
	for _, rec := range rows {
		d := calendartest.Date(t, rec, "gregorian")
		if int(d) != calendartest.Int(t, rec, "rd") {
			t.Errorf("%v is day %d, want %s", d, d, rec["rd"])
		}
		y, m, day := FromDate(d)
		if y != calendartest.Int(t, rec, "year") || int(m) != calendartest.Int(t, rec, "month") || day != calendartest.Int(t, rec, "day") {
			t.Errorf("%v is %d-%d-%d, want %v", d, y, m, day, rec)
		}
	}
	t.Logf("conversions-julian: %d rows", len(rows))
}

func TestRoundTrip(t *testing.T) {
	year, month, day := FromDate(calendar.MinDate - 1)
	for d := calendar.MinDate; d <= calendar.MaxDate; d++ {
		y, m, dd := FromDate(d)
		if back := ToDate(y, m, dd); back != d {
			t.Fatalf("day %d is %d-%d-%d, which is day %d", d, y, m, dd, back)
		}
		next := y == year && m == month && dd == day+1 || dd == 1 && (y == year && m == month+1 || m == time.January && month == time.December && (y == year+1 || year == -1 && y == 1))
		if !next {
			t.Fatalf("%d-%d-%d follows %d-%d-%d", y, m, dd, year, month, day)
		}
		year, month, day = y, m, dd
	}
}

func TestEaster(t *testing.T) {
	// Dates announced by the Orthodox churches.
	for _, want := range []string{"2016-05-01", "2017-04-16", "2021-05-02", "2023-04-16", "2024-05-05", "2025-04-20", "2026-04-12", "2027-05-02"} {
		d, err := calendar.ParseDate(want)
		if err != nil {
			t.Fatal(err)
		}
		if got := EasterSunday(d.Year()); got != d {
			t.Errorf("got %v, want %v", got, d)
		}
	}
	if got := Easter(0).Dates(calendar.MinDate, calendar.NewDate(326, 12, 31)); len(got) != 1 {
		t.Errorf("before 327 there are %d Easters, want one", len(got))
	}
}

// The old calendar's days, as published by the churches that keep it; every
// fourth year has a leap day.
func TestOn(t *testing.T) {
	for _, tt := range []struct {
		month    time.Month
		day      int
		from, to string
		want     []string
	}{
		{time.December, 25, "2025-01-01", "2027-01-07", []string{"2025-01-07", "2026-01-07", "2027-01-07"}},
		{time.January, 6, "2026-01-19", "2026-01-19", []string{"2026-01-19"}},
		{time.February, 29, "1899-01-01", "1905-01-01", []string{"1900-03-13", "1904-03-13"}},
		{time.February, 28, "2026-01-01", "2027-01-01", []string{"2026-03-13"}},
		{time.March, 1, "2023-01-01", "2024-12-31", []string{"2023-03-14", "2024-03-14"}},
	} {
		from, _ := calendar.ParseDate(tt.from)
		to, _ := calendar.ParseDate(tt.to)
		var got []string
		for _, k := range On(tt.month, tt.day).Dates(from, to) {
			got = append(got, k.First.String())
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%d %v: %v, want %v", tt.day, tt.month, got, tt.want)
		}
	}
}

func TestConformance(t *testing.T) {
	for _, r := range []calendar.Rule{On(time.January, 1), On(time.February, 29), On(time.December, 31), Easter(0), Easter(-70), Easter(68)} {
		calendartest.Conforms(t, r)
	}
}
