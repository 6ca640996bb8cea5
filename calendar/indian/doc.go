// Package indian implements the Indian national calendar of the Saka era,
// introduced by the Government of India on 22 March 1957: conversion to and
// from a day count, and rules that keep one of its days every year.
//
// Its years begin on 22 March, in Gregorian leap years on 21 March (Report of
// the Calendar Reform Committee, New Delhi 1955). Dates convert for all years
// as if it had always been in force; rules begin with 1 Chaitra 1879, the day
// of its introduction.
//
// The package must not know which day is kept as what, nor the calendars of
// Hindu feasts, which are in package hindu.
//
// To add a rule: a function that returns a [Yearly], with its source in the
// comment, and a test that runs calendartest.Conforms on it.
package indian
