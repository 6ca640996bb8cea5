// Package bahai is the Badíʿ calendar of the Bahá'í Faith and rules that keep a
// day of it every year.
//
// Since 172 B.E. (March 2015) Naw-Rúz is, for all Bahá'ís, the day from sunset
// to sunset in Tehran that holds the March equinox ([Badi]). Before, the West
// began the year on 21 March ([Western]). A date is the civil day on
// which a day mainly falls; it begins at the sunset before.
//
// The package must not know which day is kept as what; that stands in
// calendar/traditions.
//
// To add a reckoning: a function like [Western] that gives the first day of
// each year; months follow from it.
package bahai
