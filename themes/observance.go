package themes

import (
	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/profile"
)

// ObservancePage shows an observance with its dates.
type ObservancePage struct {
	Base
	Observance *calendar.Observance
	Tradition  *calendar.Tradition
	Box        DateBox
	// Conventions heads the columns of Rows; empty where there is one way.
	Conventions []calendar.Convention
	Rows        []DateRow
	// Spellings are other names, without those that differ in marks only.
	Spellings []string
	// Unsure says that the certainties in Rows differ from "fixed".
	Unsure  bool
	Article *content.Article
	// Record says what the day is; nil where there is none yet.
	Profile *profile.Profile
}

// Template implements Page.
func (*ObservancePage) Template() string { return "observance" }

// A DateBox says when an observance is kept next, and how sure that is.
type DateBox struct {
	Observance *calendar.Observance
	Tradition  *calendar.Tradition
	Next       *calendar.Occurrence // nil where no date is known
	Convention *calendar.Convention // nil where there is one way
}

// A DateRow is a Gregorian year with one occurrence of an observance, by several
// conventions. A year with two occurrences has two rows.
type DateRow struct {
	Year int
	// Occurrence is by the convention in use; nil where the observance is not
	// kept in the year, or where that is not known.
	Occurrence *calendar.Occurrence
	Known      bool
	Others     []string // by the other conventions, in the page's language
	// File is the address of the occurrence as a calendar file.
	File string
}
