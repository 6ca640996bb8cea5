package bahai

import (
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
)

func TestConversions(t *testing.T) {
	r := Badi()
	rows := calendartest.Records(t, "testdata/conversions-bahai.csv")
	for _, rec := range rows {
		d := calendartest.Date(t, rec, "gregorian")
		want := Date{
			calendartest.Int(t, rec, "major"), calendartest.Int(t, rec, "cycle"), calendartest.Int(t, rec, "year"),
			Month(calendartest.Int(t, rec, "month")), calendartest.Int(t, rec, "day"),
		}
		if got := r.FromDate(d); got != want {
			t.Errorf("%v is %v, want %v", d, got, want)
		}
		if got := r.ToDate(want); got != d {
			t.Errorf("%v is %v, want %v", want, got, d)
		}
	}
	t.Logf("conversions-bahai: %d rows", len(rows))
}

func TestRoundTrip(t *testing.T) {
	for _, r := range []*Reckoning{Badi(), Western()} {
		for d := calendar.MinDate; d <= calendar.MaxDate; d += 17 {
			b := r.FromDate(d)
			if got := r.ToDate(b); got != d || b.Month < 0 || b.Month > 19 || b.Day < 1 || b.Day > 19 {
				t.Fatalf("%v is %v is %v", d, b, got)
			}
		}
	}
}

// In 2026 the equinox follows sunset by seconds.
func TestEquinoxAfterSunset(t *testing.T) {
	if got, want := Badi().NewYear(183), calendar.NewDate(2026, time.March, 21); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWesternUntil2014(t *testing.T) {
	r := Western()
	for _, tt := range []struct {
		rule Rule
		year int
		want string
	}{
		{r.On(Baha, 1), 2000, "2000-03-21"},
		{r.On(Ala, 1), 2014, "2014-03-02"},
		{r.BirthOfTheBab(), 2014, "2014-10-20"},
		{r.BirthOfBahaullah(), 2014, "2014-11-12"},
		{r.BirthOfBahaullah(), 2015, "2015-11-14"},
	} {
		got := tt.rule.Dates(calendar.NewDate(tt.year, 1, 1), calendar.NewDate(tt.year, 12, 31))
		if len(got) != 1 || got[0].First.String() != tt.want {
			t.Errorf("%d: got %v, want %s", tt.year, got, tt.want)
		}
	}
}

func TestRules(t *testing.T) {
	for _, r := range []*Reckoning{Badi(), Western()} {
		calendartest.Conforms(t, r.On(Baha, 1))
		calendartest.Conforms(t, r.On(AyyamIHa, 1))
		calendartest.Conforms(t, r.On(Ala, 1))
		calendartest.Conforms(t, r.BirthOfTheBab())
		calendartest.Conforms(t, r.BirthOfBahaullah())
	}
}
