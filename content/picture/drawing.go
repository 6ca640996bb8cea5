package picture

import (
	"encoding/xml"
	"regexp"
	"strings"
)

// Bounds of what an SVG draws once all its parts are put where they are named.
const (
	maxDrawn  = 1_000_000 // elements
	maxNested = 30        // parts that name parts that name parts …
)

// A drawing is what the elements of an SVG name, in their order. A few of them that
// name each other twice make a browser draw for ever.
type drawing struct {
	elements []part
	ids      map[string]int // which element has an id
	opened   []int          // those that have no end yet
}

// A part is an element of a drawing.
type part struct {
	end   int      // the first element behind it and what is in it
	names []string // ids
}

// references matches what attributes other than href name.
var references = regexp.MustCompile(`url\(\s*["']?#([^)"'\s]+)`)

func (d *drawing) open(e xml.StartElement) {
	if d.ids == nil {
		d.ids = make(map[string]int)
	}
	at := len(d.elements)
	var names []string
	for _, a := range e.Attr {
		switch strings.ToLower(a.Name.Local) {
		case "id":
			d.ids[a.Value] = at
		case "href":
			if id, ok := strings.CutPrefix(strings.TrimSpace(a.Value), "#"); ok {
				names = append(names, id)
			}
		default:
			for _, m := range references.FindAllStringSubmatch(a.Value, -1) {
				names = append(names, m[1])
			}
		}
	}
	d.elements, d.opened = append(d.elements, part{at + 1, names}), append(d.opened, at)
}

func (d *drawing) close() {
	last := len(d.opened) - 1
	d.elements[d.opened[last]].end = len(d.elements)
	d.opened = d.opened[:last]
}

// endless reports whether drawing it all takes more than can be done.
func (d *drawing) endless() bool {
	left := maxDrawn
	var draw func(from, to, depth int) bool
	draw = func(from, to, depth int) bool {
		for i := from; i < to; i++ {
			if left--; left < 0 || depth > maxNested {
				return false
			}
			for _, id := range d.elements[i].names {
				if at, ok := d.ids[id]; ok && !draw(at, d.elements[at].end, depth+1) {
					return false
				}
			}
		}
		return true
	}
	return !draw(0, len(d.elements), 0)
}
