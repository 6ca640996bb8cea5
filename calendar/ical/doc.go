// Package ical writes occurrences of observances, and events of the house, as
// an iCalendar stream (RFC 5545, RFC 7986) that mail programs subscribe to.
//
// What it promises, so that subscribers see no phantom changes:
//
//   - The UID of an occurrence is made from the observance's id and the year of
//     its reckoning. It contains no host name, and a confirmation, a corrected
//     table or another convention that moves the day keeps it.
//   - DTSTAMP, LAST-MODIFIED and SEQUENCE are a function of the fact alone,
//     never of the moment of the request. Of a day that tables and rules give
//     the moment is the Revised of its observance and the sequence 0, or 1 where
//     it is announced.
//     Where people entered a date, the occurrence's Revision says when last and
//     how often: the sequence is higher than any of a table, grows with each
//     entry, also one that takes a date back, and the description says what
//     changed.
//   - The same input gives the same bytes.
//
// All-day entries are dates without a time zone, end exclusively and leave the
// reader's time free. The eve, where asked for, is an entry of its own from
// sunset at the seat of the house until midnight. There is no METHOD: this is a
// subscription, not an invitation.
//
// arran4/golang-ical builds and folds the components. It is completed here
// where it falls short: it knows no DAYLIGHT constructor, writes bare line
// feeds by default, and panics on or passes through text that is not UTF-8 or
// holds control characters.
//
// The package must not know HTTP, articles, or how far a feed reaches back or
// ahead: the caller chooses the occurrences.
//
// To add a property: write it in write.go, update the golden files with
// go test ./calendar/ical -update, and advance the dates of the traditions whose
// entries it changes: the test of calendar/traditions says which.
package ical
