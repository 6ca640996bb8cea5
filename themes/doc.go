// Package themes defines how things are shown: typed page values, the renderer
// that turns them into HTML, and the functions that templates may call.
//
// A theme is a folder: templates at its top (frame.html, one file per page,
// parts.html) and assets below. classic is complete; any other theme holds only
// the files that differ, and an operator's own folder, named in the
// configuration, overrides single files of either. Every page is parsed once
// for each interface language when the program starts, so a broken template
// stops the start rather than a reader.
//
// The package must not know HTTP, storage or configuration. Addresses come from
// a function that is handed in and takes route names.
//
// To add a page: a struct that embeds Base, in the file of its noun; a value of
// it in pages, in page.go; and a template in classic, named after its Template
// method. To add a theme: a folder next to classic, its name in Names and in
// the embed directive above it. To add an interface language: see
// themes/locale.
package themes
