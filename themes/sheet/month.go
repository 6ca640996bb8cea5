package sheet

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/themes"
)

// The type sizes of a month, in points.
const (
	largestMonth = 12
	leastMonth   = 6.5
	footType     = 7.5
)

// Measures of a month in millimetres.
const (
	headHeight = 6.0 // of the line of weekdays
	weekWidth  = 9.0 // of the column of weeks
	nameGap    = 0.6
	monthCode  = 18.0 // the QR code
	footLine   = 3.6
)

// How many bands a week can have below one another, and how many of those may be
// without weight: bands take room from names.
const (
	monthLanes      = 3
	monthLightLanes = 2
)

// A monthly is a month in the making: a row for each week.
type monthly struct {
	*document
	sheet       *themes.MonthSheet
	first, last calendar.Date // of the month
	title, foot []string      // lines
	titleSize   float64
	top         float64 // where the table begins
	column      float64 // the width of a day
	bands       []weekBand
	lanes       []int // how many lanes of bands each week has
	size        float64
	rows        []float64 // the height of each week
}

// A weekBand is a period, or a feast of several days, in the lane that it has in
// all of its weeks.
type weekBand struct {
	entry       themes.Entry
	first, last calendar.Date // within the month
	lane        int
}

// Month draws a month as a table of weeks on one page. What does not fit into a
// day is counted there, and named for ears. tradition names a tradition by its
// id.
func Month(p *themes.MonthSheet, tradition func(id string) string, o Options) ([]byte, error) {
	d := newMonthly(p, tradition, o)
	d.draw()
	return d.bytes()
}

// newMonthly lays a month out.
func newMonthly(p *themes.MonthSheet, tradition func(id string) string, o Options) *monthly {
	d := &monthly{
		document: newDocument(&p.Base, tradition, o), sheet: p,
		first: calendar.NewDate(p.Year, p.Month, 1), last: calendar.NewDate(p.Year, p.Month+1, 1) - 1,
	}
	w, h := d.GetPageSize()
	d.width = w - 2*margin
	d.column = (d.width - weekWidth) / 7
	d.titleSize = fit(20, 9, func(size float64) bool { return d.measured(d.document.title, "B", size) <= d.width })
	d.title = d.running(d.document.title, "B", d.titleSize, d.width)
	d.top = margin + height(len(d.title), d.titleSize) + 3
	d.foot = d.footLines(d.placeBands(), o)
	d.height = h - margin - max(footLine*float64(len(d.foot)), monthCode) - 2 - d.top
	d.placeRows(o)
	return d
}

// week returns in which week a day of the month is.
func (d *monthly) week(day calendar.Date) int { return int(day-d.sheet.Weeks[0][0].Date) / 7 }

// outside reports whether a day belongs to another month.
func (d *monthly) outside(day calendar.Date) bool { return day < d.first || day > d.last }

// placeBands gives each band a lane, the weightiest first, and returns those that
// find none or have no room for a name.
func (d *monthly) placeBands() (left []themes.Entry) {
	d.lanes = make([]int, len(d.sheet.Weeks))
	taken := make([][monthLanes]bool, d.last-d.first+1)
	all := slices.Clone(d.sheet.Bands)
	slices.SortStableFunc(all, func(a, b themes.Entry) int { return cmp.Compare(rank(a), rank(b)) })
	for _, e := range all {
		b := weekBand{entry: e, first: max(e.First, d.first), last: min(e.Last, d.last)}
		days := taken[b.first-d.first : b.last-d.first+1]
		lanes := monthLightLanes
		if e.Weighs() {
			lanes = monthLanes
		}
		for b.lane < lanes && slices.ContainsFunc(days, func(t [monthLanes]bool) bool { return t[b.lane] }) {
			b.lane++
		}
		first, last := d.week(b.first), d.week(b.last)
		named := false
		for w := first; w <= last; w++ {
			from, to := b.within(d.sheet.Weeks[w])
			named = named || d.bandLabel(e, leastMonth, float64(to-from+1)*d.column) != ""
		}
		if b.lane == lanes || !named {
			left = append(left, e)
			continue
		}
		for i := range days {
			days[i][b.lane] = true
		}
		for w := first; w <= last; w++ {
			d.lanes[w] = max(d.lanes[w], b.lane+1)
		}
		d.bands = append(d.bands, b)
	}
	return left
}

