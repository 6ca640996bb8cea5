package calendar

import (
	"testing"
	"time"
)

// The standard library counts the same calendar in its own way.
func TestDateAgreesWithTime(t *testing.T) {
	at := time.Date(-4000, 1, 1, 0, 0, 0, 0, time.UTC)
	for d := MinDate; d <= MaxDate; d++ {
		y, m, day := d.Gregorian()
		if wy, wm, wd := at.Date(); y != wy || m != wm || day != wd || d.Weekday() != at.Weekday() || d.Year() != wy {
			t.Fatalf("day %d is %d-%d-%d, want %v", d, y, m, day, at)
		}
		if back := NewDate(y, m, day); back != d {
			t.Fatalf("%d-%d-%d is day %d, want %d", y, m, day, back, d)
		}
		at = at.AddDate(0, 0, 1)
	}
}

func TestNewDateCarriesOver(t *testing.T) {
	for _, tt := range []struct {
		y, m, d int
		want    string
	}{
		{2026, 13, 1, "2027-01-01"},
		{2026, 0, 1, "2025-12-01"},
		{2026, -11, 1, "2025-01-01"},
		{2026, 3, 0, "2026-02-28"},
		{2024, 2, 30, "2024-03-01"},
		{0, 1, 0, "-0001-12-31"},
		{1, 1, 1, "0001-01-01"},
	} {
		if got := NewDate(tt.y, time.Month(tt.m), tt.d).String(); got != tt.want {
			t.Errorf("%v: got %s", tt, got)
		}
	}
}

func TestWeekdays(t *testing.T) {
	d := NewDate(2026, 11, 22) // a Sunday
	if d.Weekday() != time.Sunday || d.OnOrBefore(time.Sunday) != d || d.OnOrAfter(time.Sunday) != d ||
		d.OnOrBefore(time.Monday) != d-6 || d.OnOrAfter(time.Monday) != d+1 {
		t.Error("weekdays about 22 November 2026 are wrong")
	}
}

func TestDateOfUsesTheLocation(t *testing.T) {
	at := time.Date(2026, 3, 19, 23, 30, 0, 0, time.UTC)
	if got := DateOf(at.In(Berlin)); got != NewDate(2026, 3, 20) {
		t.Errorf("got %v", got)
	}
	if got := NewDate(2026, 3, 29).At(8, 0, Berlin).UTC().Hour(); got != 6 {
		t.Errorf("08:00 in summer is %d:00 UTC", got)
	}
}

func TestParseDate(t *testing.T) {
	for _, s := range []string{"2026-11-22", "0000-01-01", "-4000-01-01", "-0586-07-24", "9999-12-31", "2024-02-29"} {
		if d, err := ParseDate(s); err != nil || d.String() != s {
			t.Errorf("%s: got %v, %v", s, d, err)
		}
	}
	for _, s := range []string{"", "2026", "2026-1-1", "22.11.2026", "2026-02-29", "2026-13-01", "2026-00-10", "2026-11-00", "2026-11-22 ", "２026-11-22", "--2026-11-22", "12026-11-22", "2026/11-22", "2026-11/22"} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("%q: got %v", s, d)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-11-22", "-0586-07-24", "+2026-01-01", "2026-02-30", "-0000-01-01", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err != nil {
			return
		}
		back, err := ParseDate(d.String())
		if err != nil || back != d {
			t.Errorf("%q is %v, which is read as %v, %v", s, d, back, err)
		}
		if s[0] != '+' && s[:5] != "-0000" && d.String() != s {
			t.Errorf("%q is written as %v", s, d)
		}
	})
}
