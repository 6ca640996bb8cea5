// Package direct answers outright what people ask the search: when a day is, what
// is kept on a date, whether it is a public holiday, what to say, who is
// responsible and how to reach somebody. Nothing is made up: an answer is a
// template filled with what the calendar, the texts on days and the directory of
// contacts say. Whoever asks what it does not know for sure gets none.
//
// How people ask is read by search/german, from intents.yaml. The package must
// not know HTTP, nor how an answer is shown.
//
// To add a kind of answer: its Kind, a method of Asker in a file of its noun, a
// line in Answer, words in themes/locale, a row in direct_test.go.
package direct
