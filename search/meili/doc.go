// Package meili is the search index on a Meilisearch server, and the only
// importer of its Go client.
//
// search/german decides which tokens there are; the server stores and ranks
// them. A document's tokens are stored twice: as the searched attributes title,
// tags and body, and as the filter attribute terms. A plan becomes a filter,
// which decides exactly which documents satisfy it, and a query of a few
// tokens, which only ranks them: every document contains the word anyDoc, with
// which each query begins, and the server may drop the words after it.
//
// The position is itself a document of the index, without terms, so that it
// comes and goes with the index: an emptied server has none, and a rebuild
// replaces documents and position in one swap.
//
// The lexicon is read from the server at first use and kept up to date by
// writes through this Index, so only one process at a time should write.
//
// Before it is first used, and whenever it is read anew, a server is made sure of:
// that it is of a version that will do (version.go), that the index is there with
// its settings, of which only what differs is sent (settings.go), and that
// queries have a key that may do nothing else (key.go). The outcome of every task
// is waited for and read.
//
// Requests that fail fast are sent again (retry.go), and a server that fails time
// and again is left alone for a while (circuit.go), so that whoever searches does
// not wait for it. Health asks it nevertheless.
//
// Errors never contain the client's message, because that quotes requests and
// answers. Whatever suggests that the server is away, slow or overloaded, or
// refuses the key, wraps search.ErrUnavailable; what somebody must do something
// about is a search.Fault.
//
// The package must not know where documents come from, nor HTTP beyond what
// carries the client's requests.
//
// To add something to rank or filter by: a field in document.go, its setting in
// settings there, and a higher schemaVersion.
package meili
