// Package gregorian holds the rules of the civil and western church year:
// fixed days, weekdays counted within a month, and days counted from Easter.
//
// The reckoning itself – to and from a day count – is in [calendar.NewDate] and
// [calendar.Date.Gregorian], because it is the calendar in which people ask.
// This package has only rules. They yield nothing before 15 October 1582, the
// first day of the Gregorian reform: earlier occurrences of the same feasts
// followed the Julian calendar (package julian).
//
// The package must not know which feast a tradition keeps by which rule; the
// tables of calendar/traditions do.
//
// To add a kind of rule: a function that returns a [Yearly], or a type that
// implements [calendar.Rule], with its source in the comment, and a test that
// runs calendartest.Conforms on it.
package gregorian
