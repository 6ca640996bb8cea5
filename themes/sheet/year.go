package sheet

import (
	"slices"
	"strconv"
	"time"

	"vielfalt/calendar"
	"vielfalt/themes"
)

// Measures of a wall planner on A3, in millimetres; on other paper they are as
// much larger or smaller as the paper is.
const (
	border     = 7.0  // around everything
	titleRoom  = 11.5 // for the title
	headRoom   = 6.5  // for the names of months
	gutter     = 1.0  // between months
	schoolRoom = 1.1  // for the bar of school holidays, within a month's column
	bandPitch  = 2.5  // from band to band
	bandWidth  = 2.2
	markPitch  = 1.7 // from mark to mark
	pad        = 0.35
	codeRoom   = 22.0 // for the QR code
)

// Type sizes of months and days, in points on A3.
const (
	numberType  = 9.0
	weekdayType = 6.0
	weekType    = 4.5
	countType   = 6.0
	monthType   = 12.5
)

// A planner is a year on a wall: a column for each month, with a row for each
// of 31 days.
type planner struct {
	*document
	sheet *themes.YearSheet
	// scale is how much larger the paper is than A3, and letter how much larger
	// type is: on small paper more than the paper, so that it can be read.
	scale, letter float64
	nameAll       bool // whether days without weight have names
	bands         []band
	hidden        [12][]themes.Entry // bands of a month for which there is no room
	lanes         []int              // by day of the year, how many lanes of bands it has
	items         []item             // of the legend
	left, grid    float64            // where the columns begin
	weekday, name float64            // where weekdays and names begin, within a column
	column, row   float64            // the width of a month, and the height of a day
}

// Year draws a year as a wall planner on one page, and what its days are on a
// second one if the sheet has sentences. tradition names a tradition by its id.
func Year(p *themes.YearSheet, tradition func(id string) string, o Options) ([]byte, error) {
	d := newPlanner(p, tradition, o)
	d.draw()
	if len(p.Sentences) > 0 {
		d.list(o.Address)
	}
	return d.bytes()
}

// newPlanner lays a planner out.
func newPlanner(p *themes.YearSheet, tradition func(id string) string, o Options) *planner {
	d := &planner{document: newDocument(&p.Base, tradition, o), sheet: p, scale: 1, letter: 1, nameAll: nameAll(p)}
	switch o.Paper {
	case A4:
		d.scale, d.letter = 1/1.414, 0.76
	case A2:
		d.scale, d.letter = 1.414, 1.414
	}
	w, h := d.GetPageSize()
	d.left = border * d.scale
	d.width, d.height = w-2*d.left, h-2*d.left
	d.column = (d.width+gutter*d.scale)/12 - gutter*d.scale
	d.weekday = (schoolRoom+2*pad)*d.scale + d.measured("30", "B", d.size(numberType))
	for wd := range 7 {
		d.name = max(d.name, d.weekday+d.measured(d.words.WeekdayShort(time.Weekday(wd)), "", d.size(weekdayType))+pad*d.scale)
	}
	d.placeItems(o)
	d.grid = d.left + (titleRoom+headRoom)*d.scale
	d.row = (h - d.left - d.legendRoom() - d.grid) / 31
	d.placeBands()
	return d
}

// size returns a type size on this paper, in points.
func (d *planner) size(points float64) float64 { return points * d.letter }

// at returns the top left corner of a day.
func (d *planner) at(day calendar.Date) (x, y float64) {
	_, m, n := day.Gregorian()
	return d.monthAt(m), d.grid + float64(n-1)*d.row
}

// monthAt returns where the column of a month begins.
func (d *planner) monthAt(m time.Month) float64 {
	return d.left + float64(m-1)*(d.column+gutter*d.scale)
}

// draw draws the page of the planner.
func (d *planner) draw() {
	d.AddPage()
	d.tags.page()
	d.SetLineWidth(0.12 * d.scale)
	d.heading()
	for m := time.January; m <= time.December; m++ {
		d.month(m)
	}
	d.legend()
}

