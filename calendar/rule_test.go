package calendar

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func dates(list ...string) []Date {
	var out []Date
	for _, s := range list {
		d, err := ParseDate(s)
		if err != nil {
			panic(err)
		}
		out = append(out, d)
	}
	return out
}

func date(s string) Date { return dates(s)[0] }

// kept returns the days and years that a rule yields, such as "2026-03-20
// (2026)".
func kept(r Rule, from, to string) string {
	var out []string
	for _, k := range r.Dates(date(from), date(to)) {
		out = append(out, fmt.Sprintf("%v (%d)", k.First, k.Year))
	}
	return strings.Join(out, ", ")
}

// known returns the years around 2026 for which a rule is known.
func known(t *testing.T, r Rule) (years []int) {
	t.Helper()
	c, err := New([]Tradition{{ID: "x", Observances: []Observance{{ID: "x/day", Days: 1, Rule: r}}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for y := 2020; y < 2032; y++ {
		if c.Known("x/day", y) {
			years = append(years, y)
		}
	}
	return years
}

func TestRules(t *testing.T) {
	list := List{Days: dates("2026-03-20", "2027-03-10", "2029-02-14"), Certainty: Announced}
	early := List{Days: dates("2022-05-01", "2024-05-01")}
	may := fixed(time.May, 1)
	year := func(since string) Rule {
		return rangeRule(func(from, to Date) []Occurrence {
			return EachYear(from, to, date(since), Date.Year, func(y int) (Date, bool) { return NewDate(y, time.May, 1), y != 2027 })
		})
	}
	for _, c := range []struct {
		name     string
		rule     Rule
		from, to string
		want     string
	}{
		{"list", list, "2020-01-01", "2031-12-31", "2026-03-20 (2026), 2027-03-10 (2027), 2029-02-14 (2029)"},
		{"list, from and to its days", list, "2026-03-20", "2029-02-14", "2026-03-20 (2026), 2027-03-10 (2027), 2029-02-14 (2029)"},
		{"list, between its days", list, "2026-03-21", "2029-02-13", "2027-03-10 (2027)"},
		{"list, reversed", list, "2029-02-14", "2026-03-20", ""},
		{"list and rule", list.Else(may), "2025-01-01", "2031-01-01", "2025-05-01 (2025), 2026-03-20 (2026), 2027-03-10 (2027), 2029-02-14 (2029), 2030-05-01 (2030)"},
		{"list and rule, within the list", list.Else(may), "2026-03-21", "2028-12-31", "2027-03-10 (2027)"},
		{"list and rule, before", list.Else(may), "2024-05-01", "2025-05-01", "2024-05-01 (2024), 2025-05-01 (2025)"},
		{"list and rule, after", list.Else(may), "2030-05-01", "2031-05-01", "2030-05-01 (2030), 2031-05-01 (2031)"},
		{"list and rule, a day before", list.Else(fixed(time.December, 31)), "2025-12-31", "2026-01-01", "2025-12-31 (2025)"},
		{"list and rule, a day after", list.Else(fixed(time.January, 1)), "2029-12-31", "2030-01-01", "2030-01-01 (2030)"},
		{"empty list and rule", List{}.Else(may), "2026-01-01", "2026-12-31", "2026-05-01 (2026)"},
		{"list and list", list.Else(early), "2020-01-01", "2031-12-31", "2022-05-01 (2022), 2024-05-01 (2024), 2026-03-20 (2026), 2027-03-10 (2027), 2029-02-14 (2029)"},
		{"the day before", Shift(fixed(time.January, 1), -1), "2026-12-31", "2027-12-31", "2026-12-31 (2027), 2027-12-31 (2028)"},
		{"the day after", Shift(fixed(time.December, 31), 1), "2027-01-01", "2027-12-31", "2027-01-01 (2026)"},
		{"shifted, reversed", Shift(may, 1), "2027-05-02", "2026-05-02", ""},
		{"shifted, at the end of time", Shift(fixed(time.December, 31), -1), "9999-12-30", "9999-12-31", "9999-12-30 (9999)"},
		{"each year", year("2026-05-01"), "2020-01-01", "2028-05-01", "2026-05-01 (2026), 2028-05-01 (2028)"},
		{"each year, since the day after", year("2026-05-02"), "2020-01-01", "2028-04-30", ""},
		{"each year, a single day", year("2020-01-01"), "2026-05-01", "2026-05-01", "2026-05-01 (2026)"},
		{"each year, reversed", year("2020-01-01"), "2026-05-01", "2025-05-01", ""},
		{"exact dates, reversed", may, "2026-05-01", "2025-05-01", ""},
		{"exact dates, a single day", may, "2026-05-01", "2026-05-01", "2026-05-01 (2026)"},
		{"exact dates, next to it", may, "2026-05-02", "2027-04-30", ""},
	} {
		if got := kept(c.rule, c.from, c.to); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	for _, r := range []Rule{may, year("2020-01-01"), Shift(may, 1)} {
		if got := r.Dates(MaxDate+1, MaxDate+800); len(got) > 0 {
			t.Errorf("%T yields %v beyond the end of time", r, got)
		}
	}
	if got := may.Dates(MinDate-800, MinDate-1); len(got) > 0 {
		t.Errorf("yields %v before the beginning of time", got)
	}

	for _, c := range []struct {
		name string
		rule Rule
		want string
	}{
		{"rule", may, "[2020 2021 2022 2023 2024 2025 2026 2027 2028 2029 2030 2031]"},
		{"list", list, "[2026 2027 2028 2029]"},
		{"rule of some years", seldom{func(_, _ Date) []Occurrence { return nil }}, "[2022 2023 2024]"},
		{"empty list", List{}, "[]"},
		{"list and rule", list.Else(may), "[2020 2021 2022 2023 2024 2025 2026 2027 2028 2029 2030 2031]"},
		{"list and list", list.Else(early), "[2022 2023 2024 2025 2026 2027 2028 2029]"},
		{"list and list that go on", early.Else(list), "[2022 2023 2024 2025 2026 2027 2028 2029]"},
		{"empty list and list", List{}.Else(early), "[2022 2023 2024]"},
		{"shifted list", Shift(List{Days: dates("2026-01-10", "2028-01-10")}, -10), "[2025 2026 2027]"}, // a day of 2025, and from 22 December 2025 to 21 December 2028
	} {
		if got := fmt.Sprint(known(t, c.rule)); got != c.want {
			t.Errorf("%s: knows of %s, want %s", c.name, got, c.want)
		}
	}
}

// seldom is kept in no year, and for some years that is known.
type seldom struct{ rangeRule }

func (seldom) Limits() (first, last Date) { return date("2022-01-01"), date("2024-12-31") }

type rangeRule func(from, to Date) []Occurrence

func (r rangeRule) Dates(from, to Date) []Occurrence { return r(from, to) }
func (rangeRule) Limits() (first, last Date)         { return Unlimited() }

// Derived rules pass on how sure a day is.
func TestRulesSayHowSure(t *testing.T) {
	one := func(r Rule) Occurrence {
		t.Helper()
		all := r.Dates(date("2026-01-01"), date("2026-12-31"))
		if len(all) != 1 {
			t.Fatalf("%T yields %v", r, all)
		}
		return all[0]
	}
	checked := date("2025-12-01")
	if k := one(List{Days: dates("2026-03-20"), Certainty: Announced, Convention: "c", Checked: checked}); k.Certainty != Announced || k.Convention != "c" || k.Checked != checked {
		t.Errorf("a list yields %+v", k)
	}
	if k := one(List{Days: dates("2026-03-20")}); k.Certainty != Exact {
		t.Errorf("a list yields %+v", k)
	}
	unsure := moon{"first", dates("2026-03-20")}
	if k := one(Shift(unsure, 40)); k.First != date("2026-04-29") || k.Earliest != k.First-1 || k.Latest != k.First+1 || k.Certainty != Computed {
		t.Errorf("shifted by forty days: %+v", k)
	}
	if k := one(Shift(fixed(time.May, 1), 1)); k.Earliest != 0 || k.Latest != 0 || k.Certainty != Exact {
		t.Errorf("shifted by a day: %+v", k)
	}
	if k := one(unsure); k.First != date("2026-03-20") {
		t.Errorf("what was shifted has changed: %+v", k)
	}
}

// The rule of an observance yields the days as the calendar has them.
func TestRuleInUse(t *testing.T) {
	c := newSample(t, map[string]string{"moon": "second"})
	r, ok := c.Rule("moon/eid")
	if !ok {
		t.Fatal("there is no rule")
	}
	for _, x := range []struct{ from, to, want string }{
		{"2026-03-21", "2026-03-21", "2026-03-21 (2026)"},
		{"2026-03-22", "2026-12-31", ""}, // the second of its days is not the first
		{"2026-01-01", "2026-03-20", ""},
	} {
		if got := kept(r, x.from, x.to); got != x.want {
			t.Errorf("from %s to %s: %q, want %q", x.from, x.to, got, x.want)
		}
	}
	if k := r.Dates(eidOther, eidOther)[0]; k.Earliest != eidOther-1 || k.Latest != eidOther+1 || k.Certainty != Computed || k.Convention != "second" {
		t.Errorf("yields %+v", k)
	}
	confirmed, _ := c.With(Confirmation{Observance: "moon/eid", Year: 2026, First: eid, Certainty: Confirmed}).Rule("moon/eid")
	if k := confirmed.Dates(eid, eid)[0]; k.Earliest != 0 || k.Latest != 0 || k.Certainty != Confirmed {
		t.Errorf("a confirmed day is %+v", k)
	}
	if _, ok := c.Rule("moon/none"); ok {
		t.Error("an unknown observance has a rule")
	}
	if got := r.Dates(MinDate-900, MaxDate+900); len(got) != 1 {
		t.Errorf("in all of time there are %v", got)
	}
}
