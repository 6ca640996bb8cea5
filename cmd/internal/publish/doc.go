// Package publish tells those who keep something made of the content what has
// changed in it: it follows the change log, and wakes at the moment at which an
// edition begins or ends.
//
// Nothing is published by anybody, because visibility is a condition in every
// query. But an index and ready answers hold copies. A [Follower] tells one
// index, idempotently: what it has told is recorded in the index itself, so that
// after a crash, or with an index that was emptied or followed another store, it
// goes on or begins anew. A [Watch] tells ready answers, which begin empty with
// each process and must never be behind by as much as a second.
//
// An index hears of the newest first, in small pieces between which a [Pace] gives
// way to readers. While it is behind, its Follower says how far, and answers are
// marked as incomplete. What fails, in the index or by a mistake, is tried again
// after a while; [Work] does so for every background worker.
//
// Several processes may share a store. Each has ready answers and an index of
// its own; to an index they share writes the one that holds the [Claim].
//
// The package must not know HTTP, nor which database or backend is in use.
package publish
