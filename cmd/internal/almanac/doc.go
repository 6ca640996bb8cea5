// Package almanac holds the calendar in use: the tables of all traditions by
// the conventions configured, with the days and dates that people entered. It
// replaces the calendar when entries change; callers ask for it each time they
// need it, and hold on to it no longer than one answer takes.
//
// The package must not know when to look: package publish watches the change
// log, and the store notices when its entries are newer than the calendar it
// plans by.
package almanac
