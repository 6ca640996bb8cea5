// Package searchtest is the contract suite of search.Index: what every backend
// must do ([Run]), and judged queries with the documents that answer them
// ([Judge]).
//
// It must not know any backend.
//
// To add a rule: a test function and its line in Run's table. To add a judged
// query: a line in testdata/queries.jsonl, with grades 2 (answers it) and 1
// (helps); no grades means that nothing may be found.
package searchtest
