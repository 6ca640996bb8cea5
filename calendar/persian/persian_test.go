package persian

import (
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
)

func TestConversions(t *testing.T) {
	for name, r := range map[string]*Reckoning{"astronomical": Astronomical(), "arithmetic": Arithmetic()} {
		rows := calendartest.Records(t, "testdata/conversions-persian-"+name+".csv")
		for _, rec := range rows {
			d := calendartest.Date(t, rec, "gregorian")
			wantY, wantM, wantD := calendartest.Int(t, rec, "year"), Month(calendartest.Int(t, rec, "month")), calendartest.Int(t, rec, "day")
			if y, m, day := r.FromDate(d); y != wantY || m != wantM || day != wantD {
				t.Errorf("%s: %v is %d-%d-%d, want %v", name, d, y, m, day, rec)
			}
			if got := r.ToDate(wantY, wantM, wantD); got != d {
				t.Errorf("%s: got %v, want %v", name, got, rec)
			}
		}
		t.Logf("conversions-persian-%s: %d rows", name, len(rows))
	}
}

func TestRoundTrip(t *testing.T) {
	for name, tt := range map[string]struct {
		r    *Reckoning
		step calendar.Date
	}{"astronomical": {Astronomical(), 11}, "arithmetic": {Arithmetic(), 3}} {
		for d := calendar.MinDate; d <= calendar.MaxDate; d += tt.step {
			y, m, day := tt.r.FromDate(d)
			if got := tt.r.ToDate(y, m, day); got != d || y == 0 || m < 1 || m > 12 || day < 1 || day > 31 {
				t.Fatalf("%s: %v is %d-%d-%d is %v", name, d, y, m, day, got)
			}
		}
	}
}

func TestYearsFollowEachOther(t *testing.T) {
	for name, r := range map[string]*Reckoning{"astronomical": Astronomical(), "arithmetic": Arithmetic()} {
		for n := -4000; n < 9000; n++ {
			if l := r.newYear(n+1).date - r.newYear(n).date; l != 365 && l != 366 {
				t.Fatalf("%s: the year %d has %d days", name, n, l)
			}
		}
	}
}

// The two agree in our time and diverge in 2025 (1404): by the equinox 1403 is
// a leap year, by the cycle 1404.
func TestReckoningsPart(t *testing.T) {
	a, b := Astronomical(), Arithmetic()
	if a.Leap(1403) == b.Leap(1403) || a.NewYear(1404) == b.NewYear(1404) {
		t.Errorf("1403: leap %v and %v", a.Leap(1403), b.Leap(1403))
	}
}

func TestRules(t *testing.T) {
	r := Astronomical()
	calendartest.Conforms(t, r.On(Farvardin, 1))
	calendartest.Conforms(t, r.On(Esfand, 29))
	calendartest.Conforms(t, r.OnNameDay(Mehr, 16))
	calendartest.Conforms(t, r.LastBeforeNewYear(time.Wednesday))
	calendartest.Conforms(t, Arithmetic().On(Dey, 5))
}

// An equinox next to noon leaves two days.
func TestBorder(t *testing.T) {
	near := 0
	for _, k := range Astronomical().On(Farvardin, 1).Dates(calendar.NewDate(1900, 1, 1), calendar.NewDate(2150, 1, 1)) {
		if k.Certainty == calendar.Exact {
			continue
		}
		near++
		if k.Certainty != calendar.Computed || k.Cause != calendar.Border || k.Latest-k.Earliest != 1 {
			t.Errorf("got %+v", k)
		}
	}
	if near == 0 || near > 5 {
		t.Errorf("%d equinoxes are next to noon", near)
	}
}