// heading draws the year, what the sheet is narrowed to, and whose it is.
func (d *planner) heading() {
	year := strconv.Itoa(d.sheet.Year)
	size := d.size(27)
	beside := d.left + d.measured(year, "B", size) + 4*d.scale
	d.open("H1", "")
	d.content("H1", func() {
		d.ink(ink)
		d.text(d.left, d.left-size*point*0.2, size, "B", year)
		d.text(beside, d.left, d.size(12), "B", d.sheet.Site.Name)
	})
	d.close()
	small := d.size(8)
	authority := d.sheet.Site.Authority
	d.element("P", "", func() {
		d.text(d.left+d.width-d.measured(authority, "", small), d.left, small, "", authority)
	})
	if d.sheet.Chosen == "" {
		return
	}
	// What does not fit is told when the sheet is read out.
	chosen := d.sheet.Chosen
	for _, form := range append([]string{chosen}, elided(chosen)...) {
		if d.measured(form, "", small) <= d.left+d.width-beside {
			chosen = form
			break
		}
	}
	d.spoken("P", d.sheet.Chosen, func() { d.text(beside, d.left+d.size(12)*point*1.25, small, "", chosen) })
}

// month draws the column of a month: for eyes a grid, for ears a heading and a
// list of the days on which something is.
func (d *planner) month(m time.Month) {
	x, y := d.monthAt(m), d.grid-headRoom*d.scale
	first := calendar.NewDate(d.sheet.Year, m, 1)
	next := calendar.NewDate(d.sheet.Year, m+1, 1)
	days := d.sheet.Days[first-d.sheet.Days[0].Date : next-d.sheet.Days[0].Date]
	d.artifact(func() {
		for _, day := range days {
			d.ground(day)
		}
		d.pen(ink)
		d.SetLineWidth(0.5 * d.scale)
		d.Line(x, d.grid, x+d.column, d.grid)
		d.SetLineWidth(0.12 * d.scale)
	})
	d.ink(ink)
	d.element("H2", "", func() { d.text(x+pad*d.scale, y+0.6*d.scale, d.size(monthType), "B", d.words.Month(m)) })
	d.open("L", "")
	if hidden := d.hidden[m-1]; len(hidden) > 0 {
		s, size := "+"+strconv.Itoa(len(hidden)), d.size(countType)
		d.open("LI", "")
		d.spoken("LBody", d.named(hidden), func() {
			d.text(x+d.column-d.measured(s, "", size)-pad*d.scale, y+2.7*d.scale, size, "", s)
		})
		d.close()
	}
	for _, b := range d.bands {
		for _, s := range b.segments {
			if s.month == m {
				d.segment(b, s)
			}
		}
	}
	for _, day := range days {
		d.day(day)
	}
	d.close()
}

// ground draws what is behind a day: shade, lines, and the bar of school
// holidays.
func (d *planner) ground(day themes.PlannerDay) {
	x, y := d.at(day.Date)
	d.pen(rule)
	switch {
	case day.Holiday != nil:
		d.fill(holiday)
		d.Rect(x, y, d.column, d.row, "FD")
	case day.Off || day.Date.IsWeekend():
		d.fill(weekend)
		d.Rect(x, y, d.column, d.row, "FD")
	default:
		d.Rect(x, y, d.column, d.row, "D")
	}
	for _, h := range d.sheet.School {
		if h.First <= day.Date && day.Date <= h.Last {
			d.fill(noClass)
			d.Rect(x, y, schoolRoom*d.scale, d.row, "F")
		}
	}
}

// day draws a day.
func (d *planner) day(day themes.PlannerDay) {
	c := d.cell(day)
	number := func() {
		for _, b := range c.numbers {
			d.box(b)
		}
	}
	if day.Holiday != nil {
		d.artifact(func() {
			d.fill(ink)
			d.Rect(c.number.x, c.number.y, c.number.w, c.number.h, "F")
		})
	}
	if len(c.names)+len(c.left) == 0 {
		d.artifact(number)
		return
	}
	d.open("LI", "")
	d.spoken("Lbl", d.words.ShortDay(day.Date), number)
	d.open("LBody", "")
	for _, n := range c.names {
		if n.mark.w > 0 {
			d.artifact(func() {
				d.fill(hue(n.tradition))
				d.Rect(n.mark.x, n.mark.y, n.mark.w, n.mark.h, "F")
			})
		}
		d.spoken("Span", n.full, func() {
			for _, b := range n.lines {
				d.box(b)
			}
		})
	}
	if len(c.left) > 0 {
		d.spoken("Span", d.named(c.left), func() {
			for i, b := range c.marks {
				if day.Holiday != nil { // on black
					d.fill(white)
					d.Circle(b.x+b.w/2, b.y+b.h/2, b.w*0.6, "F")
				}
				d.fill(hue(c.left[i].Observance.ID.Tradition()))
				d.Circle(b.x+b.w/2, b.y+b.h/2, b.w/2, "F")
			}
			if c.count.text != "" {
				d.box(c.count)
			}
		})
	}
	d.close()
	d.close()
}

