package themes

import (
	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/datecheck"
	"vielfalt/content/profile"
)

// DayPage shows all that there is on one day.
type DayPage struct {
	Base
	Date calendar.Date
	// Entries are what is kept, the weightiest first, and Eves what begins this
	// evening.
	Entries, Eves []DayEntry
	Running       []DayEntry          // periods that neither begin nor end
	Perhaps       []datecheck.Finding // what is expected on another day, but may be on this one
	Bridge        *datecheck.Finding  // set if it is a day between holidays
	// Day is the answer of a date check for a meeting on the day, and Also what
	// of it is no observance: school holidays, what is kept every week.
	Day              datecheck.Day
	Also             []datecheck.Finding
	Events           []*content.Event // of the house
	Sun              SunDay
	Previous, Next   string // addresses; empty at the ends
	Check, ICS, JSON string // addresses
}

// Template implements Page.
func (*DayPage) Template() string { return "day" }

// A DayEntry is what is kept on a day, with what is to be known of it.
type DayEntry struct {
	Entry
	Finding  datecheck.Finding
	Greeting *Greeting // nil if there is none
}

// A Greeting is what to say first of all; More says that there is more.
type Greeting struct {
	profile.Phrase
	More bool
}
