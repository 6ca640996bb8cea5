// Package locale holds the words of the interface, one JSON file for each
// language, and the way dates are written in it.
//
// It must not know pages or templates. Every key is in every language; a test
// fails where one is missing or empty.
//
// To add a language: one file NAME.json, its tag in Languages, and its way of
// writing dates in date.go.
package locale
