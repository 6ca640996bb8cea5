package traditions

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
)

// Two hundred days, drawn at random from 1990 to 2060, with all that is kept on
// them, by lists made with other programs: testdata/days.csv has a line for each
// observance and convention, with the day of it that this is, and nothing else
// of what testdata/days-covered.csv lists may be kept on these days.
//
// Which program gave what:
//
//	dateutil 2.9.0          Easter of the West and of the East, and what is counted from it
//	convertdate 2.5.1       days of the Julian and of the arithmetical Islamic calendar
//	icu 78.2                days of the Coptic, Ethiopian and Persian calendar (Node.js 20.20)
//	pyluach 2.3.0           days of the Jewish calendar
//	hebcal 6.9.3            fasts that are moved, modern days and the Omer (@hebcal/core, diaspora)
//	hijridate 2.6.0         Umm al-Qura
//	vacanza 0.109           public holidays of the Länder, days of the Buddha that states announced
//	vacanza-tr 0.109        both feasts by the Diyanet until 2031, and the days counted from that of sacrifice
//	date-chinese 2.1.4      the calendars of China, Korea and Vietnam
//	swisseph 2.10.3.2       solar terms; the sun and the tithis at a time of day at New Delhi (pyswisseph)
//	drik-panchanga 2.0.0    tithis at sunrise at New Delhi
//	caltib 0.3.2            the Tibetan calendar by three schools
//	pythaidate 0.2.0        the Thai calendar by the Suriyayatra
//	badidatetime 1.5.0      Naw-Rúz; the Badíʿ months are counted from it
//	pyephem 4.2.1           equinoxes, solstices, the full moon of May, the eighth new moon after Naw-Rúz
//	fixed, weekday          the same day each year, and days of the week, by the date functions of Python
//	stiftung-gegen-rassismus, press   as published
//
// How each day is counted is stated anew there, from the notes on the outside
// tables and not from ours. Years in which a program has another day than ours
// are excepted in days-covered.csv, each with the reason for which ours stands,
// and so are those in which the stated rule leaves two days open: 185 of the
// 43 783 years of observances that it lists. In all others the lists agree with
// ours throughout, not only on these days.
//
// What no other program gives is not covered: months that begin with the
// crescent at Najaf or by the Diyanet (but for both feasts), and some Hindu days
// with rules of their own.
func TestDays(t *testing.T) { compareDays(t) }

// compareDays returns how many lines of days.csv there are, how many of them are
// of periods, and how many of these agree.
func compareDays(t *testing.T) (lines, agreed, ofPeriods, periodsAgreed int) {
	t.Helper()
	cal := allTraditions(t, nil)
	type key struct{ id, convention string }
	type span struct {
		from, to int
		except   []string
	}
	covered := make(map[key][]span)
	for _, rec := range calendartest.Records(t, "testdata/days-covered.csv") {
		k := key{rec["id"], rec["convention"]}
		s := span{calendartest.Int(t, rec, "from"), calendartest.Int(t, rec, "to"), strings.Fields(rec["except"])}
		if len(s.except) > 0 && rec["why"] == "" {
			t.Errorf("%s: years are excepted without a reason", k.id)
		}
		covered[k] = append(covered[k], s)
	}
	want := make(map[calendar.Date][]string)
	period := make(map[string]bool)
	for _, rec := range calendartest.Records(t, "testdata/days.csv") {
		d := calendartest.Date(t, rec, "date")
		if rec["id"] == "" {
			want[d] = nil // nothing is kept
			continue
		}
		line := fmt.Sprintf("%s by %q, day %s of %s", rec["id"], rec["convention"], rec["day"], rec["of"])
		want[d] = append(want[d], line)
		o, ok := cal.Observance(calendar.ID(rec["id"]))
		period[line] = ok && o.Period
	}
	ids := make(map[string]bool)
	for d, w := range want {
		var got []string
		for k, spans := range covered {
			ids[k.id] = true
			for _, o := range cal.OfBy(calendar.ID(k.id), k.convention, d, d) {
				year := o.First.Year()
				if slices.ContainsFunc(spans, func(s span) bool {
					return s.from <= year && year <= s.to && !slices.Contains(s.except, fmt.Sprint(year))
				}) {
					n, of := o.Day(d)
					got = append(got, fmt.Sprintf("%s by %q, day %d of %d", k.id, k.convention, n, of))
				}
			}
		}
		for _, s := range w {
			kept := slices.Contains(got, s)
			if !kept {
				t.Errorf("%v: %s is not kept", d, s)
			}
			lines, agreed = lines+1, agreed+count(kept)
			ofPeriods, periodsAgreed = ofPeriods+count(period[s]), periodsAgreed+count(kept && period[s])
		}
		for _, s := range got {
			if !slices.Contains(w, s) {
				t.Errorf("%v: %s is kept, and should not be", d, s)
			}
		}
	}
	if len(want) != 200 {
		t.Errorf("%d days", len(want))
	}
	for k := range covered {
		if _, ok := cal.Observance(calendar.ID(k.id)); !ok {
			t.Errorf("%s is covered and unknown", k.id)
		}
	}
	t.Logf("%d days, %d lines, %d observances", len(want), lines, len(ids))
	return lines, agreed, ofPeriods, periodsAgreed
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
