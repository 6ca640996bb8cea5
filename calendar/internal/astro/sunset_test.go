package astro

import (
	"testing"
	"time"

	"vielfalt/calendar"
)

// Sunsets computed with PyEphem 4.2 (VSOP87) for a level horizon and an
// altitude of -0.8333°.
func TestSunset(t *testing.T) {
	arnsberg, north, jerusalem := Place{Latitude: 51.40, Longitude: 8.06}, Place{Latitude: 60, Longitude: 20}, Place{Latitude: 31.78, Longitude: 35.24}
	var largest time.Duration
	for _, tt := range []struct {
		day  string
		at   Place
		want string
	}{
		{"1950-06-21", arnsberg, "19:47:57"},
		{"2000-01-01", arnsberg, "15:29:17"},
		{"2016-10-11", arnsberg, "16:42:30"},
		{"2026-03-19", arnsberg, "17:39:00"},
		{"2026-04-01", arnsberg, "18:00:48"},
		{"2026-06-21", arnsberg, "19:48:09"},
		{"2026-09-11", arnsberg, "17:51:31"},
		{"2026-12-21", arnsberg, "15:21:12"},
		{"2099-07-04", arnsberg, "19:46:14"},
		{"1950-06-21", north, "20:07:38"},
		{"2026-03-19", north, "16:51:49"},
		{"2026-12-21", north, "13:34:10"},
		{"2000-01-01", jerusalem, "14:45:44"},
		{"2016-10-11", jerusalem, "15:11:16"},
		{"2026-06-21", jerusalem, "16:47:37"},
	} {
		d, err := calendar.ParseDate(tt.day)
		if err != nil {
			t.Fatal(err)
		}
		want, err := time.Parse("2006-01-02 15:04:05", tt.day+" "+tt.want)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := Sunset(d, tt.at)
		diff := got.Time().Sub(want).Abs()
		if !ok || diff > 10*time.Second {
			t.Errorf("%s at %v: got %v, want %v", tt.day, tt.at, got.Time(), want)
		}
		largest = max(largest, diff)
	}
	t.Logf("largest difference: %v", largest)
}

func TestNoSunsetInPolarDayAndNight(t *testing.T) {
	for _, day := range []calendar.Date{calendar.NewDate(2026, 6, 21), calendar.NewDate(2026, 12, 21)} {
		if got, ok := Sunset(day, Place{Latitude: 80, Longitude: 15}); ok {
			t.Errorf("%v: got %v", day, got)
		}
	}
}
