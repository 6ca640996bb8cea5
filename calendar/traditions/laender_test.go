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
	"vielfalt/calendar/words"
)

func TestWorkday(t *testing.T) {
	workday := Workdays("nw")
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
		if got := workday(d); got != want {
			t.Errorf("Workday(%v) = %v", d, got)
		}
	}
	n := 0
	for d := calendar.NewDate(2026, 1, 1); d <= calendar.NewDate(2026, 12, 31); d++ {
		if workday(d) {
			n++
		}
	}
	if n != 253 {
		t.Errorf("2026 has %d working days, want 253", n)
	}
}

// In each Land, the working days are those on which no holiday of its table
// falls.
func TestWorkdaysOfEveryLand(t *testing.T) {
	holidays := map[string]bool{}
	for _, rec := range calendartest.Records(t, "testdata/de-public-holidays.csv") {
		holidays[rec["region"]+" "+rec["date"]] = true
	}
	for _, l := range calendar.Laender() {
		workday, free := Workdays(l), 0
		for d := calendar.NewDate(2024, 1, 1); d <= calendar.NewDate(2027, 12, 31); d++ {
			weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
			holiday := holidays["DE-"+strings.ToUpper(string(l))+" "+d.String()]
			if holiday {
				free++
			}
			if got, want := workday(d), !weekend && !holiday; got != want {
				t.Errorf("%s, %v: working day is %v", l, d, got)
			}
		}
		if free < 4*9 {
			t.Errorf("%s has %d holidays in four years", l, free)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("there are working days where there is no Land")
		}
	}()
	Workdays("")
}

// Of the public holidays, those of the authority's Land are shown without a
// request and come first.
func TestHolidaysOfTheHouse(t *testing.T) {
	for _, home := range calendar.Laender() {
		var order []string
		for _, tr := range All(home) {
			if !strings.HasPrefix(tr.ID, "de-") {
				continue
			}
			order = append(order, tr.ID)
			if got, want := tr.OnRequest, tr.ID != home.Tradition(); got != want {
				t.Errorf("in %s, %s is on request: %v", home, tr.ID, got)
			}
		}
		if len(order) != 16 || order[0] != home.Tradition() || !slices.IsSorted(order[1:]) {
			t.Errorf("in %s the order is %v", home, order)
		}
	}
}

// The library of public holidays answers in the machine's time zone; no zone
// may move a holiday.
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

// No public holiday is kept that the law does not name: for a Land and a year,
// the rows are all there is.
func TestNothingBeyondTheLaw(t *testing.T) {
	cal := allTraditions(t, nil)
	want := map[string]int{}
	for _, rec := range calendartest.Records(t, "testdata/de-public-holidays.csv") {
		want[strings.ToLower(rec["region"])+rec["date"][:4]]++
	}
	for key, n := range want {
		land, year := key[:5], key[5:]
		y, _ := strconv.Atoi(year)
		got := slices.DeleteFunc(cal.Occurrences(calendar.NewDate(y, 1, 1), calendar.NewDate(y, 12, 31), calendar.Filter{Traditions: []string{land}}), func(o calendar.Occurrence) bool {
			return o.Certainty == calendar.Partial
		})
		if len(got) != n {
			t.Errorf("%s has %d holidays in %s, the table %d", land, len(got), year, n)
		}
	}
	if cal.Known("de-by/karfreitag", 1990) || !cal.Known("de-by/karfreitag", 1991) {
		t.Error("the law is known from 1991")
	}
}

// Holidays of a part of a Land are told with where they are, and make no day off.
// What the East had before its own acts is told as not looked up.
func TestPartsOfALand(t *testing.T) {
	cal := allTraditions(t, nil)
	for _, tt := range []struct {
		id   calendar.ID
		day  calendar.Date
		sure string
	}{
		{"de-by/mariae-himmelfahrt", calendar.NewDate(2028, 8, 15), "in Teilen des Landes: nur in Gemeinden mit überwiegend katholischer Bevölkerung"},
		{"de-by/friedensfest", calendar.NewDate(2028, 8, 8), "in Teilen des Landes: nur in der Stadt Augsburg"},
		{"de-sn/fronleichnam", calendar.NewDate(2028, 6, 15), "in Teilen des Landes: nur in einzelnen Gemeinden"},
		{"de-th/fronleichnam", calendar.NewDate(2028, 6, 15), "in Teilen des Landes: nur in einzelnen Gemeinden"},
		{"de-sl/mariae-himmelfahrt", calendar.NewDate(2028, 8, 15), ""},
		{"de-sn/ostermontag", calendar.NewDate(1994, 4, 4), "voraussichtlich nach heutigem Gesetz; das damalige ist hier nicht nachgesehen"},
		{"de-sn/ostermontag", calendar.NewDate(1995, 4, 17), ""},
		{"de-be/ostermontag", calendar.NewDate(1994, 4, 4), ""},
	} {
		got := cal.Of(tt.id, tt.day, tt.day)
		if len(got) != 1 {
			t.Errorf("%s: %d occurrences on %v", tt.id, len(got), tt.day)
			continue
		}
		if sure := words.Sure(cal, got[0], "de"); sure != tt.sure {
			t.Errorf("%s: %q, want %q", tt.id, sure, tt.sure)
		}
		land := calendar.Land(strings.TrimPrefix(tt.id.Tradition(), "de-"))
		if free, whole := !Workdays(land)(tt.day), got[0].Certainty != calendar.Partial; free != whole {
			t.Errorf("%s: a day off: %v", tt.id, free)
		}
	}
}

