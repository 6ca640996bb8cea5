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

// A day is sure if the Bahá'í World Centre has given it; else it has bounds
// where an equinox or a new moon is next to sunset, and where the West kept
// another day. Where it kept the same one before the common calendar, that is
// sure too.
func TestBounds(t *testing.T) {
	r := Badi()
	border := 0
	for year := 1; year < 555; year++ {
		day := r.On(Baha, 1)
		d := r.NewYear(year)
		k := day.Dates(d, d)[0]
		switch {
		case year < commonSince:
			west := calendar.NewDate(year+1843, time.March, 21)
			switch {
			case k.Earliest == k.Latest && west == d: // sure
				if k.Certainty != calendar.Exact || k.Cause != "" {
					t.Errorf("the West kept the same day: %+v", k)
				}
			case k.Certainty != calendar.Computed || k.Cause != calendar.Custom || west < k.Earliest || west > k.Latest:
				t.Errorf("before the common calendar: %+v", k)
			}
		case year <= publishedUntil:
			if k.Certainty != calendar.Exact || k.Cause != "" {
				t.Errorf("published: %+v", k)
			}
		case k.Certainty == calendar.Computed:
			border++
			if k.Cause != calendar.Border || k.Latest-k.Earliest != 1 {
				t.Errorf("at the border: %+v", k)
			}
		}
	}
	if border == 0 || border > 40 {
		t.Errorf("%d equinoxes are next to sunset", border)
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
		// Esslemont, Bahá'u'lláh and the New Era, and calendars of 2014.
		{r.On(Azamat, 8).InTheWest(time.May, 23), 2014, "2014-05-23"},
		{r.On(Azamat, 8).InTheWest(time.May, 23), 2026, "2026-05-24"},
		{r.On(Rahmat, 17).InTheWest(time.July, 9), 2014, "2014-07-09"},
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
		calendartest.Conforms(t, r.On(Azamat, 8).InTheWest(time.May, 23))
		calendartest.Conforms(t, r.BirthOfTheBab())
		calendartest.Conforms(t, r.BirthOfBahaullah())
	}
}
