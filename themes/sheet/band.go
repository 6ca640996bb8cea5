package sheet

import (
	"cmp"
	"slices"
	"time"

	"vielfalt/calendar"
	"vielfalt/themes"
)

// How many bands a day can have beside one another, and how many of those may be
// without weight: bands take room from names. On paper smaller than A3 it is one
// less of each.
const (
	maxLanes   = 3
	lightLanes = 2
)

// lanesFor returns how many lanes there are for a band.
func (d *planner) lanesFor(weighs bool) int {
	n := lightLanes
	if weighs {
		n = maxLanes
	}
	if d.scale < 1 {
		n--
	}
	return n
}

// A band is a period, or a feast of several days, in a lane at the right of the
// columns.
type band struct {
	entry    themes.Entry
	lane     int
	segments []segment // one for each month
}

// A segment is the part of a band that lies in a month.
type segment struct {
	month       time.Month
	first, last calendar.Date
	label       string // empty if there is no room for one
}

// placeBands gives each band a lane, the weightiest first. One that finds none,
// or has no room for its name, is counted in the months in which it lies.
func (d *planner) placeBands() {
	first := d.sheet.Days[0].Date
	d.lanes = make([]int, len(d.sheet.Days))
	taken := make([][maxLanes]bool, len(d.sheet.Days))
	all := slices.Clone(d.sheet.Bands)
	slices.SortStableFunc(all, func(a, b themes.Entry) int { return cmp.Compare(rank(a), rank(b)) })
	for _, e := range all {
		b := band{entry: e, segments: d.segments(e)}
		from, to := int(b.segments[0].first-first), int(b.segments[len(b.segments)-1].last-first)
		lanes := d.lanesFor(e.Weighs())
		for b.lane = 0; b.lane < lanes; b.lane++ {
			if !slices.ContainsFunc(taken[from:to+1], func(t [maxLanes]bool) bool { return t[b.lane] }) {
				break
			}
		}
		named := !e.Observance.Period && (e.Weighs() || d.nameAll) || slices.ContainsFunc(b.segments, func(s segment) bool { return s.label != "" })
		if b.lane == lanes || !named {
			for _, s := range b.segments {
				d.hidden[s.month-1] = append(d.hidden[s.month-1], e)
			}
			continue
		}
		for i := from; i <= to; i++ {
			taken[i][b.lane] = true
			d.lanes[i] = max(d.lanes[i], b.lane+1)
		}
		d.bands = append(d.bands, b)
	}
}

// rank orders bands by what people look for: weight, then feasts, fasts and
// seasons, then months and weeks of action.
func rank(e themes.Entry) int {
	r := 0
	switch {
	case e.Weight == themes.Considerate:
		r = 10
	case !e.Weighs():
		r = 20
	}
	switch {
	case !e.Observance.Period:
	case e.Observance.Kind == calendar.ActionDay, e.Observance.Kind == calendar.Remembrance:
		r += 2
	default:
		r++
	}
	return r
}

// segments cuts a band into months, within the year.
func (d *planner) segments(e themes.Entry) []segment {
	var out []segment
	days := d.sheet.Days
	first, last := max(e.First, days[0].Date), min(e.Last, days[len(days)-1].Date)
	for first <= last {
		y, m, _ := first.Gregorian()
		s := segment{month: m, first: first, last: min(last, calendar.NewDate(y, m+1, 1)-1)}
		s.label = d.labelOf(e, float64(s.last-s.first+1)*d.row-2*bandGap*d.scale)
		out = append(out, s)
		first = s.last + 1
	}
	return out
}

// labelOf returns the fullest form of a band's name that has room along it.
func (d *planner) labelOf(e themes.Entry, room float64) string {
	full, cut := d.formsOf(e)
	for _, f := range append(full, cut...) {
		if d.measured(f, "B", d.size(bandType)) <= room-d.scale {
			return f
		}
	}
	return ""
}

const (
	bandType = 5.3 // points
	bandGap  = 0.4 // millimetres at the ends of a band
)

// segment draws a part of a band with its label: light if the period has no
// weight.
func (d *planner) segment(b band, s segment) {
	k := d.scale
	x, y := d.at(s.first)
	x += d.column - float64(b.lane+1)*bandPitch*k
	h := float64(s.last-s.first+1) * d.row
	// Where it goes on in another month, it has no end.
	if s.first == b.entry.First {
		y, h = y+bandGap*k, h-bandGap*k
	}
	if s.last == b.entry.Last {
		h -= bandGap * k
	}
	dark := hue(b.entry.Observance.ID.Tradition())
	ground, edge, text := dark, white, white
	if !b.entry.Weighs() {
		ground, edge, text = dark.tint(), dark, black
	}
	d.artifact(func() {
		d.fill(ground)
		d.pen(edge)
		d.Rect(x, y, bandWidth*k, h, "FD")
	})
	if s.label == "" {
		return
	}
	d.open("LI", "")
	d.spoken("LBody", d.spelled(b.entry), func() {
		size := d.size(bandType)
		d.ink(text)
		d.SetFont("sans", "B", size)
		// The middle of the letters, of which most have the height of an x.
		base := x + bandWidth*k/2 - size*point*0.27
		d.TransformBegin()
		d.TransformRotate(-90, base, y+0.6*k)
		d.Text(base, y+0.6*k, s.label)
		d.TransformEnd()
	})
	d.close()
}
