package traditions

import (
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
	"vielfalt/calendar/chinese"
	"vielfalt/calendar/hindu"
)

// Without the published days, the almanac finds most of them; the others,
// except those named here, are no further away than the day it allows for.
func TestAlmanacAgainstPublishedDays(t *testing.T) {
	unlisted := func(_ string, r calendar.Rule) calendar.Rule { return r }
	a := hindu.NewPanchang()
	cal, err := calendar.New([]calendar.Tradition{hinduTradition(a, unlisted), jain(a, unlisted), sikh(a, unlisted)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	far := map[string]bool{
		"sikh/hola-mohalla 2023-03-11": true, // three days after Holi, where it should be the day after
	}
	rows, agreed := 0, 0
	for _, tradition := range []string{"hindu", "jain", "sikh"} {
		perID := make(map[calendar.ID][2]int)
		for _, rec := range calendartest.Records(t, "testdata/published-"+tradition+".csv") {
			id, day := calendar.ID(tradition+"/"+rec["id"]), calendartest.Date(t, rec, "date")
			n := perID[id]
			n[0]++
			if len(cal.Of(id, day, day)) == 1 {
				n[1]++
			} else if len(cal.Of(id, day-1, day+1)) != 1 && !far[string(id)+" "+day.String()] {
				t.Errorf("%s on %v is more than a day off: %v", id, day, cal.Of(id, day-40, day+40))
			}
			perID[id] = n
		}
		for _, tr := range cal.Traditions() {
			for _, o := range tr.Observances {
				if n := perID[o.ID]; n[0] > 0 {
					t.Logf("%-28s %2d of %2d", o.ID, n[1], n[0])
					rows, agreed = rows+n[0], agreed+n[1]
				}
			}
		}
	}
	t.Logf("%d of %d published days", agreed, rows)
	if 100*agreed < 92*rows {
		t.Errorf("only %d of %d published days agree", agreed, rows)
	}
}

func TestPublishedLists(t *testing.T) {
	for slug, l := range publishedDays {
		list := listed(l.first, l.days)
		if n := len(list.Days); n != 21 && (slug != "thaipusam" || n != 13) || l.first != 2015 {
			t.Errorf("%s: %d days up to %v", slug, len(list.Days), list.Days[len(list.Days)-1])
		}
	}
}

func BenchmarkIndianYearCold(b *testing.B) {
	from, to := calendar.NewDate(2026, 1, 1), calendar.NewDate(2026, 12, 31)
	for b.Loop() {
		b.StopTimer()
		a := hindu.NewPanchang()
		china, korea, vietnam := chinese.New(chinese.China()), chinese.New(chinese.Korea()), chinese.New(chinese.Vietnam())
		all := []calendar.Tradition{buddhist(a, china, korea, vietnam), hinduTradition(a, published), jain(a, published), sikh(a, published)}
		b.StartTimer()
		for _, tr := range all {
			for _, o := range tr.Observances {
				o.Rule.Dates(from, to)
			}
		}
	}
}
