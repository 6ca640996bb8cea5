// Package bahai implements the Badíʿ calendar of the Bahá'í Faith and rules
// that keep one of its days every year.
//
// Since 172 B.E. (March 2015) Naw-Rúz is, for all Bahá'ís, the day from sunset
// to sunset in Tehran that holds the March equinox ([Badi]). Before that, the
// West began the year on 21 March ([Western]). A date is the civil day on which
// a day mainly falls; it begins at the sunset before.
//
// The package must not know which day is kept as what; calendar/traditions
// does.
//
// To add a reckoning: a function like [Western] that gives the first day of
// each year; the months follow from that.
package bahai
