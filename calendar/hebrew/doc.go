// Package hebrew implements the Jewish calendar: conversion to and from a day
// count, and rules that keep one of its days every year.
//
// Months are numbered from Nisan, as in Reingold and Dershowitz, Calendrical
// Calculations, 4th ed., chapter 8, though the year begins with Tishri. The
// arithmetic is that of the fixed calendar ascribed to Hillel II (359 CE),
// extended back to the year 1 as if it had always been in force. The day of a
// date is the civil day on which it mainly falls; it begins at the sunset
// before.
//
// The package must not know which day is kept as what, nor the custom of moving
// a fast away from the Sabbath; calendar/traditions does.
//
// To add a rule: a function that returns a [Yearly], with its source in the
// comment, and a test that runs calendartest.Conforms on it.
package hebrew
