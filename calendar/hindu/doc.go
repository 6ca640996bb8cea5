// Package hindu implements the Hindu calendars: conversion to and from a day
// count, by tradition and by astronomy, and an almanac of festival days.
//
// A [Reckoning] converts days. There are two, and each has a lunar calendar
// (amanta months, Vikrama era) and a solar one (Saka era): [SuryaSiddhanta],
// the traditional astronomy, and [Astronomical], true positions over Ujjain.
// Both follow Reingold and Dershowitz, Calendrical Calculations, 4th ed.,
// chapter 20. The traditional one is arithmetic and runs over all years; the
// other, limited by what is known about the rotation of the earth, is off by
// minutes in 500 and by hours before -500.
//
// A [Panchang] finds the days of festivals from 1600 to 2399 by true positions
// over New Delhi, the ayanamsha of Lahiri, and for each festival the instant of
// the day at which its tithi must be current. Printed almanacs apply further
// rules (Bhadra, the company of other tithis) and other places, so its days are
// computed and may be kept a day earlier or later. Of the days published for
// 2015 to 2035 it finds 94 in 100.
//
// The package must not know which day is kept as what; calendar/traditions
// does. The Indian national calendar is package indian.
//
// To add a rule: a method of [Panchang] that returns a type implementing
// [calendar.Rule], with its source in the comment, and a test that runs
// calendartest.Conforms on it. To add an instant: a constant and its case in
// Instant.at.
package hindu
