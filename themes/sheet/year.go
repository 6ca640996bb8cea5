package sheet

import (
	"fmt"

	"vielfalt/themes"
)

// The type sizes of a year, in points: on one page as large as possible, but
// not below leastYear; if that does not fit, on several at severalYear.
const (
	largestYear = 10
	leastYear   = 5.5
	severalYear = 7
)

// Measures of a poster in millimetres, except the number's width, which is in
// type sizes.
const (
	columnGap   = 5.0
	numberWidth = 2.4
	markWidth   = 1.5
)

// A poster is a year in columns.
type poster struct {
	*document
	year      *themes.YearPage
	tradition func(id string) string
	columns   int // on a page
	column    float64
}

// A piece is the head of a month or an entry, with its place: the column,
// counted across all pages, and how far down.
type piece struct {
	month  *themes.MonthSummary // of a head
	entry  *themes.Entry        // else
	lines  []string
	column int
	y      float64
}

// Year draws what begins in each month of a year in columns, as a poster.
// tradition names a tradition by its id.
func Year(p *themes.YearPage, tradition func(id string) string, o Options) ([]byte, error) {
	d := &poster{document: newDocument(&p.Base, o), year: p, tradition: tradition, columns: 6}
	if o.Paper == A4 {
		d.columns = 4
	}
	d.column = (d.width - columnGap*float64(d.columns-1)) / float64(d.columns)
	used := func(pieces []piece) int { return pieces[len(pieces)-1].column + 1 }
	size := fit(largestYear, leastYear, func(size float64) bool { return used(d.layout(size)) <= d.columns })
	if used(d.layout(size)) > d.columns {
		size = max(size, severalYear)
	}
	d.draw(d.layout(size), size)
	return d.bytes()
}

// layout places the pieces at a type size. The head of a month stays with its
// first entry.
func (d *poster) layout(size float64) []piece {
	var out []piece
	column, y := 0, 0.0
	room := func(h float64) {
		if y+h > d.height && y > 0 {
			column, y = column+1, 0
		}
	}
	head := height(1, size+3) + 1
	for i := range d.year.Months {
		m := &d.year.Months[i]
		if y > 0 {
			y += size * point
		}
		for j := range m.Entries {
			e := &m.Entries[j]
			text := label(d.words, *e, d.tradition(e.Observance.ID.Tradition()))
			lines := d.lines(text, d.column-numberWidth*size*point-markWidth, size, "")
			h := height(len(lines), size) + 0.3
			if j == 0 {
				room(head + h)
				out = append(out, piece{month: m, column: column, y: y})
				y += head
			}
			room(h)
			out = append(out, piece{entry: e, lines: lines, column: column, y: y})
			y += h
		}
		if len(m.Entries) == 0 {
			room(head)
			out = append(out, piece{month: m, column: column, y: y})
			y += head
		}
	}
	return out
}

// draw draws the pieces: a heading for each month, and a list of its entries.
func (d *poster) draw(pieces []piece, size float64) {
	indent := numberWidth * size * point
	list := false // whether one is open
	end := func() {
		if list {
			d.close()
			list = false
		}
	}
	for _, p := range pieces {
		for d.PageNo() <= p.column/d.columns {
			d.page()
		}
		x, y := margin+float64(p.column%d.columns)*(d.column+columnGap), d.top+p.y
		if p.month != nil {
			end()
			d.element("H2", "", func() { d.text(x, y, size+3, "B", d.words.Month(p.month.Month)) })
			d.artifact(func() { d.Line(x, y+height(1, size+3), x+d.column, y+height(1, size+3)) })
			continue
		}
		if !list {
			d.open("L", "")
			list = true
		}
		_, _, number := p.entry.First.Gregorian()
		d.artifact(func() {
			d.SetFillColor(hue(p.entry.Observance.ID.Tradition()))
			d.Rect(x+indent, y, 0.7, height(len(p.lines), size), "F")
		})
		d.open("LI", "")
		d.element("Lbl", "", func() { d.text(x, y, size, "B", fmt.Sprintf("%d.", number)) })
		d.element("LBody", "", func() {
			for n, line := range p.lines {
				d.text(x+indent+markWidth, y+height(n, size), size, "", line)
			}
		})
		d.close()
	}
	end()
}
