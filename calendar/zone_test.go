package calendar

import (
	"strings"
	"testing"
	"time"
)

func TestMoments(t *testing.T) {
	for wall, want := range map[string]string{
		"2027-03-28 01:59": "01:59 CET", "2027-03-28 02:00": "", "2027-03-28 02:30": "", "2027-03-28 02:59": "", "2027-03-28 03:00": "03:00 CEST",
		"2027-10-31 01:59": "01:59 CEST", "2027-10-31 02:00": "02:00 CEST 02:00 CET", "2027-10-31 02:30": "02:30 CEST 02:30 CET", "2027-10-31 03:00": "03:00 CET",
		"2027-07-01 12:00": "12:00 CEST", "2027-01-01 00:00": "00:00 CET",
	} {
		at, err := time.Parse("2006-01-02 15:04", wall)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range Moments(at) {
			got = append(got, m.Format("15:04 MST"))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s is %q, want %q", wall, s, want)
		}
	}
}
