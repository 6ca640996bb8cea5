package traditions

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
	"vielfalt/calendar/hindu"
)

func allTraditions(t testing.TB, conventions map[string]string) *calendar.Calendar {
	t.Helper()
	c, err := calendar.New(All("nw"), conventions)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Every row of the tables from outside sources is found.
func TestAgreement(t *testing.T) {
	var agreements []calendartest.Agreement
	for _, tt := range []struct{ file, tradition, convention string }{
		{"christian-western", "christian-western", ""},
		{"christian-orthodox", "christian-orthodox", ""},
		{"christian-oriental", "christian-oriental", ""},
		{"jewish", "jewish", ""},
		{"buddhist", "buddhist", ""},
		{"published-buddhist", "buddhist", ""},
		{"hindu", "hindu", ""},
		{"published-hindu", "hindu", ""},
		{"jain", "jain", ""},
		{"published-jain", "jain", ""},
		{"sikh", "sikh", ""},
		{"published-sikh", "sikh", ""},
		{"islamic-umm-al-qura", "islamic", "umm-al-qura"},
		{"islamic-diyanet", "islamic", "diyanet"},
		{"published-diyanet-eids", "islamic", "diyanet"},
		{"islamic-tabular", "islamic", "tabular"},
		{"alevi", "alevi", ""},
		{"yazidi", "yazidi", ""},
		{"bahai", "bahai", ""},
		{"persian-zoroastrian", "persian-zoroastrian", ""},
		{"east-asian", "east-asian", ""},
		{"solar-pagan", "solar-pagan", ""},
		{"civil", "civil", ""},
		{"published-civil", "civil", ""},
	} {
		conventions := map[string]string{}
		if tt.convention != "" {
			conventions[tt.tradition] = tt.convention
		}
		rows := calendartest.Records(t, "testdata/"+tt.file+".csv")
		agreements = append(agreements, calendartest.Compare(t, allTraditions(t, conventions), tt.tradition, tt.file, rows))
	}
	byLand := map[string][]map[string]string{}
	for _, rec := range calendartest.Records(t, "testdata/de-public-holidays.csv") {
		land := strings.ToLower(rec["region"])
		byLand[land] = append(byLand[land], rec)
	}
	if len(byLand) != 16 {
		t.Errorf("the table knows %d Länder", len(byLand))
	}
	for _, land := range slices.Sorted(maps.Keys(byLand)) {
		agreements = append(agreements, calendartest.Compare(t, allTraditions(t, nil), land, land, byLand[land]))
	}
	checkDocumentation(t, agreements, furtherAgreement(t))
}

// A comparison is a line of the second table in doc.go.
type comparison struct {
	compared, agreed int
	what             string
}

// furtherAgreement compares what tables of first days do not tell: on which day
// a period ends, how days follow one another, and what all is kept on a day.
func furtherAgreement(t *testing.T) []comparison {
	t.Helper()
	var out []comparison
	add := func(what string, compared, agreed int) { out = append(out, comparison{compared, agreed, what}) }
	compared, agreed := compareChristianPeriods(t)
	add("Christian periods from first to last day, 1968 to 2098, by other computations of Easter", compared, agreed)
	compared, agreed = compareJewishPeriods(t)
	add("Jewish periods from first to last day, by the days of the table", compared, agreed)
	lines, agreed, ofPeriods, periodsAgreed := compareDays(t)
	add("observances kept on 200 days drawn at random from 1990 to 2060, by other programs (see TestDays)", lines, agreed)
	add("of these, days of a period that is as long and as far on", ofPeriods, periodsAgreed)
	almanac := hindu.NewPanchang()
	for _, f := range []struct {
		name string
		day  int
	}{{"diwali", 30}, {"dhanteras", 28}} {
		rows, agreed, cases := 0, 0, make(map[string]int)
		for _, rec := range calendartest.Records(t, "../hindu/testdata/dusk.csv") {
			if rec["festival"] != f.name {
				continue
			}
			d := calendartest.Date(t, rec, "date")
			rows, agreed = rows+1, agreed+len(almanac.On(hindu.Ashvina, f.day, hindu.Dusk).Dates(d, d))
			cases[rec["case"]]++
		}
		add(fmt.Sprintf("rule of the evening for %s, 1900 to 2100, by the Swiss Ephemeris: %d on the first of two evenings, %d on the second, %d on both, %d on neither",
			f.name, cases["first"], cases["second"], cases["both"], cases["neither"]), rows, agreed)
	}
	pairs, compared, agreed := comparePairs(t)
	add(fmt.Sprintf("days that follow others, 1900 to 2100, by all conventions (%d pairs)", pairs), compared, agreed)
	return out
}

var update = flag.Bool("update", false, "write the tables of agreement into doc.go")

// checkDocumentation prints the tables of agreement and compares them with those
// in the package documentation.
func checkDocumentation(t *testing.T, agreements []calendartest.Agreement, further []comparison) {
	t.Helper()
	var b strings.Builder
	b.WriteString("//\ttable                  rows  agreed  sources\n")
	rows, agreed := 0, 0
	for _, a := range agreements {
		fmt.Fprintf(&b, "//\t%v\n", a)
		rows, agreed = rows+a.Rows, agreed+a.Agreed
	}
	fmt.Fprintf(&b, "//\tall                    %d  %d\n", rows, agreed)
	t.Log("\n" + strings.ReplaceAll(b.String(), "//\t", ""))
	raw, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	var f strings.Builder
	f.WriteString("//\tcompared  agreed\n")
	for _, c := range further {
		fmt.Fprintf(&f, "//\t%8d  %6d  %s\n", c.compared, c.agreed, c.what)
	}
	table, list := regexp.MustCompile(`(?m)^//\ttable +rows(?s:.*?)\n//\n`), regexp.MustCompile(`(?m)^//\tcompared +agreed(?s:.*?)\n//\n`)
	if !table.Match(raw) || !list.Match(raw) {
		t.Fatal("doc.go lacks a table of agreement")
	}
	want := table.ReplaceAllLiteral(raw, []byte(b.String()+"//\n"))
	want = list.ReplaceAllLiteral(want, []byte(f.String()+"//\n"))
	if *update {
		if err := os.WriteFile("doc.go", want, 0o644); err != nil {
			t.Fatal(err)
		}
	} else if !bytes.Equal(raw, want) {
		t.Error("the tables of agreement in doc.go are out of date: go test ./calendar/traditions -update")
	}
}

// In years that the tables cover completely, nothing else is kept.
func TestNothingBeyondTheTables(t *testing.T) {
	for _, tt := range []struct{ file, tradition, convention string }{
		{"christian-western", "christian-western", ""},
		{"christian-orthodox", "christian-orthodox", ""},
		{"christian-oriental", "christian-oriental", ""},
		{"jewish", "jewish", ""},
		{"buddhist", "buddhist", ""},
		{"hindu", "hindu", ""},
		{"jain", "jain", ""},
		{"sikh", "sikh", ""},
		{"islamic-umm-al-qura", "islamic", "umm-al-qura"},
		{"islamic-tabular", "islamic", "tabular"},
		{"alevi", "alevi", ""},
		{"yazidi", "yazidi", ""},
		{"bahai", "bahai", ""},
		{"persian-zoroastrian", "persian-zoroastrian", ""},
		{"east-asian", "east-asian", ""},
		{"solar-pagan", "solar-pagan", ""},
		{"civil", "civil", ""},
	} {
		cal := allTraditions(t, map[string]string{})
		first := map[string]int{} // rows of each id, without the later days of a run
		years := map[string]map[int]bool{}
		for _, rec := range calendartest.Records(t, "testdata/"+tt.file+".csv") {
			id := rec["id"]
			if _, ok := cal.Observance(calendar.ID(tt.tradition + "/" + id)); !ok {
				if !strings.HasSuffix(id, "-1") {
					continue
				}
				id = strings.TrimSuffix(id, "-1")
			}
			first[id]++
			if years[id] == nil {
				years[id] = map[int]bool{}
			}
			years[id][calendartest.Date(t, rec, "date").Year()] = true
		}
		for id, n := range first {
			got := 0
			for year := range years[id] {
				for _, oc := range cal.OfBy(calendar.ID(tt.tradition+"/"+id), tt.convention, calendar.NewDate(year, 1, 1), calendar.NewDate(year, 12, 31)) {
					if oc.First.Year() == year {
						got++
					}
				}
			}
			if tt.tradition+"/"+id == "buddhist/laba" {
				n++ // 30 December 2022, the second in its year, is not in the table
			}
			if got != n {
				t.Errorf("%s/%s: %d occurrences in years for which the table has %d", tt.tradition, id, got, n)
			}
		}
	}
}

func TestConformance(t *testing.T) {
	for _, tr := range All("nw") {
		if tr.OnRequest && tr.ID != "de-be" {
			continue // the other Länder have the same kinds of rules
		}
		for _, o := range tr.Observances {
			t.Run(string(o.ID), func(t *testing.T) {
				calendartest.Conforms(t, o.Rule)
				for _, v := range o.Variants {
					calendartest.Conforms(t, v)
				}
			})
		}
	}
}

func TestTables(t *testing.T) {
	allTraditions(t, nil)
	for _, tr := range All("nw") {
		if tr.Name.German == "" || tr.Name.English == "" {
			t.Errorf("%s lacks a name", tr.ID)
		}
		for _, o := range tr.Observances {
			if _, err := calendar.ParseID(string(o.ID)); err != nil {
				t.Error(err)
			}
			if o.Name.German == "" || o.Name.English == "" || o.Source == "" {
				t.Errorf("%s lacks a name or its source", o.ID)
			}
			if (o.Name.Original == "") != (o.Name.OriginalLang == "") {
				t.Errorf("%s has an original name without its language, or the reverse", o.ID)
			}
			for v := range o.Variants {
				found := false
				for _, c := range tr.Conventions {
					found = found || c.ID == v
				}
				if !found {
					t.Errorf("%s has a variant by the unknown convention %s", o.ID, v)
				}
			}
		}
	}
}

func TestRangesNotYears(t *testing.T) {
	cal := allTraditions(t, nil)
	for _, tt := range []struct {
		id   calendar.ID
		year int
		want int
	}{
		{"islamic/eid-al-fitr", 2032, 1},
		{"islamic/eid-al-fitr", 2033, 2},
		{"islamic/ramadan-beginn", 2029, 1},
		{"islamic/ramadan-beginn", 2030, 2},
		{"islamic/ramadan-beginn", 2031, 2}, // the first began in December
		{"jewish/assara-be-tewet", 2014, 0},
		{"jewish/assara-be-tewet", 2015, 2},
		{"jewish/jom-ha-schoa", 1950, 0},
		{"jewish/jom-ha-schoa", 1951, 1},
		{"de-nw/reformationstag", 2016, 0},
		{"de-nw/reformationstag", 2017, 1},
		{"de-nw/tag-der-deutschen-einheit", 1989, 0},
		{"de-be/tag-der-befreiung-80", 2025, 1},
		{"de-th/weltkindertag", 2018, 0},
		{"christian-orthodox/apostelfasten-neukalendarisch", 2024, 0},
		{"christian-orthodox/apostelfasten-julianisch", 2024, 1},
		{"christian-orthodox/verkuendigung-neukalendarisch", 1924, 1},
		{"christian-orthodox/theophanie-neukalendarisch", 1924, 0},
		{"christian-orthodox/theophanie-neukalendarisch", 1925, 1},
		{"christian-orthodox/apostelfasten-neukalendarisch", 1923, 0},
		{"christian-orthodox/apostelfasten-neukalendarisch", 1924, 1},
		{"christian-western/volkstrauertag", 1951, 0},
		{"christian-western/volkstrauertag", 1952, 1},
		{"christian-western/weltgebetstag", 1926, 0},
		{"christian-western/christkoenig", 1925, 0},
		{"christian-western/tag-der-schoepfung", 2009, 0},
		{"christian-oriental/gedenken-genozid-armenier", 1918, 0},
		{"christian-oriental/sayfo", 2014, 0},
		{"jewish/jom-jeruschalajim", 1967, 0},
		{"jewish/jom-jeruschalajim", 1968, 1},
	} {
		got := cal.Of(tt.id, calendar.NewDate(tt.year, 1, 1), calendar.NewDate(tt.year, 12, 31))
		if len(got) != tt.want {
			t.Errorf("%s in %d: got %d occurrences, want %d", tt.id, tt.year, len(got), tt.want)
		}
	}
}

// Feasts of one denomination say so; what both churches keep does not.
func TestDenominations(t *testing.T) {
	want := map[calendar.ID]calendar.Denomination{}
	for d, slugs := range map[calendar.Denomination][]string{
		calendar.Catholic:   {"josefstag", "fronleichnam", "herz-jesu-fest", "mariae-himmelfahrt", "mariae-geburt", "mariae-empfaengnis", "allerheiligen", "allerseelen", "christkoenig"},
		calendar.Protestant: {"israelsonntag", "reformationstag", "buss-und-bettag", "ewigkeitssonntag"},
	} {
		for _, slug := range slugs {
			want[calendar.ID("christian-western/"+slug)] = d
		}
	}
	for _, o := range christianWestern().Observances {
		if d, one := want[o.ID]; one != (len(o.Denominations) == 1) || one && o.Denominations[0] != d {
			t.Errorf("%s is kept by %v, want %q", o.ID, o.Denominations, d)
		}
	}
}

func TestConventionSaysWhoAnswered(t *testing.T) {
	for _, tt := range []struct {
		id         calendar.ID
		convention string
		year       int
		want       string
		certainty  calendar.Certainty
	}{
		{"islamic/eid-al-fitr", "", 2026, "diyanet", calendar.Announced},
		{"islamic/eid-al-fitr", "", 2032, "diyanet", calendar.Announced},
		{"islamic/eid-al-fitr", "", 2035, "diyanet", calendar.Announced},
		{"islamic/eid-al-fitr", "", 2036, "umm-al-qura", calendar.Computed},
		{"islamic/aschura", "", 2029, "diyanet", calendar.Computed},
		{"islamic/eid-al-fitr", "umm-al-qura", 2026, "umm-al-qura", calendar.Computed},
		{"islamic/eid-al-fitr", "", 1900, "tabular", calendar.Computed},
		{"islamic/eid-al-fitr", "", 2090, "umm-al-qura", calendar.Computed},
		{"islamic/eid-al-fitr", "", 2450, "tabular", calendar.Computed},
		{"islamic/eid-al-fitr", "diyanet", 2026, "diyanet", calendar.Announced},
		{"islamic/eid-al-fitr", "diyanet", 1999, "diyanet", calendar.Announced},
		{"islamic/eid-al-fitr", "diyanet", 2040, "diyanet", calendar.Computed},
		{"islamic/eid-al-fitr", "diyanet", 2060, "diyanet", calendar.Computed},
		{"islamic/eid-al-fitr", "diyanet", 2450, "tabular", calendar.Computed},
		{"islamic/mawlid-sunnitisch", "", 2027, "diyanet", calendar.Announced},
		{"islamic/mawlid-sunnitisch", "", 2028, "diyanet", calendar.Computed},
		{"islamic/arbain", "", 2026, "najaf", calendar.Computed},
		{"islamic/arbain", "umm-al-qura", 2026, "umm-al-qura", calendar.Computed},
		{"islamic/aschura", "najaf", 2026, "najaf", calendar.Computed},
		{"islamic/aschura-schiitisch", "", 2026, "najaf", calendar.Computed},
		{"islamic/hadsch", "", 2026, "umm-al-qura", calendar.Computed},
		{"islamic/ghadir", "diyanet", 2026, "diyanet", calendar.Announced},
		{"islamic/ghadir", "tabular", 2026, "tabular", calendar.Computed},
	} {
		got := allTraditions(t, nil).OfBy(tt.id, tt.convention, calendar.NewDate(tt.year, 1, 1), calendar.NewDate(tt.year, 12, 31))
		if len(got) == 0 || got[0].Convention != tt.want || got[0].Certainty != tt.certainty {
			t.Errorf("%s by %q in %d: got %+v, want %s, %s", tt.id, tt.convention, tt.year, got, tt.want, tt.certainty)
		}
	}
}

// A year that nobody has asked for yet, from a calendar that has answered for
// others: the tables are built, but nothing about the year is cached.
func BenchmarkYearCold(b *testing.B) {
	cal, err := calendar.New(All("nw"), nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		cal.Year(1900 + n*37%200) // repeats neither years nor their neighbours
	}
}

// The same year again, from the cache; BenchmarkRangeKept asks for the same
// days as a range, which costs a copy.
func BenchmarkYearKept(b *testing.B) {
	cal, err := calendar.New(All("nw"), nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		cal.Year(2026)
	}
}

func BenchmarkRangeKept(b *testing.B) {
	cal, err := calendar.New(All("nw"), nil)
	if err != nil {
		b.Fatal(err)
	}
	from, to := calendar.NewDate(2026, 1, 1), calendar.NewDate(2026, 12, 31)
	b.ReportAllocs()
	for b.Loop() {
		cal.Occurrences(from, to, calendar.Filter{})
	}
}

func BenchmarkTwoHundredYears(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		cal, err := calendar.New(All("nw"), nil)
		if err != nil {
			b.Fatal(err)
		}
		cal.Occurrences(calendar.NewDate(1900, 1, 1), calendar.NewDate(2099, 12, 31), calendar.Filter{})
	}
}

func FuzzRules(f *testing.F) {
	f.Add(int32(739000), uint16(400), uint16(200))
	f.Add(int32(-1460000), uint16(60000), uint16(1))
	var rules []calendar.Rule
	for _, tr := range All("nw") {
		for _, o := range tr.Observances {
			rules = append(rules, o.Rule)
			for _, v := range o.Variants {
				rules = append(rules, v)
			}
		}
	}
	f.Fuzz(func(t *testing.T, from int32, length, cut uint16) {
		first, last := calendar.Date(from), calendar.Date(from)+calendar.Date(length)
		for _, r := range rules {
			whole := r.Dates(first, last)
			calendartest.Split(t, r, whole, first, last, first+calendar.Date(cut)%calendar.Date(int(length)+1))
		}
	})
}
