// Package review looks at what an editor has written the way a good colleague
// does before it is approved: it finds what readers could not use, and says how
// easy a text is to read.
//
// Texts are read as they are written, by [markup.OutlineOf], so that what pages
// make the best of is still found. Whether an address leads anywhere is asked of
// the caller.
//
// The package must not know stores, pages or languages of the interface: a
// Finding names a message of themes/locale.
//
// To add a check: add a function to the list in Check, its messages to both
// locales, and a line to the tests.
package review
