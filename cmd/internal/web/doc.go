// Package web is the site: it turns requests into questions to the calendar,
// the content and the index, and their answers into pages, feeds, calendars
// and JSON.
//
// It holds a content.Reader, so there is no method by which a page could reach
// an unpublished text. It must not know which database, index or file store is
// in use, and writes nothing but readers' reports.
//
// Pages, feeds and calendars are kept as ready bytes by package ready. Their
// handlers are plain functions from a request to a page, and must depend on
// nothing but the address, the parameters named in routes.go, and what they ask
// of the Reader; searches are not kept.
//
// routes.go is the whole site on one screen. To add a page: a line there, a
// handler in the file of its noun, a page value and a template in themes.
package web