// within returns the first and the last day of a band in a week; the last is
// before the first if it has none there.
func (b weekBand) within(week []themes.PlannerDay) (first, last calendar.Date) {
	return max(b.first, week[0].Date), min(b.last, week[6].Date)
}

// bandLabel returns the fullest form of a band's name for which there is room.
func (d *monthly) bandLabel(e themes.Entry, size, room float64) string {
	full, cut := d.formsOf(e)
	until := " (" + d.words.T("entry.until", "Date", d.words.Day(e.Last)) + ")"
	for _, f := range slices.Concat([]string{full[0] + until, full[len(full)-1] + until}, full, cut) {
		if d.measured(f, "B", size) <= room-3 {
			return f
		}
	}
	return ""
}

// bandHeight is how much room a lane takes at a type size.
func bandHeight(size float64) float64 { return size*point*1.35 + 0.4 }

// footLines says what stands on no day, what the signs mean, and whence the sheet
// is.
func (d *monthly) footLines(left []themes.Entry, o Options) []string {
	p, in := d.words, d.sheet.Site.Region.Land.In(d.words.Lang)
	var out []string
	add := func(s string) { out = append(out, d.addressLines(s, footType, d.width-monthCode-3)...) }
	if len(left) > 0 {
		slices.SortStableFunc(left, func(a, b themes.Entry) int { return cmp.Compare(a.First, b.First) })
		var all []string
		for _, e := range left {
			all = append(all, e.Observance.Name.In(p.Lang)+" "+p.Range(e.First, e.Last))
		}
		add(p.T("sheet.periods", "List", strings.Join(all, " · ")))
	}
	if len(d.sheet.School) > 0 {
		var all []string
		for _, h := range d.sheet.School {
			all = append(all, h.Name+" "+p.Range(h.First, h.Last))
		}
		add(p.T("sheet.school", "In", in) + ": " + strings.Join(all, " · "))
	} else if d.sheet.SchoolUntil < d.last {
		add(p.T("sheet.school.unknown", "In", in))
	}
	add(p.T("sheet.month.legend"))
	add(eveSign + " " + p.T("sheet.eve") + "   " + announcedSign + " " + p.T("certainty.announced") + "   " + computedSign + " " + p.T("sheet.computed"))
	add(p.T("sheet.asof", "Date", p.Date(d.sheet.Today()), "Authority", d.sheet.Site.Authority, "Address", o.Address))
	add(p.T("sheet.subscribe", "Address", d.sheet.Subscribe, "Help", d.sheet.Help))
	return out
}

// A label is a name in a day, as it is set.
type label struct {
	entry  themes.Entry
	lines  []string
	style  string
	colour colour
}

// labels returns what is kept on a day, the public holiday first.
func (d *monthly) labels(day themes.PlannerDay, size float64) []label {
	var out []label
	set := func(l label, text string) {
		l.lines = d.running(text, l.style, size, d.column-4)
		out = append(out, l)
	}
	if day.Holiday != nil {
		set(label{*day.Holiday, nil, "B", ink}, day.Holiday.Observance.Name.In(d.words.Lang)+" · "+d.words.T("kind.public-holiday"))
	}
	for _, e := range day.Entries {
		if !e.Weighs() && slices.ContainsFunc(d.bands, func(b weekBand) bool {
			return b.entry.Observance == e.Observance && b.first <= day.Date && day.Date <= b.last
		}) {
			continue // its band says as much
		}
		l := label{entry: e, colour: ink}
		switch {
		case e.Weight == themes.Important:
			l.style = "B"
		case !e.Weighs():
			l.colour = quiet
		}
		text := e.Observance.Name.In(d.words.Lang)
		if e.N > 1 {
			text += " (" + d.words.T("entry.day", "N", e.N, "Of", e.Length()) + ")"
		}
		set(l, text+signs(e)+" · "+d.tradition(e.Observance.ID.Tradition()))
	}
	return out
}

