// Package locale holds the words of the interface, one JSON file for each
// language, and how dates are written in it.
//
// It must not know pages or templates. Every key exists in every language; a
// test fails if one is missing or empty.
//
// To add a language: one file TAG.json, its tag in Languages, and its names and
// ways of writing dates in date.go.
package locale
