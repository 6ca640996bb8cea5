package themes

import (
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
	Filters  []Filter
	Years    []Link
	Months   []Link
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
	Year           int
	Month          time.Month
	Weeks          [][]CalendarDay
	Days           []CalendarDay // those of the month on which something is kept or goes on
	Periods        []Entry       // those that have a day in the month
	Unknown        []Unknown
	Previous, Next Link
	Sheets         []Link // to print
	Filters        []Filter
	// Phases are the moon's phases in the month. Sun gives sunrise, sunset and
	// daylight at the authority's seat on the first, on two days in between and
	// on the last.
	Phases []sky.MoonPhase
	Sun    []SunDay
}

// Template implements Page.
func (*MonthPage) Template() string { return "month" }

// YearPage shows a year at a glance.
type YearPage struct {
	Base
	Unknown        []Unknown
	Year           int
	Months         []MonthSummary
	Previous, Next Link
	Sheets         []Link // to print
	Filters        []Filter
}

// Template implements Page.
func (*YearPage) Template() string { return "year" }

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
	// Weight says how much weight the day has for planning, as the filter
	// "gewicht" calls it: "wichtig", "ruecksicht" or "hinweis".
	Weight string
}

// Weighs reports whether the day has weight.
func (e Entry) Weighs() bool { return e.Weight == "wichtig" || e.Weight == "ruecksicht" }

// A MonthSummary is a month in a year's view.
type MonthSummary struct {
	Month   time.Month
	Link    string
	Entries []Entry // those that begin in it
}

// A SunDay is when the sun rises and sets.
type SunDay struct {
	Date          calendar.Date
	Rise, Set     time.Time
	Hours, Minute int // length of daylight
}
