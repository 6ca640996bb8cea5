// Package calendar answers when: which day an observance of a religion, a
// culture or civic life falls on, when it begins, and how sure that is.
//
// A [Date] is a count of days, so no time zone can move a holiday. A [Rule]
// turns a reckoning (arithmetic or astronomy, one folder each: hebrew, islamic,
// julian …) into dates; a [Tradition] is a table of observances, one file each
// in calendar/traditions, that a scholar can review without reading arithmetic.
// A [Calendar] puts the traditions together, applies the conventions an
// authority chose, and prefers a confirmed or announced date (a [Confirmation])
// to a computed one. A [Region] is where the authority sits: its Land and its
// seat.
//
// The package must not know articles, storage, the texts of the interface or
// HTTP. Of its subfolders it imports only internal/arith, the division that day
// counts need. The others build on it: a folder for each reckoning, traditions,
// own (the authority's own days), sky (sun and moon), ical (iCalendar) and
// calendartest.
//
// To add a tradition: one file in calendar/traditions; its doc.go lists the
// steps. To add a reckoning: one folder next to hebrew, with functions to and
// from Date that cite their source, and rules that implement [Rule].
package calendar
