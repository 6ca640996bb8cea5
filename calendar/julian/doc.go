// Package julian implements the Julian calendar and the Easter computus of the
// churches that follow it.
//
// Years are counted without a year 0: the year before 1 is -1, as in Reingold
// and Dershowitz, Calendrical Calculations, 4th ed., chapter 3. Rules yield
// nothing before 1 January of the year 8, from which leap days were kept
// regularly.
//
// The package must not know which feast is kept by which rule; the tables of
// calendar/traditions do.
//
// To add a rule: a function that returns a [Yearly], with its source in the
// comment, and a test that runs calendartest.Conforms on it.
package julian
