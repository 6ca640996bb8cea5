// Package almanac holds the calendar in use: the tables of all traditions by the
// conventions configured, with the days and dates that people entered. It puts
// another calendar in its place when entries change; whoever needs one asks for
// it each time, and keeps it for no longer than one answer takes.
//
// The package does not know when to look: package publish watches the change
// log, and the store says when its entries are newer than what it plans by.
package almanac
