package hindu

import (
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
	"vielfalt/calendar/internal/astro"
)

func TestConformance(t *testing.T) {
	a := NewPanchang()
	for _, r := range []calendar.Rule{
		a.On(Chaitra, 1, Sunrise), a.On(Magha, 5, Forenoon), a.On(Ashvina, 10, Afternoon), a.On(Bhadrapada, 4, Midday),
		a.On(Ashvina, 30, Evening), a.On(Pausha, 15, Midnight), a.On(Phalguna, 30, Sunrise), a.EntryInto(10), a.EntryInto(1),
	} {
		calendartest.Conforms(t, r)
	}
}

func one(t *testing.T, r calendar.Rule, year int) calendar.Date {
	t.Helper()
	got := r.Dates(calendar.NewDate(year, 1, 1), calendar.NewDate(year, 12, 31))
	if len(got) != 1 || got[0].Year != year || got[0].Certainty != calendar.Computed || got[0].Latest-got[0].Earliest != 2 {
		t.Fatalf("%d: got %+v", year, got)
	}
	return got[0].First
}

// Every festival is kept once a year, even across leap months and skipped
// months.
func TestOnceAYear(t *testing.T) {
	a := NewPanchang()
	for year := firstYear; year <= lastYear; year++ {
		diwali := one(t, a.On(Ashvina, 30, Evening), year)
		if n := one(t, a.On(Kartika, 1, Afternoon), year) - diwali; n < 0 || n > 2 && n < 29 || n > 32 {
			t.Errorf("%d: Govardhan Puja is %d days after Diwali", year, n)
		}
		shivaratri := one(t, a.On(Magha, 29, Midnight), year)
		if n := one(t, a.On(Phalguna, 15, Evening), year) - shivaratri; n < 14 || n > 17 && n < 43 || n > 48 {
			t.Errorf("%d: Holika Dahan is %d days after Shivaratri", year, n)
		}
		if w := one(t, a.On(Ashvina, 10, Afternoon), year) - one(t, a.On(Ashvina, 1, Sunrise), year); w < 7 || w > 11 {
			t.Errorf("%d: Dussehra is %d days after Navaratri begins", year, w)
		}
	}
}

// In 1982 and 1983 Ashvina and Phalguna came twice and Magha was skipped, so
// its festivals were kept in Pausha; in 2023 Shravana came twice.
func TestLeapAndLostMonths(t *testing.T) {
	a := NewPanchang()
	for _, tt := range []struct {
		rule calendar.Rule
		want string
	}{
		{a.On(Ashvina, 10, Afternoon), "1982-10-27"},
		{a.On(Ashvina, 30, Evening), "1982-11-15"},
		{a.On(Magha, 29, Midnight), "1983-02-11"},
		{a.On(Phalguna, 15, Evening), "1983-03-28"},
		{a.On(Shravana, 15, Sunrise), "2023-08-31"},
		{a.On(Chaitra, 1, Sunrise), "2026-03-19"},
	} {
		want, err := calendar.ParseDate(tt.want)
		if err != nil {
			t.Fatal(err)
		}
		if got := one(t, tt.rule, want.Year()); got != want {
			t.Errorf("got %v, want %v", got, want)
		}
	}
}

func BenchmarkColdYear(b *testing.B) {
	from, to := calendar.NewDate(2026, 1, 1), calendar.NewDate(2026, 12, 31)
	for b.Loop() {
		a := NewPanchang()
		for m := Chaitra; m <= Phalguna; m++ {
			for _, r := range []Festival{a.On(m, 1, Sunrise), a.On(m, 15, Evening), a.On(m, 29, Midnight)} {
				r.Dates(from, to)
			}
		}
	}
}

// The quick position of the sun gives the same signs as the accurate one.
func TestSignAt(t *testing.T) {
	for m := astro.Moment(calendar.NewDate(firstYear, 1, 1)); m < astro.Moment(calendar.NewDate(lastYear, 12, 31)); m += 2.37 {
		if got, want := signAt(m), zodiac(siderealSun(m)); got != want {
			t.Fatalf("%v: sign %d, want %d", m.Time(), got, want)
		}
	}
}
