// Package missed counts what was searched for and not found, so that a house
// learns which texts and words its readers miss, and nothing of its readers.
//
// A query counts from the moment at which enough different addresses have asked
// for it within a day ([content.MissAsked]). To know when, a [Counter] holds
// hashes of queries and of who asked them, in memory alone, under a key that is
// thrown away at midnight in Berlin. Who asked is hashed together with the query,
// so that not even the memory says which queries are of one person. What counts
// goes into the store by the minute, in the background. Queries with numbers or
// mail addresses are not looked at, those with the surname of a contact, in
// whatever state, or of an account are not stored, and nothing of all this is logged.
//
// Each process counts addresses on its own: behind several, more than enough may
// be needed, never fewer.
//
// The package must not know pages, nor what a search is.
package missed
