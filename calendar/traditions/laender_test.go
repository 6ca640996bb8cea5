package traditions

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/de"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
)

func TestWorkday(t *testing.T) {
	for day, want := range map[string]bool{
		"2026-01-01": false, // New Year
		"2026-01-02": true,  // Friday
		"2026-01-03": false, // Saturday
		"2026-06-04": false, // Corpus Christi
		"2017-10-31": false, // 500 years of Reformation
		"2018-10-31": true,
		"2016-10-31": true,
		"2026-11-01": false, // All Saints, a Sunday
		"2027-11-01": false, // All Saints, a Monday
		"2026-12-24": true,
		"1989-10-03": true,
		"1994-11-16": false, // Repentance Day, abolished after 1994
		"1994-11-15": true,
		"1995-11-22": true,
	} {
		d, err := calendar.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		if got := Workday(d); got != want {
			t.Errorf("Workday(%v) = %v", d, got)
		}
	}
	n := 0
	for d := calendar.NewDate(2026, 1, 1); d <= calendar.NewDate(2026, 12, 31); d++ {
		if Workday(d) {
			n++
		}
	}
	if n != 253 {
		t.Errorf("2026 has %d working days, want 253", n)
	}
}

// The library of public holidays answers in the machine's zone; no zone may
// move a holiday.
func TestHolidaysInEveryZone(t *testing.T) {
	loc := cal.DefaultLoc
	defer func() { cal.DefaultLoc = loc }()
	for _, zone := range []string{"UTC", "Europe/Berlin", "Pacific/Kiritimati", "America/Sao_Paulo", "Asia/Beirut"} {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		cal.DefaultLoc = loc
		rows := calendartest.Records(t, "testdata/de-public-holidays.csv")
		rows = slices.DeleteFunc(rows, func(r map[string]string) bool { return r["region"] != "DE-NW" })
		calendartest.Compare(t, allTraditions(t, nil), "de-nw", "de-nw in "+zone, rows)
	}
}

// The church's rule and the library's agree on the Day of Repentance.
func TestRepentanceDay(t *testing.T) {
	for y := 1600; y < 3000; y++ {
		church := advent(-11).Dates(calendar.NewDate(y, 1, 1), calendar.NewDate(y, 12, 31))[0].First
		if law, _ := holiday(de.BussUndBettag)(y); law != church {
			t.Fatalf("%d: %v and %v", y, law, church)
		}
	}
}

// Outside of the tables' reach nothing is kept that the law did not name: rows
// of a Land and a year are all there are.
func TestNothingBeyondTheLaw(t *testing.T) {
	cal := allTraditions(t, nil)
	want := map[string]int{}
	for _, rec := range calendartest.Records(t, "testdata/de-public-holidays.csv") {
		want[strings.ToLower(rec["region"])+rec["date"][:4]]++
	}
	for key, n := range want {
		land, year := key[:5], key[5:]
		y, _ := strconv.Atoi(year)
		got := cal.Occurrences(calendar.NewDate(y, 1, 1), calendar.NewDate(y, 12, 31), calendar.Filter{Traditions: []string{land}})
		if len(got) != n {
			t.Errorf("%s has %d holidays in %s, the table %d", land, len(got), year, n)
		}
	}
	if cal.Known("de-by/karfreitag", 1990) || !cal.Known("de-by/karfreitag", 1991) {
		t.Error("the law is known from 1991")
	}
}

func BenchmarkWorkday(b *testing.B) {
	d := calendar.NewDate(2026, 6, 3)
	for b.Loop() {
		Workday(d)
	}
}
