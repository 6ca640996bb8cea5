package hindu

import (
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
)

func testLunar(t *testing.T, r Reckoning, name string) {
	rows := calendartest.Records(t, "testdata/conversions-"+name+".csv")
	for _, rec := range rows {
		d := calendartest.Date(t, rec, "gregorian")
		want := Lunar{calendartest.Int(t, rec, "year"), Month(calendartest.Int(t, rec, "month")), rec["leap_month"] == "1", calendartest.Int(t, rec, "day"), rec["leap_day"] == "1"}
		if got := r.Lunar(d); got != want {
			t.Errorf("%v is %+v, want %+v", d, got, want)
		}
		if back, ok := r.FromLunar(want); !ok || back != d {
			t.Errorf("%v goes back to %v", d, back)
		}
	}
	t.Logf("conversions-%s: %d rows", name, len(rows))
}

func testSolar(t *testing.T, r Reckoning, name string) {
	rows := calendartest.Records(t, "testdata/conversions-"+name+".csv")
	for _, rec := range rows {
		d := calendartest.Date(t, rec, "gregorian")
		want := Solar{calendartest.Int(t, rec, "year"), Month(calendartest.Int(t, rec, "month")), calendartest.Int(t, rec, "day")}
		if got := r.Solar(d); got != want {
			t.Errorf("%v is %+v, want %+v", d, got, want)
		}
		if back := r.FromSolar(want); back != d {
			t.Errorf("%v goes back to %v", d, back)
		}
	}
	t.Logf("conversions-%s: %d rows", name, len(rows))
}

// roundTrip converts every step-th day of a range, and its neighbour, there and
// back.
func roundTrip(t *testing.T, r Reckoning, from, to, step calendar.Date) {
	for d := from; d <= to; d += step {
		before := r.Lunar(d - 1)
		l := r.Lunar(d)
		if back, ok := r.FromLunar(l); !ok || back != d {
			t.Fatalf("%v is %+v, which is %v, %v", d, l, back, ok)
		}
		if n := (l.Day - before.Day + 30) % 30; n > 2 || l.LeapDay != (n == 0) {
			t.Fatalf("%+v follows %+v", l, before)
		}
		s := r.Solar(d)
		if back := r.FromSolar(s); back != d {
			t.Fatalf("%v is %+v, which is %v", d, s, back)
		}
		if s.Day < 1 || s.Day > 33 {
			t.Fatalf("%v is %+v", d, s)
		}
	}
}

func TestSuryaSiddhanta(t *testing.T) {
	r := SuryaSiddhanta()
	testLunar(t, r, "hindu-lunar-surya")
	testSolar(t, r, "hindu-solar-surya")
	roundTrip(t, r, calendar.MinDate, calendar.MaxDate, 397)
	roundTrip(t, r, calendar.NewDate(2020, 1, 1), calendar.NewDate(2024, 1, 1), 1)
}

func TestAstronomical(t *testing.T) {
	r := Astronomical()
	testLunar(t, r, "hindu-lunar-astro")
	testSolar(t, r, "hindu-solar-astro")
	roundTrip(t, r, calendar.MinDate, calendar.MaxDate, 997)
	roundTrip(t, r, calendar.NewDate(8425, 7, 25), calendar.NewDate(8425, 7, 25), 1) // the new moon coincides with sunrise
	roundTrip(t, r, calendar.NewDate(2020, 1, 1), calendar.NewDate(2024, 1, 1), 1)
}
