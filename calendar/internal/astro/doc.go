// Package astro is the astronomy that several reckonings share. So far that is
// the setting of the sun.
//
// It must not know any calendar but the day count of package calendar.
//
// To add a quantity: one file named after the body or event, its formula cited
// by book and chapter with the error to expect, and a test against a source
// that is independent of the formula.
package astro
