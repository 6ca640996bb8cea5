// Package tibetan implements the Tibetan calendar: conversion to and from a day
// count by the Phugpa school, which the Central Tibetan Administration and most
// monasteries follow, and rules that keep a day every year by that school, by
// the Tsurphu school of the Karma Kagyu, or as in Bhutan.
//
// Lunar days come from mean motion with tabulated corrections for the sun and
// the moon. A lunar day in which no civil day begins is skipped, one in which
// two begin is named twice; a leap month precedes the month whose name it
// bears. It follows Reingold and Dershowitz, Calendrical Calculations, 4th ed.,
// chapter 21, after Henning, Kalacakra and the Tibetan Calendar (2007), and
// Janson, Tibetan Calendar Mathematics (2007). Years are counted from 127 BCE
// (Rabgyung royal years).
//
// The arithmetic is exact and runs over all years; rules keep days from the
// year 1154 on, 1027 of the common era, in which counting in cycles of sixty
// years begins.
//
// The package must not know which day is kept as what; calendar/traditions
// does. The reckoning of Mongolia is not covered.
//
// To add a rule: a function that returns a type implementing [calendar.Rule],
// with its source in the comment, and a test that runs calendartest.Conforms.
package tibetan
