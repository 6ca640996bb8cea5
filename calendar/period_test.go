package calendar

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// periods returns a calendar with a fast that lasts until the day before a
// feast, a day that is the same as its last one, the feast, which is a public
// holiday as well, and two days that meet in some years.
func periods(t *testing.T) *Calendar {
	t.Helper()
	start := NewDate(2020, time.January, 4)
	c, err := New([]Tradition{
		{ID: "moon", Observances: []Observance{
			{ID: "moon/fast", Kind: Fast, Period: true, Days: 30, End: End{Of: "moon/feast", Days: -1}, Begin: Sunset, Rule: lunar(start)},
			{ID: "moon/last-day", Kind: Fast, Days: 1, Begin: Sunset, Rule: lunar(start + 28), SameAs: "moon/fast"},
			{ID: "moon/feast", Kind: Feast, Days: 3, Begin: Sunset, Rule: lunar(start + 29)},
		}},
		{ID: "sun", Observances: []Observance{
			{ID: "sun/feast", Kind: Feast, Days: 2, Begin: Midnight, Rule: fixed(time.December, 25)},
			{ID: "sun/moving", Kind: Feast, Days: 1, Begin: Midnight, Rule: fixed(time.May, 1)},
			{ID: "sun/meeting", Kind: Feast, Days: 1, Begin: Midnight, Alongside: "sun/moving", Rule: RuleFunc(func(y int) []Date { return []Date{NewDate(y, time.May, 1+y%2)} })},
		}},
		{ID: "law", Observances: []Observance{
			{ID: "law/second", Kind: PublicHoliday, Days: 1, Begin: Midnight, Rule: fixed(time.December, 26), SameAs: "sun/feast"},
		}},
		{ID: "elsewhere", OnRequest: true, Observances: []Observance{
			{ID: "elsewhere/first", Kind: PublicHoliday, Days: 1, Begin: Midnight, Rule: fixed(time.December, 25), SameAs: "sun/feast"},
		}},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// lunar is kept every 354 days, counted in years of that length: its first day
// is in the year 1.
type lunar Date

func (l lunar) Dates(from, to Date) (out []Occurrence) {
	for year, d := 1, Date(l); d <= to; year, d = year+1, d+354 {
		if from <= d {
			out = append(out, Occurrence{First: d, Year: year})
		}
	}
	return out
}

func (lunar) Limits() (first, last Date) { return Unlimited() }

// spans writes occurrences with their last days and twins.
func spans(all []Occurrence) string {
	var out []string
	for _, o := range all {
		s := fmt.Sprintf("%s %v–%v", o.Observance.ID, o.First, o.Last)
		for _, t := range o.Twins() {
			s += " =" + string(t.Observance.ID)
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestPeriod(t *testing.T) {
	c := periods(t)
	jan := func(day int) Date { return NewDate(2020, time.January, day) }
	for name, tt := range map[string]struct {
		from, to Date
		want     string
	}{
		"in between":       {jan(20), jan(20), "moon/fast 2020-01-04–2020-02-01"},
		"on the last day":  {jan(32), jan(32), "moon/fast 2020-01-04–2020-02-01 =moon/last-day"},
		"on the day after": {jan(33), jan(33), "moon/feast 2020-02-02–2020-02-04"},
		"over both":        {jan(31), jan(33), "moon/fast 2020-01-04–2020-02-01 =moon/last-day; moon/feast 2020-02-02–2020-02-04"},
		"across New Year":  {NewDate(2021, time.January, 1), NewDate(2021, time.January, 1), "moon/fast 2020-12-23–2021-01-20"},
	} {
		if got := spans(c.Occurrences(tt.from, tt.to, Filter{})); got != tt.want {
			t.Errorf("%s: got %s, want %s", name, got, tt.want)
		}
	}
	// Two beginnings in 2020, and one that begins in no year is none.
	if got := len(c.Of("moon/fast", NewDate(2020, time.March, 1), NewDate(2020, time.December, 31))); got != 1 {
		t.Errorf("%d begin later in 2020, want 1", got)
	}
	if o, _ := c.Next("moon/fast", jan(20)); o.First != jan(4) {
		t.Errorf("next is %v, want the one that goes on", o.First)
	}
	o, _ := c.Next("moon/fast", jan(20))
	if n, of := o.Day(jan(20)); n != 17 || of != 29 {
		t.Errorf("day %d of %d", n, of)
	}
}

// Whoever confirms the feast ends the fast, and whoever confirms the beginning
// of the fast does not prolong it.
func TestPeriodFollowsConfirmations(t *testing.T) {
	c := periods(t)
	feast := Confirmation{Observance: "moon/feast", Year: 1, First: NewDate(2020, time.February, 3), Certainty: Confirmed}
	begin := Confirmation{Observance: "moon/fast", Year: 1, First: NewDate(2020, time.January, 5), Certainty: Confirmed}
	day := NewDate(2020, time.January, 20)
	for name, tt := range map[string]struct {
		entered []Confirmation
		want    string
	}{
		"none":      {nil, "moon/fast 2020-01-04–2020-02-01"},
		"the feast": {[]Confirmation{feast}, "moon/fast 2020-01-04–2020-02-02"},
		"the fast":  {[]Confirmation{begin}, "moon/fast 2020-01-05–2020-02-01"},
		"both":      {[]Confirmation{begin, feast}, "moon/fast 2020-01-05–2020-02-02"},
	} {
		got := c.With(tt.entered...).Occurrences(day, day, Filter{Apart: true})
		if spans(got) != tt.want {
			t.Errorf("%s: got %s, want %s", name, spans(got), tt.want)
		}
	}
	last := c.With(feast).Of("moon/fast", NewDate(2020, time.February, 2), NewDate(2020, time.February, 2))
	if len(last) != 1 {
		t.Errorf("on the added day: %s", spans(last))
	}
}

func TestLastDayFollowsItsPeriod(t *testing.T) {
	c, err := New([]Tradition{{ID: "sun", Observances: []Observance{
		{ID: "sun/fast", Kind: Fast, Period: true, Days: 3, Begin: Midnight, Rule: fixed(time.February, 9)},
		{ID: "sun/last-day", Kind: Fast, Days: 1, Begin: Midnight, Rule: fixed(time.February, 11), SameAs: "sun/fast", Follows: Follow{"sun/fast", 2}},
	}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	feb := func(day int) Date { return NewDate(2027, time.February, day) }
	said := func(id ID, first Date) Confirmation {
		return Confirmation{Observance: id, Year: 2027, First: first, Certainty: Confirmed, By: "Rat", Revision: Revision{N: 1, Before: feb(9)}}
	}
	for name, tt := range map[string]struct {
		entered []Confirmation
		want    string
	}{
		"nothing entered": {nil, "sun/fast 2027-02-09–2027-02-11 =sun/last-day"},
		"a week before":   {[]Confirmation{said("sun/fast", feb(2))}, "sun/fast 2027-02-02–2027-02-04 =sun/last-day"},
		"a week after":    {[]Confirmation{said("sun/fast", feb(16))}, "sun/fast 2027-02-16–2027-02-18 =sun/last-day"},
		"both":            {[]Confirmation{said("sun/last-day", feb(17)), said("sun/fast", feb(16))}, "sun/fast 2027-02-16–2027-02-18 =sun/last-day"},
		"taken back":      {[]Confirmation{said("sun/fast", 0)}, "sun/fast 2027-02-09–2027-02-11 =sun/last-day"},
	} {
		if got := spans(c.With(tt.entered...).Occurrences(feb(1), feb(28), Filter{})); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
	last := c.With(said("sun/fast", feb(2))).Of("sun/last-day", feb(1), feb(28))
	if len(last) != 1 || last[0].First != feb(4) || last[0].Revision.Before != feb(11) || last[0].By != "Rat" {
		t.Errorf("%+v", last)
	}
}

func TestTwins(t *testing.T) {
	c := periods(t)
	christmas := func(f Filter) string {
		return spans(c.Occurrences(NewDate(2025, time.December, 25), NewDate(2025, time.December, 26), f))
	}
	for name, tt := range map[string]struct {
		filter Filter
		want   string
	}{
		"together":       {Filter{}, "sun/feast 2025-12-25–2025-12-26 =law/second"},
		"apart":          {Filter{Apart: true}, "sun/feast 2025-12-25–2025-12-26; law/second 2025-12-26–2025-12-26"},
		"one tradition":  {Filter{Traditions: []string{"law"}}, "law/second 2025-12-26–2025-12-26"},
		"the other":      {Filter{Traditions: []string{"sun"}}, "sun/feast 2025-12-25–2025-12-26"},
		"both":           {Filter{Traditions: []string{"law", "sun"}}, "sun/feast 2025-12-25–2025-12-26 =law/second"},
		"one kind":       {Filter{Kinds: []Kind{PublicHoliday}}, "law/second 2025-12-26–2025-12-26"},
		"on request too": {Filter{Traditions: []string{"elsewhere", "sun"}}, "sun/feast 2025-12-25–2025-12-26 =elsewhere/first"},
	} {
		if got := christmas(tt.filter); got != tt.want {
			t.Errorf("%s: got %s, want %s", name, got, tt.want)
		}
	}
	// What is alongside is one entry only in years in which the days meet.
	may := func(year int) string {
		return spans(c.Occurrences(NewDate(year, time.May, 1), NewDate(year, time.May, 2), Filter{}))
	}
	if got := may(2026); got != "sun/moving 2026-05-01–2026-05-01 =sun/meeting" {
		t.Errorf("2026: %s", got)
	}
	if got := may(2025); got != "sun/moving 2025-05-01–2025-05-01; sun/meeting 2025-05-02–2025-05-02" {
		t.Errorf("2025: %s", got)
	}
	// Answers do not spoil what is kept.
	if got := christmas(Filter{Apart: true}); strings.Contains(got, "=") {
		t.Errorf("apart after together: %s", got)
	}
	if twins := c.TwinsOf("sun/feast"); len(twins) != 2 {
		t.Errorf("%d twins", len(twins))
	}
}

func TestEndsAreChecked(t *testing.T) {
	rule := RuleFunc(func(y int) []Date { return []Date{NewDate(y, 1, 1)} })
	ok := Observance{ID: "a/ok", Days: 1, Rule: rule}
	for name, ts := range map[string][]Tradition{
		"missing":   {{ID: "a", Observances: []Observance{{ID: "a/x", Days: 3, Rule: rule, End: End{Of: "a/none"}}}}},
		"elsewhere": {{ID: "a", Observances: []Observance{ok}}, {ID: "b", Observances: []Observance{{ID: "b/x", Days: 3, Rule: rule, End: End{Of: "a/ok"}}}}},
		"chained":   {{ID: "a", Observances: []Observance{ok, {ID: "a/x", Days: 3, Rule: rule, End: End{Of: "a/ok"}}, {ID: "a/y", Days: 3, Rule: rule, End: End{Of: "a/x"}}}}},
	} {
		if _, err := New(ts, nil); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestDuring(t *testing.T) {
	rule := RuleFunc(func(y int) []Date { return []Date{NewDate(y, 10, 31)} })
	c, err := New([]Tradition{{ID: "a", Observances: []Observance{
		{ID: "a/once", Days: 1, Rule: During(rule, 2017, 2017)}, {ID: "a/since", Days: 1, Rule: During(rule, 1990, 0)}, {ID: "a/until", Days: 1, Rule: During(rule, 0, 1994)},
	}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[ID]int{"a/once": 1, "a/since": 31, "a/until": 95} {
		if got := len(c.Of(id, NewDate(1900, 1, 1), NewDate(2020, 12, 31))); got != want {
			t.Errorf("%s: %d times, want %d", id, got, want)
		}
		if !c.Known(id, 1940) || !c.Known(id, 2019) {
			t.Errorf("%s: it is known in which years it is not kept", id)
		}
	}
}

func TestUnsettled(t *testing.T) {
	unsure := func(cause Cause, certainty Certainty) Rule {
		return ruleOf(func(d Date) Occurrence {
			return Occurrence{First: d, Year: d.Year(), Certainty: certainty, Earliest: d - 1, Latest: d + 1, Cause: cause}
		})
	}
	list := List{Days: []Date{NewDate(2024, 5, 28), NewDate(2025, 5, 27)}, Certainty: Announced}
	c, err := New([]Tradition{{ID: "a", Observances: []Observance{
		{ID: "a/seen", Days: 1, Rule: unsure(Sighting, Computed)}, {ID: "a/announced", Days: 1, Rule: unsure(Sighting, Announced)},
		{ID: "a/almanac", Days: 1, Rule: unsure(Almanac, Computed)}, {ID: "a/sure", Days: 1, Rule: unsure(Sighting, Exact)}, {ID: "a/listed", Days: 1, Rule: list},
	}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := func(c *Calendar, from, to Date) string {
		var out []string
		for _, u := range c.Unsettled(from, to) {
			out = append(out, fmt.Sprint(u.Observance.ID, " ", u.Around, " ", u.Occurrence != nil))
		}
		return strings.Join(out, "; ")
	}
	from, to := NewDate(2026, 4, 1), NewDate(2026, 6, 30)
	if s := got(c, from, to); s != "a/seen 2026-05-01 true; a/announced 2026-05-01 true; a/listed 2026-05-27 false" {
		t.Errorf("got %s", s)
	}
	c = c.With(Confirmation{Observance: "a/seen", Year: 2026, First: NewDate(2026, 5, 2), Certainty: Confirmed},
		Confirmation{Observance: "a/listed", Year: 2026, First: NewDate(2026, 5, 19), Certainty: Announced})
	if s := got(c, from, to); s != "a/announced 2026-05-01 true" {
		t.Errorf("entered: got %s", s)
	}
}

// A ruleOf is kept on 1 May.
type ruleOf func(Date) Occurrence

func (f ruleOf) Dates(from, to Date) (out []Occurrence) {
	for y := from.Year(); y <= to.Year(); y++ {
		if d := NewDate(y, 5, 1); from <= d && d <= to {
			out = append(out, f(d))
		}
	}
	return out
}

func (ruleOf) Limits() (first, last Date) { return Unlimited() }
