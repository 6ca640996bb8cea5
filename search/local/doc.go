// Package local is the embedded search index, the default: scorch, bleve's
// storage, in its own folder, with nothing to install.
//
// scorch stores the postings; search/german decides which tokens there are, and
// rank.go how documents are ranked. The folder holds the generation in service,
// the one that a rebuild is filling, and a file that names the former:
//
//	current                 the name of the generation in service
//	index-<schema>-<n>/     a generation
//
// A rebuild fills a new generation next to the old one and then replaces the
// file, so that a crash at any moment leaves a complete one. The folder is
// derived data. If it is broken, the index starts again, empty; if it is of
// another schema, it answers as it is. In both cases the [search.Position] is
// zero until a rebuild. Only one process at a time can have the folder open.
//
// No fault of the disk or of the library ends the process. A generation in
// which anything failed is set aside, and the index is unavailable until a
// rebuild succeeds. See fault.go.
//
// The package must not know where documents come from, nor HTTP.
//
// To add something to rank by: a field in entry.go, its use in rank.go,
// and a higher schemaVersion.
package local
