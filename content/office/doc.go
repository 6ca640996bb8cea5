// Package office reads documents of word processors and spreadsheets as plain
// values: the text of a .docx or .odt with its headings, lists, tables, links and
// emphasis, and the cells of an .xlsx or .ods. What it cannot keep it names.
//
// Files are bounded: in parts, bytes, depth and number of elements. There are no
// document types, so nothing is fetched and no entity grows.
//
// The package must not know what becomes of the text, Markdown, or the store.
//
// To keep one more thing of a text: a field of Run or Block, its element in word.go
// and in opendocument.go, and its line in html.go.
package office
