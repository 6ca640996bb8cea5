package themes

import (
	"vielfalt/calendar"
	"vielfalt/calendar/school"
)

// A YearSheet is a year to be printed as a wall planner.
type YearSheet struct {
	Base
	Year int
	// Chosen says in words what the sheet is narrowed to; empty if it shows
	// everything.
	Chosen string
	Days   []PlannerDay // each of the year
	// Bands are periods and feasts of several days that have a day in the year,
	// in the order in which they begin.
	Bands []Entry
	Printed
	// Sentences say of observances what they are, in German. They are on a page
	// of their own, which is left out if there are none.
	Sentences map[calendar.ID]string
}

// Printed is what every printed sheet tells beside its days.
type Printed struct {
	// School are the school holidays of the house's Land that have a day on the
	// sheet, and SchoolUntil is the last day for which any are known.
	School      []school.Holiday
	SchoolUntil calendar.Date
	// Subscribe is the absolute address under which calendar programs get what
	// the sheet shows, and Help that of the page that says how.
	Subscribe, Help string
}

// A PlannerDay is a day of a printed sheet.
type PlannerDay struct {
	Date calendar.Date
	// Holiday is the public holiday of the house's Land; nil on other days.
	Holiday *Entry
	Off     bool // no working day of the house
	// Entries are what is kept, but the public holiday and its twins, the
	// weightiest first. Of a feast of several days there are the first day and
	// those that are important.
	Entries []Entry
}
