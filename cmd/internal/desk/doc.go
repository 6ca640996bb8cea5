// Package desk is where editors write, send, approve and schedule: every page
// under /redaktion but the sign-in.
//
// Who may do what, and what an action does, is decided by content.Policy and
// the store; pages only ask. A form carries the head that it was made of, so
// that nobody overwrites what they have not seen. Everything works without
// script, which only saves the way.
//
// The package must not know how people sign in, nor how anything is stored. It
// shows articles; other types have no desk yet.
//
// To add a page: a line in routes.go, a file named after its noun, a page value
// and a template in themes, and a row in the table of routes_test.go.
package desk
