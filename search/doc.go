// Package search defines how things are found: the interface of an index, what
// goes into it, and what comes back.
//
// The index finds, the store decides. Only what is visible is ever put into an
// index, and hits are loaded through content.Reader at the moment of viewing.
// An index that lags behind may therefore hide something for a moment, but
// never shows what must not be seen. Results carry spans of text, never HTML.
//
// German text analysis lives in search/german and feeds both backends, because
// neither does it well on its own: local (bleve's storage, embedded, the
// default) and meili (Meilisearch). Both pass the contract suite, searchtest,
// and answer the same judged queries.
//
// The package must not know HTTP or templates, nor which backend is in use.
//
// To add a backend: one folder next to local that passes searchtest, its flags
// in cmd/vielfalt/settings.go, and the place in cmd/vielfalt/wire.go that opens it.
package search
