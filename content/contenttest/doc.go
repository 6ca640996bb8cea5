// Package contenttest holds the contract of [content.Store] as tests: every
// engine runs [Run] and behaves alike.
//
// It must not know any engine. It brings its own small calendar, so that a
// correction in calendar/traditions cannot change what is tested here.
//
// To add a rule: a subtest in the file of its subject and its line in Run.
package contenttest
