// Package web is the site: it turns requests into questions to the calendar,
// the content and the index, and their answers into pages, feeds, calendars
// and JSON.
//
// It holds a content.Reader, so there is no method by which a page could reach
// an unpublished text. It must not know which database, index or file store is
// in use, and writes nothing but readers' reports.
//
// What becomes of an answer belongs to its route: most are kept as ready bytes by
// package ready, searches and forms are fresh, and a few are personal. Handlers of
// pages, feeds and calendars are plain functions from a request to a page. They
// must depend on nothing but the address, the parameters named in routes.go, and
// what they ask of the Reader.
//
// routes.go is the whole site on one screen, and param.go the table of all query
// parameters. To add a page: a line in routes.go, a handler in the file of its
// noun, a page value and a template in themes. To add a parameter: a row in the
// table, and its name behind the routes that know it.
package web
