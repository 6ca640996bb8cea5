// Package archive imports and exports content: Markdown with front matter, JSON
// lines, PDF with a side file, CSV for contacts; YAML and CSV for dates and own
// days; CSV for the house's own words and for pins. It imports documents (.docx,
// .odt), sheets (.xlsx, .ods, as CSV), calendars (.ics), cards (.vcf), and ZIPs of all of
// these.
//
// Import checks a whole file before it stores any of it. A bad record is
// reported with file, line and reason and nothing of its file is stored; the
// other files are not affected. Repeating an import changes nothing. Export
// writes a folder that, imported into an empty store, gives the same addresses,
// feed identities and schedules, and the same versions.
//
// If a record has earlier versions, an export has NAME.versions.jsonl next to
// NAME.md, NAME.pdf or NAME.jsonl: one version a line, as content.Encode writes
// it, with its number, its digest and how it came about. The same about the
// record itself is in its field version. Files that only a version names are in
// the folder NAME.versions under their hashes. All of it is taken over only for
// records that do not exist yet. Without drafts, an export holds what was
// approved; what never was is in it only if it is the record itself.
//
// Files are taken as people meant them, where that is clear: in other encodings,
// with front matter of a word processor, HTML in Markdown, columns as other
// programs name them. What would be lost, or may mean two things, is a problem.
//
// The package must not know HTTP, the index, or which store is in use.
//
// To add a format: add a file with a function that turns a file into records,
// and its line in the table in import.go. To add a field of a type: a line in
// its content.Description, which both directions use; of all items: a line in
// fields.go, and its place in both directions there.
package archive
