package calendar

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func fixed(month time.Month, day int) Rule {
	return RuleFunc(func(y int) []Date { return []Date{NewDate(y, month, day)} })
}

// moon is a rule of one convention, unsure by a day.
type moon struct {
	convention string
	days       []Date
}

func (m moon) Dates(from, to Date) []Occurrence {
	var out []Occurrence
	for _, d := range m.days {
		if from <= d && d <= to {
			out = append(out, Occurrence{First: d, Year: d.Year(), Certainty: Computed, Earliest: d - 1, Latest: d + 1, Convention: m.convention})
		}
	}
	return out
}

func (moon) Limits() (first, last Date) { return Unlimited() }

var (
	eid      = NewDate(2026, 3, 20)
	eidOther = NewDate(2026, 3, 21)
)

func sample() []Tradition {
	return []Tradition{
		{
			ID:          "moon",
			Conventions: []Convention{{ID: "first"}, {ID: "second"}},
			Observances: []Observance{
				{ID: "moon/eid", Days: 3, Begin: Sunset, Kind: Feast, Rule: moon{"first", []Date{eid}}, Variants: map[string]Rule{"second": moon{"second", []Date{eidOther}}}},
				{ID: "moon/same", Days: 1, Begin: Midnight, Kind: Fast, Rule: fixed(time.March, 20)},
			},
		},
		{ID: "sun", Observances: []Observance{{ID: "sun/new-year", Days: 2, Begin: Midnight, Kind: NewYear, Rule: fixed(time.December, 31)}}},
	}
}

