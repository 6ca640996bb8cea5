// Package calendar answers when: which day an observance of a religion, a
// culture or civic life falls on, when it begins, and how sure that is.
//
// A [Date] is a count of days, so no time zone can move a holiday. A [Rule]
// turns a reckoning (arithmetic or astronomy, one folder each: hebrew,
// islamic, julian …) into dates; a [Tradition] is a table of observances, one
// file each in calendar/traditions, that a scholar can review without reading
// arithmetic. A [Calendar] puts the traditions together, applies the
// conventions an authority chose, and prefers an announced date (a
// [Confirmation]) over a computed one.
//
// The package must not know articles, storage, languages of the interface or
// HTTP. It imports nothing of its own subfolders.
//
// To add a tradition: one file in calendar/traditions and its line in All.
// To add a reckoning: one folder beside hebrew, with functions to and from
// Date that cite their source, and rules that implement [Rule].
package calendar
