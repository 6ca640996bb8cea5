// Package house holds what leads a search in this house: its own words, which
// widen queries, and the items that come first for one. It replaces what it holds
// when entries change; callers ask for it with each query.
//
// The package must not know when to look, which package publish tells it, nor what
// becomes of a query.
package house
