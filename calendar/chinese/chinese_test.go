package chinese

import (
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
)

func TestConversions(t *testing.T) {
	for _, tt := range []struct {
		file string
		r    *Reckoning
		year func(rec map[string]string) int
	}{
		{"conversions-chinese", New(China()), func(rec map[string]string) int {
			return FromCycle(calendartest.Int(t, rec, "cycle"), calendartest.Int(t, rec, "year"))
		}},
		{"conversions-dangi-icu", New(Korea()), func(rec map[string]string) int {
			return calendartest.Int(t, rec, "year") - 2333
		}},
	} {
		rows, agreed := calendartest.Records(t, "testdata/"+tt.file+".csv"), 0
		for _, rec := range rows {
			d := calendartest.Date(t, rec, "gregorian")
			want := Date{tt.year(rec), calendartest.Int(t, rec, "month"), rec["leap"] == "1", calendartest.Int(t, rec, "day")}
			if got := tt.r.FromDate(d); got != want {
				t.Errorf("%s: %v is %v, want %v", tt.file, d, got, want)
				continue
			}
			if got, ok := tt.r.ToDate(want); got != d || !ok {
				t.Errorf("%s: %v is %v, want %v", tt.file, want, got, d)
			}
			if cycle, year := want.Cycle(); FromCycle(cycle, year) != want.Year || year < 1 || year > 60 {
				t.Errorf("%v is year %d of cycle %d", want, year, cycle)
			}
			agreed++
		}
		t.Logf("%s: %d of %d rows", tt.file, agreed, len(rows))
	}
}

func TestRoundTrip(t *testing.T) {
	step := map[string]calendar.Date{"china": 127, "vietnam": 1009, "korea": 1013}
	for name, m := range map[string]Meridian{"china": China(), "vietnam": Vietnam(), "korea": Korea()} {
		r := New(m)
		for d := calendar.MinDate; d <= calendar.MaxDate; d += step[name] {
			c := r.FromDate(d)
			if got, ok := r.ToDate(c); got != d || !ok {
				t.Fatalf("%s: %v is %v is %v", name, d, c, got)
			}
		}
	}
}

// Every year has twelve or thirteen months of 29 or 30 days, and the next year
// begins where it ends.
func TestYears(t *testing.T) {
	r := New(China())
	for y := 1600; y < 2400; y++ {
		year := r.years.Get(y)
		if n := len(year.months); n != 12 && n != 13 {
			t.Errorf("%d has %d months", y, n)
		}
		for i, m := range year.months {
			end := year.end
			if i+1 < len(year.months) {
				end = year.months[i+1].day
			}
			if n := end.date - m.date; n != 29 && n != 30 {
				t.Errorf("%d: month %d has %d days", y, m.number, n)
			}
		}
		if year.end.date != r.NewYear(y+1) {
			t.Errorf("%d ends on %v, the next begins on %v", y, year.end.date, r.NewYear(y+1))
		}
	}
}

func mustDate(t *testing.T, r *Reckoning, c Date) calendar.Date {
	t.Helper()
	d, ok := r.ToDate(c)
	if !ok {
		t.Fatalf("there is no %v", c)
	}
	return d
}

// Known years: the new moon of February 2027 comes minutes before midnight, and
// in 2033 the leap month follows the eleventh.
func TestHardYears(t *testing.T) {
	china, vietnam, korea := New(China()), New(Vietnam()), New(Korea())
	for _, tt := range []struct {
		name string
		got  calendar.Date
		want string
	}{
		{"China 2027", china.NewYear(2027), "2027-02-06"},
		{"China 2030", china.NewYear(2030), "2030-02-03"},
		{"Vietnam 2030", vietnam.NewYear(2030), "2030-02-02"},
		{"Vietnam 1985", vietnam.NewYear(1985), "1985-01-21"},
		{"China 1985", china.NewYear(1985), "1985-02-20"},
		{"Vietnam 2007", vietnam.NewYear(2007), "2007-02-17"},
		{"China 2007", china.NewYear(2007), "2007-02-18"},
		{"China 2034", china.NewYear(2034), "2034-02-19"},
		// A new moon within seconds of midnight; almanacs have the 28th.
		{"China 1.9.2057", mustDate(t, china, Date{2057, 9, false, 1}), "2057-09-28"},
		{"Korea 1997", korea.NewYear(1997), "1997-02-08"},
		// Vietnam by seven hours (vacanza/holidays 0.109), a day before China.
		{"Vietnam 1903", vietnam.NewYear(1903), "1903-01-28"},
		{"Vietnam 1935", vietnam.NewYear(1935), "1935-02-03"},
		{"China 1935", china.NewYear(1935), "1935-02-04"},
		{"Vietnam 1965", vietnam.NewYear(1965), "1965-02-01"},
		{"Vietnam 10.3.1917", mustDate(t, vietnam, Date{1917, 3, false, 10}), "1917-04-01"},
		// Korea as China before 1912 (Korea Astronomy and Space Science Institute,
		// by korean_lunar_calendar 0.4.0; ICU4J 76.1).
		{"Korea 1.12.1903", mustDate(t, korea, Date{1903, 12, false, 1}), "1904-01-17"},
		{"Korea 1.10.1904", mustDate(t, korea, Date{1904, 10, false, 1}), "1904-11-07"},
		{"Korea 1.4.1905", mustDate(t, korea, Date{1905, 4, false, 1}), "1905-05-04"},
		{"Korea 1.4.1908", mustDate(t, korea, Date{1908, 4, false, 1}), "1908-04-30"},
		{"Korea 1.11.1911", mustDate(t, korea, Date{1911, 11, false, 1}), "1911-12-20"},
		{"China 1997", china.NewYear(1997), "1997-02-07"},
	} {
		if tt.got.String() != tt.want {
			t.Errorf("%s: got %v, want %s", tt.name, tt.got, tt.want)
		}
	}
	if c := china.FromDate(calendar.NewDate(2034, time.January, 1)); c.Month != 11 || !c.Leap {
		t.Errorf("1 January 2034 is %v", c)
	}
}

func TestRules(t *testing.T) {
	for _, m := range []Meridian{China(), Vietnam(), Korea()} {
		r := New(m)
		calendartest.Conforms(t, r.On(1, 1))
		calendartest.Conforms(t, r.On(12, 30))
		calendartest.Conforms(t, r.LastDay())
		calendartest.Conforms(t, r.OnSolarTerm(15))
		calendartest.Conforms(t, r.OnSolarTerm(270))
	}
}

func BenchmarkYear(b *testing.B) {
	for b.Loop() {
		New(China()).years.Get(2026)
	}
}

// In 1938 the equinox fell within half a minute of the midnight in Vietnam at
// which a month began: the leap month is the seventh or the eighth.
func TestLeapMonthAtTheBorder(t *testing.T) {
	from, to := calendar.NewDate(1938, 1, 1), calendar.NewDate(1938, 12, 31)
	got := New(Vietnam()).On(8, 15).Dates(from, to)
	if len(got) != 1 || got[0].Certainty != calendar.Computed || got[0].Cause != calendar.Border || got[0].Latest-got[0].Earliest < 29 {
		t.Errorf("got %+v", got)
	}
	for _, number := range []int{7, 9} {
		if got := New(Vietnam()).On(number, 15).Dates(from, to); len(got) != 1 || got[0].Certainty != calendar.Exact {
			t.Errorf("got %+v", got)
		}
	}
}
