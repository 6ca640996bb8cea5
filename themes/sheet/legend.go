package sheet

import (
	"cmp"
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/themes"
)

// An item is one of the legend: what is drawn in a small field, and what it
// means.
type item struct {
	x, y  float64
	width float64 // of the field
	field func(x, y, h float64)
	text  string
	words string // that are read out; text if empty
}

const (
	legendType = 7.0 // points
	legendGap  = 3.0 // between items, and above the legend
	fieldGap   = 1.0
	legendLine = 1.4 // from line to line, in type sizes
)

// placeItems puts the items of the legend into lines.
func (d *planner) placeItems(o Options) {
	d.items = append(d.traditionItems(), d.signItems()...)
	size := d.size(legendType)
	right, line := d.left+d.width-(codeRoom+legendGap)*d.scale, size*point*legendLine
	x, y := d.left, 0.0
	for i := range d.items {
		it := &d.items[i]
		w := it.width + fieldGap*d.scale + d.measured(it.text, "", size)
		if x > d.left && x+w > right {
			x, y = d.left, y+line
		}
		it.x, it.y = x, y
		x += w + legendGap*d.scale
	}
	for _, text := range []string{
		d.words.T("sheet.asof", "Date", d.words.Date(d.sheet.Today()), "Authority", d.sheet.Site.Authority, "Address", o.Address),
		d.words.T("sheet.subscribe", "Address", d.sheet.Subscribe, "Help", d.sheet.Help),
	} {
		for _, s := range d.addressLines(text, size, right-d.left) {
			y += line
			d.items = append(d.items, item{x: d.left, y: y, text: s})
		}
	}
}

// legendRoom is how high the legend is, with the gap above.
func (d *planner) legendRoom() float64 {
	h := d.items[len(d.items)-1].y + d.size(legendType)*point*legendLine
	return max(h, codeRoom*d.scale) + legendGap/2*d.scale
}

// traditionItems explains the colours of the traditions that are on the sheet.
func (d *planner) traditionItems() []item {
	var ids []string
	see := func(e themes.Entry) {
		if id := e.Observance.ID.Tradition(); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, day := range d.sheet.Days {
		for _, e := range day.Entries {
			see(e)
		}
	}
	for _, e := range d.sheet.Bands {
		see(e)
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Compare(d.tradition(a), d.tradition(b)) })
	var out []item
	for _, id := range ids {
		out = append(out, item{width: 3 * d.scale, text: d.tradition(id), field: func(x, y, h float64) {
			d.fill(hue(id))
			d.Rect(x, y, 3*d.scale, h, "F")
		}})
	}
	return out
}

// signItems explains everything else.
func (d *planner) signItems() []item {
	k, size := d.scale, d.size(legendType)
	p, in := d.words, d.sheet.Site.Region.Land.In(d.words.Lang)
	sign := func(s, style string, text string) item {
		return item{width: d.measured(s, style, size), text: text, field: func(x, y, h float64) {
			d.SetFont("sans", style, size)
			d.Text(x, y+size*point*baseline-(size*point-h)/2, s)
		}}
	}
	area := func(draw func(x, y, h float64), text string) item {
		return item{width: 4 * k, text: text, field: draw}
	}
	shade := func(c colour) func(x, y, h float64) {
		return func(x, y, h float64) {
			d.fill(c)
			d.pen(rule)
			d.Rect(x, y, 4*k, h, "FD")
		}
	}
	sample := p.T("sheet.sample")
	out := []item{
		sign(sample, "B", p.T("weight.wichtig")),
		sign(sample, "", p.T("weight.ruecksicht")),
	}
	if d.nameAll {
		light := sign(sample, "", p.T("weight.hinweis"))
		draw := light.field
		light.field = func(x, y, h float64) {
			d.ink(quiet)
			draw(x, y, h)
		}
		out = append(out, light)
	}
	out = append(out, []item{
		{width: 1.2 * k, text: p.T("sheet.dot"), field: func(x, y, h float64) {
			d.fill(ink)
			d.Circle(x+0.6*k, y+h/2, 0.6*k, "F")
		}},
		sign("+2", "B", p.T("sheet.more")),
		area(func(x, y, h float64) {
			d.fill(ink)
			d.Rect(x, y, 2*k, h, "F")
			d.fill(ink.tint())
			d.Rect(x+2*k, y, 2*k, h, "F")
		}, p.T("sheet.band")),
		sign(eveSign, "", p.T("sheet.eve")),
		sign(announcedSign, "", p.T("certainty.announced")),
		sign(computedSign, "", p.T("sheet.computed")),
		area(shade(weekend), p.T("sheet.weekend")),
		area(func(x, y, h float64) {
			shade(holiday)(x, y, h)
			d.fill(ink)
			d.Rect(x, y, 2*k, h, "F")
		}, p.T("sheet.holiday", "In", in)),
	}...)
	if !slices.ContainsFunc(d.sheet.Days, func(day themes.PlannerDay) bool { return day.Holiday != nil }) {
		out[len(out)-1] = item{text: p.T("sheet.holiday.none", "In", in)}
	}
	school := area(func(x, y, h float64) {
		d.fill(noClass)
		d.Rect(x+1.5*k, y, schoolRoom*k, h, "F")
	}, p.T("sheet.school", "In", in))
	december := calendar.NewDate(d.sheet.Year, 12, 1)
	switch {
	case len(d.sheet.School) == 0:
		school.field, school.width, school.text = nil, 0, p.T("sheet.school.none", "In", in)
	case d.sheet.SchoolUntil < december:
		school.text = p.T("sheet.school.until", "In", in, "Date", p.Day(d.sheet.SchoolUntil))
	}
	if len(d.sheet.School) > 0 {
		var all []string
		for _, h := range d.sheet.School {
			all = append(all, h.Name+" "+p.Range(h.First, h.Last))
		}
		school.words = school.text + ": " + strings.Join(all, "; ")
	}
	return append(out, school, sign("12", "", p.T("sheet.week")))
}

// legend draws the legend and the QR code.
func (d *planner) legend() {
	size := d.size(legendType)
	top := d.left + d.height - d.legendRoom() + legendGap/2*d.scale
	d.open("L", "")
	for _, it := range d.items {
		y := top + it.y
		x := it.x
		if it.field != nil {
			h := 2.2 * d.scale
			d.ink(ink)
			d.artifact(func() { it.field(x, y+(size*point-h)/2, h) })
			x += it.width + fieldGap*d.scale
		}
		d.ink(ink)
		d.open("LI", "")
		d.open("LBody", "")
		if it.words != "" {
			d.tags.alternate(it.words)
		}
		d.content("LBody", func() {
			d.SetFont("sans", "", size)
			d.Text(x, y+size*point*baseline, it.text)
		})
		d.close()
		d.close()
	}
	d.close()
	d.code(d.sheet.Subscribe, d.left+d.width-codeRoom*d.scale, d.left+d.height-codeRoom*d.scale, codeRoom*d.scale, d.size(legendType))
}
