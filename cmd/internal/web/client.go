package web

import (
	"slices"
	"strings"

	"vielfalt/cmd/internal/site"
	"vielfalt/themes"
)

// refreshHours is how often our calendars ask to be fetched again, as package
// ical writes it; a test compares the two.
const refreshHours = 12

// A client is a program in which people read what they subscribe to, and what
// it can read. What it is called, how to subscribe in it, how often it asks and
// from where are words: client.NAME, client.NAME.calendar, client.NAME.feed,
// each of these with .often, and client.NAME.reach. Where makers say nothing,
// the words say that it is not known.
type client struct {
	name           string // as the parameter "programm" has it
	calendar, feed bool
}

// clients are in the order in which the form offers them, the most common one
// first.
var clients = []client{
	{"outlook", true, true},
	{"outlook-web", true, false},
	{"thunderbird", true, true},
	{"apple", true, false},
	{"google", true, false},
	{"nextcloud", true, true},
	{"feedreader", false, true},
	{"teams", false, true},
	{"mail", false, true},
}

// clientNamed returns a program, or the most common one if none is named.
func clientNamed(name string) client {
	return clients[max(0, slices.IndexFunc(clients, func(c client) bool { return c.name == name }))]
}

// told returns what is known of a program that reads a calendar or a feed. Of
// what it cannot read, there is nothing to tell but where it asks from.
func (c client) told(rq *site.Request, calendar bool) themes.Client {
	words := rq.Words
	out := themes.Client{Name: words.T("client." + c.name), Reach: words.T("client." + c.name + ".reach")}
	key := "client." + c.name + ".feed"
	if calendar {
		key = "client." + c.name + ".calendar"
	}
	if calendar && c.calendar || !calendar && c.feed {
		out.Steps = strings.Split(words.T(key), "\n")
		out.Often = words.T(key+".often", "Hours", refreshHours)
	}
	return out
}