// namesFrom returns how far down in a week the names begin, at a type size.
func (d *monthly) namesFrom(week int, size float64) float64 {
	return height(1, size+2) + 1.5 + float64(d.lanes[week])*bandHeight(size)
}

// placeRows chooses the largest type size at which everything fits. If even the
// least is too large, weeks in which much is kept are cut to the same height.
func (d *monthly) placeRows(o Options) {
	room := d.height - headHeight
	measure := func(size float64) (sum float64) {
		d.rows = d.rows[:0]
		for i, week := range d.sheet.Weeks {
			names := 0.0
			for _, day := range week {
				h := 0.0
				for _, l := range d.labels(day, size) {
					h += height(len(l.lines), size) + nameGap
				}
				names = max(names, h)
			}
			d.rows = append(d.rows, d.namesFrom(i, size)+names+nameGap)
			sum += d.rows[i]
		}
		return sum
	}
	largest := float64(largestMonth)
	if o.Paper == A2 {
		largest *= 1.414
	}
	d.size = fit(largest, leastMonth, func(size float64) bool { return measure(size) <= room })
	if sum := measure(d.size); sum <= room {
		for i := range d.rows {
			d.rows[i] += (room - sum) / float64(len(d.rows))
		}
		return
	}
	cut := slices.Sorted(slices.Values(d.rows))
	most := room / float64(len(cut))
	for i, h := range cut {
		if most = room / float64(len(cut)-i); h > most {
			break
		}
		room -= h
	}
	for i := range d.rows {
		d.rows[i] = min(d.rows[i], most)
	}
}

// draw draws the page.
func (d *monthly) draw() {
	d.AddPage()
	d.tags.page()
	d.SetLineWidth(0.15)
	d.ink(ink)
	d.element("H1", "", func() {
		for i, line := range d.title {
			d.text(margin, margin+height(i, d.titleSize), d.titleSize, "B", line)
		}
	})
	d.open("Table", "")
	d.open("TR", "")
	cell := func(x float64, s string) {
		d.element("TH", "Column", func() { d.text(x+1, d.top+1, 9, "B", s) })
	}
	cell(margin, d.words.T("calendar.week"))
	for i := range 7 {
		cell(d.dayAt(i), d.words.Weekday(time.Weekday((i+1)%7)))
	}
	d.close()
	y := d.top + headHeight
	for i := range d.sheet.Weeks {
		d.drawWeek(i, y)
		y += d.rows[i]
	}
	d.close()
	w, h := d.GetPageSize()
	d.ink(ink)
	d.element("P", "", func() {
		for i, line := range d.foot {
			d.text(margin, h-margin-footLine*float64(len(d.foot)-i), footType, "", line)
		}
	})
	d.code(d.sheet.Subscribe, w-margin-monthCode, h-margin-monthCode, monthCode, footType)
}

// dayAt returns where the column of a weekday begins, from 0 for Monday.
func (d *monthly) dayAt(i int) float64 { return margin + weekWidth + float64(i)*d.column }

// drawWeek draws a week.
func (d *monthly) drawWeek(week int, y float64) {
	days, h := d.sheet.Weeks[week], d.rows[week]
	d.artifact(func() {
		d.pen(rule)
		d.Rect(margin, y, weekWidth, h, "D")
		for i, day := range days {
			d.ground(day, d.dayAt(i), y, h)
		}
	})
	d.open("TR", "")
	_, number := days[0].Date.At(12, 0, time.UTC).ISOWeek()
	d.ink(ink)
	d.element("TH", "Row", func() { d.text(margin+1, y+1, 7, "", strconv.Itoa(number)) })
	for i, day := range days {
		d.open("TD", "")
		if !d.outside(day.Date) {
			d.drawDay(day, d.dayAt(i), y, h-d.namesFrom(week, d.size), week)
		}
		d.close()
	}
	d.close()
}

