package ethiopic

import (
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
)

func TestConversions(t *testing.T) {
	rows := calendartest.Records(t, "testdata/conversions-ethiopic.csv")
	for _, rec := range rows {
		d := calendartest.Date(t, rec, "gregorian")
		y, m, day := FromDate(d)
		if y != calendartest.Int(t, rec, "year") || int(m) != calendartest.Int(t, rec, "month") || day != calendartest.Int(t, rec, "day") {
			t.Errorf("%v is %d-%d-%d, want %v", d, y, m, day, rec)
		}
		if back := ToDate(y, m, day); back != d {
			t.Errorf("%v goes back to %v", d, back)
		}
	}
	t.Logf("conversions-ethiopic: %d rows", len(rows))
}

func TestRoundTrip(t *testing.T) {
	year, month, day := FromDate(calendar.MinDate - 1)
	for d := calendar.MinDate; d <= calendar.MaxDate; d++ {
		y, m, dd := FromDate(d)
		if back := ToDate(y, m, dd); back != d {
			t.Fatalf("day %d is %d-%d-%d, which is day %d", d, y, m, dd, back)
		}
		next := y == year && m == month && dd == day+1 ||
			dd == 1 && day == MonthLength(year, month) && (y == year && m == month+1 || y == year+1 && m == Meskerem && month == Pagume)
		if !next {
			t.Fatalf("%d-%d-%d follows %d-%d-%d", y, m, dd, year, month, day)
		}
		year, month, day = y, m, dd
	}
}

func TestConformance(t *testing.T) {
	for _, r := range []calendar.Rule{On(Meskerem, 1), On(Tahsas, 29), On(Pagume, 5), On(Pagume, 6)} {
		calendartest.Conforms(t, r)
	}
}
