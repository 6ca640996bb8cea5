package ical

import (
	"strings"
	"time"

	"vielfalt/calendar"
)

// A timezone is a VTIMEZONE, as far as it tells which zone is meant.
type timezone struct {
	id, location string
	part         string // STANDARD or DAYLIGHT, while it is read
	// Whether it has the offset of Europe/Berlin for each part, and any other.
	standard, daylight, other bool
}

// read takes in a line of the component.
func (z *timezone) read(name string, l line) {
	switch name {
	case "BEGIN", "END", "TZID", "X-LIC-LOCATION", "TZOFFSETTO":
	default:
		return
	}
	p, ok := l.property()
	if !ok {
		return
	}
	switch name {
	case "BEGIN":
		z.part = strings.ToUpper(p.value)
	case "END":
		z.part = ""
	case "TZID":
		z.id = p.value
	case "X-LIC-LOCATION":
		z.location = p.value
	case "TZOFFSETTO":
		switch {
		case z.part == "STANDARD" && p.value == "+0100":
			z.standard = true
		case z.part == "DAYLIGHT" && p.value == "+0200":
			z.daylight = true
		default:
			z.other = true
		}
	}
}

// zone returns the zone that a TZID of the file means; nil if that is unknown.
func (r *reader) zone(id string) *time.Location {
	if zone, ok := r.known[id]; ok {
		return zone
	}
	if len(r.known) >= maxZones {
		return nil
	}
	zone := load(id)
	if own := r.zones[id]; zone == nil && own != nil {
		zone = load(own.location)
		if zone == nil && own.standard && own.daylight && !own.other {
			zone = calendar.Berlin
		}
	}
	r.known[id] = zone
	return zone
}

// load returns the zone with a name, as IANA or Windows has it, or as programs
// extend it: /freeassociation.sourceforge.net/Europe/Berlin. It returns nil if
// there is none.
func load(name string) *time.Location {
	if iana, ok := windowsZones[name]; ok {
		name = iana
	}
	parts := strings.Split(name, "/")
	for _, n := range []int{len(parts), 3, 2} {
		if n > len(parts) || n > 3 {
			continue
		}
		tail := strings.Join(parts[len(parts)-n:], "/")
		// The empty name and Local are no names of zones, but known to Go.
		if tail == "" || tail == "Local" {
			continue
		}
		if zone, err := time.LoadLocation(tail); err == nil {
			return zone
		}
	}
	return nil
}

// windowsZones are the names that Outlook writes for zones in and around
// Europe, after windowsZones.xml of CLDR.
var windowsZones = map[string]string{
	"W. Europe Standard Time":        "Europe/Berlin",
	"Central Europe Standard Time":   "Europe/Budapest",
	"Central European Standard Time": "Europe/Warsaw",
	"Romance Standard Time":          "Europe/Paris",
	"GMT Standard Time":              "Europe/London",
	"Greenwich Standard Time":        "Atlantic/Reykjavik",
	"E. Europe Standard Time":        "Europe/Chisinau",
	"FLE Standard Time":              "Europe/Kiev",
	"GTB Standard Time":              "Europe/Bucharest",
	"Turkey Standard Time":           "Europe/Istanbul",
	"Israel Standard Time":           "Asia/Jerusalem",
	"Belarus Standard Time":          "Europe/Minsk",
	"Kaliningrad Standard Time":      "Europe/Kaliningrad",
	"Russian Standard Time":          "Europe/Moscow",
	"Eastern Standard Time":          "America/New_York",
	"tzone://Microsoft/Utc":          "UTC",
}
