// Package themes answers how things are shown: typed page values, the renderer
// that turns them into HTML, and the functions templates may call.
//
// A theme is a folder: templates at its top (frame.html, one file per page,
// parts.html) and assets below. classic is complete; any other theme holds
// only the files it does differently, and an operator's own folder, named in
// the configuration, overrides single files of either. Every page is parsed
// once for each interface language when the program starts, so a broken
// template stops the start and not a reader.
//
// The package must not know HTTP, storage or configuration. Addresses come
// from a function handed in, by the names of routes.
//
// To add a page: a struct in page.go that embeds Base, and a template of its
// Template name in classic. To add a theme: a folder beside classic and its
// name in Names. To add an interface language: one file in themes/locale.
package themes
