package hebrew

import (
	"strings"
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
)

func TestConversions(t *testing.T) {
	rows := calendartest.Records(t, "testdata/conversions-hebrew.csv")
	for _, rec := range rows {
		d := calendartest.Date(t, rec, "gregorian")
		y, m, day, ok := FromDate(d)
		if !ok || y != calendartest.Int(t, rec, "year") || int(m) != calendartest.Int(t, rec, "month") || day != calendartest.Int(t, rec, "day") {
			t.Errorf("%v is %d-%d-%d, want %v", d, y, m, day, rec)
		}
		if back := ToDate(y, m, day); back != d {
			t.Errorf("%v goes back to %v", d, back)
		}
	}
	t.Logf("conversions-hebrew: %d rows", len(rows))
}

func TestRoundTrip(t *testing.T) {
	if _, _, _, ok := FromDate(epoch - 1); ok {
		t.Error("there is a day before the year 1")
	}
	for d := calendar.Date(epoch); d <= calendar.MaxDate; d++ {
		y, m, day, ok := FromDate(d)
		if !ok || day < 1 || day > MonthLength(y, m) || m > LastMonth(y) {
			t.Fatalf("day %d is %d-%d-%d", d, y, m, day)
		}
		// The first of every month, and every day of a few centuries.
		if day == 1 || d > 700000 && d < 740000 {
			if back := ToDate(y, m, day); back != d {
				t.Fatalf("day %d is %d-%d-%d, which is day %d", d, y, m, day, back)
			}
		}
	}
}

// The delays allow only six lengths of a year and four weekdays for its first
// day.
func TestYears(t *testing.T) {
	for y := 1; y <= 13760; y++ {
		switch n := yearLength(y); n {
		case 353, 354, 355, 383, 384, 385:
			if (n > 380) != Leap(y) {
				t.Fatalf("year %d has %d days", y, n)
			}
		default:
			t.Fatalf("year %d has %d days", y, n)
		}
		if w := NewYear(y).Weekday(); w == 0 || w == 3 || w == 5 {
			t.Fatalf("year %d begins on %v", y, w)
		}
	}
}

// Days from 2024 to 2027. The Jewish years 5784 and 5787 have two months of
// Adar; 5785, 5787 and 5788 have a Marheshvan of 30 days.
func TestRules(t *testing.T) {
	for _, tt := range []struct {
		name string
		rule calendar.Rule
		want string
	}{
		{"Purim", On(Adar, 14), "2024-03-24 2025-03-14 2026-03-03 2027-03-23"},
		{"Purim by the other name", On(AdarII, 14), "2024-03-24 2025-03-14 2026-03-03 2027-03-23"},
		{"Pessach since 5786", On(Nisan, 15).Since(5786), "2026-04-02 2027-04-22"},
		{"30 Marheshvan", On(Marheshvan, 30), "2024-12-01 2026-11-10 2027-11-30"},
		{"New Year", On(Tishri, 1), "2024-10-03 2025-09-23 2026-09-12 2027-10-02"},
	} {
		var got []string
		for _, k := range tt.rule.Dates(calendar.NewDate(2024, 1, 1), calendar.NewDate(2027, 12, 31)) {
			got = append(got, k.First.String())
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, got, tt.want)
		}
	}
}

func TestConformance(t *testing.T) {
	for _, r := range []calendar.Rule{On(Tishri, 1), On(Elul, 29), On(Adar, 14), On(Marheshvan, 30), On(Nisan, 15).Since(5700)} {
		calendartest.Conforms(t, r)
	}
}
