package islamic

import (
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
)

func TestConversionsTabular(t *testing.T) {
	rows := calendartest.Records(t, "testdata/conversions-islamic-civil.csv")
	for _, rec := range rows {
		d := calendartest.Date(t, rec, "gregorian")
		y, m, day := FromDate(d)
		if y != calendartest.Int(t, rec, "year") || int(m) != calendartest.Int(t, rec, "month") || day != calendartest.Int(t, rec, "day") {
			t.Errorf("%v is %d-%d-%d, want %v", d, y, m, day, rec)
		}
	}
	t.Logf("conversions-islamic-civil: %d rows", len(rows))
}

func TestConversionsUmmAlQura(t *testing.T) {
	rows := calendartest.Records(t, "testdata/conversions-umm-al-qura.csv")
	for _, rec := range rows {
		d := calendartest.Date(t, rec, "gregorian")
		y, m, day, ok := FromDateUmmAlQura(d)
		if !ok || y != calendartest.Int(t, rec, "year") || int(m) != calendartest.Int(t, rec, "month") || day != calendartest.Int(t, rec, "day") {
			t.Errorf("%v is %d-%d-%d, want %v", d, y, m, day, rec)
		}
	}
	t.Logf("conversions-umm-al-qura: %d rows", len(rows))
}

func TestMonthStarts(t *testing.T) {
	for _, tt := range []struct {
		file, year, month, day string
		convention             Convention
	}{
		{"month-starts-umm-al-qura", "hijri_year", "hijri_month", "gregorian_first_day", UmmAlQura},
		{"month-starts-diyanet", "year", "month", "first_day", Diyanet},
	} {
		rows := calendartest.Records(t, "testdata/"+tt.file+".csv")
		for _, rec := range rows {
			s := tt.convention.monthStart(calendartest.Int(t, rec, tt.year), Month(calendartest.Int(t, rec, tt.month)))
			if s.date != calendartest.Date(t, rec, tt.day) || s.convention != tt.convention {
				t.Errorf("%s: got %v by %s, want %v", tt.file, s.date, s.convention, rec)
			}
			if tt.convention == Diyanet && s.published != (rec["source"] != "computed") {
				t.Errorf("%s: published %v, want %v", tt.file, s.published, rec)
			}
		}
		t.Logf("%s: %d rows", tt.file, len(rows))
	}
}

func TestRoundTripTabular(t *testing.T) {
	leaps := 0
	for y := 1; y <= 30; y++ {
		if Leap(y) {
			leaps++
		}
	}
	if leaps != 11 {
		t.Errorf("%d leap years in thirty", leaps)
	}
	for d := calendar.MinDate; d <= calendar.MaxDate; d++ {
		y, m, day := FromDate(d)
		if back := ToDate(y, m, day); back != d || day < 1 || day > 30 || m < 1 || m > 12 {
			t.Fatalf("day %d is %d-%d-%d, which is day %d", d, y, m, day, back)
		}
	}
}

func TestRoundTripUmmAlQura(t *testing.T) {
	last := ummAlQuraStarts[len(ummAlQuraStarts)-1] + 28
	for d := ummAlQuraFirst; d <= last; d++ {
		y, m, day, ok := FromDateUmmAlQura(d)
		back, ok2 := ToDateUmmAlQura(y, m, day)
		if !ok || !ok2 || back != d || day < 1 || day > 31 {
			t.Fatalf("day %v is %d-%d-%d, which is %v", d, y, m, day, back)
		}
	}
	for _, d := range []calendar.Date{calendar.MinDate, ummAlQuraFirst - 1, last + 1, calendar.MaxDate} {
		if _, _, _, ok := FromDateUmmAlQura(d); ok {
			t.Errorf("%v is in the published years", d)
		}
	}
}

// The bounds that the tabular calendar claims hold against the months that
// were published.
func TestTabularBoundsAreHonest(t *testing.T) {
	for y := ummAlQuraFirstYear; y <= ummAlQuraLastYear; y++ {
		for m := Muharram; m <= DhuAlHijja; m++ {
			s := Tabular.monthStart(y, m)
			earliest, latest := s.bounds()
			if d, _ := ummAlQuraStart(y, m); d < earliest || d > latest {
				t.Errorf("%d-%d began on %v, tabular says %v to %v", y, m, d, earliest, latest)
			}
		}
	}
}

func TestConformance(t *testing.T) {
	for _, c := range []Convention{"", UmmAlQura, Diyanet, Tabular} {
		for _, r := range []Rule{On(Muharram, 1), On(Shawwal, 1), On(DhuAlHijja, 10), On(Safar, 30), On(DhuAlHijja, 30), FirstFriday(Rajab)} {
			calendartest.Conforms(t, r.By(c))
		}
	}
}

func TestFirstFridayBounds(t *testing.T) {
	for _, k := range FirstFriday(Rajab).Dates(calendar.NewDate(2000, 1, 1), calendar.NewDate(2050, 1, 1)) {
		if k.Date.Weekday() != 5 || k.Earliest.Weekday() != 5 || k.Latest.Weekday() != 5 || k.Latest-k.Earliest > 7 {
			t.Errorf("%v between %v and %v", k.Date, k.Earliest, k.Latest)
		}
	}
}
