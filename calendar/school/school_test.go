package school_test

import (
	"strings"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/school"
	"vielfalt/calendar/traditions"
)

// The shipped list is whole: with the days that schools choose themselves, each
// school year has as many days off from Monday to Saturday as the Länder have
// agreed on (Hamburger Abkommen, 75 days).
func TestShipped(t *testing.T) {
	all := school.Shipped("nw")
	if len(all) != 33 || school.Shipped("by") != nil {
		t.Errorf("%d holidays, of Bavaria %d", len(all), len(school.Shipped("by")))
	}
	cal, err := calendar.New(traditions.All("nw"), nil)
	if err != nil {
		t.Fatal(err)
	}
	proofs := map[school.Proof]int{}
	days := map[string]int{"2023/24": 4, "2024/25": 4, "2025/26": 3, "2026/27": 3, "2027/28": 3, "2028/29": 4, "2029/30": 4} // chosen by schools
	for _, h := range all {
		proofs[h.Proof]++
		if h.Proof.In() == string(h.Proof) {
			t.Errorf("%s %s: no words for %q", h.Name, h.Year, h.Proof)
		}
		for d := h.First; d <= h.Last; d++ {
			if d.Weekday() != time.Sunday && len(cal.Occurrences(d, d, calendar.Filter{Traditions: []string{"de-nw"}})) == 0 {
				days[h.Year]++
			}
		}
	}
	if proofs[school.Ministry] != 17 || proofs[school.Agreed] != 6 || proofs[school.Single] != 10 {
		t.Errorf("proved by %v", proofs)
	}
	for year, n := range days {
		if n != 75 {
			t.Errorf("%s has %d days off", year, n)
		}
	}
}

func TestParse(t *testing.T) {
	got, err := school.Parse(strings.NewReader("\ufeffname,schuljahr,letzter,erster\nSommer,2026/27,2027-08-31,2027-07-19\nHerbst,2026/27,2026-10-31,2026-10-17\n"))
	if err != nil || len(got) != 2 || got[0].Name != "Herbst" || got[1].Last != calendar.NewDate(2027, 8, 31) || got[0].Proof.In() != "ohne Beleg" {
		t.Errorf("got %+v, %v", got, err)
	}
	const head = "schuljahr,name,erster,letzter,beleg\n"
	for text, want := range map[string]string{
		"":                        "it is empty",
		"schuljahr,name,erster\n": "line 1: the column letzter is missing",
		head + "2026,Herbst,2026-10-17,2026-10-31,A\n":                                  "line 2: schuljahr \"2026\" is not written as 2026/27",
		head + "2026/27,,2026-10-17,2026-10-31,A\n":                                     "line 2: name and beleg",
		head + "2026/27,Herbst,17.10.2026,2026-10-31,A\n":                               "line 2: erster: ",
		head + "2026/27,Herbst,2026-10-17,,A\n":                                         "line 2: letzter: ",
		head + "2026/27,Herbst,2026-10-31,2026-10-17,A\n":                               "line 2: from 2026-10-31 to 2026-10-17 are no holidays",
		head + "2026/27,Herbst,2026-10-17,2027-10-31,A\n":                               "are no holidays of 1 to 60 days",
		head + "2026/27,A,2026-10-17,2026-10-31,A\n2026/27,B,2026-10-31,2026-11-02,A\n": "line 3: B 2026/27 overlaps A 2026/27",
		head + "2026/27,\"Herbst,2026-10-17\n":                                          "line 2",
	} {
		if _, err := school.Parse(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("schuljahr,name,erster,letzter,beleg\n2026/27,Herbst,2026-10-17,2026-10-31,A\n")
	f.Fuzz(func(t *testing.T, text string) {
		all, err := school.Parse(strings.NewReader(text))
		for i, h := range all {
			if err != nil || h.Last < h.First || i > 0 && h.First <= all[i-1].Last {
				t.Errorf("%+v, %v", h, err)
			}
		}
	})
}