// A box is a piece of text with its place.
type box struct {
	x, y, w, h  float64
	text, style string
	size        float64
	colour      colour
}

// boxed returns a box as large as its text.
func (d *planner) boxed(x, y, size float64, style, text string, c colour) box {
	return box{x: x, y: y, w: d.measured(text, style, size), h: size * point * tight, text: text, style: style, size: size, colour: c}
}

// tight is the distance of lines within a cell, in type sizes, and baseline how
// far down they stand.
const (
	tight    = 1.1
	baseline = 0.88
)

func (d *planner) box(b box) {
	d.ink(b.colour)
	d.SetFont("sans", b.style, b.size)
	d.Text(b.x, b.y+b.size*point*baseline, b.text)
}

// A cell is a day with all that stands in it.
type cell struct {
	number  box   // the ground of number and weekday
	numbers []box // number, weekday, and on Mondays the week
	names   []name
	left    []themes.Entry // for which there is a mark, or the count
	marks   []box
	count   box // without text if there are marks
}

// A name is one that stands in a cell.
type name struct {
	full, tradition string
	mark            box // in the colour of the tradition
	lines           []box
}

// cell lays a day out.
func (d *planner) cell(day themes.PlannerDay) cell {
	x, y := d.at(day.Date)
	k := d.scale
	c := cell{number: box{x: x + schoolRoom*k, y: y, w: d.name - schoolRoom*k, h: d.row}}
	main, side := ink, quiet
	if day.Holiday != nil {
		main, side = white, white
	}
	_, _, n := day.Date.Gregorian()
	left := c.number.x + pad*k
	c.numbers = append(c.numbers,
		d.boxed(left, y+pad*k, d.size(numberType), "B", strconv.Itoa(n), main),
		d.boxed(x+d.weekday, y+pad*k, d.size(weekdayType), "", d.words.WeekdayShort(day.Date.Weekday()), main))
	if day.Date.Weekday() == time.Monday {
		_, week := day.Date.At(12, 0, time.UTC).ISOWeek()
		c.numbers = append(c.numbers, d.boxed(x+d.weekday, y+pad*k+d.size(weekdayType)*point*tight, d.size(weekType), "", strconv.Itoa(week), side))
	}
	c.names, c.left = d.names(day, x+d.name+pad*k, y+pad*k)
	d.marks(&c, side)
	return c
}

// marks puts a dot for each entry that has no name, or counts them: if there
// are many, or one of them has weight.
func (d *planner) marks(c *cell, text colour) {
	most := int((c.number.w - pad*d.scale) / (markPitch * d.scale))
	side := (markPitch - 0.5) * d.scale
	x, bottom := c.number.x+pad*d.scale, c.number.y+c.number.h-pad*d.scale
	if len(c.left) <= most && !slices.ContainsFunc(c.left, themes.Entry.Weighs) {
		for i := range c.left {
			c.marks = append(c.marks, box{x: x + float64(i)*markPitch*d.scale, y: bottom - side, w: side, h: side})
		}
		return
	}
	size, style := d.size(countType), ""
	if slices.ContainsFunc(c.left, themes.Entry.Weighs) {
		style = "B"
	}
	c.count = d.boxed(x, bottom-size*point*baseline, size, style, "+"+strconv.Itoa(len(c.left)), text)
	c.count.h = size * point * baseline
}

// A setting is a choice of type sizes for names. Those without weight are a
// little smaller than the others, and grey.
type setting struct{ important, other float64 }

const smaller = 0.92

// settings are tried from the largest.
var settings = []setting{{8.5, 7}, {8, 6.5}, {7.5, 6.2}, {7, 5.8}, {6.5, 5.5}, {6, 5.2}, {5.5, 5}}

// A wanted name is one that a cell is to hold.
type wanted struct {
	entry     *themes.Entry // nil for the public holiday
	forms     []string      // the fullest first
	elided    []string
	full      string
	tradition string
	bold      bool
	light     bool // without weight
}

