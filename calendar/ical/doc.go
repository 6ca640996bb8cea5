// Package ical writes occurrences of observances, and the authority's events,
// as an iCalendar stream (RFC 5545, RFC 7986) for mail programs to subscribe
// to.
//
// It promises the following, so that subscribers see no phantom changes:
//
//   - The UID of an occurrence is made from the observance's id and the year of
//     its reckoning. It contains no host name, and stays the same when a
//     confirmation, a corrected table or another convention moves the day.
//   - DTSTAMP, LAST-MODIFIED and SEQUENCE depend on the fact alone, never on
//     the moment of the request. For a day from tables and rules, the moment is
//     that of the last of the observance's Changes in that year, each of which
//     raises the sequence above what certainty alone gives it. Where people
//     entered a date, the occurrence's Revision says when last and how often:
//     the sequence grows with each confirmation, including one that is
//     withdrawn. Each change of the convention that changes what is reckoned for
//     the occurrence raises it too. In all cases the description says what changed.
//   - A period has one entry on its first day, under its UID, which says until
//     when it lasts, and one on its last. The latter has the UID of the
//     observance that is the same as the last day, if there is one.
//   - The same input gives the same bytes.
//
// All-day entries are dates without a time zone, have an exclusive end and
// leave the reader's time free. The eve, if asked for, is a separate entry from
// sunset at the authority's seat until midnight. There is no METHOD: this is a
// subscription, not an invitation.
//
// arran4/golang-ical builds and folds the components. This package makes up for
// its gaps: it has no DAYLIGHT constructor, escapes the commas of lists, writes
// bare line feeds by default, and panics on, or passes through, text that is not UTF-8 or contains control
// characters.
//
// It also reads the files that people bring, see [ReadFile] for their dates and
// [ReadAppointments] for all that they say: one bad entry is
// refused by name and leaves the others alone. teambition/rrule-go checks the
// rules; they are worked out here, day by day and bounded in steps, because its
// iterator cannot be stopped.
//
// The package must not know HTTP, articles, or how far a feed reaches back or
// ahead: the caller chooses the occurrences.
//
// To add a property: write it in write.go, update the golden files with go test
// ./calendar/ical -update, and say in calendar/traditions/revised.go which
// entries it changes; the test there names them.
package ical