func newSample(t *testing.T, conventions map[string]string) *Calendar {
	t.Helper()
	c, err := New(sample(), conventions)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func firsts(occurrences []Occurrence) string {
	var out []string
	for _, oc := range occurrences {
		out = append(out, string(oc.Observance.ID)+" "+oc.First.String())
	}
	return strings.Join(out, ", ")
}

func TestOccurrences(t *testing.T) {
	c := newSample(t, nil)
	for _, tt := range []struct {
		from, to Date
		filter   Filter
		want     string
	}{
		{eid, eid, Filter{}, "moon/eid 2026-03-20, moon/same 2026-03-20"},
		{eid + 2, eid + 2, Filter{}, "moon/eid 2026-03-20"}, // its last day
		{eid + 3, eid + 3, Filter{}, ""},
		{eid - 1, eid - 1, Filter{}, ""}, // the eve is not one of its days
		{eid, eid - 1, Filter{}, ""},
		{NewDate(2027, 1, 1), NewDate(2027, 1, 1), Filter{}, "sun/new-year 2026-12-31"},
		{NewDate(2026, 1, 2), NewDate(2026, 12, 31), Filter{Traditions: []string{"sun"}}, "sun/new-year 2026-12-31"},
		{NewDate(2026, 1, 2), NewDate(2026, 12, 31), Filter{Kinds: []Kind{Fast, NewYear}}, "moon/same 2026-03-20, sun/new-year 2026-12-31"},
		{MaxDate, MaxDate, Filter{}, "sun/new-year 9999-12-31"},
	} {
		if got := firsts(c.Occurrences(tt.from, tt.to, tt.filter)); got != tt.want {
			t.Errorf("%v to %v, %v: got %q, want %q", tt.from, tt.to, tt.filter, got, tt.want)
		}
	}
}

func TestConventions(t *testing.T) {
	if got := firsts(newSample(t, map[string]string{"moon": "second"}).Of("moon/eid", eid-9, eid+9)); got != "moon/eid 2026-03-21" {
		t.Errorf("got %s", got)
	}
	c := newSample(t, nil)
	if got := firsts(c.OfBy("moon/eid", "second", eid-9, eid+9)); got != "moon/eid 2026-03-21" {
		t.Errorf("got %s", got)
	}
	if k, ok := c.Convention("moon"); !ok || k.ID != "first" {
		t.Errorf("got %v, %v", k, ok)
	}
	if _, ok := c.Convention("sun"); ok {
		t.Error("sun has a convention")
	}
}

func TestConfirmation(t *testing.T) {
	plain := newSample(t, nil)
	c := plain.With(Confirmation{Observance: "moon/eid", Year: 2026, First: eid + 1, Certainty: Confirmed, Note: "gesichtet"})
	got := c.Of("moon/eid", eid+3, eid+3) // reached by the moved last day only
	if len(got) != 1 {
		t.Fatalf("got %v", got)
	}
	got[0].Observance = nil
	want := Occurrence{First: eid + 1, Last: eid + 3, Year: 2026, Origin: eid, Certainty: Confirmed, Earliest: eid + 1, Latest: eid + 1, LastEarliest: eid + 3, LastLatest: eid + 3, Convention: "first", Note: "gesichtet"}
	if diff := cmp.Diff(got[0], want, cmpopts.IgnoreUnexported(Occurrence{})); diff != "" {
		t.Error(diff)
	}
	if got := c.Of("moon/eid", eid, eid); len(got) != 0 {
		t.Errorf("still on its old day: %v", got)
	}
	if got := firsts(plain.Of("moon/eid", eid, eid)); got != "moon/eid 2026-03-20" {
		t.Errorf("the calendar without confirmations changed: %s", got)
	}
	// A later one wins, however far it moves the day.
	far := c.With(Confirmation{Observance: "moon/eid", Year: 2026, First: eid + 30, Certainty: Announced})
	if got := firsts(far.Of("moon/eid", eid+30, eid+30)); got != "moon/eid 2026-04-19" {
		t.Errorf("moved by thirty days: %q", got)
	}
}

func TestNext(t *testing.T) {
	c := newSample(t, nil)
	if oc, ok := c.Next("moon/eid", eid+2); !ok || oc.First != eid {
		t.Errorf("on the last day: %v, %v", oc, ok)
	}
	if _, ok := c.Next("moon/eid", eid+3); ok {
		t.Error("there is a next one")
	}
	if oc, ok := c.Next("sun/new-year", NewDate(2026, 5, 1)); !ok || oc.First != NewDate(2026, 12, 31) {
		t.Errorf("got %v, %v", oc, ok)
	}
	if _, ok := c.Next("sun/none", eid); ok {
		t.Error("an unknown observance has a next one")
	}
}

// Both the reckoned and the confirmed day count for which occurrence is
// nearest.
func TestNearest(t *testing.T) {
	c := newSample(t, nil)
	moved := c.With(Confirmation{Observance: "moon/eid", Year: 2026, First: eid + 30, Certainty: Confirmed})
	for _, tt := range []struct {
		c         *Calendar
		d, within Date
		want      bool
	}{
		{c, eid, 0, true}, {c, eid + 5, 5, true}, {c, eid - 5, 5, true}, {c, eid + 6, 5, false}, {c, eid - 6, 5, false},
		{moved, eid + 35, 5, true}, {moved, eid - 5, 5, true}, {moved, eid + 36, 5, false}, {moved, eid + 15, 5, false},
	} {
		oc, ok := tt.c.Nearest("moon/eid", tt.d, tt.within)
		if ok != tt.want || ok && oc.Origin != eid {
			t.Errorf("%v, within %d: %v, %v", tt.d, tt.within, oc.First, ok)
		}
	}
	day := NewDate(2026, 7, 3) // nearer to the coming New Year's Eve
	if oc, ok := c.Nearest("sun/new-year", day, 400); !ok || oc.Year != 2026 {
		t.Errorf("nearest to %v is that of %d", day, oc.Year)
	}
	if oc, ok := c.Nearest("sun/new-year", day-5, 400); !ok || oc.Year != 2025 {
		t.Errorf("nearest to %v is that of %d", day-5, oc.Year)
	}
}

// A range of any length holds what it should, whatever was asked for before.
func TestRanges(t *testing.T) {
	all := sample()
	all = append(all, Tradition{ID: "law", OnRequest: true, Observances: []Observance{{ID: "law/may", Days: 1, Kind: PublicHoliday, Rule: fixed(time.May, 1)}}})
	c, err := New(all, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // again, once they are cached
		for first := 1990; first < 2050; first += 7 {
			for years := 1; years < 40; years += 3 {
				from, to := NewDate(first, 1, 2), NewDate(first+years-1, 12, 30)
				for _, tt := range []struct {
					filter Filter
					want   int
				}{
					{Filter{Traditions: []string{"sun"}}, years - 1},
					{Filter{Traditions: []string{"law"}}, years},
					{Filter{Kinds: []Kind{PublicHoliday}}, 0},
					{Filter{Traditions: []string{"law", "sun"}, Kinds: []Kind{PublicHoliday}}, years},
					{Filter{Kinds: []Kind{NewYear}, Certainties: []Certainty{Exact}}, years - 1},
					{Filter{Kinds: []Kind{NewYear}, Certainties: []Certainty{Computed}}, 0},
				} {
					got := c.Occurrences(from, to, tt.filter)
					if len(got) != tt.want || !slices.IsSortedFunc(got, func(a, b Occurrence) int { return int(a.First - b.First) }) {
						t.Fatalf("from %v to %v, %v: %d instead of %d", from, to, tt.filter, len(got), tt.want)
					}
				}
			}
		}
	}
	if got := firsts(c.Occurrences(NewDate(2027, 1, 1), NewDate(2060, 1, 1), Filter{Kinds: []Kind{NewYear}})[:1]); got != "sun/new-year 2026-12-31" {
		t.Errorf("a long range begins with %s", got)
	}
	want := "moon/eid 2026-03-20, moon/same 2026-03-20, law/may 2026-05-01, sun/new-year 2026-12-31"
	year := c.Year(2026)
	if got := firsts(year); got != want {
		t.Errorf("the year holds %s", got)
	}
	if again := c.Year(2026); &again[0] != &year[0] {
		t.Error("a year is reckoned each time")
	}
	for y := range keptYears + 5 {
		c.Year(2100 + y)
		c.Year(2026)
	}
	if again := c.Year(2026); &again[0] != &year[0] {
		t.Error("the year asked for most often is forgotten")
	}
	if n := len(c.years.kept); n > keptYears {
		t.Errorf("%d years are kept", n)
	}
}

func TestOfBy(t *testing.T) {
	c := newSample(t, map[string]string{"moon": "second"}).With(Confirmation{Observance: "moon/eid", Year: 2026, First: eid + 30, Certainty: Confirmed})
	for _, tt := range []struct {
		convention string
		from, to   Date
		want       string
	}{
		{"", eid, eid, "moon/eid 2026-03-20"},
		{"first", eid + 2, eid + 2, "moon/eid 2026-03-20"},
		{"first", eid + 3, eid + 40, ""},
		{"second", eid, eid, ""},
		{"unknown", eid, eid, "moon/eid 2026-03-20"},
	} {
		if got := firsts(c.OfBy("moon/eid", tt.convention, tt.from, tt.to)); got != tt.want {
			t.Errorf("%q from %v: %q, want %q", tt.convention, tt.from, got, tt.want)
		}
	}
	if got := c.OfBy("moon/none", "", eid, eid); got != nil {
		t.Errorf("an unknown observance has %v", got)
	}
}

// A confirmation adds a date where the rule knows none. A withdrawn one no
// longer counts, but the occurrence says so.
func TestAddedAndTakenBack(t *testing.T) {
	at := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	c := newSample(t, nil).With(
		Confirmation{Observance: "moon/eid", Year: 2027, First: NewDate(2027, 3, 10), Certainty: Announced, By: "Rat", Checked: eid},
		Confirmation{Observance: "moon/eid", Year: 2025, First: NewDate(2025, 3, 30), Certainty: Announced},
		Confirmation{Observance: "moon/eid", Year: 2026, Note: "Irrtum", Revision: Revision{N: 2, At: at}},
		Confirmation{Observance: "moon/eid", Year: 2030, Revision: Revision{N: 2, At: at}},
	)
	all := c.Of("moon/eid", NewDate(2020, 1, 1), NewDate(2031, 1, 1))
	if got := firsts(all); got != "moon/eid 2025-03-30, moon/eid 2026-03-20, moon/eid 2027-03-10" {
		t.Fatal(got)
	}
	back, added := all[1], all[2]
	if back.Certainty != Computed || back.Note != "Irrtum" || back.Revision.N != 2 || back.Added || back.Earliest != eid-1 {
		t.Errorf("taken back: %+v", back)
	}
	if !added.Added || added.Moved() || added.Last != added.First+2 || added.By != "Rat" || added.Checked != eid || added.Year != 2027 {
		t.Errorf("added: %+v", added)
	}
	for d, want := range map[Date]int{added.First - 1: 0, added.First: 1, added.Last: 1, added.Last + 1: 0} {
		if got := len(c.Of("moon/eid", d, d)); got != want {
			t.Errorf("%d on %v", got, d)
		}
	}
}

func TestConventionsThatCannotBeChosen(t *testing.T) {
	for _, tt := range []struct{ tradition, convention, want string }{
		{"stars", "first", `stars=first: tradition "stars" is not one of moon, sun`},
		{"moon", "third", `moon=third: "third" is not one of first, second`},
		{"sun", "first", "sun=first: tradition sun has only one reckoning"},
	} {
		if _, err := New(sample(), map[string]string{tt.tradition: tt.convention}); err == nil || err.Error() != tt.want {
			t.Errorf("%v, want %s", err, tt.want)
		}
	}
}

func TestNewRefusesMistakes(t *testing.T) {
	twice := append(sample(), sample()[0])
	foreign := sample()
	foreign[0].Observances[0].ID = "sun/eid"
	noRule := sample()
	noRule[0].Observances[0].Rule = nil
	noDay := sample()
	noDay[0].Observances[0].Days = 0
	same := sample()
	same[0].Observances[1].ID = same[0].Observances[0].ID
	for name, tt := range map[string]struct {
		traditions  []Tradition
		conventions map[string]string
	}{
		"tradition twice":      {twice, nil},
		"foreign id":           {foreign, nil},
		"no rule":              {noRule, nil},
		"no day":               {noDay, nil},
		"observance twice":     {same, nil},
		"unknown tradition":    {sample(), map[string]string{"stars": "first"}},
		"unknown convention":   {sample(), map[string]string{"moon": "third"}},
		"tradition without it": {sample(), map[string]string{"sun": "first"}},
	} {
		if _, err := New(tt.traditions, tt.conventions); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestEveAndCovers(t *testing.T) {
	c := newSample(t, nil)
	oc := c.Of("moon/eid", eid, eid)[0]
	if eve, ok := oc.Eve(); !ok || eve != eid-1 || oc.Covers(eve) || !oc.Covers(eid) || !oc.Covers(eid+2) || oc.Covers(eid+3) || oc.Sure() {
		t.Errorf("eve %v, %v of %+v", eve, ok, oc)
	}
	if _, ok := c.Of("moon/same", eid, eid)[0].Eve(); ok {
		t.Error("a day from midnight has an eve")
	}
}

func TestParseID(t *testing.T) {
	if id, err := ParseID("jewish/pessach"); err != nil || id.Tradition() != "jewish" || id.Slug() != "pessach" {
		t.Errorf("got %v, %v", id, err)
	}
	for _, s := range []string{"", "jewish", "jewish/", "/pessach", "Jewish/pessach", "jewish/pes sach", "jewish/pessach/1", "jewish/ostern\n"} {
		if _, err := ParseID(s); err == nil {
			t.Errorf("%q is taken for an id", s)
		}
	}
}
