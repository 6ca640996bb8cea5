// Package api is the JSON interface under /api/v1/, described by its own
// openapi.json.
//
// It must not know pages, nor decide what is visible: it asks the site's Reader.
// Which parameters an address knows stands behind it in api.go; what they take is
// in the table of package site, from which the description is made too.
//
// To add an address: a file named after what it answers, a line in api.go, and its
// answer in openapi.json.
package api
