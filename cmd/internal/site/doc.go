// Package site holds what all addresses have in common: it turns requests into
// questions, and what handlers return into responses. It is the only package
// that knows the router.
//
// What happens to an answer is a property of its route ([Keeping]): most
// answers are kept as ready bytes by package ready, searches and forms are
// fresh, and a few are personal. A handler is a function from a [Request] to a
// page, a document or a value. It must depend on nothing but the address, the
// parameters named with its route, and what it asks the Reader in the request's
// own context. Errors are returned; they become answers in one place
// (error.go), where they are also logged.
//
// What readers see comes from a content.Reader, so no method lets a page reach
// an unpublished text. The package must not know which pages exist, who signs
// in, or which database, index or file store is in use.
//
// param.go is the table of all query parameters. To add a parameter: add a row
// there, and its name to the routes that know it. To add pages: write a package
// with a function Add that takes the Site, as web and api do.
package site