func BenchmarkWorkday(b *testing.B) {
	d, workday := calendar.NewDate(2026, 6, 3), Workdays("nw")
	for b.Loop() {
		workday(d)
	}
}

// A public holiday and the feast that it keeps are one entry, in which both are
// found.
func TestHolidaysAreTwinsOfFeasts(t *testing.T) {
	cal := allTraditions(t, nil)
	for _, tt := range []struct{ day, feast, holiday string }{
		{"2017-10-31", "christian-western/reformationstag", "de-nw/reformationstag"},
		{"1994-11-16", "christian-western/buss-und-bettag", "de-nw/buss-und-bettag"},
		{"2027-01-01", "christian-western/neujahr", "de-nw/neujahr"},
		{"2027-03-26", "christian-western/karfreitag", "de-nw/karfreitag"},
		{"2027-03-29", "christian-western/ostermontag", "de-nw/ostermontag"},
		{"2027-05-06", "christian-western/christi-himmelfahrt", "de-nw/christi-himmelfahrt"},
		{"2027-05-17", "christian-western/pfingstmontag", "de-nw/pfingstmontag"},
		{"2027-05-27", "christian-western/fronleichnam", "de-nw/fronleichnam"},
		{"2027-11-01", "christian-western/allerheiligen", "de-nw/allerheiligen"},
		{"2027-12-25", "christian-western/weihnachten", "de-nw/erster-weihnachtstag"},
		{"2027-12-26", "christian-western/weihnachten", "de-nw/zweiter-weihnachtstag"},
	} {
		d, err := calendar.ParseDate(tt.day)
		if err != nil {
			t.Fatal(err)
		}
		var entries, twins []calendar.ID
		for _, o := range cal.Occurrences(d, d, calendar.Filter{}) {
			entries = append(entries, o.Observance.ID)
			if o.Observance.ID != calendar.ID(tt.feast) {
				continue
			}
			for _, k := range o.Twins() {
				if k.Observance.Kind == calendar.PublicHoliday {
					twins = append(twins, k.Observance.ID)
				}
			}
		}
		if !slices.Contains(twins, calendar.ID(tt.holiday)) || slices.Contains(entries, calendar.ID(tt.holiday)) {
			t.Errorf("%s: the entries are %v, and %s has the public holidays %v", tt.day, entries, tt.feast, twins)
		}
		if alone := cal.Occurrences(d, d, calendar.Filter{Traditions: []string{"de-nw"}}); len(alone) != 1 || alone[0].Observance.ID != calendar.ID(tt.holiday) {
			t.Errorf("%s: the law alone has %v", tt.day, alone)
		}
	}
	// The day of the law is the day of the feast, in every Land and year.
	for _, tr := range All("nw") {
		for _, o := range tr.Observances {
			if o.Kind != calendar.PublicHoliday || o.SameAs == "" {
				continue
			}
			for _, k := range o.Rule.Dates(calendar.NewDate(1991, 1, 1), calendar.NewDate(2100, 12, 31)) {
				if len(cal.Of(o.SameAs, k.First, k.First)) != 1 {
					t.Errorf("%s on %v is not %s", o.ID, k.First, o.SameAs)
				}
			}
		}
	}
}

// It is known that an abolished holiday is not kept, and not known what held
// before the law that is recorded here.
func TestWhatIsKnownOfHolidays(t *testing.T) {
	cal := allTraditions(t, nil)
	for _, tt := range []struct {
		id    calendar.ID
		year  int
		known bool
	}{
		{"de-st/heilige-drei-koenige", 1991, false},
		{"de-st/heilige-drei-koenige", 1992, false},
		{"de-st/heilige-drei-koenige", 1993, true},
		{"de-by/heilige-drei-koenige", 1991, true},
		{"de-by/buss-und-bettag", 1990, false},
		{"de-by/buss-und-bettag", 2026, true},
		{"de-nw/reformationstag", 2026, true},
	} {
		if got := cal.Known(tt.id, tt.year); got != tt.known {
			t.Errorf("%s in %d: known is %v", tt.id, tt.year, got)
		}
	}
	if got := cal.Of("de-st/heilige-drei-koenige", calendar.NewDate(1991, 1, 1), calendar.NewDate(1993, 12, 31)); len(got) != 1 || got[0].First != calendar.NewDate(1993, 1, 6) {
		t.Errorf("got %v", got)
	}
}
