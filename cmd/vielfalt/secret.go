package main

import (
	"log/slog"
	"net/url"

	"github.com/alecthomas/kong"
)

// secretTag marks flags that hold a secret: "all" means the whole value,
// "password" an address that contains one. Each such flag has a counterpart
// whose name ends in "-file".
const secretTag = "secret"

// exposedFlags returns the flags on the command line that hold a secret. Values
// from the environment are invisible to others.
func exposedFlags(c *kong.Context) (names []string) {
	for _, p := range c.Path {
		if p.Flag == nil || p.Resolved || !p.Flag.Tag.Has(secretTag) {
			continue
		}
		value, _ := c.FlagValue(p.Flag).(string)
		if p.Flag.Tag.Get(secretTag) == "all" && value != "" || holdsPassword(value) {
			names = append(names, "--"+p.Flag.Name)
		}
	}
	return names
}

// holdsPassword reports whether an address has a password.
func holdsPassword(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	_, set := u.User.Password()
	return set || u.Query().Has("password")
}

// warn reports which secrets everybody on the machine can see.
func (a *app) warn(log *slog.Logger) {
	for _, flag := range a.exposed {
		log.Warn("everybody on this machine can see this secret in the list of processes", "flag", flag, "advice", "use "+flag+"-file, or the environment")
	}
}
