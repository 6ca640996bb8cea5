// Package site is what all addresses have in common: it turns requests into
// questions, and what handlers answer into responses. It is the one package that
// knows the router.
//
// What becomes of an answer belongs to its route ([Keeping]): most are kept as
// ready bytes by package ready, searches and forms are fresh, and a few are
// personal. A handler is a function from a [Request] to a page, a document or a
// value. It must depend on nothing but the address, the parameters named with its
// route, and what it asks of the Reader in the request's own context. Errors are
// returned; they become answers in one place (error.go), and are logged there.
//
// What readers see is asked of a content.Reader, so there is no method by which a
// page could reach an unpublished text. The package must not know which pages
// there are, nor who signs in, nor which database, index or file store is in use.
//
// param.go is the table of all query parameters. To add one: a row there, and its
// name behind the routes that know it. To add pages: a package with a function Add
// that takes the Site, as web and api have it.
package site