// names lays out as many names as there is room for, in their order, and
// returns those that are left.
func (d *planner) names(day themes.PlannerDay, x, y float64) ([]name, []themes.Entry) {
	var all []wanted
	var rest []themes.Entry
	if h := day.Holiday; h != nil {
		full, cut := d.formsOf(*h)
		all = append(all, wanted{forms: full, elided: cut, full: d.spelled(*h), bold: true})
	}
	for i := range day.Entries {
		e := &day.Entries[i]
		if !e.Weighs() && !d.nameAll {
			rest = append(rest, *e)
			continue
		}
		full, cut := d.formsOf(*e)
		all = append(all, wanted{e, full, cut, d.spelled(*e), e.Observance.ID.Tradition(), e.Weight == themes.Important, !e.Weighs()})
	}
	right := x - d.name + d.column - float64(d.lanes[day.Date-d.sheet.Days[0].Date])*bandPitch*d.scale - 2*pad*d.scale
	var best [][]string
	chosen := settings[0]
	for _, s := range settings {
		if lines := d.fitting(all, s, right-x, d.row-2*pad*d.scale); len(lines) > len(best) {
			best, chosen = lines, s
		}
	}
	var out []name
	for i, lines := range best {
		w, st := all[i], d.styleOf(all[i], chosen, right-x)
		n := name{full: w.full, tradition: w.tradition}
		height := float64(len(lines)) * st.height
		if w.entry != nil {
			n.mark = box{x: x, y: y + 0.1*d.scale, w: nameMark * d.scale, h: height - 0.2*d.scale}
		}
		for j, line := range lines {
			n.lines = append(n.lines, d.boxed(right-st.width, y+float64(j)*st.height, st.size, st.style, line, st.colour))
		}
		out = append(out, n)
		y += height
	}
	var unnamed []themes.Entry
	for _, w := range all[len(best):] {
		if w.entry != nil {
			unnamed = append(unnamed, *w.entry)
		}
	}
	return out, append(unnamed, rest...)
}

// Beside a name is a mark in the colour of its tradition.
const (
	nameMark = 0.8
	markRoom = 1.3
)

// A style is how a name is set.
type style struct {
	size, height, width float64 // height is that of a line
	style               string
	colour              colour
}

// styleOf returns how a name is set in a cell of a width.
func (d *planner) styleOf(w wanted, s setting, width float64) style {
	out := style{size: d.size(s.other), width: width, colour: ink}
	switch {
	case w.bold:
		out.size, out.style = d.size(s.important), "B"
	case w.light:
		out.size, out.colour = out.size*smaller, quiet
	}
	if w.entry != nil {
		out.width -= markRoom * d.scale
	}
	out.height = out.size * point * tight
	return out
}

// fitting returns the lines of the names that fit into a room, in their order:
// first as many names as possible, each as short as it can be, then each as full
// as there is room for.
func (d *planner) fitting(all []wanted, s setting, width, room float64) [][]string {
	var out [][]string
	for _, w := range all {
		st := d.styleOf(w, s, width)
		lines := d.fewest(w.forms, st, room)
		if lines == nil {
			lines = d.fewest(w.elided, st, room)
		}
		if lines == nil {
			break
		}
		out, room = append(out, lines), room-float64(len(lines))*st.height
	}
	for i := range out {
		st := d.styleOf(all[i], s, width)
		for _, f := range slices.Concat(all[i].forms, all[i].elided) {
			lines, ok := d.wrap(f, st.style, st.size, st.width)
			if more := float64(len(lines)-len(out[i])) * st.height; ok && more <= room {
				out[i], room = lines, room-more
				break
			}
		}
	}
	return out
}

// fewest returns the lines of the form that has the fewest; nil if none fits.
func (d *planner) fewest(forms []string, st style, room float64) []string {
	var out []string
	for _, f := range forms {
		lines, ok := d.wrap(f, st.style, st.size, st.width)
		if ok && float64(len(lines))*st.height <= room && (out == nil || len(lines) < len(out)) {
			out = lines
		}
	}
	return out
}

// namedBelow is how many days without weight a year may have for all of them to
// be named.
const namedBelow = 150

// nameAll reports whether days without weight have names as well: where so few
// are chosen that they do not hide the others.
func nameAll(p *themes.YearSheet) bool {
	n := 0
	for _, day := range p.Days {
		for _, e := range day.Entries {
			if !e.Weighs() {
				n++
			}
		}
	}
	return n <= namedBelow
}
