// Package archive takes content in and gives it out: Markdown with front
// matter, JSON lines, PDF with a side file, CSV for contacts; YAML and CSV for
// dates and own days.
//
// Import checks a file whole before it stores anything of it. A record that is
// wrong is reported with file, line and reason, nothing of its file is stored,
// and the other files go on. Repeating an import changes nothing. Export
// writes a folder that, imported into an empty store, gives the same
// addresses, feed identities and schedules, and the same versions.
//
// Beside NAME.md, NAME.pdf or NAME.jsonl of an export stands NAME.versions.jsonl
// where the record was something else before: a version a line, as
// content.Encode writes it, with its number, digest, and how it came about. What
// the record itself is of says its field version. Files that only a version names
// are in the folder NAME.versions under their hashes. All of it is taken over
// only for records that do not exist yet. Without drafts an export holds what was
// approved, and what never was only where the record itself is it.
//
// The package must not know HTTP, the index, or which store is in use.
//
// To add a format: one file with a function that turns a file into records,
// and its line in the table in import.go. To add a field: one line in
// fields.go, which both directions use.
package archive