// ground draws what is behind a day.
func (d *monthly) ground(day themes.PlannerDay, x, y, h float64) {
	style := "D"
	switch wd := day.Date.Weekday(); {
	case d.outside(day.Date):
	case day.Holiday != nil:
		d.fill(holiday)
		style = "FD"
	case day.Off || wd == time.Saturday || wd == time.Sunday:
		d.fill(weekend)
		style = "FD"
	}
	d.Rect(x, y, d.column, h, style)
	for _, s := range d.sheet.School {
		if s.First <= day.Date && day.Date <= s.Last && !d.outside(day.Date) {
			d.fill(noClass)
			d.Rect(x, y, d.column, 0.9, "F")
		}
	}
}

// drawDay draws the number of a day, the bands that begin there, and as many
// names as there is room for.
func (d *monthly) drawDay(day themes.PlannerDay, x, y, room float64, week int) {
	all := d.labels(day, d.size)
	shown := d.fitting(all, room)
	_, _, n := day.Date.Gregorian()
	number, size := strconv.Itoa(n), d.size+2
	wide := d.measured(number, "B", size)
	d.ink(ink)
	if day.Holiday != nil {
		d.artifact(func() {
			d.fill(ink)
			d.Rect(x+0.5, y+1, wide+1.4, height(1, size)-0.2, "F")
		})
		d.ink(white)
	}
	d.element("P", "", func() { d.text(x+1.2, y+1, size, "B", number) })
	if rest := all[shown:]; len(rest) > 0 {
		var left []themes.Entry
		for _, l := range rest {
			left = append(left, l.entry)
		}
		style := ""
		if slices.ContainsFunc(left, themes.Entry.Weighs) {
			style = "B"
		}
		count := fmt.Sprintf("+%d", len(rest))
		d.ink(ink)
		d.spoken("P", d.named(left), func() {
			d.text(x+d.column-d.measured(count, style, d.size)-1, y+1.2, d.size, style, count)
		})
	}
	for _, b := range d.bands {
		if from, to := b.within(d.sheet.Weeks[week]); from == day.Date && from <= to {
			d.drawBand(b, from, to, x, y+height(1, size)+1.5+float64(b.lane)*bandHeight(d.size))
		}
	}
	y += d.namesFrom(week, d.size)
	for _, l := range all[:shown] {
		h := height(len(l.lines), d.size)
		d.artifact(func() {
			d.fill(hue(l.entry.Observance.ID.Tradition()))
			d.Rect(x+1, y, 0.8, h, "F")
		})
		d.spoken("P", d.spelled(l.entry), func() {
			d.ink(l.colour)
			for i, line := range l.lines {
				d.text(x+2.6, y+height(i, d.size), d.size, l.style, line)
			}
		})
		y += h + nameGap
	}
}

// fitting returns how many labels there is room for.
func (d *monthly) fitting(all []label, room float64) int {
	for i, l := range all {
		if room -= height(len(l.lines), d.size) + nameGap; room < 0 {
			return i
		}
	}
	return len(all)
}

// drawBand draws a band in a week. It is read out where it begins.
func (d *monthly) drawBand(b weekBand, from, to calendar.Date, x, y float64) {
	w, h := float64(to-from+1)*d.column, bandHeight(d.size)-0.4
	dark := hue(b.entry.Observance.ID.Tradition())
	ground, text := dark, white
	if !b.entry.Weighs() {
		ground, text = dark.tint(), black
	}
	left, right := x, x+w
	if from == b.entry.First { // where it goes on, it has no end
		left++
	}
	if to == b.entry.Last {
		right--
	}
	d.artifact(func() {
		d.fill(ground)
		d.pen(dark)
		d.Rect(left, y, right-left, h, "FD")
		d.pen(rule)
	})
	draw := func() {
		d.ink(text)
		d.text(left+1, y+(h-d.size*point*leading)/2, d.size, "B", d.bandLabel(b.entry, d.size, w))
	}
	if from == b.first {
		d.spoken("P", d.spelled(b.entry), draw)
	} else {
		d.artifact(draw)
	}
}
