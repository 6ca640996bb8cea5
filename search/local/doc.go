// Package local is the embedded search index, the default: scorch, the storage of
// bleve, in a folder of its own, nothing to install.
//
// scorch stores the postings; which tokens there are is decided by search/german,
// and how documents are ranked is decided here, in rank.go. The folder holds
// one generation of the index for each rebuild, and a file that names the one
// in service:
//
//	current                 the name of the generation in service
//	index-<schema>-<n>/     a generation
//
// A rebuild fills a new generation beside the old one and then replaces the
// file, so that a crash at any moment leaves one that is whole. The folder is
// derived data: broken, it is begun anew, empty; of another schema it answers as
// it is; in both cases at the zero [search.Position], until it is rebuilt. One
// process at a time can have it open.
//
// No fault of the disk or of the library ends the process: a generation in which
// anything failed is put aside, and the index is unavailable until the next
// rebuild that succeeds. See fault.go.
//
// The package must not know where documents come from, nor HTTP.
//
// To add something to rank by: a field in generation.go, its use in rank.go, and
// another schemaVersion.
package local
