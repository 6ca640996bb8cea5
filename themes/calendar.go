package themes

import (
	"cmp"
	"slices"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/sky"
)

// CalendarPage lists what is kept from today on.
type CalendarPage struct {
	Base
	Days     []CalendarDay // those with entries
	Running  []Entry       // periods that go on on the first day
	From, To calendar.Date
	After    Link // the month in which it goes on; without an address at the end
	Bar      CalendarBar
}

// Template implements Page.
func (*CalendarPage) Template() string { return "calendar" }

// Unknown is a tradition of which nothing is known on the days that a page
// shows, because its tables begin later.
type Unknown struct {
	*calendar.Tradition
	Begins calendar.Date
}

// MonthPage shows a month as a table and as a list.
type MonthPage struct {
	Base
	Year  int
	Month time.Month
	Weeks []Week
	// Running is what goes on when the month begins, and Days hold what begins in
	// it.
	Running []Entry
	Days    []CalendarDay
	Unknown []Unknown
	Bar     CalendarBar
	Sheets  []Link // to print
	// Phases are the moon's phases in the month. Sun gives sunrise, sunset and
	// daylight at the authority's seat on the first, on two days in between and
	// on the last.
	Phases []sky.MoonPhase
	Sun    []SunDay
}

// Template implements Page.
func (*MonthPage) Template() string { return "month" }

// A MonthSheet is a month to be printed: all that is kept on each day, with the
// periods beside them.
type MonthSheet struct {
	Base
	Year  int
	Month time.Month
	Weeks [][]PlannerDay // all their days, those of other months without entries
	// Bands are periods and feasts of several days that have a day in the month,
	// in the order in which they begin.
	Bands []Entry
	Printed
}

// YearPage shows a year at a glance.
type YearPage struct {
	Base
	Unknown []Unknown
	Year    int
	Months  []MonthSummary
	Running []Entry // began in the year before
	Bar     CalendarBar
	Sheets  []Link // to print
}

// Template implements Page.
func (*YearPage) Template() string { return "year" }

// A CalendarBar holds the controls of a view of the calendar.
type CalendarBar struct {
	Previous, Next Link // without an address at the ends
	Today          string
	Poster         string // address of the year to be hung up
	PosterYear     int
	Views          []Choice
	// Choose is the address of the form that turns to a month and a year, Kept the
	// filters that it takes along.
	Choose string
	Months []Choice
	Year   int
	Kept   []Param
	// Filters are what can be chosen, with how much there is of each; Path is the
	// address of this view and All that without filters. Chosen says in words
	// what is chosen, and N how many filters are.
	Filters   []Filter
	Path, All string
	Chosen    string
	N         int
}

// A Param is one value of a parameter.
type Param struct{ Name, Value string }

// A Week is one of a month. Lanes are rows of bands, each seven days wide.
type Week struct {
	Days  []CalendarDay
	Lanes [][]Band
}

// Rows is how many rows of a table the week takes.
func (w Week) Rows() int { return len(w.Lanes) + 2 }

// A Band is what is kept on several days of a week, or a gap between two.
type Band struct {
	Span   int    // days
	Entry  *Entry // nil for a gap
	Before bool   // it began in an earlier week
	After  bool   // it goes on in the next one
	Told   bool   // an earlier week of the month says all about it
}

// A CalendarDay is a civil day with what is kept on it.
type CalendarDay struct {
	Date    calendar.Date
	Entries []Entry
	Running []Entry // periods in between their first and last day
	Outside bool    // belongs to the previous or next month
	Today   bool
}

// Holiday reports whether the occurrence is a public holiday by way of a twin.
func (e Entry) Holiday() bool {
	return slices.ContainsFunc(e.Twins(), func(t calendar.Occurrence) bool { return t.Observance.Kind == calendar.PublicHoliday })
}

// An Entry is an occurrence on one of its days.
type Entry struct {
	calendar.Occurrence
	// N is the day of the occurrence, from 1; 0 for the eve, the civil day on
	// whose evening it begins.
	N int
	// Sunset is the moment at which the occurrence begins on the eve or ends on
	// the last day, if that day is today and the tradition's days end at
	// sunset; otherwise zero. Past says that this moment has passed.
	Sunset time.Time
	Past   bool
	// Article is the address of a visible article about it; empty if there is
	// none.
	Article string
	// Weight says how much weight the day has for planning, one of Weights.
	Weight string
}

// How much weight a day may have for planning, as the filter "gewicht" writes
// it.
const (
	Important   = "wichtig"    // avoid it
	Considerate = "ruecksicht" // show consideration
	GoodToKnow  = "hinweis"
)

// Weights lists all weights, the most first.
func Weights() []string { return []string{Important, Considerate, GoodToKnow} }

// rank is the place of the entry's weight among all; without one it has the
// least.
func (e Entry) rank() int {
	all := Weights()
	if i := slices.Index(all, e.Weight); i >= 0 {
		return i
	}
	return len(all) - 1
}

// ByWeight orders the entries of a day by their weight, feasts before periods.
func ByWeight(a, b Entry) int {
	period := func(e Entry) int {
		if e.Observance.Period {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(period(a), period(b)))
}

// WeighsAs reports whether the day has a weight or a greater one.
func (e Entry) WeighsAs(least string) bool { return e.rank() <= Entry{Weight: least}.rank() }

// Weighs reports whether anything on the day has weight.
func (d CalendarDay) Weighs() bool { return slices.ContainsFunc(d.Entries, Entry.Weighs) }

// Folded reports whether a narrow screen shows at first only what has weight:
// unless something is chosen, and if there is both.
func (p *CalendarPage) Folded() bool { return p.Bar.N == 0 && mixed(p.Days) }

// Folded is the same of a month.
func (p *MonthPage) Folded() bool { return p.Bar.N == 0 && mixed(p.Days) }

// mixed reports whether some of what is kept has weight, and some has not.
func mixed(days []CalendarDay) bool {
	light, heavy := false, false
	for _, d := range days {
		for _, e := range d.Entries {
			light, heavy = light || !e.Weighs(), heavy || e.Weighs()
		}
	}
	return light && heavy
}

// Companions returns the twins that people are told of: of those that are in
// another tradition, the first of each.
func (e Entry) Companions() []calendar.Occurrence {
	var out []calendar.Occurrence
	for _, t := range e.Also() {
		if t.Observance.Alongside != "" || !slices.ContainsFunc(out, func(o calendar.Occurrence) bool { return o.Observance.ID.Tradition() == t.Observance.ID.Tradition() }) {
			out = append(out, t)
		}
	}
	return out
}

// Weighs reports whether the day has weight.
func (e Entry) Weighs() bool { return e.WeighsAs(Considerate) }

// A MonthSummary is a month in a year's view.
type MonthSummary struct {
	Month   time.Month
	Link    string
	Entries []Entry // those that begin in it
	Weeks   [][]SmallDay
}

// A SmallDay is a day of a small month; the zero value is one of another month.
type SmallDay struct {
	Date   calendar.Date
	Weight string // the most that anything on it has, but periods: Important, Considerate or empty
	Off    bool   // no working day
	During bool   // in a period that asks for consideration
	Today  bool
}

// A SunDay is when the sun rises and sets.
type SunDay struct {
	Date          calendar.Date
	Rise, Set     time.Time
	Hours, Minute int // length of daylight
}
