// Package ethiopic implements the calendar of Ethiopia and Eritrea, the
// Alexandrian year of twelve months of thirty days and five or six more,
// counted from the Incarnation. It converts to and from a day count and has
// rules that keep one of its days every year.
//
// It follows Reingold and Dershowitz, Calendrical Calculations, 4th ed.,
// chapter 4. Rules yield nothing before the year 1, 29 August 8 Julian.
//
// The package must not know which day is kept as what, nor how Christmas moves
// after a leap year; calendar/traditions does.
//
// To add a rule: a function that returns a [Yearly], with its source in the
// comment, and a test that runs calendartest.Conforms on it.
package ethiopic
