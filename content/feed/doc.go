// Package feed writes lists of texts as RSS 2.0, Atom 1.0 and JSON Feed 1.1.
//
// The three formats hold the same items with the same identities, and the same
// feed always gives the same bytes: every time comes from the data. What
// gorilla/feeds leaves out of its typed values – self links, languages, several
// categories, names of authors where they belong – is added around them here.
//
// The package must not know items, editions, requests or the clock. Callers
// supply identities that survive a change of host or address, and absolute
// addresses.
//
// To add a format: add a constant with its row in formats, and a file that
// writes it.
package feed
