package gregorian

import (
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
)

// Gauss's and Butcher's algorithm as printed by Meeus, Astronomical Algorithms,
// 2nd ed., chapter 8: another route to the same day.
func butcher(year int) calendar.Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return calendar.NewDate(year, time.Month(n/31), n%31+1)
}

func TestEasterAgreesWithMeeus(t *testing.T) {
	for y := 1583; y <= 9999; y++ {
		if got, want := EasterSunday(y), butcher(y); got != want {
			t.Fatalf("%d: got %v, want %v", y, got, want)
		}
	}
}

func TestRules(t *testing.T) {
	for _, tt := range []struct {
		name string
		rule calendar.Rule
		want string // from 2024 to 2025
	}{
		{"29 February", On(time.February, 29), "2024-02-29"},
		{"second Sunday of May", Nth(2, time.Sunday, time.May), "2024-05-12 2025-05-11"},
		{"fourth Thursday of November", Nth(4, time.Thursday, time.November), "2024-11-28 2025-11-27"},
		{"last but two Monday of May", Nth(-3, time.Monday, time.May), "2024-05-13 2025-05-12"},
		{"last Monday of December", Nth(-1, time.Monday, time.December), "2024-12-30 2025-12-29"},
		{"Sunday on or after 27 November", OnOrAfter(time.Sunday, time.November, 27), "2024-12-01 2025-11-30"},
		{"Wednesday before 23 November", OnOrBefore(time.Wednesday, time.November, 22), "2024-11-20 2025-11-19"},
		{"Good Friday", Easter(-2), "2024-03-29 2025-04-18"},
		{"since 2025", On(time.May, 1).Since(2025), "2025-05-01"},
		{"until 2024", On(time.May, 1).Until(2024), "2024-05-01"},
		{"day after 1 May", On(time.May, 1).Plus(1), "2024-05-02 2025-05-02"},
	} {
		got := ""
		for _, k := range tt.rule.Dates(calendar.NewDate(2024, 1, 1), calendar.NewDate(2025, 12, 31)) {
			if got != "" {
				got += " "
			}
			got += k.First.String()
		}
		if got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
		calendartest.Conforms(t, tt.rule)
	}
}

func TestNothingBeforeTheReform(t *testing.T) {
	if w := Reform.Weekday(); w != time.Friday || Reform.String() != "1582-10-15" {
		t.Fatalf("the reform began on %v %v", w, Reform)
	}
	if got := On(time.October, 15).Dates(calendar.MinDate, Reform); len(got) != 1 {
		t.Errorf("got %v", got)
	}
}
