// Package meili is the search index on a Meilisearch server, and the only
// importer of its Go client.
//
// Which tokens there are is decided by search/german; the server stores and
// ranks them. A document's tokens stand twice: as the searched attributes
// title, tags and body, and as the filter attribute terms. A plan becomes a
// filter, which decides exactly which documents satisfy it, and a query of a
// few tokens, which only ranks them: every document holds the word anyDoc, with
// which each query begins, and the server is allowed to drop the words after it.
//
// The position is a document of the index itself, without terms, so that it
// comes and goes with the index: an emptied server has none, and a rebuild
// replaces documents and position in one swap.
//
// The lexicon is read from the server at first use and kept up by what is
// written through this Index; one process at a time should write.
//
// Errors never hold what the client says, because that quotes requests and
// answers. Whatever suggests that the server is away, slow, overloaded or
// refuses the key wraps search.ErrUnavailable.
//
// The package must not know where documents come from, nor HTTP beyond the
// client's options.
//
// To add something to rank or filter by: a field in document.go, its setting
// in settings there, and another schemaVersion.
package meili
