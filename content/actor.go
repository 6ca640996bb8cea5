package content

import (
	"slices"
	"strings"
)

// An Actor is who does something: a signed-in person, or a command.
type Actor struct {
	// ID is the id of the account; empty for commands.
	ID string
	// Name is how pages show the actor. It is never stored with what was done.
	Name string
	// Command is the login name of whoever runs a command on the machine; empty
	// for a signed-in person. A command may do everything, and four eyes do not
	// bind it: whoever can run it can also write to the database.
	Command string
	Roles   []Role
}

// By is what versions, changes and the audit record of the actor: "account:ID"
// or "command:LOGIN".
func (a Actor) By() string {
	if a.Command != "" {
		return "command:" + a.Command
	}
	return "account:" + a.ID
}

// A RoleName is what somebody is at the desk.
type RoleName string

// The roles. An approver may do what an editor may; an administrator keeps the
// accounts, and approves nothing unless also an approver.
const (
	Editor        RoleName = "editor"
	Approver      RoleName = "approver"
	Administrator RoleName = "administrator"
)

// RoleNames lists the roles.
func RoleNames() []RoleName { return []RoleName{Editor, Approver, Administrator} }

// A Role is a role with its limits. Empty lists do not limit; of a list any one
// value suffices, and several lists narrow each other. "11" includes "11.5".
type Role struct {
	Name       RoleName `json:"name"`
	Dezernate  []string `json:"dezernate,omitempty"`
	Themes     []string `json:"themes,omitempty"` // tags, compared case-insensitively
	Traditions []string `json:"traditions,omitempty"`
}

// Holds reports whether an item lies within the limits of the role.
func (r Role) Holds(it *Item) bool {
	dezernat := func(d string) bool { return it.Dezernat == d || strings.HasPrefix(it.Dezernat, d+".") }
	theme := func(t string) bool {
		return slices.ContainsFunc(it.Tags, func(tag string) bool { return strings.EqualFold(tag, t) })
	}
	tradition := func(t string) bool { return slices.Contains(it.Traditions, t) }
	return (len(r.Dezernate) == 0 || slices.ContainsFunc(r.Dezernate, dezernat)) &&
		(len(r.Themes) == 0 || slices.ContainsFunc(r.Themes, theme)) &&
		(len(r.Traditions) == 0 || slices.ContainsFunc(r.Traditions, tradition))
}

// Is reports whether the actor has one of some roles, whatever its limits.
func (a Actor) Is(names ...RoleName) bool {
	return slices.ContainsFunc(a.Roles, func(r Role) bool { return slices.Contains(names, r.Name) })
}

// Within reports whether the actor has one of some roles for an item.
func (a Actor) Within(it *Item, names ...RoleName) bool {
	return slices.ContainsFunc(a.Roles, func(r Role) bool { return slices.Contains(names, r.Name) && r.Holds(it) })
}
