package own

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
)

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func parse(t testing.TB, s string) Rule {
	t.Helper()
	r, err := ParseRule(s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestParseRule(t *testing.T) {
	for _, c := range []struct {
		text, written string
		year          int
		want          string // empty for none
	}{
		{"09-21", "09-21", 2026, "2026-09-21"},
		{"02-29", "02-29", 2028, "2028-02-29"},
		{"02-29", "02-29", 2026, ""},
		{"third friday in june", "third friday in june", 2027, "2027-06-18"},
		{"3. Fr im Juni", "third friday in june", 2027, "2027-06-18"},
		{"3 fr 6", "third friday in june", 2027, "2027-06-18"},
		{"Last Sunday of September", "last sunday in september", 2026, "2026-09-27"},
		{"-2 mo 5", "second last monday in may", 2026, "2026-05-18"},
		{"second last monday in may", "second last monday in may", 2026, "2026-05-18"},
		{"5 tue feb", "fifth tuesday in february", 2028, "2028-02-29"},
		{"5 tue feb", "fifth tuesday in february", 2027, ""},
		{"fifth last tuesday in february", "fifth last tuesday in february", 2028, "2028-02-01"},
	} {
		r := parse(t, c.text)
		if got := r.String(); got != c.written {
			t.Errorf("%q is written %q, want %q", c.text, got, c.written)
		}
		if again := parse(t, r.String()); again != r {
			t.Errorf("%q read again is %+v, want %+v", c.text, again, r)
		}
		var got []string
		for _, d := range r.in(c.year) {
			got = append(got, d.String())
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q in %d: %v, want %q", c.text, c.year, got, c.want)
		}
	}
	if got, want := parse(t, "1 day before islamic/eid-al-fitr"), (Rule{Base: "islamic/eid-al-fitr", Offset: -1}); got != want || got.String() != "1 day before islamic/eid-al-fitr" {
		t.Errorf("%+v %v", got, got)
	}
	for _, bad := range []string{"", "soon", "13-01", "02-30", "00-10", "9-21", "01-00", "sixth friday in june", "third", "third friday", "third friday in", "third friday in juny", "0 days after a/b", "181 days after a/b", "7 weeks after a/b", "7 days after eid", "third friday in june or july", "last"} {
		if r, err := ParseRule(bad); err == nil {
			t.Errorf("%q was read as %v", bad, r)
		} else if !strings.Contains(err.Error(), "third friday in june") {
			t.Errorf("%q: %v does not say how rules are written", bad, err)
		}
	}
}

func FuzzParseRule(f *testing.F) {
	for _, s := range []string{"09-21", "third friday in june", "-2 mo 5", "7 days after islamic/eid-al-fitr", "last last last"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := ParseRule(s)
		if err != nil {
			return
		}
		if again, err := ParseRule(r.String()); err != nil || again != r {
			t.Errorf("%q is written %q, which is read as %+v, %v", s, r, again, err)
		}
		if r.Base == "" {
			calendar.RuleFunc(r.in).Dates(day("2000-01-01"), day("2030-12-31"))
		}
	})
}

// moon is computed, may be a day early or late, and is known from 2020 to 2040.
type moon struct{}

func (moon) Dates(from, to calendar.Date) []calendar.Occurrence {
	var out []calendar.Occurrence
	for y := 2020; y <= 2040; y++ {
		if d := calendar.NewDate(y, time.March, y%28+1); d >= from && d <= to {
			out = append(out, calendar.Occurrence{First: d, Year: y - 579, Certainty: calendar.Computed, Earliest: d - 1, Latest: d + 1, Convention: "b"})
		}
	}
	return out
}

func (moon) Limits() (first, last calendar.Date) { return day("2020-01-01"), day("2040-12-31") }

func base() []calendar.Tradition {
	return []calendar.Tradition{{
		ID: "m", Conventions: []calendar.Convention{{ID: "a"}, {ID: "b"}},
		Observances: []calendar.Observance{{
			ID: "m/new", Days: 2, Rule: calendar.Shift(moon{}, 5), Variants: map[string]calendar.Rule{"b": moon{}},
		}},
	}}
}

func build(t *testing.T, days []Day, announced ...calendar.Confirmation) *calendar.Calendar {
	t.Helper()
	c, err := Calendar(base(), map[string]string{"m": "b"}, days, announced, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func one(t *testing.T, c *calendar.Calendar, id calendar.ID, year int) calendar.Occurrence {
	t.Helper()
	all := c.Of(id, calendar.NewDate(year, 1, 1), calendar.NewDate(year, 12, 31))
	if len(all) != 1 {
		t.Fatalf("%s in %d: %v", id, year, all)
	}
	return all[0]
}

// What is counted from a day that is reckoned by another convention moves along, and
// says since when and from where.
func TestSwitched(t *testing.T) {
	at := time.Date(2027, 1, 10, 8, 0, 0, 0, time.UTC)
	days := []Day{
		{ID: "haus/empfang", Days: 1, Rule: parse(t, "7 days after m/new"), Revision: calendar.Revision{N: 1, At: at.AddDate(0, -1, 0)}},
		{ID: "haus/helfer", Days: 1, Rule: parse(t, "1 day after haus/empfang")},
		{ID: "haus/fest", Days: 1, Rule: parse(t, "third friday in june")},
	}
	for _, n := range []int{0, 1, 2} {
		all := []calendar.Switch{{Tradition: "m", Before: "a", After: "b", At: at}, {Tradition: "x", Before: "a", After: "b", At: at}, {Tradition: "m", Before: "b", After: "a", At: at.AddDate(0, 0, 1)}}
		convention := []string{"a", "b", "a"}[n]
		c, err := Calendar(base(), map[string]string{"m": convention}, days, nil, all[:[]int{0, 2, 3}[n]])
		if err != nil {
			t.Fatal(err)
		}
		first := map[string]calendar.Date{"a": day("2027-03-24"), "b": day("2027-03-19")}
		other := map[string]string{"a": "b", "b": "a"}[convention]
		for id, offset := range map[calendar.ID]calendar.Date{"haus/empfang": 0, "haus/helfer": 1} {
			got := one(t, c, id, 2027)
			want := calendar.Revision{N: n + 1, At: []time.Time{at.AddDate(0, -1, 0), at, at.AddDate(0, 0, 1)}[n], Before: first[other] + offset}
			if n == 0 {
				want.Before = 0
			}
			if got.First != first[convention]+offset || got.Revision != want {
				t.Errorf("after %d changes %s is on %v, revision %+v, want %+v", n, id, got.First, got.Revision, want)
			}
		}
		if got := one(t, c, "haus/fest", 2027); got.Revision.N != 0 {
			t.Errorf("a day of its own has changed with a convention: %+v", got.Revision)
		}
	}
}

func TestCalendar(t *testing.T) {
	days := []Day{
		// The day that is referred to comes later.
		{ID: "haus/helfer", Days: 1, Rule: parse(t, "1 day after haus/empfang")},
		{ID: "haus/empfang", Days: 1, Rule: parse(t, "7 days after m/new"), Since: 2027},
		{ID: "haus/fest", Days: 2, Rule: parse(t, "third friday in june"), Until: 2027, Revision: calendar.Revision{N: 2}},
		{ID: "haus/liste", Days: 1, Dates: []calendar.Date{day("2026-05-04"), day("2028-05-01")}},
		{ID: "haus/nichts", Days: 1, Rule: parse(t, "7 days after m/away")},
	}
	c := build(t, days)
	for _, d := range days[:4] { // the last one is counted from a missing observance
		calendartest.Conforms(t, c.Traditions()[1].Observances[slices.IndexFunc(days, func(x Day) bool { return x.ID == d.ID })].Rule)
	}
	if got := one(t, c, "haus/empfang", 2027); got.First != day("2027-03-19") || got.Certainty != calendar.Computed || got.Earliest != day("2027-03-18") || got.Latest != day("2027-03-20") || got.Year != 1448 || got.Convention != "" {
		t.Errorf("%+v", got)
	}
	if got := one(t, c, "haus/helfer", 2027); got.First != day("2027-03-20") {
		t.Errorf("%+v", got)
	}
	if got := one(t, c, "haus/fest", 2027); got.Last != day("2027-06-19") || got.Revision.N != 2 || got.Certainty != calendar.Exact {
		t.Errorf("%+v", got)
	}
	for _, k := range []struct {
		id    calendar.ID
		year  int
		known bool
		n     int
	}{
		{"haus/empfang", 2026, true, 0}, {"haus/empfang", 2041, false, 0}, {"haus/fest", 2028, true, 0}, {"haus/fest", 1990, true, 1},
		{"haus/liste", 2025, false, 0}, {"haus/liste", 2027, true, 0}, {"haus/liste", 2028, true, 1}, {"haus/liste", 2029, false, 0}, {"haus/nichts", 2027, false, 0},
	} {
		if got := c.Known(k.id, k.year); got != k.known {
			t.Errorf("%s in %d is known: %v", k.id, k.year, got)
		}
		if got := c.Of(k.id, calendar.NewDate(k.year, 1, 1), calendar.NewDate(k.year, 12, 31)); len(got) != k.n {
			t.Errorf("%s in %d: %v", k.id, k.year, got)
		}
	}

	// A confirmation moves everything counted from it, which then counts the
	// change as well.
	at := time.Date(2027, time.March, 1, 8, 0, 0, 0, time.UTC)
	later := at.Add(time.Hour)
	c = build(t, days,
		calendar.Confirmation{Observance: "m/new", Year: 1448, First: day("2027-03-13"), Certainty: calendar.Confirmed, Revision: calendar.Revision{N: 1, At: at, Before: day("2027-03-12")}},
		calendar.Confirmation{Observance: "haus/empfang", Year: 1449, First: day("2028-04-01"), Certainty: calendar.Announced, Revision: calendar.Revision{N: 3, At: later}},
		calendar.Confirmation{Observance: "haus/liste", Year: 2030, First: day("2030-05-01"), Certainty: calendar.Confirmed})
	if got := one(t, c, "haus/empfang", 2027); got.First != day("2027-03-20") || got.Certainty != calendar.Confirmed || got.Revision != (calendar.Revision{N: 1, At: at, Before: day("2027-03-19")}) {
		t.Errorf("%+v", got)
	}
	if got := one(t, c, "haus/helfer", 2027); got.First != day("2027-03-21") || got.Revision.N != 1 {
		t.Errorf("%+v", got)
	}
	if got := one(t, c, "haus/helfer", 2028); got.First != day("2028-04-02") || got.Certainty != calendar.Announced || got.Revision.N != 3 {
		t.Errorf("%+v", got)
	}
	if got := one(t, c, "haus/liste", 2030); got.First != day("2030-05-01") {
		t.Errorf("%+v", got)
	}

	// Once withdrawn, the reckoned day counts again, and the change is counted.
	c = build(t, nil, calendar.Confirmation{Observance: "m/new", Year: 1448, Note: "Irrtum.", Revision: calendar.Revision{N: 2, At: later, Before: day("2027-03-13")}})
	if got := one(t, c, "m/new", 2027); got.First != day("2027-03-12") || got.Certainty != calendar.Computed || got.Revision.N != 2 || got.Note != "Irrtum." {
		t.Errorf("%+v", got)
	}
	if n := len(c.Traditions()); n != 1 {
		t.Errorf("%d traditions though there are no own days", n)
	}
}

func TestCircle(t *testing.T) {
	days := []Day{
		{ID: "haus/a", Days: 1, Rule: parse(t, "1 day after haus/b")},
		{ID: "haus/b", Days: 1, Rule: parse(t, "1 day after haus/c")},
		{ID: "haus/c", Days: 1, Rule: parse(t, "1 day after haus/a")},
		{ID: "haus/d", Days: 1, Rule: parse(t, "1 day after haus/a")},
		{ID: "haus/e", Days: 1, Rule: parse(t, "1 day after m/new")},
		{ID: "haus/f", Days: 1, Rule: parse(t, "1 day after haus/f")},
	}
	if d := cmp.Diff([]calendar.ID{"haus/a", "haus/b", "haus/c", "haus/f"}, Circle(days)); d != "" {
		t.Errorf("circle (-want +got):\n%s", d)
	}
	c := build(t, days)
	if all := c.Occurrences(day("2027-01-01"), day("2027-12-31"), calendar.Filter{Traditions: []string{Tradition}}); len(all) != 1 || all[0].Observance.ID != "haus/e" {
		t.Errorf("%v", all)
	}
}

// A changed day says when it changed; one that is as first entered does not.
func TestRevised(t *testing.T) {
	at := time.Date(2032, time.June, 1, 12, 0, 0, 0, time.UTC)
	for n, want := range map[int]time.Time{0: {}, 2: at} {
		d := Day{ID: "haus/fest", Name: calendar.Name{German: "Fest"}, Days: 1, Begin: calendar.Midnight, Dates: []calendar.Date{day("2032-06-18")}}
		d.Revision = calendar.Revision{N: n, At: at}
		o, ok := build(t, []Day{d}).Observance("haus/fest")
		if !ok || !o.Revised.Equal(want) {
			t.Errorf("changed %d times: %v, want %v", n, o.Revised, want)
		}
	}
}
