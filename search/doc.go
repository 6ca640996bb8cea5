// Package search answers how things are found: the interface of an index, what
// is put into it, and what comes back.
//
// The index finds, the store decides. Only what is visible is ever put into an
// index, and hits are loaded through content.Reader at the moment of viewing,
// so an index that lags behind can hide something for a moment but never show
// what must not be seen. Results carry spans of text, never HTML.
//
// German text analysis lives in search/german and feeds both backends, because
// neither does it well alone: local (bleve, embedded, the default) and meili
// (Meilisearch). Both pass searchtest, the contract suite, and answer the same
// judged queries.
//
// The package must not know HTTP or templates, nor which backend is in use.
//
// To add a backend: one folder beside local, and one case in
// cmd/vielfalt/serve.go.
package search
