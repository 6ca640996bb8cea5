package traditions

import (
	"slices"
	"strings"
	"testing"

	"vielfalt/calendar"
)

func TestOffDuty(t *testing.T) {
	rules, written, err := OffDuty([]string{" christian-western/rosenmontag", "12-31", "12-24", "12-31"})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"12-24", "12-31", "christian-western/rosenmontag"}; !slices.Equal(written, want) {
		t.Errorf("written as %q", written)
	}
	law, house := Workdays("nw"), Workdays("nw", rules...)
	var off []string
	for d := calendar.NewDate(2027, 1, 1); d <= calendar.NewDate(2028, 12, 31); d++ {
		if law(d) != house(d) {
			off = append(off, d.String())
		}
	}
	// 24 and 31 December 2028 are Sundays.
	if want := []string{"2027-02-08", "2027-12-24", "2027-12-31", "2028-02-28"}; !slices.Equal(off, want) {
		t.Errorf("off duty on %q, want %q", off, want)
	}
	for day, want := range map[string]string{
		"":                         "neither a day",
		"24.12.":                   "neither a day",
		"13-01":                    "neither a day",
		"2026-12-24":               "neither a day",
		"islamic/eid-al-fitr":      "no single day",
		"christian-western/advent": "no single day",
		"christian-western/nie":    "there is no observance",
	} {
		if _, _, err := OffDuty([]string{"12-24", day}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", day, err)
		}
	}
}
