// Package publish tells everything that keeps something made from the content
// what has changed in it: it follows the change log, and wakes at the moment an
// edition begins or ends.
//
// Nothing is ever actively published: visibility is a condition in every query.
// But an index and ready answers hold copies. A [Follower] tells one index,
// idempotently: what it has told is recorded in the index itself, so that after
// a crash it continues, and starts over with an index that was emptied or
// followed another store. A [Watch] tells ready answers, which start empty with
// each process and must never be even a second behind.
//
// An index hears of the newest changes first, in small pieces between which a
// [Pace] gives way to readers. While it is behind, its Follower reports by how
// much, and answers are marked incomplete. What fails, in the index or through
// a mistake, is retried after a while; [Work] does so for every background
// worker. [Replan] keeps schedules planned ahead.
//
// Several processes may share a store. Each has its own ready answers and its
// own index; an index they share is written by the one that holds the [Claim].
//
// The package must not know HTTP, nor which database or backend is in use.
package publish
