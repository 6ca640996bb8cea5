// Package local is the embedded search index, the default: bleve in a folder
// of its own, nothing to install.
//
// bleve stores the postings; which tokens there are is decided by search/german,
// and how documents are ranked is decided here, in rank.go. The folder holds
// one generation of the index for each rebuild, and a file that names the one
// in service:
//
//	current                 the name of the generation in service
//	index-<schema>-<n>/     a generation
//
// A rebuild fills a new generation beside the old one and then replaces the
// file, so that a crash at any moment leaves one that is whole. The folder is
// derived data: of another schema or broken, it is begun anew, empty, at the
// zero [search.Position]. One process at a time can have it open.
//
// The package must not know where documents come from, nor HTTP.
//
// To add something to rank by: a field in generation.go, its use in rank.go, and
// another schemaVersion.
package local
