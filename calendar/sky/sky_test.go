package sky

import (
	"math"
	"testing"
	"time"

	"vielfalt/calendar"
)

// Daylight computed with PyEphem 4.2.
func TestDaylight(t *testing.T) {
	spitsbergen, pole := calendar.Place{Latitude: 78.22, Longitude: 15.65}, calendar.Place{Latitude: -80}
	arnsberg := calendar.Place{Latitude: 51.40, Longitude: 8.06}
	for _, tt := range []struct {
		day  calendar.Date
		at   calendar.Place
		want time.Duration
	}{
		{calendar.NewDate(2026, 6, 21), arnsberg, 16*time.Hour + 37*time.Minute + 20*time.Second},
		{calendar.NewDate(2026, 12, 21), arnsberg, 7*time.Hour + 50*time.Minute + 46*time.Second},
		{calendar.NewDate(2026, 6, 21), spitsbergen, 24 * time.Hour},
		{calendar.NewDate(2026, 12, 21), spitsbergen, 0},
		{calendar.NewDate(2026, 12, 21), pole, 24 * time.Hour},
	} {
		if got := Daylight(tt.day, tt.at); (got - tt.want).Abs() > 15*time.Second {
			t.Errorf("%v at %v: got %v, want %v", tt.day, tt.at, got, tt.want)
		}
		rise, ok := Sunrise(tt.day, tt.at)
		set, ok2 := Sunset(tt.day, tt.at)
		if up := tt.want > 0 && tt.want < 24*time.Hour; ok != up || ok2 != up || up && !rise.Before(set) {
			t.Errorf("%v at %v: from %v to %v", tt.day, tt.at, rise, set)
		}
	}
}

func TestMoonPhases(t *testing.T) {
	from, to := calendar.NewDate(2026, 1, 1), calendar.NewDate(2026, 12, 31)
	all := MoonPhases(from, to, calendar.Berlin)
	if len(all) != 50 {
		t.Fatalf("%d phases in 2026", len(all))
	}
	// The first of the year is the full moon of 3 January, 10:03 UTC.
	if want := time.Date(2026, time.January, 3, 10, 3, 0, 0, time.UTC); all[0].Phase != FullMoon || all[0].At.Sub(want).Abs() > time.Minute {
		t.Errorf("got %v, want full moon at %v", all[0], want)
	}
	var days []MoonPhase
	for d := from; d <= to; d++ {
		days = append(days, MoonPhases(d, d, calendar.Berlin)...)
	}
	if len(days) != len(all) {
		t.Errorf("day by day %d phases, at once %d", len(days), len(all))
	}
	for i, p := range all {
		if i > 0 && p.Phase == all[i-1].Phase {
			t.Errorf("%v follows %v", p, all[i-1])
		}
		illuminated, angle := Moon(p.At)
		want := map[Phase]float64{NewMoon: 0, FirstQuarter: .5, FullMoon: 1, LastQuarter: .5}[p.Phase]
		if math.Abs(illuminated-want) > 0.01 || angle < 0 || angle >= 360 {
			t.Errorf("%v: illuminated %v, angle %v", p, illuminated, angle)
		}
	}
	if got := MoonPhases(to, from, calendar.Berlin); got != nil {
		t.Errorf("an empty range has %v", got)
	}
}
