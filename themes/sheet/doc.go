// Package sheet draws the month and the year as sheets for printing: PDF in A4
// and A3, with the day on which they were made and the address of the current
// state.
//
// The sheets are tagged, so that a screen reader finds headings, lists and a
// table with heads instead of scattered words. They show what the theme's pages
// show, except names in other scripts, because the font has only some of those.
//
// The package must not know HTTP, nor where pages get their entries.
//
// To add a sheet: a file with a function like [Month] over [document].
package sheet
