// Package persian is the Persian solar calendar, astronomical and arithmetical,
// and rules that keep a day of it every year.
//
// The year begins on the day before whose noon in Tehran the sun reaches the
// March equinox, or at noon itself: the law of Iran since 1925. The 2820-year
// cycle of Ahmad Birashk is the usual arithmetic that comes close to it.
//
// The package must not know which day is kept as what; that stands in
// calendar/traditions.
//
// To add a reckoning: a function like [Arithmetic] that gives the first day of
// each year; the months follow from it.
package persian
