package hebrew

import (
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
		// Every first of a month, and every day in a few centuries.
		if day == 1 || d > 700000 && d < 740000 {
			if back := ToDate(y, m, day); back != d {
				t.Fatalf("day %d is %d-%d-%d, which is day %d", d, y, m, day, back)
			}
		}
	}
}

// The delays allow only six lengths of the year and four days of the new year.
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

func TestConformance(t *testing.T) {
	for _, r := range []calendar.Rule{On(Tishri, 1), On(Elul, 29), On(Adar, 14), On(Marheshvan, 30), On(Nisan, 15).Since(5700)} {
		calendartest.Conforms(t, r)
	}
}
