// Package contenttest holds the contracts of content as tests: every
// [content.Store] must pass [Run] and every [content.Files] [RunFiles], so that
// all of them behave alike.
//
// It must not know any engine. It brings its own small calendar, so that a
// correction in calendar/traditions cannot change what is tested here.
//
// To add a rule: add a subtest in the file of its subject, and its line in Run.
package contenttest
