// Package moon has rules that keep days by the phases of the moon alone,
// without lunar months.
//
// The package must not know which day is kept as what; calendar/traditions
// does. Calendars with lunar months have packages of their own.
//
// To add a rule: a function that returns a type implementing
// [calendar.Rule], with its source in the comment, and a test that runs
// calendartest.Conforms on it.
package moon
