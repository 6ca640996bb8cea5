package traditions

import (
	"slices"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
)

// first and last day of a period in a year; zero if there is none.
type span struct{ first, last time.Time }

func on(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// westernEaster is the algorithm printed in Nature, 20 April 1876, by which the
// rules do not reckon.
func westernEaster(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return on(year, time.Month(n/31), n%31+1)
}

// easternEaster is the one of Meeus, Astronomical Algorithms, chapter 8; the
// Julian calendar is thirteen days behind from 1900 to 2099.
func easternEaster(year int) time.Time {
	d := (19*(year%19) + 15) % 30
	e := (2*(year%4) + 4*(year%7) - d + 34) % 7
	n := d + e + 114
	return on(year, time.Month(n/31), n%31+1+13)
}

// thoth is the New Year of Copts and Ethiopians: 12 September before a
// Gregorian leap year, else 11 September.
func thoth(year int) time.Time {
	if (year+1)%4 == 0 {
		return on(year, time.September, 12)
	}
	return on(year, time.September, 11)
}

// All periods of the churches have the first and last days that follow from
// Easter and fixed days by another reckoning; most of all those whose length
// depends on where a feast falls.
func TestChristianPeriods(t *testing.T) { compareChristianPeriods(t) }

func compareChristianPeriods(t *testing.T) (compared, agreed int) {
	t.Helper()
	from := func(d time.Time, days, until int) span { return span{d.AddDate(0, 0, days), d.AddDate(0, 0, until)} }
	periods := map[calendar.ID]func(year int) span{
		"christian-western/fastenzeit":          func(y int) span { return from(westernEaster(y), -46, -1) },
		"christian-western/karwoche":            func(y int) span { return from(westernEaster(y), -7, -1) },
		"christian-western/gebetswoche-einheit": func(y int) span { return span{on(y, time.January, 18), on(y, time.January, 25)} },
		"christian-western/advent": func(y int) span {
			eve := on(y, time.December, 24)
			return span{eve.AddDate(0, 0, -int(eve.Weekday())-21), eve} // the fourth Sunday from it backwards
		},
		"christian-orthodox/grosse-fastenzeit":                   func(y int) span { return from(easternEaster(y), -48, -1) },
		"christian-orthodox/weihnachtsfasten-neukalendarisch":    func(y int) span { return span{on(y, time.November, 15), on(y, time.December, 24)} },
		"christian-orthodox/weihnachtsfasten-julianisch":         func(y int) span { return span{on(y, time.November, 28), on(y+1, time.January, 6)} },
		"christian-orthodox/entschlafungsfasten-neukalendarisch": func(y int) span { return span{on(y, time.August, 1), on(y, time.August, 14)} },
		"christian-orthodox/entschlafungsfasten-julianisch":      func(y int) span { return span{on(y, time.August, 14), on(y, time.August, 27)} },
		"christian-orthodox/apostelfasten-julianisch": func(y int) span {
			return span{easternEaster(y).AddDate(0, 0, 57), on(y, time.July, 11)}
		},
		"christian-orthodox/apostelfasten-neukalendarisch": func(y int) span {
			s := span{easternEaster(y).AddDate(0, 0, 57), on(y, time.June, 28)}
			if s.first.After(s.last) {
				return span{}
			}
			return s
		},
		"christian-oriental/grosse-fastenzeit-koptisch":  func(y int) span { return from(easternEaster(y), -55, -1) },
		"christian-oriental/grosse-fastenzeit-syrisch":   func(y int) span { return from(easternEaster(y), -48, -1) },
		"christian-oriental/grosse-fastenzeit-armenisch": func(y int) span { return from(westernEaster(y), -48, -1) },
		"christian-oriental/ninive-fasten":               func(y int) span { return from(easternEaster(y), -69, -67) },
		"christian-oriental/ninive-fasten-ostsyrisch":    func(y int) span { return from(westernEaster(y), -69, -67) },
		"christian-oriental/apostelfasten-koptisch": func(y int) span {
			return span{easternEaster(y).AddDate(0, 0, 50), on(y, time.July, 11)}
		},
		"christian-oriental/marienfasten-koptisch": func(y int) span { return span{on(y, time.August, 7), on(y, time.August, 21)} },
		"christian-oriental/weihnachtsfasten-koptisch": func(y int) span {
			return span{thoth(y).AddDate(0, 0, 75), on(y+1, time.January, 6)}
		},
		"christian-oriental/weihnachtsfasten-aethiopisch": func(y int) span {
			return span{thoth(y).AddDate(0, 0, 74), on(y+1, time.January, 6)}
		},
	}
	cal := allTraditions(t, nil)
	none := 0
	for id, want := range periods {
		o, ok := cal.Observance(id)
		if !ok || !o.Period {
			t.Errorf("%s is no period", id)
			continue
		}
		longest := 0
		for y := 1968; y < 2099; y++ {
			var got []span
			for _, k := range cal.Of(id, calendar.NewDate(y, 1, 1), calendar.NewDate(y, 12, 31)) {
				if k.First.Year() == y {
					got = append(got, span{k.First.At(0, 0, time.UTC), k.Last.At(0, 0, time.UTC)})
					longest = max(longest, int(k.Last-k.First)+1)
				}
			}
			switch w := want(y); {
			case w == span{} && len(got) > 0:
				t.Errorf("%s in %d: got %v, want none", id, y, got)
			case w == span{}:
				none++
			case !slices.Equal(got, []span{w}):
				t.Errorf("%s in %d: got %v, want %v", id, y, got, w)
				compared++
			default:
				compared, agreed = compared+1, agreed+1
			}
		}
		if o.Days != longest {
			t.Errorf("%s has at most %d days, in these years %d", id, o.Days, longest)
		}
	}
	if none == 0 {
		t.Error("the Apostles' Fast is kept in every year")
	}
	for _, tr := range All("nw") {
		for _, o := range tr.Observances {
			if o.Period && (tr.ID == "christian-western" || tr.ID == "christian-orthodox" || tr.ID == "christian-oriental") && periods[o.ID] == nil {
				t.Errorf("%s is not tested", o.ID)
			}
		}
	}
	return compared, agreed
}

// The periods of the Jewish year begin and end as the days of the outside table
// say.
func TestJewishPeriods(t *testing.T) { compareJewishPeriods(t) }

func compareJewishPeriods(t *testing.T) (compared, agreed int) {
	t.Helper()
	table := map[string]map[int]calendar.Date{}
	for _, rec := range calendartest.Records(t, "testdata/jewish.csv") {
		d := calendartest.Date(t, rec, "date")
		if table[rec["id"]] == nil {
			table[rec["id"]] = map[int]calendar.Date{}
		}
		table[rec["id"]][d.Year()] = d
	}
	row := func(id string, year int) calendar.Date {
		d, ok := table[id][year]
		if !ok {
			t.Fatalf("the table has no %s in %d", id, year)
		}
		return d
	}
	// Tammuz has 29 days, Av 30 and Elul 29, so that 9 Av is always 51 days
	// before the New Year, and 17 Tammuz 72. The fasts may be put off by a day.
	periods := map[calendar.ID]func(y int) (first, last calendar.Date){
		"jewish/zehn-tage-der-umkehr": func(y int) (_, _ calendar.Date) { return row("rosch-ha-schana-1", y), row("jom-kippur", y) },
		"jewish/omer":                 func(y int) (_, _ calendar.Date) { return row("pessach-1", y) + 1, row("schawuot-1", y) - 1 },
		"jewish/drei-wochen":          func(y int) (_, _ calendar.Date) { return row("rosch-ha-schana-1", y) - 72, row("tischa-be-aw", y) },
		"jewish/neun-tage":            func(y int) (_, _ calendar.Date) { return row("rosch-ha-schana-1", y) - 59, row("tischa-be-aw", y) },
	}
	cal := allTraditions(t, nil)
	put := 0
	for y := range table["jom-kippur"] {
		if row("tischa-be-aw", y) != row("rosch-ha-schana-1", y)-51 {
			put++
		}
		for id, want := range periods {
			first, last := want(y)
			got := cal.Of(id, first, first)
			if len(got) != 1 || got[0].First != first || got[0].Last != last {
				t.Errorf("%s in %d: got %v, want %v to %v", id, y, got, first, last)
			} else {
				agreed++
			}
			compared++
		}
	}
	if compared < 40 || put == 0 {
		t.Errorf("%d periods were compared, %d of them with fasts put off", compared, put)
	}
	for _, o := range jewish().Observances {
		if o.Period && periods[o.ID] == nil {
			t.Errorf("%s is not tested", o.ID)
		}
	}
	return compared, agreed
}
