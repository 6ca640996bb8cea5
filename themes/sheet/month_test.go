package sheet

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/themes"
)

// realMonth cuts a month out of a year as the service lays it out.
func realMonth(y *themes.YearSheet, m time.Month) *themes.MonthSheet {
	p := &themes.MonthSheet{Base: base("Kalender"), Year: y.Year, Month: m, Printed: y.Printed}
	p.Site.Region = y.Site.Region
	first, last := calendar.NewDate(y.Year, m, 1), calendar.NewDate(y.Year, m+1, 1)-1
	for monday := first.OnOrBefore(time.Monday); monday <= last; monday += 7 {
		var week []themes.PlannerDay
		for d := monday; d < monday+7; d++ {
			day := themes.PlannerDay{Date: d}
			if first <= d && d <= last {
				day = y.Days[d-y.Days[0].Date]
			}
			week = append(week, day)
		}
		p.Weeks = append(p.Weeks, week)
	}
	for _, b := range y.Bands {
		if b.First <= last && b.Last >= first {
			p.Bands = append(p.Bands, b)
		}
	}
	return p
}

// Every month is one page, on which nothing is missing: each day, feast and
// period is drawn or counted, and told to ears with all its signs.
func TestMonthTellsEverything(t *testing.T) {
	y := real(t, 2027)
	for m := time.January; m <= time.December; m++ {
		for _, paper := range Papers() {
			p := realMonth(y, m)
			raw := draw(t, p, paper)
			pages := read(t, raw)
			if len(pages) != 1 {
				t.Errorf("%v on %s has %d pages", m, paper, len(pages))
			}
			d := newMonthly(p, islam, Options{Printer: printers()["de"], Paper: paper, Address: "https://vielfalt.example/kalender/2027"})
			sum := 0.0
			for i, week := range p.Weeks {
				sum += d.rows[i]
				for _, day := range week {
					if need := d.namesFrom(day.Date, d.size); d.rows[i] < need {
						t.Errorf("%v on %s: bands of %v need %.1f mm of %.1f", m, paper, day.Date, need, d.rows[i])
					}
					if day.Holiday != nil {
						told(t, raw, d.spelled(*day.Holiday))
					}
					for _, e := range day.Entries {
						if e.Weighs() || e.Length() == 1 {
							told(t, raw, d.spelled(e))
						}
					}
				}
			}
			if sum > d.height-headHeight+0.01 {
				t.Errorf("%v on %s is %.1f mm high, of %.1f", m, paper, sum, d.height-headHeight)
			}
			foot := strings.ReplaceAll(strings.Join(d.foot, ""), " ", "")
			for _, b := range p.Bands {
				beside := b.Observance.Name.German + d.words.Range(b.First, b.Last)
				if !strings.Contains(foot, strings.ReplaceAll(beside, " ", "")) {
					told(t, raw, d.spelled(b))
				}
			}
		}
	}
}

// told fails the test if a sheet does not tell of something, by itself or among
// others.
func told(t *testing.T, raw []byte, words string) {
	t.Helper()
	hex := []byte(textString(words))
	if !bytes.Contains(raw, hex[len("<FEFF"):len(hex)-1]) {
		t.Errorf("nothing tells %q", words)
	}
}
