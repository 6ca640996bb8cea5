package words

import (
	"testing"
	"time"
)

func TestMonth(t *testing.T) {
	for name, want := range map[string]time.Month{
		"Januar": 1, "Jänner": 1, "Feber": 2, "MÄRZ": 3, "mrz": 3, "Maerz": 3, "May": 5, "Mai": 5, "jun": 6, "Sept": 9, "Dezember": 12, "December": 12,
		"": 0, "Ma": 0, "Maiglöckchen": 0, "x": 0, "\x00": 0,
	} {
		if got, ok := Month(name); got != want || ok != (want != 0) {
			t.Errorf("%q is month %d, %t", name, got, ok)
		}
	}
	for i, name := range Months() {
		if got, ok := Month(name); !ok || got != time.Month(i+1) {
			t.Errorf("%s is month %d", name, got)
		}
	}
}

func TestWeekday(t *testing.T) {
	for name, want := range map[string]struct {
		day       time.Weekday
		whole, ok bool
	}{
		"Montag": {time.Monday, true, true}, "so": {time.Sunday, false, true}, "Sonnabend": {time.Saturday, true, true}, "TUE": {time.Tuesday, false, true}, "Mittwoch": {time.Wednesday, true, true},
		"": {}, "m": {}, "Montags": {}, "Tag": {},
	} {
		if day, whole, ok := Weekday(name); day != want.day || whole != want.whole || ok != want.ok {
			t.Errorf("%q is %s, %t, %t", name, day, whole, ok)
		}
	}
}
