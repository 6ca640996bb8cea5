// Package sheet draws the month and the year as sheets to print: PDF in A4 and
// A3, with the day on which they were made and where the current state stands.
//
// The sheets are tagged, so that a screen reader finds headings, lists and a
// table with heads instead of scattered words. They hold what the pages of the
// theme hold; names in other scripts stay on the pages, because the font knows
// only some of them.
//
// The package must not know HTTP nor where pages get their entries from.
//
// To add a sheet: a file with a function like [Month] over [document].
package sheet
