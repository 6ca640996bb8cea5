// Package publish keeps search indexes in step with the store: it follows the
// change log, and wakes at the moment at which an edition begins or ends.
//
// Pages and feeds need nobody to publish anything, because visibility is a
// condition in their queries. Only an index must be told. A [Follower] tells
// one, idempotently: what it has told is recorded in the index itself, so that
// after a crash, or with an index that was emptied, it goes on or begins anew.
//
// The package must not know HTTP, nor which database or backend is in use.
package publish
