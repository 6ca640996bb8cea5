// Package moon keeps days by the phases of the moon alone, without months that
// follow it.
//
// The package must not know which day is kept as what; that stands in
// calendar/traditions. Calendars with lunar months are packages of their own.
//
// To add a rule: a function that returns a type implementing
// [calendar.Rule], with its source in the comment, and a test that runs
// calendartest.Conforms on it.
package moon
