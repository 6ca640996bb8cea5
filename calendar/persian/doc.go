// Package persian implements the Persian solar calendar, astronomical and
// arithmetical, and rules that keep one of its days every year.
//
// The year begins on the day whose noon in Tehran is the first at or after the
// March equinox; this has been the law of Iran since 1925. The 2820-year cycle
// of Ahmad Birashk is the usual arithmetical approximation.
//
// The package must not know which day is kept as what; calendar/traditions
// does.
//
// To add a reckoning: a function like [Arithmetic] that gives the first day of
// each year; the months follow from that.
package persian
