package sheet

import (
	"fmt"

	"vielfalt/themes"
)

// The sizes of type of a year, in points: on one page as large as possible, but
// not below leastYear; if that does not suffice, on several at severalYear.
const (
	largestYear = 10
	leastYear   = 5.5
	severalYear = 7
)

// Year draws what begins in each month of a year in columns, as a poster.
// tradition names a tradition by its id.
func Year(p *themes.YearPage, tradition func(id string) string, o Options) ([]byte, error) {
	d := newDocument(&p.Base, o)
	const gap = 5.0
	columns := 6
	if o.Paper == A4 {
		columns = 4
	}
	column := (d.width - gap*float64(columns-1)) / float64(columns)
	const day = 2.4 // width of the day's number, in sizes of type
	indent := func(size float64) float64 { return day * size * point }
	lines := func(e themes.Entry, size float64) []string {
		return d.lines(label(o.Printer, e, tradition(e.Observance.ID.Tradition())), column-indent(size)-1.5, size, "")
	}
	// walk lays the months out and calls for each head and entry; it returns how
	// many columns are used.
	type place struct {
		column int
		y      float64
	}
	walk := func(size float64, month func(m themes.MonthSummary, at place), entry func(e themes.Entry, lines []string, at place), done func()) int {
		at := place{0, 0}
		room := func(h float64) {
			if at.y+h > d.height && at.y > 0 {
				at = place{at.column + 1, 0}
			}
		}
		for _, m := range p.Months {
			if at.y > 0 {
				at.y += size * point
			}
			head := height(1, size+3) + 1
			first := head
			if len(m.Entries) > 0 {
				first += height(len(lines(m.Entries[0], size)), size)
			}
			room(first)
			month(m, at)
			at.y += head
			for _, e := range m.Entries {
				l := lines(e, size)
				h := height(len(l), size) + 0.3
				room(h)
				entry(e, l, at)
				at.y += h
			}
			done()
		}
		return at.column + 1
	}
	used := func(size float64) int {
		return walk(size, func(themes.MonthSummary, place) {}, func(themes.Entry, []string, place) {}, func() {})
	}
	size := fit(largestYear, leastYear, func(size float64) bool { return used(size) <= columns })
	if used(size) > columns {
		size = max(size, severalYear)
	}

	pages := 0
	turn := func(at place) (x, y float64) {
		for pages <= at.column/columns {
			d.page()
			pages++
		}
		return margin + float64(at.column%columns)*(column+gap), d.top + at.y
	}
	turn(place{})
	inList := false
	walk(size, func(m themes.MonthSummary, at place) {
		x, y := turn(at)
		d.element("H2", "", func() { d.text(x, y, size+3, "B", d.words.Month(m.Month)) })
		d.artifact(func() {
			d.SetLineWidth(0.2)
			d.Line(x, y+height(1, size+3), x+column, y+height(1, size+3))
		})
		if inList = len(m.Entries) > 0; inList {
			d.open("L", "")
		}
	}, func(e themes.Entry, l []string, at place) {
		x, y := turn(at)
		_, _, number := e.First.Gregorian()
		d.artifact(func() {
			d.SetFillColor(hue(e.Observance.ID.Tradition()))
			d.Rect(x+indent(size), y, 0.7, height(len(l), size), "F")
		})
		d.open("LI", "")
		d.element("Lbl", "", func() { d.text(x, y, size, "B", fmt.Sprintf("%d.", number)) })
		d.element("LBody", "", func() {
			for n, line := range l {
				d.text(x+indent(size)+1.5, y+height(n, size), size, "", line)
			}
		})
		d.close()
	}, func() {
		if inList {
			d.close()
		}
	})
	return d.bytes()
}
