// Package traditions holds the tables of what is kept when: one file for each
// religion, culture or law, written so that a scholar can review it without
// reading arithmetic.
//
// A row names the observance (German, English, original script, other
// spellings people type), its kind, length and beginning, the rule that gives
// its first day, and the source of that rule. Slugs are identities: they stand
// in addresses, feeds and imported files and are never changed.
//
// Tables say on which day something falls, not since when it is kept: fixed
// days are given for every year of the Gregorian calendar, also for years
// before they were proclaimed, except where a law or a published list bounds
// them.
//
// The package must not know how a date is shown, stored or announced, and
// computes nothing beyond choosing among the days of a reckoning. Only laender.go
// imports the library of public holidays.
//
// To add a tradition: one file with one function that returns it, and its line
// in [All].
package traditions
