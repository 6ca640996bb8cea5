package sheet

import (
	"slices"
	"strconv"
	"time"

	"vielfalt/themes"
)

// The type sizes of the list of days, in points.
const (
	largestList = 10
	leastList   = 6
)

// Measures of the list in millimetres, except the number's width, which is in
// type sizes.
const (
	columnGap   = 5.0
	numberWidth = 2.2
)

// A piece is a month's name or a day in the list, with its place.
type piece struct {
	month  time.Month    // of a name
	entry  *themes.Entry // else
	name   []string
	says   []string
	column int
	y      float64
}

// list adds a page that says in a sentence what each day is. What has no weight
// is left out, and counted, where not everything fits.
func (d *planner) list(address string) {
	columns := 6
	if d.scale < 1 {
		columns = 4
	}
	var pieces []piece
	var size float64
	left := 0
	for _, least := range slices.Backward(themes.Weights()) {
		all := d.kept(least)
		size = fit(largestList, leastList, func(size float64) bool { return d.listed(all, size, columns) != nil })
		pieces = d.listed(all, size, columns)
		left = len(d.kept(themes.GoodToKnow)) - len(all)
		if pieces != nil {
			break
		}
	}
	for all := d.kept(themes.Important); pieces == nil; left++ {
		all = all[:len(all)-1]
		pieces = d.listed(all, size, columns)
	}
	d.AddPage()
	d.tags.page()
	d.drawList(pieces, size, columns)
	if left > 0 {
		d.ink(ink)
		d.element("P", "", func() {
			d.text(d.left, d.left+d.height-d.size(8)*point*tight, d.size(8), "", d.words.N("sheet.leftout", left, "Address", address))
		})
	}
}

// kept returns what begins in the year and has at least some weight, in the
// order of days.
func (d *planner) kept(least string) []themes.Entry {
	var out []themes.Entry
	bands := d.sheet.Bands
	add := func(e themes.Entry) {
		if e.N == 1 && e.First >= d.sheet.Days[0].Date && e.WeighsAs(least) && d.sheet.Sentences[e.Observance.ID] != "" {
			out = append(out, e)
		}
	}
	for _, day := range d.sheet.Days {
		if day.Holiday != nil {
			add(*day.Holiday)
		}
		for _, e := range day.Entries {
			add(e)
		}
		for ; len(bands) > 0 && bands[0].First <= day.Date; bands = bands[1:] {
			if bands[0].Observance.Period {
				add(bands[0])
			}
		}
	}
	return out
}

// listed places days in columns; nil if they do not fit.
func (d *planner) listed(all []themes.Entry, points float64, columns int) []piece {
	size := d.size(points)
	width := (d.width - columnGap*d.scale*float64(columns-1)) / float64(columns)
	indent := numberWidth * size * point
	room := d.height - (titleRoom+legendGap)*d.scale - d.size(8)*point*tight
	var out []piece
	column, y := 0, 0.0
	var month time.Month
	for i := range all {
		e := &all[i]
		p := piece{entry: e}
		p.name = d.running(d.listName(*e), "B", size, width-indent)
		p.says = d.running(d.sheet.Sentences[e.Observance.ID], "", size, width-indent)
		h := height(len(p.name)+len(p.says), size) + size*point*0.3
		head := 0.0
		_, m, _ := e.First.Gregorian()
		if m != month {
			head = height(1, size+2) + size*point*0.5
		}
		if y+head+h > room {
			column, y = column+1, 0
		}
		if column == columns {
			return nil
		}
		if m != month {
			out = append(out, piece{month: m, column: column, y: y})
			month, y = m, y+head
		}
		p.column, p.y = column, y
		out, y = append(out, p), y+h
	}
	if out == nil {
		return []piece{}
	}
	return out
}

// listName returns the name of a day with its signs and, if it has several days,
// the last.
func (d *planner) listName(e themes.Entry) string {
	s := e.Observance.Name.In(d.words.Lang) + signs(e)
	if e.Last > e.First {
		s += " (" + d.words.T("entry.until", "Date", d.words.Day(e.Last)) + ")"
	}
	return s
}

// drawList draws the list: a heading for each month, and its days.
func (d *planner) drawList(pieces []piece, points float64, columns int) {
	size := d.size(points)
	width := (d.width - columnGap*d.scale*float64(columns-1)) / float64(columns)
	indent := numberWidth * size * point
	top := d.left + titleRoom*d.scale
	d.ink(ink)
	d.element("H2", "", func() {
		d.text(d.left, d.left, d.size(18), "B", d.words.T("sheet.list", "Year", d.sheet.Year))
	})
	open := false
	for _, p := range pieces {
		x, y := d.left+float64(p.column)*(width+columnGap*d.scale), top+p.y
		if p.month != 0 {
			if open {
				d.close()
			}
			d.element("H3", "", func() { d.text(x, y, size+2, "B", d.words.Month(p.month)) })
			d.open("L", "")
			open = true
			continue
		}
		d.artifact(func() {
			d.fill(hue(p.entry.Observance.ID.Tradition()))
			d.Rect(x+indent-1.3*d.scale, y+0.2*d.scale, nameMark*d.scale, height(len(p.name)+len(p.says), size)-0.2*d.scale, "F")
		})
		d.listDay(p, x, y, indent, size)
	}
	if open {
		d.close()
	}
}

// listDay draws a day of the list. What it says is in German, whatever the
// language of the sheet.
func (d *planner) listDay(p piece, x, y, indent, size float64) {
	_, _, number := p.entry.First.Gregorian()
	d.open("LI", "")
	d.element("Lbl", "", func() { d.text(x, y, size, "B", strconv.Itoa(number)+".") })
	d.open("LBody", "")
	d.spoken("Span", d.spelled(*p.entry), func() {
		for i, line := range p.name {
			d.text(x+indent, y+height(i, size), size, "B", line)
		}
	})
	d.open("Span", "")
	d.tags.language("de")
	d.content("Span", func() {
		for i, line := range p.says {
			d.text(x+indent, y+height(len(p.name)+i, size), size, "", line)
		}
	})
	d.close()
	d.close()
	d.close()
}
