// Package sheet draws a month as a table and a year as a wall planner: PDF in A4,
// A3 and A2, with the day on which they were made and the address of the current
// state.
//
// The sheets are tagged, so that a screen reader finds headings, lists and a
// table with heads instead of scattered words, and in place of signs and colours
// what they mean. They show what the theme's pages show, except names in other
// scripts, because the font has only some of those.
//
// The package must not know HTTP, nor where pages get their entries.
//
// To add a sheet: a file with a function like [Month] over [document]. A word that
// is too long for a cell gets its seams in themes/hyphen.go.
package sheet
